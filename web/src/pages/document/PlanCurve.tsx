// The spending plan as a small curve: months across, cumulative percent up.
import { t } from "../../i18n";
import type { PlanPoint } from "./model";

const [WIDTH, HEIGHT] = [160, 44];

/** Blank points mean "no change"; what is no number is left out of the curve. */
export function PlanCurve({ plan }: { plan: PlanPoint[] }) {
  const points = plan
    .map(({ month, percent }) => ({ month, percent: Number.parseFloat(percent ?? "") }))
    .filter(({ percent }) => Number.isFinite(percent));
  if (points.length === 0) return null;
  const x = (month: number) => (month / 12) * WIDTH;
  const y = (percent: number) => HEIGHT - (Math.min(Math.max(percent, 0), 100) / 100) * HEIGHT;
  const line = [`0,${HEIGHT}`, ...points.map((p) => `${x(p.month)},${y(p.percent)}`)].join(" ");
  const told = points.map((p) => t("plan.point", p)).join("，");
  return (
    <svg className="curve" viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`} role="img" aria-label={told}>
      <line x1="0" y1={HEIGHT} x2={WIDTH} y2="0" className="curve-even" />
      <polyline points={line} className="curve-line" />
      {points.map((p) => (
        <circle key={p.month} cx={x(p.month)} cy={y(p.percent)} r="2.5" className="curve-point" />
      ))}
    </svg>
  );
}

// Payments against the plan: months across, cumulative percent of the budget up; months to come have no payments yet.
import type { Schemas } from "../../api/client";
import { t } from "../../i18n";

const [WIDTH, HEIGHT] = [480, 140];

export function PaidCurve({ curve, until }: { curve: Schemas["CurvePoint"][]; until: number }) {
  const x = (month: number) => (month / 12) * WIDTH;
  const y = (percent: number) => HEIGHT - (Math.min(Math.max(percent, 0), 100) / 100) * HEIGHT;
  const paid = curve.filter((of) => of.month <= until && of.rate != null);
  const line = (points: { month: number; percent: number }[]) =>
    [`0,${HEIGHT}`, ...points.map((of) => `${x(of.month)},${y(of.percent)}`)].join(" ");
  const due = line(curve.map((of) => ({ month: of.month, percent: Number(of.due) })));
  const rate = line(paid.map((of) => ({ month: of.month, percent: Number(of.rate) })));
  const last = paid.at(-1);
  const told = t("execution.curve.told", { month: last?.month ?? 0, rate: last?.rate ?? 0, due: last?.due ?? 0 });
  return (
    <figure className="paid-curve">
      <svg viewBox={`-2 -2 ${WIDTH + 4} ${HEIGHT + 4}`} role="img" aria-label={told}>
        <polyline points={due} className="curve-line curve-due" />
        <polyline points={rate} className="curve-line" />
      </svg>
      <figcaption className="secondary">
        {t("execution.curve")} {told}
      </figcaption>
    </figure>
  );
}

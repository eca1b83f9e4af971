// What the check says: worst first, one click to the cell, one click for a safe mend.
import { Badge, Button, Drawer, Empty, Segmented, Tag, Typography } from "antd";
import { useState } from "react";
import { t } from "../../i18n";
import { useKeys } from "../../parts/keys";
import { RulePage } from "../../parts/RulePage";
import { COLOUR, SEVERITIES, type Severity, worstFirst } from "../../parts/severity";
import type { Finding, Fix } from "./useCheck";

interface Props {
  findings: Finding[];
  busy: boolean;
  editable: boolean;
  projectName: (ordinal: number | null) => string;
  onJump: (finding: Finding) => void;
  onFix: (fix: Fix) => void;
}

export function FindingsPanel({ findings, busy, editable, projectName, onJump, onFix }: Props) {
  const [shown, setShown] = useState<Severity | "all">("all");
  const [rule, setRule] = useState<string>();
  const count = (severity: Severity) => findings.filter((f) => f.severity === severity).length;
  const list = worstFirst(findings.filter((finding) => shown === "all" || finding.severity === shown));
  const [at, setAt] = useState(-1);
  const go = (to: number) => {
    const finding = list[to];
    if (!finding) return;
    setAt(to);
    onJump(finding);
  };
  useKeys({ j: () => go(at + 1), k: () => go(at - 1) });
  const options = [
    { value: "all" as const, label: t("findings.all", { count: findings.length }) },
    ...SEVERITIES.map((severity) => ({ value: severity, label: t(`severity.${severity}`, { count: count(severity) }) })),
  ];
  return (
    <aside className="findings no-print" aria-label={t("findings.title")}>
      <Segmented size="small" options={options} value={shown} onChange={setShown} />
      <div aria-live="polite" className="findings-state">
        {busy ? t("findings.busy") : t("findings.done", { count: findings.length })}
      </div>
      {list.length === 0 && !busy && <Empty description={t("findings.none")} />}
      <ul className="findings-list">
        {list.map((finding, n) => (
          <li
            key={`${finding.rule}-${finding.project}-${finding.indicator}-${finding.field}-${n}`}
            aria-current={n === at || undefined}
          >
            <div className="finding-head">
              <Tag color={COLOUR[finding.severity]}>{t(`severity.${finding.severity}.word`)}</Tag>
              <Button type="link" size="small" onClick={() => go(n)}>
                {whereabouts(finding, projectName)}
              </Button>
              {(finding.waived || finding.acknowledged) && (
                <Badge status="default" text={t(finding.waived ? "findings.waived" : "findings.acknowledged")} />
              )}
            </div>
            <div>{finding.message}</div>
            <Typography.Text type="secondary">{finding.help}</Typography.Text>
            <div>
              {editable &&
                finding.fixes?.map((fix) => (
                  <Button key={fix.text} size="small" className="fix" onClick={() => onFix(fix)}>
                    {t("findings.fix", { text: fix.text })}
                  </Button>
                ))}
              <Button type="link" size="small" onClick={() => setRule(finding.rule)}>
                {t("findings.why")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <Drawer open={rule !== undefined} onClose={() => setRule(undefined)} title={t("findings.rule")} size="large">
        {rule && <RulePage name={rule} />}
      </Drawer>
    </aside>
  );
}

function whereabouts(finding: Finding, projectName: Props["projectName"]): string {
  const row = finding.indicator ? t("findings.row", { row: finding.indicator }) : "";
  return [projectName(finding.project), row].filter(Boolean).join(" · ");
}

// What the check says: worst first, one click to the cell, one click for a safe mend.
import { useQueryClient } from "@tanstack/react-query";
import { App, Badge, Button, Drawer, Empty, Segmented, Tag, Typography } from "antd";
import { useState } from "react";
import { api, call } from "../../api/client";
import { t } from "../../i18n";
import { useKeys } from "../../parts/keys";
import { RulePage } from "../../parts/RulePage";
import { COLOUR, SEVERITIES, type Severity, worstFirst } from "../../parts/severity";
import type { Content } from "./model";
import type { Finding, Fix } from "./useCheck";
import { WaiveDialog } from "./WaiveDialog";
import { projectKey, useWaivers, type Waiver, waiverOf } from "./waivers";

interface Props {
  document: number;
  content: Content;
  findings: Finding[];
  busy: boolean;
  mayWaive: boolean;
  editable: boolean;
  projectName: (ordinal: number | null) => string;
  onJump: (finding: Finding) => void;
  onFix: (fix: Fix) => void;
}

export function FindingsPanel(props: Props) {
  const { document, content, findings, busy, mayWaive, editable, projectName, onJump, onFix } = props;
  const waivers = useWaivers(document);
  const [shown, setShown] = useState<Severity | "all">("all");
  const [rule, setRule] = useState<string>();
  const [waiving, setWaiving] = useState<Finding>();
  const client = useQueryClient();
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
              {finding.acknowledged && <Badge status="default" text={t("findings.acknowledged")} />}
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
              <Waived
                document={document}
                waiver={waiverOf(finding, waivers, content)}
                may={mayWaive && finding.severity === "error"}
                onWaive={() => setWaiving(finding)}
              />
            </div>
          </li>
        ))}
      </ul>
      {waiving && (
        <WaiveDialog
          document={document}
          finding={waiving}
          project={projectKey(content, waiving.project)}
          onClose={() => {
            setWaiving(undefined);
            void client.invalidateQueries({ queryKey: ["waivers", document] });
          }}
        />
      )}
      <Drawer open={rule !== undefined} onClose={() => setRule(undefined)} title={t("findings.rule")} size="large">
        {rule && <RulePage name={rule} />}
      </Drawer>
    </aside>
  );
}

interface WaivedProps {
  document: number;
  waiver?: Waiver;
  may: boolean;
  onWaive: () => void;
}

/** That a finding is let stand and why; for a reviewer the way to do so and to take it back. */
function Waived({ document, waiver, may, onWaive }: WaivedProps) {
  const client = useQueryClient();
  const { message } = App.useApp();
  if (!waiver)
    return may ? (
      <Button type="link" size="small" onClick={onWaive}>
        {t("waive.give")}
      </Button>
    ) : null;
  const back = async () => {
    const path = { document, waiver: waiver.id };
    await call(api.DELETE("/api/v1/documents/{document}/waivers/{waiver}", { params: { path } })).catch(
      (error: Error) => void message.error(error.message),
    );
    void client.invalidateQueries({ queryKey: ["waivers", document] });
  };
  return (
    <>
      <div>
        <Badge status="default" text={t("findings.waived")} />
        <q className="reason">{waiver.reason}</q>
      </div>
      {may && (
        <Button type="link" size="small" onClick={() => void back()}>
          {t("waive.back")}
        </Button>
      )}
    </>
  );
}

function whereabouts(finding: Finding, projectName: Props["projectName"]): string {
  const row = finding.indicator ? t("findings.row", { row: finding.indicator }) : "";
  return [projectName(finding.project), row].filter(Boolean).join(" · ");
}

// Before a submission: errors are listed to be mended, warnings are acknowledged by cause, each once with its list.
import { Alert, App, Button, Checkbox, List, Modal } from "antd";
import { useState } from "react";
import type { ApiError } from "../../api/client";
import { t } from "../../i18n";
import { acknowledge } from "./requests";
import type { Finding } from "./useCheck";

interface Props {
  document: number;
  version: number;
  findings: Finding[];
  told: ApiError;
  onCancel: () => void;
  onReady: () => void;
}

interface Cause {
  cause: string;
  first: Finding;
  count: number;
}

export function Acknowledge({ document, version, findings, told, onCancel, onReady }: Props) {
  const { message } = App.useApp();
  const [seen, setSeen] = useState<Set<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const errors = findings.filter((finding) => finding.severity === "error" && !finding.waived);
  const causes = byCause(findings.filter((f) => f.severity === "warning" && !f.waived && !f.acknowledged));
  const ready = errors.length === 0 && causes.every(({ cause }) => seen.has(cause));
  const go = async () => {
    setBusy(true);
    try {
      for (const { cause } of causes) await acknowledge(document, version, cause);
      onReady();
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const toggle = (cause: string, on: boolean) => {
    const next = new Set(seen);
    if (on) next.add(cause);
    else next.delete(cause);
    setSeen(next);
  };
  return (
    <Modal
      open
      width={720}
      title={t("acknowledge.title")}
      onCancel={onCancel}
      footer={[
        <Button key="back" onClick={onCancel}>
          {t("acknowledge.back")}
        </Button>,
        <Button key="go" type="primary" disabled={!ready} loading={busy} onClick={() => void go()}>
          {t("acknowledge.go")}
        </Button>,
      ]}
    >
      <p>{told.message}</p>
      {errors.length > 0 && (
        <Alert
          type="error"
          message={t("acknowledge.errors", { count: errors.length })}
          description={<ul>{errors.slice(0, 8).map((f, n) => <li key={n}>{f.message}</li>)}</ul>}
        />
      )}
      <List
        dataSource={causes}
        renderItem={({ cause, first, count }) => (
          <List.Item>
            <Checkbox checked={seen.has(cause)} onChange={(event) => toggle(cause, event.target.checked)}>
              {first.message}
              {count > 1 && <span className="secondary"> {t("acknowledge.count", { count })}</span>}
            </Checkbox>
          </List.Item>
        )}
      />
    </Modal>
  );
}

function byCause(findings: Finding[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const finding of findings) {
    const cause = finding.cause ?? finding.rule;
    const known = causes.get(cause);
    if (known) known.count += 1;
    else causes.set(cause, { cause, first: finding, count: 1 });
  }
  return [...causes.values()];
}

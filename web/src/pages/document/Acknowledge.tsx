// Before a submission: errors are listed to be mended, warnings are acknowledged by cause, each with its places.
import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox, Modal, Skeleton } from "antd";
import { useState } from "react";
import { type ApiError, api, call, type Schemas } from "../../api/client";
import { t } from "../../i18n";
import { acknowledge, readFindings } from "./requests";
import type { Finding } from "./useCheck";

interface Props {
  document: number;
  told: ApiError;
  onCancel: () => void;
  onReady: () => void;
}

const SHOWN = 8;

export function Acknowledge({ document, told, onCancel, onReady }: Props) {
  const { message } = App.useApp();
  const [seen, setSeen] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const params = { path: { document } };
  const causes = useQuery({
    queryKey: ["acknowledgements", document],
    gcTime: 0,
    queryFn: () => call(api.GET("/api/v1/documents/{document}/acknowledgements", { params })),
  });
  const found = useQuery({ queryKey: ["findings", document], gcTime: 0, queryFn: () => readFindings(document) });
  const findings = found.data ?? [];
  const errors = findings.filter((finding) => finding.severity === "error" && !finding.waived);
  const open = causes.data?.items.filter((cause) => cause.open) ?? [];
  const ready = causes.isSuccess && errors.length === 0 && open.every(({ cause }) => seen.includes(cause));
  const go = async () => {
    setBusy(true);
    try {
      for (const { cause } of open) await acknowledge(document, causes.data!.version, cause);
      onReady();
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const toggle = (cause: string, on: boolean) =>
    setSeen((old) => (on ? [...old, cause] : old.filter((other) => other !== cause)));
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
      {(causes.isPending || found.isPending) && <Skeleton active />}
      {errors.length > 0 && (
        <Alert
          type="error"
          title={t("acknowledge.errors", { count: errors.length })}
          description={<ul>{errors.slice(0, SHOWN).map((f, n) => <li key={n}>{f.message}</li>)}</ul>}
        />
      )}
      <ul className="plain">
        {open.map((cause) => (
          <li key={cause.cause}>
            <Checkbox checked={seen.includes(cause.cause)} onChange={(event) => toggle(cause.cause, event.target.checked)}>
              {first(findings, cause)?.message ?? cause.title}
              {cause.places.length > 1 && (
                <span className="secondary"> {t("acknowledge.count", { count: cause.places.length })}</span>
              )}
            </Checkbox>
          </li>
        ))}
      </ul>
    </Modal>
  );
}

/** The finding that speaks for its cause. */
function first(findings: Finding[], cause: Schemas["CauseBody"]): Finding | undefined {
  return findings.find((finding) => finding.cause === cause.cause);
}

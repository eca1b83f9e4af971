// The steps that the document's state and one's role allow: submit, pass on, return, approve, publish, adjust.
import { Alert, App, Button, Dropdown, Space } from "antd";
import { useState } from "react";
import { ApiError, type Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { useKeys } from "../../parts/keys";
import { StepDialog, type Words } from "../../parts/StepDialog";
import { Acknowledge } from "./Acknowledge";
import { type DocumentRow, takeStep, useSteps } from "./requests";

interface Props {
  row: DocumentRow;
  etag: () => string;
  flush: () => Promise<boolean>;
  onDone: () => void;
}

type Action = Schemas["Act"];

/** What brings the document on comes first: it is the button, the others are its menu. */
const ORDER: Action[] = ["submit", "pass", "approve", "publish", "return", "withdraw", "adjust", "unpublish"];

export function WorkflowBar({ row, etag, flush, onDone }: Props) {
  const { message } = App.useApp();
  const [asking, setAsking] = useState<Action>();
  const [blocked, setBlocked] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const steps = useSteps(row);
  const actions = ORDER.filter((action) => steps.data?.available.includes(action));

  const take = async (action: Action, words?: Words) => {
    // Where the text could not be saved, the page says why beside its name.
    if (!(await flush())) return;
    await takeStep(row.id, { action, reason: words?.text, to: words?.to }, etag());
    void message.success(t(`step.${action}.done` as Key));
    setAsking(undefined);
    onDone();
  };
  const act = async (action: Action) => {
    setBusy(true);
    try {
      await take(action);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "blocked-by-findings") setBlocked(error);
      else void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const begin = (action: Action) => (needsWords(action) ? setAsking(action) : void act(action));
  const [first, ...rest] = actions;
  useKeys({
    a: first && first !== "submit" && !busy && (() => begin(first)),
    r: actions.includes("return") && (() => begin("return")),
  });
  if (!first) return null;
  return (
    <Space>
      <Button type="primary" loading={busy} onClick={() => begin(first)}>
        {t(`step.${first}` as Key)}
      </Button>
      {rest.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{ items: rest.map((a) => ({ key: a, label: t(`step.${a}` as Key), onClick: () => begin(a) })) }}
        >
          <Button>{t("step.more")}</Button>
        </Dropdown>
      )}
      {asking && (
        <StepDialog
          title={t(`step.${asking}` as Key)}
          label={t("step.reason")}
          targets={asking === "return" ? steps.data?.return_to : []}
          told={asking === "return" && <Alert type="info" title={t("step.return.told")} />}
          send={(words) => take(asking, words)}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {blocked && (
        <Acknowledge
          document={row.id}
          told={blocked}
          onCancel={() => setBlocked(undefined)}
          onReady={() => {
            setBlocked(undefined);
            void act("submit");
          }}
        />
      )}
    </Space>
  );
}

function needsWords(action: Action): boolean {
  return action === "return" || action === "adjust" || action === "unpublish";
}

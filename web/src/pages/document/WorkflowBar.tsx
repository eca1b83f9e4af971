// The steps that the document's state and one's role allow: submit, pass on, return, approve, publish, adjust.
import { Alert, App, Button, Dropdown, Form, Input, Modal, Select, Space } from "antd";
import { useState } from "react";
import { ApiError, type Schemas } from "../../api/client";
import { type Key, t, word } from "../../i18n";
import { useKeys } from "../../parts/keys";
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

  const act = async (action: Action, more: { reason?: string; to?: string } = {}) => {
    setBusy(true);
    try {
      // Where the text could not be saved, the page says why beside its name.
      if (!(await flush())) return;
      await takeStep(row.id, { action, ...more }, etag());
      void message.success(t(`step.${action}.done` as Key));
      setAsking(undefined);
      onDone();
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
        <Reason action={asking} targets={steps.data?.return_to ?? []} busy={busy} onCancel={() => setAsking(undefined)} onOk={(more) => void act(asking, more)} />
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

function Reason(props: {
  action: Action;
  /** Where a return may lead. */
  targets: string[];
  busy: boolean;
  onCancel: () => void;
  onOk: (more: { reason: string; to?: string }) => void;
}) {
  const [form] = Form.useForm<{ reason: string; to?: string }>();
  const targets = props.action === "return" ? props.targets : [];
  return (
    <Modal
      open
      title={t(`step.${props.action}` as Key)}
      okText={t(`step.${props.action}` as Key)}
      cancelText={t("action.cancel")}
      confirmLoading={props.busy}
      onCancel={props.onCancel}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" initialValues={{ to: targets[0] }} onFinish={props.onOk}>
        {targets.length > 1 && (
          <Form.Item name="to" label={t("step.to")}>
            <Select options={targets.map((value) => ({ value, label: value === "returned" ? t("step.to.clerk") : word("state", value) }))} />
          </Form.Item>
        )}
        <Form.Item name="reason" label={t("step.reason")} rules={[{ required: true, message: t("form.required") }]}>
          <Input.TextArea rows={4} autoFocus maxLength={2000} />
        </Form.Item>
      </Form>
      {props.action === "return" && <Alert type="info" title={t("step.return.told")} />}
    </Modal>
  );
}

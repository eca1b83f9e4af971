// The steps that the document's state and one's role allow: submit, pass on, return, approve, publish, adjust.
import { Alert, App, Button, Dropdown, Form, Input, Modal, Select, Space } from "antd";
import { useState } from "react";
import { ApiError } from "../../api/client";
import { has, type Session, useSession } from "../../api/session";
import { type Key, t, word } from "../../i18n";
import { Acknowledge } from "./Acknowledge";
import { type DocumentRow, takeStep } from "./requests";

interface Props {
  row: DocumentRow;
  etag: () => string;
  flush: () => Promise<boolean>;
  onDone: () => void;
}

export type Action =
  | "submit"
  | "withdraw"
  | "pass"
  | "return"
  | "approve"
  | "publish"
  | "unpublish"
  | "adjust";

const REVIEWER: Record<string, string> = {
  unit_review: "unit_reviewer",
  department_review: "department_reviewer",
  finance_review: "finance_reviewer",
};
const EARLIER: Record<string, string[]> = {
  unit_review: ["returned"],
  department_review: ["returned", "unit_review"],
  finance_review: ["returned", "unit_review", "department_review"],
  reviewed: ["returned", "unit_review", "department_review", "finance_review"],
};

/** What the server would let this person do; it judges again. */
export function actionsFor(state: string, session: Session | null | undefined): Action[] {
  const clerk = has(session, "clerk");
  const approver = has(session, "finance_reviewer", "department_reviewer");
  switch (state) {
    case "draft":
    case "returned":
    case "adjusting":
      return clerk ? ["submit"] : [];
    case "unit_review":
    case "department_review":
    case "finance_review": {
      const reviews: Action[] = has(session, REVIEWER[state]!) ? ["pass", "return"] : [];
      return clerk ? [...reviews, "withdraw"] : reviews;
    }
    case "reviewed":
      return approver ? ["approve", "return"] : [];
    case "approved":
      return [...(approver ? (["publish"] as Action[]) : []), ...(clerk ? (["adjust"] as Action[]) : [])];
    case "published":
      return [...(approver ? (["unpublish"] as Action[]) : []), ...(clerk ? (["adjust"] as Action[]) : [])];
    default:
      return [];
  }
}

export function WorkflowBar({ row, etag, flush, onDone }: Props) {
  const session = useSession();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<Action>();
  const [blocked, setBlocked] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const actions = actionsFor(row.state, session.data);

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
        <Reason action={asking} state={row.state} busy={busy} onCancel={() => setAsking(undefined)} onOk={(more) => void act(asking, more)} />
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
  state: string;
  busy: boolean;
  onCancel: () => void;
  onOk: (more: { reason: string; to?: string }) => void;
}) {
  const [form] = Form.useForm<{ reason: string; to?: string }>();
  const targets = props.action === "return" ? (EARLIER[props.state] ?? []) : [];
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

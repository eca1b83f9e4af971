// Opens a round of monitoring over a branch: each undertaking gets its sheet, filled from the record.
import { Alert, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { hasAt, useSession } from "../../api/session";
import { t } from "../../i18n";
import { useNodes } from "../../parts/nodes";

/** Who opens rounds. */
export const OPENERS = ["department_reviewer", "finance_reviewer"];

interface Written {
  node: number;
  month: number;
  due_on?: string;
  note?: string;
}

interface Props {
  year: number;
  onDone: (round: Schemas["RoundBody"]) => void;
  onCancel: () => void;
}

export function NewRound({ year, onDone, onCancel }: Props) {
  const session = useSession();
  const [form] = Form.useForm<Written>();
  const [refused, setRefused] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const nodes = useNodes().filter((node) => hasAt(session.data, node.path, ...OPENERS));
  const now = new Date();
  const months = year < now.getFullYear() ? 12 : now.getMonth() + 1;
  const must = [{ required: true, message: t("form.required") }];
  const open = async ({ due_on, ...written }: Written) => {
    setBusy(true);
    try {
      const body = { ...written, year, due_on: due_on || undefined };
      onDone(await call(api.POST("/api/v1/monitoring-rounds", { body })));
    } catch (error) {
      setRefused(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("monitoring.open")}
      okText={t("monitoring.open")}
      cancelText={t("action.cancel")}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      <p className="secondary">{t("monitoring.open.told")}</p>
      {refused && <Alert type="error" role="alert" showIcon title={refused.message} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ node: nodes[0]?.id, month: months }}
        onFinish={(written) => void open(written)}
      >
        <Form.Item name="node" label={t("monitoring.branch")} rules={must}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={nodes.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="month" label={t("monitoring.month")} rules={must}>
          <Select
            options={Array.from({ length: months }, (_, n) => ({ value: n + 1, label: t("monitoring.until", { month: n + 1 }) }))}
          />
        </Form.Item>
        <Form.Item name="due_on" label={t("monitoring.due-on")} extra={t("monitoring.due-on.told")}>
          <Input type="date" style={{ width: 180 }} />
        </Form.Item>
        <Form.Item name="note" label={t("monitoring.note")}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

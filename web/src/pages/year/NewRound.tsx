// Opens a round of monitoring over a branch: each undertaking gets its sheet, filled from the record.
import { Form, Input, Select } from "antd";
import { api, call, type Schemas } from "../../api/client";
import { hasAt, useSession } from "../../api/session";
import { t } from "../../i18n";
import { FormDialog, must } from "../../parts/FormDialog";
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
  const nodes = useNodes().filter((node) => hasAt(session.data, node.path, ...OPENERS));
  const now = new Date();
  const months = year < now.getFullYear() ? 12 : now.getMonth() + 1;
  const open = async ({ due_on, ...written }: Written) => {
    const body = { ...written, year, due_on: due_on || undefined };
    onDone(await call(api.POST("/api/v1/monitoring-rounds", { body })));
  };
  return (
    <FormDialog<Written>
      title={t("monitoring.open")}
      okText={t("monitoring.open")}
      told={<p className="secondary">{t("monitoring.open.told")}</p>}
      first={{ node: nodes[0]?.id, month: months }}
      send={open}
      onCancel={onCancel}
    >
      <Form.Item name="node" label={t("monitoring.branch")} rules={must()}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={nodes.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="month" label={t("monitoring.month")} rules={must()}>
        <Select
          // All months are seen at once.
          listHeight={12 * 32}
          options={Array.from({ length: months }, (_, n) => ({ value: n + 1, label: t("monitoring.until", { month: n + 1 }) }))}
        />
      </Form.Item>
      <Form.Item name="due_on" label={t("monitoring.due-on")} extra={t("monitoring.due-on.told")}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="note" label={t("monitoring.note")}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}

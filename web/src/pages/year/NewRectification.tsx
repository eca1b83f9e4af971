// Issues a rectification: about a monitoring sheet, or about an undertaking that is chosen here.
import { useQuery } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { api, call, type Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { FormDialog, must } from "../../parts/FormDialog";
import type { Scope } from "./scope";

/** Who issues rectifications. */
export const ISSUERS = ["unit_reviewer", "department_reviewer", "finance_reviewer"];

const SOURCES = ["monitoring", "warning", "finding", "self_evaluation", "department_evaluation", "finance_evaluation"];

interface Written {
  undertaking?: number;
  source: string;
  requirement: string;
  due_on?: string;
}

interface Props {
  /** The sheet or undertaking; without one the undertakings of `scope` are offered. */
  about?: { sheet: number } | { undertaking: number };
  scope?: Scope;
  onDone: (made: Schemas["RectificationRow"]) => void;
  onCancel: () => void;
}

export function NewRectification({ about, scope, onDone, onCancel }: Props) {
  const sheet = about !== undefined && "sheet" in about;
  const issue = async (written: Written) => {
    const body = { ...written, ...about, due_on: written.due_on || undefined };
    onDone(await call(api.POST("/api/v1/rectifications", { body })));
  };
  return (
    <FormDialog<Written>
      title={t("rectification.issue")}
      okText={t("step.issue")}
      first={{ source: "monitoring" }}
      send={issue}
      onCancel={onCancel}
    >
      {!about && (
        <Form.Item name="undertaking" label={t("field.name")} rules={must()}>
          <UndertakingSelect scope={scope} />
        </Form.Item>
      )}
      <Form.Item name="source" label={t("rectification.source")} rules={must()}>
        <Select options={SOURCES.map((value) => ({ value, label: t(`rectification.source.${value}` as Key) }))} />
      </Form.Item>
      <Form.Item name="requirement" label={t("rectification.requirement")} rules={must()}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="due_on"
        label={t("rectification.due-on")}
        extra={sheet && t("rectification.due-on.told")}
        rules={sheet ? [] : must()}
      >
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
    </FormDialog>
  );
}

interface SelectProps {
  scope?: Scope;
  id?: string;
  value?: number;
  onChange?: (undertaking: number) => void;
}

function UndertakingSelect({ scope, id, value, onChange }: SelectProps) {
  const list = useQuery({
    queryKey: ["execution", "choice", scope],
    enabled: scope !== undefined,
    queryFn: () => call(api.GET("/api/v1/execution", { params: { query: { ...scope!, limit: 500 } } })),
  });
  const options = list.data?.items.map((row) => ({
    value: row.id,
    label: [row.unit_name, row.name ?? row.code ?? t("document.untitled")].filter(Boolean).join(" · "),
  }));
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: "label" }}
      loading={list.isPending}
      value={value}
      options={options}
      onChange={onChange}
    />
  );
}

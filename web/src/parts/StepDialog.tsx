// Asks for the words of a step before it is taken: why, and how far back a return leads.
import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { t, word } from "../i18n";
import { FormDialog, must } from "./FormDialog";

export interface Words {
  text: string;
  to?: string;
}

interface Props {
  title: string;
  /** What the words are called. */
  label: string;
  /** Where a return may lead. */
  targets?: string[];
  told?: ReactNode;
  send: (words: Words) => Promise<unknown>;
  onCancel: () => void;
}

export function StepDialog({ title, label, targets = [], told, send, onCancel }: Props) {
  const name = (target: string) => (target === "returned" ? t("step.to.clerk") : word("state", target));
  return (
    <FormDialog<Words> title={title} okText={title} told={told} first={{ to: targets[0] }} send={send} onCancel={onCancel}>
      {targets.length > 1 && (
        <Form.Item name="to" label={t("step.to")}>
          <Select options={targets.map((value) => ({ value, label: name(value) }))} />
        </Form.Item>
      )}
      <Form.Item name="text" label={label} rules={must()}>
        <Input.TextArea rows={4} autoFocus maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}

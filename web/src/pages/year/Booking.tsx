// Book a payment, an allocation or an adjustment, or take an entry back; doubts of the server are accepted by a word.
import { Alert, DatePicker, Form, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { ApiError, api, call, type Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { Attach } from "../../parts/Attach";

export type Wanted =
  | { kind: "payment" | "allocation" | "adjustment" }
  | { kind: "reversal"; of: Schemas["EntryRow"] };

interface Written {
  day: { format: (pattern: string) => string };
  yuan: number;
  number?: string;
  payee?: string;
  economic_class?: string;
  source?: string;
  reason?: string;
  attachment?: number;
}

interface Doubt {
  key: string;
}

/** The fields of each kind below its day and amount; those with `!` must be written. */
const FIELDS: Record<Wanted["kind"], string[]> = {
  payment: ["payee!", "number", "economic_class", "reason"],
  allocation: ["number", "source", "reason"],
  adjustment: ["number!", "reason!"],
  reversal: ["number", "reason!"],
};

interface Props {
  on: number;
  wanted: Wanted;
  onDone: () => void;
  onCancel: () => void;
}

export function Booking({ on, wanted, onDone, onCancel }: Props) {
  const [form] = Form.useForm<Written>();
  const [refused, setRefused] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const doubts = doubtsOf(refused);
  const book = async (written: Written) => {
    setBusy(true);
    try {
      await send(on, wanted, written, doubts.map((doubt) => doubt.key));
      onDone();
    } catch (error) {
      setRefused(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const left = wanted.kind === "reversal" ? Math.abs(wanted.of.amount_fen) / 100 : undefined;
  return (
    <Modal
      open
      title={t(`execution.new.${wanted.kind}` as Key)}
      okText={doubts.length > 0 ? t("execution.anyway") : t("action.save")}
      cancelText={t("action.cancel")}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      {refused && <Alert type={doubts.length > 0 ? "warning" : "error"} role="alert" showIcon title={refused.message} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ yuan: left }}
        // What was doubtful is doubted anew once something else is written.
        onValuesChange={() => setRefused(undefined)}
        onFinish={(written) => void book(written)}
      >
        <Form.Item name="day" label={t("entry.day")} rules={[{ required: true, message: t("form.required") }]}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="yuan" label={t("entry.yuan")} rules={[{ required: true, message: t("form.required") }]}>
          <InputNumber precision={2} min={wanted.kind === "adjustment" ? undefined : 0.01} max={left} style={{ width: 200 }} />
        </Form.Item>
        {FIELDS[wanted.kind].map((field) => {
          const name = field.replace("!", "");
          const rules = field === name ? [] : [{ required: true, message: t("form.required") }];
          return (
            <Form.Item key={name} name={name} label={t(`entry.${name}` as Key)} rules={rules}>
              <Input maxLength={200} />
            </Form.Item>
          );
        })}
        <Form.Item name="attachment" label={t("attach.title")}>
          <Attach />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function doubtsOf(error?: Error): Doubt[] {
  const told = error instanceof ApiError ? error.problem?.doubts : undefined;
  return Array.isArray(told) ? (told as Doubt[]) : [];
}

function send(undertaking: number, wanted: Wanted, written: Written, accept: string[]): Promise<unknown> {
  const { yuan, day, ...rest } = written;
  const entry = { ...rest, day: day.format("YYYY-MM-DD"), amount_fen: Math.round(yuan * 100) };
  const params = { path: { undertaking } };
  switch (wanted.kind) {
    case "payment": {
      const body = { ...entry, payee: entry.payee!, accept };
      return call(api.POST("/api/v1/execution/{undertaking}/payments", { params, body }));
    }
    case "allocation":
      return call(api.POST("/api/v1/execution/{undertaking}/allocations", { params, body: entry }));
    case "adjustment": {
      const body = { ...entry, number: entry.number!, reason: entry.reason!, accept };
      return call(api.POST("/api/v1/execution/{undertaking}/adjustments", { params, body }));
    }
    case "reversal": {
      const body = { ...entry, reason: entry.reason! };
      return call(api.POST("/api/v1/entries/{entry}/reversals", { params: { path: { entry: wanted.of.id } }, body }));
    }
  }
}

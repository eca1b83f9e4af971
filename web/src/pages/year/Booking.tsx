// Book a payment, an allocation or an adjustment, or take an entry back; doubts of the server are accepted by a word.
import { DatePicker, Form, Input, InputNumber } from "antd";
import { ApiError, api, call, type Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { Attach } from "../../parts/Attach";
import { FormDialog, must } from "../../parts/FormDialog";

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
  const book = async (written: Written, refused?: Error) => {
    await send(on, wanted, written, doubtsOf(refused).map((doubt) => doubt.key));
    onDone();
  };
  const left = wanted.kind === "reversal" ? Math.abs(wanted.of.amount_fen) / 100 : undefined;
  return (
    <FormDialog<Written>
      title={t(`execution.new.${wanted.kind}` as Key)}
      first={{ yuan: left }}
      anyway={(refused) => (doubtsOf(refused).length > 0 ? t("execution.anyway") : undefined)}
      send={book}
      onCancel={onCancel}
    >
      <Form.Item name="day" label={t("entry.day")} rules={must()}>
        <DatePicker />
      </Form.Item>
      <Form.Item name="yuan" label={t("entry.yuan")} rules={must()}>
        <InputNumber precision={2} min={wanted.kind === "adjustment" ? undefined : 0.01} max={left} style={{ width: 200 }} />
      </Form.Item>
      {FIELDS[wanted.kind].map((field) => {
        const name = field.replace("!", "");
        return (
          <Form.Item key={name} name={name} label={t(`entry.${name}` as Key)} rules={field === name ? [] : must()}>
            <Input maxLength={200} />
          </Form.Item>
        );
      })}
      <Form.Item name="attachment" label={t("attach.title")}>
        <Attach />
      </Form.Item>
    </FormDialog>
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

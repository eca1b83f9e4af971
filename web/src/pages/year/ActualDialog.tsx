// What an indicator has reached until a day, and what that rests on; or that an entry is taken back.
import { Form, Input, InputNumber, Radio } from "antd";
import { api, call, type Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { Attach } from "../../parts/Attach";
import { lastDay } from "../../parts/days";
import { FormDialog, must } from "../../parts/FormDialog";

type Row = Schemas["RowActuals"];

const KINDS = ["value", "state"] as const;
export const STATES = ["met", "partial", "unmet"] as const;
export const SOURCES = ["record", "statement", "attachment"] as const;

interface Written {
  day: string;
  kind: (typeof KINDS)[number];
  value?: string;
  state?: string;
  share?: number | null;
  source: string;
  evidence?: string;
  attachment?: number;
}

interface Props {
  undertaking: number;
  document: number;
  year: number;
  version: number;
  row: Row;
  /** Takes back what stands, which leaves nothing: missing is not zero. */
  back?: boolean;
  onDone: () => void;
  onCancel: () => void;
}

export function ActualDialog({ undertaking, document, year, version, row, back, onDone, onCancel }: Props) {
  const [form] = Form.useForm<Written>();
  const kind = Form.useWatch("kind", form);
  const state = Form.useWatch("state", form);
  const source = Form.useWatch("source", form);
  const keep = async (written: Written) => {
    const body = { version, indicator: row.indicator, ...entryOf(written, back) };
    await call(api.POST("/api/v1/undertakings/{undertaking}/actuals", { params: { path: { undertaking } }, body }));
    onDone();
  };
  const words = [{ ...must()[0], whitespace: true }];
  const first: Partial<Written> = { day: lastDay(year), kind: isFigure(row.target) ? "value" : "state", source: back ? "statement" : "record" };
  const told = (
    <p>
      {row.level3 ?? row.description} <strong>{row.target}</strong>
    </p>
  );
  return (
    <FormDialog title={t(back ? "actual.back" : "actual.write")} told={told} form={form} first={first} send={keep} onCancel={onCancel}>
      <Form.Item name="day" label={t("actual.day")} rules={must()}>
        <Input type="date" min={`${year}-01-01`} max={lastDay(year)} style={{ width: 180 }} />
      </Form.Item>
      {!back && (
        <>
          <Form.Item name="kind" label={t("actual.kind")}>
            <Radio.Group options={KINDS.map((value) => ({ value, label: t(`actual.kind.${value}`) }))} />
          </Form.Item>
          {kind === "value" && (
            <Form.Item name="value" label={t("actual.value")} rules={words}>
              <Input maxLength={500} autoFocus />
            </Form.Item>
          )}
          {kind === "state" && (
            <Form.Item name="state" label={t("actual.state")} rules={must()}>
              <Radio.Group options={STATES.map((value) => ({ value, label: t(`actual.state.${value}`) }))} />
            </Form.Item>
          )}
          {kind === "state" && state === "partial" && (
            <Form.Item name="share" label={t("actual.share")}>
              <InputNumber min={0} max={100} precision={2} />
            </Form.Item>
          )}
          <Form.Item name="source" label={t("actual.source")}>
            <Radio.Group options={SOURCES.map((value) => ({ value, label: t(`actual.source.${value}`) }))} />
          </Form.Item>
        </>
      )}
      <Form.Item
        name="evidence"
        label={t(back ? "actual.why" : (`actual.evidence.${source ?? "record"}` as Key))}
        rules={source === "attachment" ? [] : words}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      {!back && (
        <Form.Item name="attachment" label={t("attach.title")} rules={source === "attachment" ? must() : []}>
          <Attach document={document} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

/** Only a proposal: the reader of the form decides, and the server knows what fits the target. */
function isFigure(target?: string | null): boolean {
  return /\d/.test(target ?? "");
}

function entryOf({ day, kind, value, state, share, source, evidence, attachment }: Written, back?: boolean) {
  if (back) return { day, source: "statement", evidence };
  const shown = kind === "value" ? { value } : { state, share: share == null ? undefined : String(share) };
  return { day, source, evidence: evidence || undefined, attachment, ...shown };
}

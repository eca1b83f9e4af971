// Which column of a payment sheet means what, told by letter, heading and first values; what is said here is
// remembered for the unit's later sheets.
import { Alert, Select } from "antd";
import type { Schemas } from "../../api/client";
import { t } from "../../i18n";

type Column = Schemas["SheetColumn"];
type Named = Schemas["ColumnBody"];

const FIELDS = ["number", "day", "amount", "payee", "economic_class", "reason", "project_code", "project_name"] as const;

interface Props {
  columns: Column[];
  busy: boolean;
  onChange: (columns: Named[]) => void;
}

export function PaymentColumns({ columns, busy, onChange }: Props) {
  // A field is one column's: it leaves the column that had it.
  const change = (heading: string, field?: string) =>
    onChange(
      columns.map((of) => {
        const own = of.heading === heading ? field : of.field === field ? null : of.field;
        return { heading: of.heading, field: own ?? null };
      }),
    );
  return (
    <section className="card" aria-label={t("payments.columns")}>
      <h2>{t("payments.columns")}</h2>
      <p className="secondary">{t("payments.columns.told")}</p>
      {columns.every((column) => column.field !== "amount") && (
        <Alert
          type="warning"
          showIcon
          title={t(columns.some((column) => column.field) ? "payments.columns.no_amount" : "payments.columns.unknown")}
          className="gap-below"
        />
      )}
      <div className="filters">
        {columns.map((column, n) => (
          <label key={column.heading} htmlFor={`column-${n}`} className="payment-column">
            <span>
              <span className="secondary">{column.letter}</span> {column.heading}
            </span>
            <Select
              id={`column-${n}`}
              aria-label={column.heading}
              allowClear
              size="small"
              disabled={busy}
              placeholder={t("payments.field.none")}
              style={{ width: 132 }}
              value={column.field ?? undefined}
              onChange={(field?: string) => change(column.heading, field)}
              options={FIELDS.map((value) => ({ value, label: t(`payments.field.${value}`) }))}
            />
            <small className="secondary" title={column.samples.join("\n")}>
              {column.samples.join("、")}
            </small>
          </label>
        ))}
      </div>
    </section>
  );
}

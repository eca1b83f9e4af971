// Which heading of a payment sheet means what; what is said here is remembered for the unit's later sheets.
import { Alert, Select } from "antd";
import type { Schemas } from "../../api/client";
import { t } from "../../i18n";

type Column = Schemas["ColumnBody"];

const FIELDS = ["number", "day", "amount", "payee", "economic_class", "reason", "project_code", "project_name"] as const;

interface Props {
  columns: Column[];
  busy: boolean;
  onChange: (columns: Column[]) => void;
}

export function PaymentColumns({ columns, busy, onChange }: Props) {
  // A field is one column's: it leaves the column that had it.
  const change = (heading: string, field?: string) =>
    onChange(
      columns.map((of) => {
        if (of.heading === heading) return { heading, field: field ?? null };
        return of.field === field ? { ...of, field: null } : of;
      }),
    );
  return (
    <section className="card" aria-label={t("payments.columns")}>
      <h2>{t("payments.columns")}</h2>
      <p className="secondary">{t("payments.columns.told")}</p>
      {columns.every((column) => column.field !== "amount") && (
        <Alert type="warning" showIcon title={t("payments.columns.no_amount")} className="gap-below" />
      )}
      <div className="filters">
        {columns.map((column, n) => (
          <label key={column.heading} htmlFor={`column-${n}`} className="payment-column">
            {column.heading}
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
          </label>
        ))}
      </div>
    </section>
  );
}

// The rows of a payment sheet as they would be booked; those with faults or doubts come first.
import { Empty, Table, Tag } from "antd";
import type { Schemas } from "../../api/client";
import { t } from "../../i18n";
import { yuan } from "../../parts/money";

type Row = Schemas["PaymentSheetRow"];

interface Props {
  rows: Row[];
  /** Missing where nothing can be booked any more. */
  chosen?: number[];
  onChosen: (rows: number[]) => void;
}

export function PaymentRows({ rows, chosen, onChosen }: Props) {
  return (
    <div className="scroll-x" role="group" tabIndex={0} aria-label={t("payments.rows")}>
      <Table<Row>
        size="small"
        rowKey="row"
        dataSource={inOrder(rows)}
        pagination={rows.length > 100 ? { pageSize: 100 } : false}
        locale={{ emptyText: <Empty description={t("payments.no-rows")} /> }}
        rowSelection={
          chosen && {
            selectedRowKeys: chosen,
            onChange: (keys) => onChosen(keys as number[]),
            getCheckboxProps: (row) => ({
              disabled: row.faults.length > 0,
              "aria-label": t(row.doubts.length > 0 ? "payments.accept" : "payments.choose", { row: row.row }),
            }),
          }
        }
        columns={[
          { title: t("payments.row"), dataIndex: "row", width: 60, align: "right" },
          { title: t("payments.look"), width: 260, render: (_, row) => <Look row={row} /> },
          { title: t("field.name"), render: (_, row) => row.project_name ?? row.project_code ?? "—" },
          { title: t("payments.field.day"), dataIndex: "day", width: 100 },
          { title: t("payments.field.number"), dataIndex: "number", width: 130 },
          { title: t("payments.field.payee"), dataIndex: "payee", width: 160 },
          { title: t("payments.field.reason"), dataIndex: "reason", width: 140 },
          {
            title: t("entry.yuan"),
            align: "right",
            width: 120,
            render: (_, row) => (row.amount_fen == null ? "—" : yuan(row.amount_fen)),
          },
        ]}
      />
    </div>
  );
}

function Look({ row }: { row: Row }) {
  if (row.faults.length + row.doubts.length === 0) return <Tag color="green">{t("payments.sound")}</Tag>;
  return (
    <>
      {row.faults.map((of) => (
        <div key={of.key}>
          <Tag color="red">{t("payments.fault")}</Tag>
          {of.text}
        </div>
      ))}
      {row.doubts.map((of) => (
        <div key={of.key}>
          <Tag color="gold">{t("import.doubt")}</Tag>
          {of.text}
        </div>
      ))}
    </>
  );
}

function inOrder(rows: Row[]): Row[] {
  const weight = (row: Row) => (row.faults.length > 0 ? 0 : row.doubts.length > 0 ? 1 : 2);
  return [...rows].sort((a, b) => weight(a) - weight(b) || a.row - b.row);
}

// The money of an undertaking: how it stands, payments against the plan, its entries, and the ways to book.
import { useQueryClient } from "@tanstack/react-query";
import { Button, Descriptions, Empty, Space, Table, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { hasAt, useSession } from "../../api/session";
import { type Key, t } from "../../i18n";
import { Attached } from "../../parts/Attach";
import { More } from "../../parts/More";
import { percent, wan, yuan } from "../../parts/money";
import { PageError } from "../../parts/PageState";
import { Booking, type Wanted } from "./Booking";
import { Light } from "./Light";
import { PaidCurve } from "./PaidCurve";

type Entry = Schemas["EntryRow"];

/** Who may book, and take back, which kind of entry. */
const WRITERS: Record<string, string> = {
  payment: "clerk",
  allocation: "finance_reviewer",
  adjustment: "finance_reviewer",
};

export function Money({ one }: { one: Schemas["ExecutionBody"] }) {
  const session = useSession();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<Wanted>();
  const entries = usePages(["entries", one.id], (cursor) =>
    call(
      api.GET("/api/v1/execution/{undertaking}/entries", {
        params: { path: { undertaking: one.id }, query: { cursor, limit: 100 } },
      }),
    ),
  );
  if (entries.error) return <PageError error={entries.error} reset={entries.again} />;
  const may = (kind: string) => hasAt(session.data, one.path, WRITERS[kind]!);
  const booked = () => {
    setWanted(undefined);
    for (const list of ["undertaking", "entries", "execution", "board"]) void client.invalidateQueries({ queryKey: [list] });
  };
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          { key: "allocated", label: t("money.allocated"), children: wan(one.on.allocated_fen) },
          { key: "initial", label: t("money.initial"), children: wan(one.initial_fen) },
          { key: "adjusted", label: t("money.adjusted"), children: wan(one.on.adjusted_fen) },
          { key: "paid", label: t("money.paid"), children: wan(one.on.paid_fen) },
          { key: "rate", label: t("money.rate"), children: percent(one.on.rate) },
          { key: "due", label: t("money.due"), children: percent(one.on.due) },
          { key: "left", label: t("execution.remaining"), children: wan(one.remaining_fen) },
          { key: "light", label: t("indicator.light"), children: <Light light={one.light} /> },
        ]}
      />
      <PaidCurve curve={one.curve} until={one.month} />
      <Space wrap style={{ margin: "8px 0" }}>
        {(["payment", "allocation", "adjustment"] as const).filter(may).map((kind) => (
          <Button key={kind} onClick={() => setWanted({ kind })}>
            {t(`execution.new.${kind}`)}
          </Button>
        ))}
      </Space>
      <Table<Entry>
        size="small"
        rowKey="id"
        loading={entries.pending}
        pagination={false}
        dataSource={entries.rows}
        locale={{ emptyText: <Empty description={t("entry.none")} /> }}
        columns={[
          { title: t("entry.day"), dataIndex: "day", width: 100, className: "whole" },
          { title: t("entry.kind"), width: 130, className: "whole", render: (_, row) => <Kind row={row} /> },
          { title: t("entry.number"), width: 140, render: (_, row) => <Voucher row={row} /> },
          { title: t("entry.about"), minWidth: 150, render: (_, row) => [row.payee, row.reason ?? row.source].filter(Boolean).join("；") },
          { title: t("entry.yuan"), align: "right", width: 120, render: (_, row) => yuan(row.amount_fen) },
          {
            title: t("grid.tools"),
            width: 70,
            render: (_, row) =>
              may(row.kind) &&
              row.reverses == null && (
                <Button type="link" size="small" onClick={() => setWanted({ kind: "reversal", of: row })}>
                  {t("execution.new.reversal")}
                </Button>
              ),
          },
        ]}
      />
      <More more={entries.more} />
      {wanted && <Booking on={one.id} wanted={wanted} onDone={booked} onCancel={() => setWanted(undefined)} />}
    </>
  );
}

function Kind({ row }: { row: Entry }) {
  return (
    <>
      {t(`entry.kind.${row.kind}` as Key)} {row.reverses != null && <Tag color="gold">{t("execution.new.reversal")}</Tag>}
    </>
  );
}

/** The number, and the voucher itself where it was attached. */
function Voucher({ row }: { row: Entry }) {
  return (
    <>
      {row.number} {row.attachment != null && <Attached attachment={row.attachment} />}
    </>
  );
}

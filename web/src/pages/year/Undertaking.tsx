// One undertaking through its year: how it stands, payments against the plan, its entries, and the ways to book.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Descriptions, Space, Table, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { useSession } from "../../api/session";
import { type Key, t } from "../../i18n";
import { More } from "../../parts/More";
import { percent, wan, yuan } from "../../parts/money";
import { PageError, PageLoading } from "../../parts/PageState";
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

export function Undertaking({ id }: { id: number }) {
  const session = useSession();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<Wanted>();
  const found = useQuery({
    queryKey: ["undertaking", id],
    queryFn: () => call(api.GET("/api/v1/execution/{undertaking}", { params: { path: { undertaking: id } } })),
  });
  const entries = usePages(["entries", id], (cursor) =>
    call(
      api.GET("/api/v1/execution/{undertaking}/entries", {
        params: { path: { undertaking: id }, query: { cursor, limit: 100 } },
      }),
    ),
  );
  const error = found.error ?? entries.error;
  if (error) return <PageError error={error} reset={() => void found.refetch().then(entries.again)} />;
  if (!found.data) return <PageLoading />;
  const one = found.data;
  const may = (kind: string) =>
    session.data?.roles.some((at) => at.role === WRITERS[kind] && one.path.startsWith(at.path)) ?? false;
  const booked = () => {
    setWanted(undefined);
    for (const list of ["undertaking", "entries", "execution", "board"]) void client.invalidateQueries({ queryKey: [list] });
  };
  return (
    <>
      <h2>{one.name ?? one.code ?? t("document.untitled")}</h2>
      <Descriptions
        bordered
        size="small"
        column={2}
        items={[
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
        columns={[
          { title: t("entry.day"), dataIndex: "day", width: 100 },
          { title: t("entry.kind"), width: 130, render: (_, row) => <Kind row={row} /> },
          { title: t("entry.number"), dataIndex: "number", width: 140 },
          { title: t("entry.about"), render: (_, row) => [row.payee, row.reason ?? row.source].filter(Boolean).join("；") },
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
      {wanted && <Booking on={id} wanted={wanted} onDone={booked} onCancel={() => setWanted(undefined)} />}
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

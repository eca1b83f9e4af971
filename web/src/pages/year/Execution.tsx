// The year's money: the light board above the undertakings, and one undertaking with its entries.
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Table } from "antd";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { t } from "../../i18n";
import { ListTable } from "../../parts/ListTable";
import { More } from "../../parts/More";
import { percent, wan } from "../../parts/money";
import { PageError } from "../../parts/PageState";
import { Light, Lights } from "./Light";
import type { Scope, TabProps } from "./scope";
import { Undertaking } from "./Undertaking";

type Row = Schemas["ExecutionRow"];
type Part = Schemas["BoardPart"];

export default function Execution({ scope, id, show }: TabProps) {
  const list = usePages(["execution", scope], (cursor) =>
    call(api.GET("/api/v1/execution", { params: { query: { ...scope, cursor, limit: 100 } } })),
  );
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  return (
    <>
      <Board scope={scope} />
      <ListTable<Row>
        list={list}
        empty={t("execution.none")}
        columns={[
          {
            title: t("field.name"),
            minWidth: 130,
            render: (_, row) => (
              <Button type="link" size="small" className="file-name" onClick={() => show(row.id)}>
                {row.name ?? row.code ?? t("document.untitled")}
              </Button>
            ),
          },
          { title: t("field.unit_name"), minWidth: 130, dataIndex: "unit_name" },
          { title: t("money.adjusted"), align: "right", width: 120, render: (_, row) => wan(row.adjusted_fen) },
          { title: t("money.paid"), align: "right", width: 120, render: (_, row) => wan(row.paid_fen) },
          { title: t("money.rate"), align: "right", width: 90, render: (_, row) => percent(row.rate) },
          { title: t("indicator.light"), width: 80, render: (_, row) => <Light light={row.light} /> },
        ]}
      />
      <More more={list.more} />
      <Drawer open={id !== undefined} onClose={() => show()} title={t("execution.one")} size="large" destroyOnHidden>
        {id !== undefined && <Undertaking id={id} />}
      </Drawer>
    </>
  );
}

function Board({ scope }: { scope: Scope }) {
  const board = useQuery({
    queryKey: ["board", scope],
    queryFn: () => call(api.GET("/api/v1/board", { params: { query: { ...scope } } })),
  });
  if (board.isError) return <PageError error={board.error} reset={() => void board.refetch()} />;
  if (!board.data || board.data.total.projects === 0) return null;
  const { month, total, parts } = board.data;
  return (
    <section className="card" aria-label={t("execution.board")}>
      <h2>
        {t("execution.board")} <span className="secondary">{t("monitoring.until", { month })}</span>
      </h2>
      <Table<Part>
        size="small"
        rowKey="path"
        pagination={false}
        dataSource={parts}
        columns={[
          { title: t("new.node"), minWidth: 130, dataIndex: "name" },
          { title: t("review.projects"), align: "right", width: 80, dataIndex: "projects" },
          { title: t("execution.lights"), render: (_, part) => <Lights counts={part} /> },
          { title: t("execution.planned"), align: "right", width: 120, render: (_, part) => wan(part.due_fen) },
          { title: t("money.paid"), align: "right", width: 120, render: (_, part) => wan(part.paid_fen) },
          { title: t("money.rate"), align: "right", width: 90, render: (_, part) => percent(part.rate) },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>{t("execution.total")}</Table.Summary.Cell>
            <Table.Summary.Cell index={1} align="right">
              {total.projects}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={2}>
              <Lights counts={total} />
            </Table.Summary.Cell>
            <Table.Summary.Cell index={3} align="right">
              {wan(total.due_fen)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={4} align="right">
              {wan(total.paid_fen)}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={5} align="right">
              {percent(total.rate)}
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
    </section>
  );
}

// The reviewer's queue: what waits, by state and finding; worked through by keyboard, clean ones together.
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Checkbox, Empty, Select, Space, Table, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { has, type Session, useSession } from "../../api/session";
import { type Key, t, word } from "../../i18n";
import { More } from "../../parts/More";
import { YearFilter } from "../../parts/YearFilter";
import { useKeys } from "../../parts/keys";
import { wan } from "../../parts/money";
import { useYears } from "../../parts/nodes";
import { PageError } from "../../parts/PageState";
import { COLOUR, SEVERITIES } from "../../parts/severity";

type Row = Schemas["DocumentRow"];

const QUEUES: { state: string; roles: string[]; action: "pass" | "approve" | "publish" }[] = [
  { state: "unit_review", roles: ["unit_reviewer"], action: "pass" },
  { state: "department_review", roles: ["department_reviewer"], action: "pass" },
  { state: "finance_review", roles: ["finance_reviewer"], action: "pass" },
  { state: "reviewed", roles: ["finance_reviewer", "department_reviewer"], action: "approve" },
  { state: "approved", roles: ["finance_reviewer", "department_reviewer"], action: "publish" },
];

function queuesOf(session: Session | null | undefined) {
  return QUEUES.filter((queue) => has(session, ...queue.roles));
}

export default function ReviewPage() {
  const session = useSession();
  const queues = queuesOf(session.data);
  const years = useYears();
  const [year, setYear] = useState<number>();
  const [state, setState] = useState<string>();
  const [clean, setClean] = useState(false);
  const shownYear = year ?? years.find((of) => !of.closed_at)?.year;
  const queue = queues.find((of) => of.state === state) ?? queues[0];
  const list = usePages(
    ["review", shownYear, queue?.state],
    (cursor) =>
      call(
      api.GET("/api/v1/documents", {
        params: { query: { year: shownYear!, state: queue!.state, order: "updated", cursor, limit: 200 } },
      }),
    ),
    shownYear !== undefined && queue !== undefined,
  );
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  const all = list.rows;
  const rows = clean ? all.filter((row) => row.errors === 0 && row.warnings === 0) : all;
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("review.title")}</h1>
        <YearFilter year={shownYear} onYear={setYear} />
        <Select
          aria-label={t("documents.state")}
          value={queue?.state}
          options={queues.map((of) => ({ value: of.state, label: word("state", of.state) }))}
          onChange={setState}
          style={{ minWidth: 120 }}
        />
        <Checkbox checked={clean} onChange={(event) => setClean(event.target.checked)}>
          {t("review.clean")}
        </Checkbox>
        <Link to="/documents/export" search={{ year: shownYear, state: queue?.state }}>
          {t("export.title")}
        </Link>
        <span className="secondary">{t("review.keys")}</span>
      </div>
      {queue && <Queue key={`${shownYear}-${queue.state}`} rows={rows} busy={list.pending} action={queue.action} />}
      <More more={list.more} />
    </div>
  );
}

function Queue({ rows, busy, action }: { rows: Row[]; busy: boolean; action: "pass" | "approve" | "publish" }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<number[]>([]);
  const [refused, setRefused] = useState<Schemas["Outcome"][]>([]);
  const open = (row?: Row) =>
    row && void navigate({ to: "/documents/$document", params: { document: String(row.id) } });
  const act = async (ids: number[]) => {
    try {
      const documents = rows.filter((row) => ids.includes(row.id)).map(({ id, etag }) => ({ id, etag }));
      const answer = await call(api.POST("/api/v1/steps/batch", { body: { documents, action } }));
      const failed = answer.items.filter((item) => !item.taken);
      setRefused(failed as Schemas["Outcome"][]);
      setChosen(failed.map((item) => item.id));
      void message.success(t("review.done", { count: answer.taken }));
      await client.invalidateQueries({ queryKey: ["review"] });
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  const choose = (id: number) =>
    setChosen((old) => (old.includes(id) ? old.filter((other) => other !== id) : [...old, id]));

  const row = rows[at];
  const down = () => setAt(Math.min(at + 1, rows.length - 1));
  const up = () => setAt(Math.max(at - 1, 0));
  useKeys({
    j: down,
    ArrowDown: down,
    k: up,
    ArrowUp: up,
    Enter: () => open(row),
    x: row && (() => choose(row.id)),
    a: chosen.length > 0 ? () => void act(chosen) : row && (() => void act([row.id])),
  });
  const clean = rows.filter((row) => row.errors === 0 && row.warnings === 0).map((row) => row.id);
  return (
    <>
      <Space style={{ marginBottom: 8 }}>
        <Button type="primary" disabled={chosen.length === 0} onClick={() => void act(chosen)}>
          {t(`step.${action}` as Key)} ({chosen.length})
        </Button>
        <Button disabled={clean.length === 0} onClick={() => setChosen(clean)}>
          {t("review.choose-clean", { count: clean.length })}
        </Button>
      </Space>
      {refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 8 }}
          title={t("review.refused", { count: refused.length })}
          description={
            <ul>
              {refused.map((item) => (
                <li key={item.id}>
                  <Link to="/documents/$document" params={{ document: String(item.id) }}>
                    {rows.find((row) => row.id === item.id)?.department ?? item.id}
                  </Link>
                  ：{item.problem?.title} {item.problem?.detail}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Table<Row>
        size="small"
        rowKey="id"
        loading={busy}
        pagination={false}
        dataSource={rows}
        rowClassName={(_, n) => (n === at ? "row-here" : "")}
        rowSelection={{ selectedRowKeys: chosen, onChange: (keys) => setChosen(keys as number[]) }}
        onRow={(_, n) => ({ onClick: () => setAt(n ?? 0), "aria-current": n === at || undefined })}
        locale={{ emptyText: <Empty description={t("review.none")} /> }}
        columns={[
          {
            title: t("documents.title"),
            render: (_, row) => (
              <Link to="/documents/$document" params={{ document: String(row.id) }}>
                {row.title ?? row.department ?? row.id}
              </Link>
            ),
          },
          { title: t("review.projects"), dataIndex: "projects", className: "number", width: 90 },
          { title: t("documents.budget"), className: "number", width: 130, render: (_, row) => wan(row.budget_fen) },
          { title: t("review.findings"), width: 200, render: (_, row) => <Counts row={row} /> },
        ]}
      />
    </>
  );
}

export function Counts({ row }: { row: Row }) {
  if (row.errors + row.warnings + row.infos === 0) return <Tag color="green">{t("review.none-found")}</Tag>;
  return SEVERITIES.filter((severity) => row[`${severity}s`] > 0).map((severity) => (
    <Tag key={severity} color={COLOUR[severity]}>
      {t(`severity.${severity}`, { count: row[`${severity}s`] })}
    </Tag>
  ));
}

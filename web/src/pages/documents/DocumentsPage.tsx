// The documents that one may read: by year, state and branch.
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { has, useSession } from "../../api/session";
import { t, word } from "../../i18n";
import { ListTable } from "../../parts/ListTable";
import { YearFilter } from "../../parts/YearFilter";
import { More } from "../../parts/More";
import { wan } from "../../parts/money";
import { useYears } from "../../parts/nodes";
import { PageError } from "../../parts/PageState";
import { NewDocument } from "./NewDocument";

type Row = Schemas["DocumentRow"];

export default function DocumentsPage() {
  const years = useYears();
  const session = useSession();
  const [chosen, setYear] = useState<number>();
  const [creating, setCreating] = useState(false);
  const year = chosen ?? years[0]?.year;
  const list = usePages(
    ["documents", year],
    (cursor) =>
      call(api.GET("/api/v1/documents", { params: { query: { year: year!, cursor, limit: 100 } } })),
    year !== undefined,
  );
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("documents.title")}</h1>
        <YearFilter year={year} onYear={setYear} />
        {year !== undefined && has(session.data, "clerk") && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t("documents.new")}
          </Button>
        )}
        <Link to="/documents/export" search={{ year }}>
          {t("export.title")}
        </Link>
      </div>
      <ListTable<Row>
        list={list}
        empty={t("documents.empty")}
        columns={[
          {
            title: t("documents.title"),
            render: (_, row) => (
              <Link to="/documents/$document" params={{ document: String(row.id) }}>
                {row.title ?? row.department ?? row.id}
              </Link>
            ),
          },
          { title: t("documents.state"), render: (_, row) => <Tag>{word("state", row.state)}</Tag> },
          { title: t("documents.budget"), className: "number", render: (_, row) => wan(row.budget_fen) },
        ]}
      />
      {creating && year !== undefined && <NewDocument year={year} onClose={() => setCreating(false)} />}
      <More more={list.more} />
    </div>
  );
}

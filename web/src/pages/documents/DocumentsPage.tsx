// The documents that one may read: by year, state and branch.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty, Select, Table, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { t, word } from "../../i18n";
import { wan } from "../../parts/money";
import { PageError } from "../../parts/PageState";

type Row = Schemas["DocumentRow"];

export default function DocumentsPage() {
  const [year, setYear] = useState(2025);
  const list = useInfiniteQuery({
    queryKey: ["documents", year],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      call(api.GET("/api/v1/documents", { params: { query: { year, cursor: pageParam, limit: 100 } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const years = [2024, 2025, 2026].map((value) => ({ value, label: String(value) }));
  if (list.isError) return <PageError error={list.error} reset={() => void list.refetch()} />;
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("documents.title")}</h1>
        <Select aria-label={t("documents.year")} value={year} options={years} onChange={setYear} />
      </div>
      <Table<Row>
        size="small"
        rowKey="id"
        loading={list.isPending}
        pagination={false}
        dataSource={rows}
        locale={{ emptyText: <Empty description={t("documents.empty")} /> }}
        columns={[
          { title: t("documents.title"), render: (_, row) => row.title ?? row.department ?? row.id },
          { title: t("documents.state"), render: (_, row) => <Tag>{word("state", row.state)}</Tag> },
          { title: t("documents.budget"), className: "number", render: (_, row) => wan(row.budget_fen) },
        ]}
      />
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t("action.more")}</Button>}
    </div>
  );
}

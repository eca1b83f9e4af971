// What was published: by area, year and department, and projects by a part of their name.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Empty, Input, Select, TreeSelect } from "antd";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { t } from "../../i18n";
import { ListTable } from "../../parts/ListTable";
import { More } from "../../parts/More";
import { wan } from "../../parts/money";
import { PageError, PageLoading } from "../../parts/PageState";
import type { PublicSearch } from "../../routes";

type Department = Schemas["PublicDepartment"];

export default function PublicPage() {
  const search = useSearch({ from: "/public/" });
  const navigate = useNavigate({ from: "/public" });
  const choose = (more: PublicSearch) => void navigate({ to: ".", search: { ...search, ...more } });
  const areas = useQuery({ queryKey: ["public-areas"], queryFn: () => call(api.GET("/api/v1/public/areas")) });
  const area = search.area ?? areas.data?.items[0]?.area;
  const years = useQuery({
    queryKey: ["public-years", area],
    enabled: area !== undefined,
    queryFn: () => call(api.GET("/api/v1/public/areas/{area}/years", { params: { path: { area: area! } } })),
  });
  const year = search.year ?? years.data?.items[0]?.year;
  const departments = useQuery({
    queryKey: ["public-departments", area, year],
    enabled: area !== undefined && year !== undefined,
    queryFn: () =>
      call(
        api.GET("/api/v1/public/areas/{area}/departments", {
          params: { path: { area: area! }, query: { year: year! } },
        }),
      ),
  });
  const failed = [areas, years, departments].find((query) => query.isError);
  if (failed) return <PageError error={failed.error} reset={() => void failed.refetch()} />;
  if (!areas.data || (area && years.isPending)) return <PageLoading />;
  const nodes = departments.data?.items ?? [];
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("public.heading", { name: areas.data.items.find((of) => of.area === area)?.name ?? "" })}</h1>
      </div>
      <div className="filters" role="search">
        {areas.data.items.length > 1 && (
          <Select
            aria-label={t("public.area")}
            value={area}
            options={areas.data.items.map((of) => ({ value: of.area, label: of.name }))}
            onChange={(value) => choose({ area: value, year: undefined, branch: undefined })}
          />
        )}
        <Select
          aria-label={t("documents.year")}
          value={year}
          options={(years.data?.items ?? []).map((of) => ({
            value: of.year,
            label: t("public.year", { year: of.year, count: of.documents }),
          }))}
          onChange={(value) => choose({ year: value, branch: undefined })}
        />
        <TreeSelect
          aria-label={t("public.department")}
          className="filter-wide"
          allowClear
          showSearch={{ treeNodeFilterProp: "title" }}
          treeDefaultExpandAll
          placeholder={t("public.all-departments")}
          value={search.branch}
          treeData={tree(nodes)}
          onChange={(value?: string) => choose({ branch: value })}
        />
        <Input.Search
          key={search.q}
          className="filter-wide"
          aria-label={t("public.search")}
          placeholder={t("public.search")}
          allowClear
          defaultValue={search.q}
          onSearch={(value) => choose({ q: value.trim() || undefined })}
        />
      </div>
      {area && year === undefined && <Empty description={t("public.none")} />}
      {area && year !== undefined && !search.q && (
        <Documents area={area} year={year} branch={search.branch} nodes={nodes} />
      )}
      {area && search.q && <Found area={area} year={search.year} q={search.q} />}
    </div>
  );
}

interface TreeNode {
  value: string;
  title: string;
  children: TreeNode[];
}

/** Departments arrive each after the one above it. */
function tree(nodes: Department[]): TreeNode[] {
  const known = new Map<number, TreeNode>();
  const roots: TreeNode[] = [];
  for (const node of nodes) {
    const entry = { value: node.path, title: node.name, children: [] };
    known.set(node.id, entry);
    (node.parent === null || node.parent === undefined ? roots : (known.get(node.parent)?.children ?? roots)).push(entry);
  }
  return roots;
}

interface DocumentsProps {
  area: string;
  year: number;
  branch?: string;
  nodes: Department[];
}

function Documents({ area, year, branch, nodes }: DocumentsProps) {
  const list = usePages(
    ["public-documents", area, year, branch],
    (cursor) =>
      call(
      api.GET("/api/v1/public/areas/{area}/documents", {
        params: { path: { area }, query: { year, branch, cursor, limit: 100 } },
      }),
    ),
  );
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  const names = new Map(nodes.map((node) => [node.id, node.name]));
  return (
    <>
      <ListTable<Schemas["PublicDocument"]>
        list={list}
        empty={t("public.none")}
        columns={[
          {
            title: t("public.department"),
            render: (_, row) => (
              <Link to="/public/$area/$document" params={{ area, document: String(row.id) }}>
                {names.get(row.node) ?? row.department ?? row.id}
              </Link>
            ),
          },
          { title: t("documents.year"), dataIndex: "year", width: 80, align: "right", responsive: ["md"] },
          { title: t("review.projects"), dataIndex: "projects", width: 80, align: "right" },
          { title: t("public.indicators"), dataIndex: "indicators", responsive: ["md"], width: 80, align: "right" },
          { title: t("documents.budget"), width: 130, align: "right", render: (_, row) => wan(row.budget_fen) },
        ]}
      />
      <More more={list.more} />
    </>
  );
}

function Found({ area, year, q }: { area: string; year?: number; q: string }) {
  const list = usePages(
    ["public-search", area, year, q],
    (cursor) =>
      call(
      api.GET("/api/v1/public/areas/{area}/search", {
        params: { path: { area }, query: { q, year, cursor, limit: 50 } },
      }),
    ),
  );
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  const rows = list.rows;
  return (
    <>
      <p role="status" className="secondary">
        {list.pending ? t("loading") : t("public.found", { q, count: rows.length })}
      </p>
      <ListTable<Schemas["PublicProject"]>
        list={list}
        empty={t("public.nothing-found")}
        rowKey={(row) => `${row.document}-${row.ordinal}`}
        columns={[
          {
            title: t("field.name"),
            render: (_, row) => (
              <Link
                to="/public/$area/$document"
                params={{ area, document: String(row.document) }}
                hash={`project-${row.ordinal}`}
              >
                {row.name ?? row.code ?? t("document.untitled")}
              </Link>
            ),
          },
          { title: t("field.unit_name"), dataIndex: "unit_name", responsive: ["md"] },
          { title: t("documents.year"), dataIndex: "year", width: 80, align: "right", responsive: ["md"] },
          { title: t("documents.budget"), width: 130, align: "right", render: (_, row) => wan(row.budget_fen) },
        ]}
      />
      <More more={list.more} />
    </>
  );
}

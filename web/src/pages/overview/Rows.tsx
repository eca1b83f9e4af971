// The rows behind a chart, with the way to each document.
import { Link } from "@tanstack/react-router";
import { Table } from "antd";
import { t } from "../../i18n";
import { wan } from "../../parts/money";
import { type Found, type Project, unitOf } from "./options";

export function ProjectRows({ rows }: { rows: Project[] }) {
  return (
    <Table<Project>
      size="small"
      rowKey="id"
      dataSource={rows}
      pagination={rows.length > 50 ? { pageSize: 50 } : false}
      columns={[
        {
          title: t("field.name"),
          render: (_, row) => (
            <Link to="/documents/$document" params={{ document: String(row.document) }}>
              {row.name ?? row.code ?? t("document.untitled")}
            </Link>
          ),
        },
        { title: t("field.unit_name"), render: (_, row) => unitOf(row) },
        { title: t("public.indicators"), dataIndex: "indicators", align: "right", width: 80 },
        { title: t("documents.budget"), align: "right", width: 120, render: (_, row) => wan(row.budget_fen) },
      ]}
    />
  );
}

export function FindingRows({ rows, unit }: { rows: Found[]; unit: Map<string, string> }) {
  return (
    <Table<Found>
      size="small"
      rowKey={(row) => `${row.document}-${row.rule}-${row.severity}`}
      dataSource={rows}
      pagination={rows.length > 50 ? { pageSize: 50 } : false}
      columns={[
        {
          title: t("new.node"),
          render: (_, row) => (
            <Link to="/documents/$document" params={{ document: String(row.document) }}>
              {unit.get(row.path) ?? row.path}
            </Link>
          ),
        },
        { title: t("documents.year"), dataIndex: "year", width: 70, align: "right" },
        { title: t("rules.rule"), render: (_, row) => `${row.code} ${row.title}` },
        { title: t("overview.count"), dataIndex: "count", width: 70, align: "right" },
      ]}
    />
  );
}

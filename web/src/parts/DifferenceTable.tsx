// Where two texts of a document differ, field by field.
import { Table, Tag } from "antd";
import type { Schemas } from "../api/client";
import { type Key, t } from "../i18n";

type Change = Schemas["ChangeBody"];

interface Props {
  changes: Change[];
  /** Heads of the two columns of texts. */
  before: string;
  after: string;
}

const COLOUR: Record<string, string> = { added: "green", removed: "red", changed: "blue" };

export function DifferenceTable({ changes, before, after }: Props) {
  return (
    <Table<Change>
      size="small"
      pagination={changes.length > 200 ? { pageSize: 200 } : false}
      scroll={{ y: 420 }}
      rowKey={(c) => [c.scope, c.project, c.indicator, c.field, c.item, c.label, c.kind, c.before].join("|")}
      dataSource={changes}
      columns={[
        { title: t("difference.where"), width: 260, render: (_, change) => <Where change={change} /> },
        { title: before, dataIndex: "before" },
        { title: after, dataIndex: "after" },
      ]}
    />
  );
}

function Where({ change }: { change: Change }) {
  const project = change.project
    ? (change.project_name ?? t("difference.project", { project: change.project }))
    : t("document.overall");
  const row = change.indicator ? (change.indicator_name ?? t("findings.row", { row: change.indicator })) : "";
  const field = change.label || t(`field.${change.field}` as Key);
  const item = change.item > 0 ? ` ${change.item}` : "";
  return (
    <>
      <Tag color={COLOUR[change.kind]}>{t(`difference.${change.kind}` as Key)}</Tag>
      {[project, row, field + item].filter(Boolean).join(" · ")}
    </>
  );
}

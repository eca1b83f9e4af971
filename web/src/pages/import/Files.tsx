// The files of an import: what each was recognised as, where it goes, what it became.
import { Link } from "@tanstack/react-router";
import { Button, Select, Space, Table, Tag } from "antd";
import { useSession } from "../../api/session";
import { t } from "../../i18n";
import { useNodes, useYears } from "../../parts/nodes";
import { choosable } from "./choice";
import type { Choice, ImportFile } from "./requests";

interface Props {
  files: ImportFile[];
  choices: Map<number, Choice>;
  chosen: number[];
  shown?: number;
  onChosen: (files: number[]) => void;
  onShow: (file: number) => void;
  onChoice: (choice: Choice) => void;
}

export function Files({ files, choices, chosen, shown, onChosen, onShow, onChoice }: Props) {
  return (
    <div className="scroll-x" role="group" tabIndex={0} aria-label={t("backups.name")}>
      <Table<ImportFile>
        size="small"
        rowKey="file"
        dataSource={files}
        pagination={files.length > 20 ? { pageSize: 20 } : false}
        rowClassName={(row) => (row.file === shown ? "row-here" : "")}
        rowSelection={{
          selectedRowKeys: chosen,
          onChange: (keys) => onChosen(keys as number[]),
          getCheckboxProps: (row) => ({
            disabled: !choosable(row, choices.get(row.file)),
            "aria-label": t("import.choose", { name: row.name }),
          }),
        }}
        columns={[
          {
            title: t("backups.name"),
            render: (_, row) => (
              <Button type="link" size="small" className="file-name" onClick={() => onShow(row.file)}>
                {row.name}
              </Button>
            ),
          },
          { title: t("import.form"), width: 130, render: (_, row) => <Recognised row={row} /> },
          { title: t("import.look"), width: 190, render: (_, row) => <Look row={row} /> },
          {
            title: t("import.goes"),
            width: 330,
            render: (_, row) => <Goes row={row} choice={choices.get(row.file)!} onChoice={onChoice} />,
          },
        ]}
      />
    </div>
  );
}

function Recognised({ row }: { row: ImportFile }) {
  if (row.error) return <Tag color="red">{t("import.unreadable")}</Tag>;
  return (
    <>
      <div>{row.form === "unknown" ? t("import.unknown-form") : (row.form_name ?? row.form)}</div>
      <span className="secondary">{t("import.size", { projects: row.projects, indicators: row.indicators })}</span>
    </>
  );
}

function Look({ row }: { row: ImportFile }) {
  if (row.error) return <span className="bad">{row.error.message}</span>;
  return (
    <>
      {row.doubtful > 0 && <Tag color="purple">{t("import.doubtful", { count: row.doubtful })}</Tag>}
      {row.errors > 0 && <Tag color="red">{t("severity.error", { count: row.errors })}</Tag>}
      {row.warnings > 0 && <Tag color="gold">{t("severity.warning", { count: row.warnings })}</Tag>}
      {row.doubtful + row.errors + row.warnings === 0 && <Tag color="green">{t("review.none-found")}</Tag>}
    </>
  );
}

function Goes({ row, choice, onChoice }: { row: ImportFile; choice: Choice; onChoice: Props["onChoice"] }) {
  const session = useSession();
  const nodes = useNodes();
  const years = useYears();
  if (row.error) return null;
  if (row.document)
    return (
      <Link to="/documents/$document" params={{ document: String(row.document) }}>
        {t("import.became")} →
      </Link>
    );
  const mine = (session.data?.roles ?? []).filter((at) => at.role === "clerk");
  const writable = nodes.filter((node) => mine.some((at) => node.path.startsWith(at.path)));
  const there = row.matched.document;
  const next = Boolean(choice.document);
  const open = (year?: number | null) => years.find((of) => of.year === year && !of.closed_at)?.year;
  const fresh = (more: Partial<Choice>) => {
    const { node, year } = { node: choice.node ?? row.matched.node, year: choice.year ?? open(row.matched.year), ...more };
    onChoice({ file: row.file, node, year });
  };
  return (
    <Space wrap size={4}>
      {there?.editable && open(row.matched.year) && (
        <Select
          size="small"
          aria-label={t("import.goes")}
          value={next ? "next" : "new"}
          onChange={(way) =>
            way === "next" ? onChoice({ file: row.file, document: there.id, version: there.version }) : fresh({})
          }
          options={[
            { value: "next", label: t("import.next", { version: there.version + 1 }) },
            { value: "new", label: t("import.new") },
          ]}
        />
      )}
      {next ? (
        <span>
          {row.matched.node_name} {row.matched.year}
        </span>
      ) : (
        <>
          <Select
            size="small"
            aria-label={t("new.node")}
            placeholder={t("new.node")}
            style={{ width: 180 }}
            showSearch={{ optionFilterProp: "label" }}
            value={choice.node ?? undefined}
            onChange={(node) => fresh({ node })}
            options={writable.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Select
            size="small"
            aria-label={t("documents.year")}
            placeholder={t("documents.year")}
            style={{ width: 84 }}
            value={choice.year ?? undefined}
            onChange={(year) => fresh({ year })}
            options={years.filter((of) => open(of.year)).map(({ year }) => ({ value: year, label: String(year) }))}
          />
        </>
      )}
      {row.matched.year && !open(row.matched.year) && (
        <span className="soon">{t("import.closed", { year: row.matched.year })}</span>
      )}
      {there && !there.editable && open(row.matched.year) && <span className="soon">{t("import.locked")}</span>}
    </Space>
  );
}

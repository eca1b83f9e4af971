// The projects of a document at the side: which one is shown, how many findings each has; add, copy, remove.
import { CopyOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Popconfirm } from "antd";
import { t } from "../../i18n";
import type { Content, Project } from "./model";
import { sum } from "./model";
import { severity } from "./TextCell";
import type { Finding } from "./useCheck";

interface Props {
  content: Content;
  findings: Finding[];
  shown: number;
  editable: boolean;
  onShow: (index: number) => void;
  onChange: (edit: (projects: Project[]) => Project[]) => void;
}

export function ProjectList({ content, findings, shown, editable, onShow, onChange }: Props) {
  const of = (ordinal: number | null) => findings.filter((finding) => finding.project === ordinal);
  const total = sum(content.projects.map((project) => project.budget.total));
  const add = () => {
    onChange((all) => [...all, blank(all.at(-1))]);
    onShow(content.projects.length);
  };
  const copy = (index: number) => {
    onChange((all) => [...all.slice(0, index + 1), { ...all[index]!, code: null }, ...all.slice(index + 1)]);
    onShow(index + 1);
  };
  const remove = (index: number) => {
    onChange((all) => all.filter((_, n) => n !== index));
    onShow(Math.min(index, content.projects.length - 2));
  };
  const entry = (index: number, name: string, found: Finding[], amount?: string | null) => (
    <li key={index}>
      <button
        type="button"
        className={`project ${index === shown ? "project-shown" : ""}`}
        aria-current={index === shown || undefined}
        onClick={() => onShow(index)}
      >
        <span className="project-name">{name}</span>
        {amount && <span className="number secondary">{amount}</span>}
        {found.length > 0 && <span className={`count count-${severity(found)}`}>{found.length}</span>}
      </button>
      {editable && index === shown && index >= 0 && (
        <span className="project-tools">
          <Button type="text" size="small" icon={<CopyOutlined />} aria-label={t("project.copy")} onClick={() => copy(index)} />
          <Popconfirm title={t("project.remove.sure", { name })} onConfirm={() => remove(index)}>
            <Button type="text" size="small" danger icon={<DeleteOutlined />} aria-label={t("project.remove")} />
          </Popconfirm>
        </span>
      )}
    </li>
  );
  return (
    <nav className="projects no-print" aria-label={t("document.projects")}>
      <ol>
        {entry(-1, t("document.overall"), of(null))}
        {content.projects.map((project, n) =>
          entry(n, `${n + 1}. ${project.name ?? project.title ?? t("document.untitled")}`, of(n + 1), project.budget.total),
        )}
      </ol>
      <div className="projects-sum number">{total !== null && t("document.total", { total })}</div>
      {editable && (
        <Button type="dashed" block icon={<PlusOutlined />} onClick={add}>
          {t("project.add")}
        </Button>
      )}
    </nav>
  );
}

/** A new project of the same unit, with the rows that every form asks for. */
function blank(like?: Project): Project {
  const rows = [...new Map((like?.indicators ?? []).map((row) => [`${row.level1}/${row.level2}`, row])).values()];
  return {
    ordinal: 0,
    title: null,
    unit_code: like?.unit_code ?? null,
    unit_name: like?.unit_name ?? null,
    code: null,
    name: null,
    money_unit: like?.money_unit ?? "万元",
    budget: { total: null, fiscal: null, other: null },
    purpose: null,
    plan: (like?.plan ?? []).map(({ month }) => ({ month, percent: null })),
    goals: [""],
    indicators: rows.map(({ level1, level2 }) => ({
      level1,
      level2,
      level3: null,
      description: null,
      target: { text: null },
      basis: null,
    })),
  };
}

// A document as the official form, to be read and printed; nothing in it can be changed.
import type { ReactNode } from "react";
import { type Key, t } from "../i18n";
import { cell, type Column, type Content, type Project, spans } from "../pages/document/model";
import { PlanCurve } from "../pages/document/PlanCurve";

/** What is to be seen at a field (`project-indicator-field`): the worst of its findings and their text. */
export type Marks = Map<string, { severity: string; told: string }>;

const NONE: Marks = new Map();
const COLUMNS: Column[] = ["level1", "level2", "level3", "description", "target", "basis", "note"];

interface Props {
  content: Content;
  marks?: Marks;
}

export function OfficialForm({ content, marks = NONE }: Props) {
  const { overall } = content;
  const empty = !overall?.goal && !overall?.sub_goals?.length && !overall?.safeguards?.length;
  return (
    <div className="official-form">
      {!empty && (
        <section className="sheet" aria-label={t("document.overall")}>
          <h2 className="sheet-title">{t("document.overall")}</h2>
          <table className="official reading">
            <tbody>
              <Line marks={marks} at="0-0-goal" head={t("field.goal")}>
                {overall.goal}
              </Line>
              <Line marks={marks} at="0-0-sub_goals" head={t("field.sub_goals")}>
                <Items items={overall.sub_goals} />
              </Line>
              <Line marks={marks} at="0-0-safeguards" head={t("field.safeguards")}>
                <Items items={overall.safeguards} />
              </Line>
            </tbody>
          </table>
        </section>
      )}
      {content.projects.map((project) => (
        <ProjectSheet key={project.ordinal} project={project} marks={marks} />
      ))}
    </div>
  );
}

function ProjectSheet({ project, marks }: { project: Project; marks: Marks }) {
  const at = (field: string) => `${project.ordinal}-0-${field}`;
  const field = (name: "unit_code" | "unit_name" | "code" | "name", wide = false) => (
    <>
      <th scope="row">{t(`field.${name}` as Key)}</th>
      <Cell marks={marks} at={at(name)} span={wide ? 3 : 1}>
        {project[name]}
      </Cell>
    </>
  );
  const amount = (name: "total" | "fiscal" | "other") => (
    <>
      <th scope="row">
        {t(`field.${name}` as Key)}
        {name === "total" && project.money_unit && <span className="unit">（{project.money_unit}）</span>}
      </th>
      <Cell marks={marks} at={at(name)} number>
        {project.budget[name]}
      </Cell>
    </>
  );
  return (
    <section className="sheet" id={`project-${project.ordinal}`} aria-label={project.name ?? t("document.untitled")}>
      <h2 className="sheet-title">
        {project.ordinal}. {project.name ?? t("document.untitled")}
      </h2>
      <div className="grid-scroll" role="group" tabIndex={0} aria-label={t("document.form")}>
        <table className="official reading head-table">
          <tbody>
            <tr>
              {field("unit_code")}
              {field("unit_name", true)}
            </tr>
            <tr>
              {field("code")}
              {field("name", true)}
            </tr>
            <tr>
              {amount("total")}
              {amount("fiscal")}
              {amount("other")}
            </tr>
            <Line marks={marks} at={at("purpose")} head={t("field.purpose")}>
              {project.purpose}
            </Line>
            <Line marks={marks} at={at("plan")} head={t("field.plan")}>
              <div className="plan-line">
                {project.plan.map((point) => (
                  <span key={point.month}>
                    {t("plan.month", { month: point.month })} {point.percent ?? "—"}
                    {point.percent && !point.percent.includes("%") && "%"}
                  </span>
                ))}
                <PlanCurve plan={project.plan} />
              </div>
            </Line>
            <Line marks={marks} at={at("goals")} head={t("field.goals")}>
              <Items items={project.goals} />
            </Line>
          </tbody>
        </table>
        <Indicators project={project} marks={marks} />
      </div>
    </section>
  );
}

function Indicators({ project, marks }: { project: Project; marks: Marks }) {
  const rows = project.indicators;
  const [first, second] = [spans(rows, "level1"), spans(rows, "level2")];
  return (
    <table className="official grid reading">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={`column-${column}`}>
              {t(`column.${column}` as Key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, n) => (
          <tr key={n}>
            {COLUMNS.map((column) => {
              const length = column === "level1" ? first[n] : column === "level2" ? second[n] : 1;
              if (length === 0) return null;
              return (
                <Cell key={column} marks={marks} at={`${project.ordinal}-${n + 1}-${column}`} rows={length}>
                  {cell(row, column)}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  marks: Marks;
  at: string;
  children: ReactNode;
  span?: number;
  rows?: number;
  number?: boolean;
}

function Cell({ marks, at, children, span, rows, number }: CellProps) {
  const mark = marks.get(at);
  return (
    <td
      id={`r-${at}`}
      colSpan={span}
      rowSpan={rows}
      tabIndex={mark ? -1 : undefined}
      title={mark?.told}
      className={`${number ? "number" : ""} ${mark ? `cell-${mark.severity}` : ""}`}
    >
      {children}
    </td>
  );
}

function Line({ marks, at, head, children }: { marks: Marks; at: string; head: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{head}</th>
      <Cell marks={marks} at={at} span={5}>
        {children}
      </Cell>
    </tr>
  );
}

// The texts carry their own numbers, as they were written.
function Items({ items }: { items: string[] }) {
  if (items.length < 2) return items[0] ?? null;
  return (
    <ul className="plain form-items">
      {items.map((item, n) => (
        <li key={n}>{item}</li>
      ))}
    </ul>
  );
}

// One project as the official form prints it: head, budget, purpose, plan, goals, indicators.
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { memo, useCallback } from "react";
import { type Key, t } from "../../i18n";
import { IndicatorGrid } from "./IndicatorGrid";
import type { Indicator, Project } from "./model";
import { sum } from "./model";
import { PlanCurve } from "./PlanCurve";
import { TextCell } from "./TextCell";
import { type Finding, place } from "./useCheck";

interface Props {
  project: Project;
  editable: boolean;
  findings: Map<string, Finding[]>;
  onChange: (edit: (project: Project) => Project, mark?: string) => void;
}

type TextField = "unit_code" | "unit_name" | "code" | "name" | "purpose";
type Amount = "total" | "fiscal" | "other";

const MONTHS = [3, 6, 10, 12];

export const ProjectForm = memo(function ProjectForm({ project, editable, findings, onChange }: Props) {
  const number = project.ordinal;
  const at = (field: string) => place({ project: number, indicator: null, field });

  const text = (field: TextField) => (
    <TextCell
      id={`f-${at(field)}`}
      label={t(`field.${field}` as Key)}
      value={project[field] ?? ""}
      editable={editable}
      findings={findings.get(at(field))}
      onChange={(value) => onChange((p) => ({ ...p, [field]: value.trim() === "" ? null : value }), at(field))}
    />
  );
  const amount = (field: Amount) => (
    <TextCell
      id={`f-${at(field)}`}
      label={t(`field.${field}` as Key)}
      number
      value={project.budget[field] ?? ""}
      editable={editable}
      findings={findings.get(at(field)) ?? (field === "total" ? findings.get(at("budget")) : undefined)}
      onChange={(value) =>
        onChange((p) => ({ ...p, budget: { ...p.budget, [field]: decimal(value) } }), at(field))
      }
    />
  );
  const editRows = useCallback(
    (edit: (rows: Indicator[]) => Indicator[], mark?: string) =>
      onChange((p) => ({ ...p, indicators: edit(p.indicators) }), mark),
    [onChange],
  );
  const parts = sum([project.budget.fiscal, project.budget.other]);
  const differs = parts !== null && sum([project.budget.total]) !== parts;

  return (
    <div className="sheet">
      <table className="official">
        <tbody>
          <tr>
            <Head field="unit_code" />
            <td>{text("unit_code")}</td>
            <Head field="unit_name" />
            <td colSpan={3}>{text("unit_name")}</td>
          </tr>
          <tr>
            <Head field="code" />
            <td>{text("code")}</td>
            <Head field="name" />
            <td colSpan={3}>{text("name")}</td>
          </tr>
          <tr>
            <Head field="total" unit={project.money_unit} />
            <td>{amount("total")}</td>
            <Head field="fiscal" />
            <td>{amount("fiscal")}</td>
            <Head field="other" />
            <td>{amount("other")}</td>
          </tr>
          {differs && (
            <tr className="no-print">
              <td colSpan={6} className="computed" role="status">
                {t("document.parts", { parts })}
              </td>
            </tr>
          )}
          <tr>
            <Head field="purpose" />
            <td colSpan={5}>{text("purpose")}</td>
          </tr>
        </tbody>
      </table>
      <Plan project={project} editable={editable} findings={findings.get(at("plan"))} onChange={onChange} />
      <Items
        title={t("field.goals")}
        name="goals"
        project={number}
        items={project.goals}
        editable={editable}
        findings={findings.get(at("goals"))}
        onChange={(edit, mark) => onChange((p) => ({ ...p, goals: edit(p.goals) }), mark)}
      />
      <IndicatorGrid
        project={number}
        rows={project.indicators}
        editable={editable}
        findings={findings}
        onChange={editRows}
      />
    </div>
  );
});

function Head({ field, unit }: { field: string; unit?: string | null }) {
  return (
    <th scope="row">
      {t(`field.${field}` as Key)}
      {unit && <span className="unit">（{unit}）</span>}
    </th>
  );
}

function decimal(text: string): string | null {
  const plain = text.replaceAll(/[,，\s]/g, "");
  return plain === "" ? null : plain;
}

function Plan({ project, editable, findings, onChange }: Omit<Props, "findings"> & { findings?: Finding[] }) {
  const months = project.plan.length > 0 ? project.plan.map((point) => point.month) : MONTHS;
  const set = (month: number, text: string) =>
    onChange((p) => {
      const percent = decimal(text.replace(/[%％]/g, ""));
      const known = p.plan.length > 0 ? p.plan : MONTHS.map((m) => ({ month: m, percent: null }));
      return { ...p, plan: known.map((point) => (point.month === month ? { month, percent } : point)) };
    }, `${project.ordinal}-plan-${month}`);
  return (
    <table className="official">
      <tbody>
        <tr>
          <th scope="row" rowSpan={2}>
            {t("field.plan")}
          </th>
          {months.map((month) => (
            <th scope="col" key={month}>
              {t("plan.month", { month })}
            </th>
          ))}
          <td rowSpan={2} className="curve-cell">
            <PlanCurve plan={project.plan} />
          </td>
        </tr>
        <tr>
          {months.map((month, n) => (
            <td key={month}>
              <TextCell
                id={n === 0 ? `f-${place({ project: project.ordinal, indicator: null, field: "plan" })}` : undefined}
                label={t("plan.month", { month })}
                number
                value={percent(project, month)}
                editable={editable}
                findings={findings}
                onChange={(text) => set(month, text)}
              />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function percent(project: Project, month: number): string {
  const value = project.plan.find((point) => point.month === month)?.percent;
  return value === null || value === undefined ? "" : `${value}%`;
}

interface ItemsProps {
  title: string;
  name: string;
  project: number | null;
  items: string[];
  editable: boolean;
  findings?: Finding[];
  onChange: (edit: (items: string[]) => string[], mark?: string) => void;
}

/** A numbered list of texts: goals, sub-goals, safeguards. */
export function Items({ title, name, project, items, editable, findings, onChange }: ItemsProps) {
  const at = place({ project, indicator: null, field: name });
  return (
    <table className="official">
      <tbody>
        {items.map((item, n) => (
          <tr key={n}>
            {n === 0 && (
              <th scope="row" rowSpan={items.length}>
                {title}
              </th>
            )}
            <td>
              <div className="item">
                <span className="item-number">{n + 1}.</span>
                <TextCell
                  id={n === 0 ? `f-${at}` : undefined}
                  label={`${title} ${n + 1}`}
                  value={item}
                  editable={editable}
                  findings={findings?.filter((f) => !f.item || f.item === n + 1)}
                  onChange={(text) => onChange((all) => all.map((old, i) => (i === n ? text : old)), `${at}-${n}`)}
                />
                {editable && (
                  <Button
                    className="no-print"
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t("items.remove", { title, number: n + 1 })}
                    onClick={() => onChange((all) => all.filter((_, i) => i !== n))}
                  />
                )}
              </div>
            </td>
          </tr>
        ))}
        {items.length === 0 && (
          <tr>
            <th scope="row">{title}</th>
            <td id={`f-${at}`} className="blank">
              {t("items.none")}
            </td>
          </tr>
        )}
        {editable && (
          <tr className="no-print">
            <th aria-hidden="true" />
            <td>
              <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => onChange((all) => [...all, ""])}>
                {t("items.add", { title })}
              </Button>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

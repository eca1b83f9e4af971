// The overall part: department, year, goal, sub-goals, safeguards.
import { t } from "../../i18n";
import type { Content } from "./model";
import { Items } from "./ProjectForm";
import { TextCell } from "./TextCell";
import { type Finding, place } from "./useCheck";

interface Props {
  content: Content;
  editable: boolean;
  findings: Map<string, Finding[]>;
  onChange: (edit: (doc: Content) => Content, mark?: string) => void;
}

export function OverallForm({ content, editable, findings, onChange }: Props) {
  const at = (field: string) => place({ project: null, indicator: null, field });
  const { overall } = content;
  const list = (field: "sub_goals" | "safeguards") => (
    <Items
      title={t(`field.${field}`)}
      name={field}
      project={null}
      items={overall[field]}
      editable={editable}
      findings={findings.get(at(field))}
      onChange={(edit, mark) =>
        onChange((doc) => ({ ...doc, overall: { ...doc.overall, [field]: edit(doc.overall[field]) } }), mark)
      }
    />
  );
  return (
    <div className="sheet">
      <table className="official">
        <tbody>
          <tr>
            <th scope="row">{t("field.department")}</th>
            <td>
              <TextCell
                id={`f-${at("department")}`}
                label={t("field.department")}
                value={content.department ?? ""}
                editable={editable}
                findings={findings.get(at("department"))}
                onChange={(text) => onChange((doc) => ({ ...doc, department: text || null }), "department")}
              />
            </td>
            <th scope="row">{t("field.fiscal_year")}</th>
            <td>
              <TextCell
                id={`f-${at("fiscal_year")}`}
                label={t("field.fiscal_year")}
                value={content.fiscal_year?.toString() ?? ""}
                editable={editable}
                findings={findings.get(at("fiscal_year"))}
                onChange={(text) =>
                  onChange((doc) => ({ ...doc, fiscal_year: Number.parseInt(text, 10) || null }), "fiscal_year")
                }
              />
            </td>
          </tr>
          <tr>
            <th scope="row">{t("field.goal")}</th>
            <td colSpan={3}>
              <TextCell
                id={`f-${at("goal")}`}
                label={t("field.goal")}
                value={overall.goal ?? ""}
                editable={editable}
                findings={findings.get(at("goal"))}
                onChange={(text) =>
                  onChange((doc) => ({ ...doc, overall: { ...doc.overall, goal: text || null } }), "goal")
                }
              />
            </td>
          </tr>
        </tbody>
      </table>
      {list("sub_goals")}
      {list("safeguards")}
    </div>
  );
}

// 部门整体支出绩效自评表: money of all projects, goals, the department's own indicators, common items.
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import type { Schemas } from "../../../api/client";
import { language, t } from "../../../i18n";
import { percent, wan } from "../../../parts/money";
import { Line, LineTable, TextLines, Words } from "../FormParts";
import { type Changes, withGiven } from "./content";
import { Points } from "./Points";
import { Lines, Score } from "./Score";

type Content = Schemas["DepartmentContent"];
type Whole = Schemas["DepartmentWhole"];

export interface DepartmentProps {
  whole: Whole;
  content: Content;
  /** Missing where nothing may be written. */
  change?: (content: Content) => void;
  review?: { changes: Changes; change: (changes: Changes) => void };
}

const NO_GOAL: Schemas["DepartmentGoal"] = { goal: null, result: null, reason: null };
const NO_LINE: Schemas["DepartmentLine"] = {
  level1: null,
  level2: null,
  level3: null,
  description: null,
  target: null,
  actual: null,
  weight: null,
  reason: null,
  measure: null,
};
const TEXTS = ["execution_reason", "conclusion", "problems", "measures", "note"] as const;

export function DepartmentForm(props: DepartmentProps) {
  const { whole, content, change, review } = props;
  const { funds, projects } = whole;
  return (
    <div className="official-form">
      <section className="sheet" aria-label={t("department.form")}>
        <h2 className="sheet-title">{t("department.form")}</h2>
        <div className="grid-scroll" role="group" tabIndex={0} aria-label={t("department.form")}>
          <LineTable>
            <Line head={t("field.department")}>{whole.department.name}</Line>
            <Line head={t("review.projects")}>
              {t("department.projects", { count: projects.count, mean: projects.mean ?? "—", open: projects.open })}
            </Line>
          </LineTable>
          <table className="official reading">
            <thead>
              <tr>
                {(["money.initial", "department.adjustments", "money.adjusted", "money.paid", "money.rate", "evaluation.weight", "evaluation.score", "evaluation.why"] as const).map((key) => (
                  <th key={key} scope="col" className={key.replace(".", "-")}>
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                {[funds.initial_fen, funds.adjustments_fen, funds.adjusted_fen, funds.paid_fen].map((fen, n) => (
                  <td key={n} className="number">
                    {wan(fen)}
                  </td>
                ))}
                <td className="number">{percent(funds.rate)}</td>
                <td className="number">{funds.weight}</td>
                <td>
                  <Points
                    name={t("money.rate")}
                    item={funds}
                    given={review?.changes.execution}
                    give={review && ((given) => review.change(withGiven(review.changes, "execution", given)))}
                  />
                </td>
                <td>
                  <Lines lines={funds.lines} notices={funds.notices} />
                </td>
              </tr>
            </tbody>
          </table>
          <Goals {...props} />
          <OwnLines {...props} />
          <Items {...props} />
          <LineTable>
            <TextLines names={TEXTS} told={(name) => t(`evaluation.${name}`)} content={content} change={change} />
          </LineTable>
          <Projects items={projects.items} />
        </div>
      </section>
    </div>
  );
}

function Goals({ content, change }: DepartmentProps) {
  const goals = content.goals ?? [];
  const set = (at: number, more: Partial<Schemas["DepartmentGoal"]>) =>
    change?.({ ...content, goals: goals.map((goal, n) => (n === at ? { ...goal, ...more } : goal)) });
  return (
    <table className="official reading">
      <thead>
        <tr>
          {(["goal", "result", "reason"] as const).map((name) => (
            <th key={name} scope="col">
              {t(`department.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {goals.map((goal, n) => (
          <tr key={n}>
            {(["goal", "result", "reason"] as const).map((name) => (
              <td key={name}>
                <Words
                  label={`${t("monitoring.cell", { row: n + 1, name: t(`department.${name}`) })}`}
                  value={goal[name]}
                  onChange={change && ((text) => set(n, { [name]: text }))}
                />
              </td>
            ))}
          </tr>
        ))}
        {change && (
          <tr className="no-print">
            <td colSpan={3}>
              <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => change({ ...content, goals: [...goals, NO_GOAL] })}>
                {t("department.add-goal")}
              </Button>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const CELLS = ["level1", "level2", "level3", "target", "actual", "weight"] as const;

/** The department's own indicators: scored as they were saved last. */
function OwnLines({ whole, content, change, review }: DepartmentProps) {
  const lines = content.lines ?? [];
  const set = (at: number, more: Partial<Schemas["DepartmentLine"]>) =>
    change?.({ ...content, lines: lines.map((line, n) => (n === at ? { ...line, ...more } : line)) });
  return (
    <table className="official reading grid evaluation-grid" aria-label={t("department.lines")}>
      <thead>
        <tr>
          {[...CELLS, "score", "why", "reason", "measure"].map((head) => (
            <th key={head} scope="col" className={`evaluation-${head}`}>
              {t(`evaluation.head.${head as "score"}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, n) => {
          const scored = whole.rows[n];
          const label = (head: string) => t("monitoring.cell", { row: n + 1, name: t(`evaluation.head.${head as "score"}`) });
          return (
            <tr key={n}>
              {CELLS.map((name) => (
                <td key={name}>
                  <Words label={label(name)} value={line[name]} onChange={change && ((text) => set(n, { [name]: text }))} />
                </td>
              ))}
              <td>
                {scored && (
                  <Points
                    name={t("monitoring.cell", { row: n + 1, name: "" }).trim()}
                    item={scored}
                    given={review?.changes.rows?.find((of) => of.indicator === n + 1)}
                    give={review && ((given) => review.change(withGiven(review.changes, n + 1, given)))}
                  />
                )}
              </td>
              <td>{scored && <Lines lines={scored.lines} notices={scored.notices} />}</td>
              {(["reason", "measure"] as const).map((name) => (
                <td key={name}>
                  <Words label={label(name)} value={line[name]} onChange={change && ((text) => set(n, { [name]: text }))} />
                  {name === "measure" && change && (
                    <Button
                      className="no-print"
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      aria-label={t("department.remove", { row: n + 1 })}
                      onClick={() => change({ ...content, lines: lines.filter((_, at) => at !== n) })}
                    />
                  )}
                </td>
              ))}
            </tr>
          );
        })}
        {change && (
          <tr className="no-print">
            <td colSpan={10}>
              <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => change({ ...content, lines: [...lines, NO_LINE] })}>
                {t("department.add-line")}
              </Button>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Items({ whole, content, change }: DepartmentProps) {
  const set = (id: string, more: Schemas["ItemFigures"]) =>
    change?.({ ...content, items: { ...content.items, [id]: { ...content.items?.[id], ...more } } });
  return (
    <table className="official reading" aria-label={t("department.items")}>
      <thead>
        <tr>
          {(["department.items", "department.part", "department.whole", "money.rate"] as const).map((key) => (
            <th key={key} scope="col">
              {key === "money.rate" ? "%" : t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {whole.items.map((item) => (
          <tr key={item.id}>
            <th scope="row">{language() === "en" ? item.en : item.zh}</th>
            {(["part", "whole"] as const).map((name) => (
              <td key={name}>
                <div className="secondary">{item[name]}</div>
                {change ? (
                  <Input
                    size="small"
                    aria-label={`${item.zh} ${t(`department.${name}`)}`}
                    value={content.items?.[item.id]?.[name] ?? item.figures[name] ?? ""}
                    onChange={(event) => set(item.id, { ...item.figures, ...content.items?.[item.id], [name]: event.target.value || null })}
                  />
                ) : (
                  (item.figures[name] ?? "—")
                )}
              </td>
            ))}
            <td className="number">
              {percent(item.rate)} {item.filled && <span className="secondary">{t("department.filled")}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Projects({ items }: { items: Schemas["ProjectScore"][] }) {
  return (
    <table className="official reading">
      <thead>
        <tr>
          {(["field.name", "field.unit_name", "money.adjusted", "money.paid", "evaluation.counts"] as const).map((key) => (
            <th key={key} scope="col">
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.undertaking}>
            <td>{item.name ?? item.code}</td>
            <td>{item.unit_name}</td>
            <td className="number">{wan(item.adjusted_fen)}</td>
            <td className="number">{wan(item.paid_fen)}</td>
            <td>
              <Score score={item} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

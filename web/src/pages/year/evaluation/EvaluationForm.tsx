// 项目支出绩效自评表: money and indicators, each with its points, their explanation, and what is written beside them.
import { InputNumber, Select } from "antd";
import { language, t } from "../../../i18n";
import { percent, wan } from "../../../parts/money";
import { IndicatorCells, Line, LineTable, ProjectLines, TextLines, Words } from "../FormParts";
import { type Body, type Changes, type Content, type Reviewer, WEIGHTINGS, withGiven, withRow } from "./content";
import { Points } from "./Points";
import { Lines } from "./Score";

interface Props {
  whole: Body["whole"];
  content: Content;
  /** Missing where nothing may be written. */
  change?: (content: Content) => void;
  /** What the reviewer gives, where somebody reviews. */
  review?: { reviewer: Reviewer; changes: Changes; change: (changes: Changes) => void };
}

const TEXTS = ["goals_result", "conclusion", "problems", "measures", "note"] as const;

export function EvaluationForm({ whole, content, change, review }: Props) {
  const { project, funds, scheme } = whole;
  const give = (at: number | "execution") => review && ((given?: Changes["execution"]) => review.change(withGiven(review.changes, at, given ?? undefined)));
  return (
    <div className="official-form">
      <section className="sheet" aria-label={t("evaluation.form")}>
        <h2 className="sheet-title">{t("evaluation.form")}</h2>
        <p className="secondary">
          {t("evaluation.by-scheme", { year: whole.year, scheme: language() === "en" ? scheme.en : scheme.zh, total: scheme.total, execution: scheme.execution })}
        </p>
        <div className="grid-scroll" role="group" tabIndex={0} aria-label={t("evaluation.form")}>
          <LineTable>
            <ProjectLines project={project} goals={whole.goals} />
            <Line head={t("evaluation.weighting")}>
              {change ? (
                <Select
                  aria-label={t("evaluation.weighting")}
                  style={{ minWidth: 200 }}
                  value={content.weighting ?? "stated"}
                  onChange={(weighting) => change({ ...content, weighting })}
                  options={WEIGHTINGS.map((value) => ({ value, label: t(`evaluation.weighting.${value}`) }))}
                />
              ) : (
                t(`evaluation.weighting.${whole.weighting}`)
              )}
            </Line>
          </LineTable>
          <table className="official reading">
            <thead>
              <tr>
                {(["money.initial", "money.adjusted", "money.paid", "money.rate", "evaluation.weight", "evaluation.score", "evaluation.why"] as const).map((key) => (
                  <th key={key} scope="col" className={key.replace(".", "-")}>
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <td className="number">{wan(funds.initial_fen)}</td>
                <td className="number">{wan(funds.adjusted_fen)}</td>
                <td className="number">{wan(funds.paid_fen)}</td>
                <td className="number">{percent(funds.rate)}</td>
                <td className="number">{funds.weight}</td>
                <td>
                  <Points name={t("money.rate")} item={funds} given={review?.changes.execution} give={give("execution")} />
                </td>
                <td>
                  <Lines lines={funds.lines} notices={funds.notices} />
                </td>
              </tr>
              <tr>
                <th scope="row">{t("evaluation.execution_reason")}</th>
                <td colSpan={6}>
                  <Words
                    label={t("evaluation.execution_reason")}
                    value={content.execution_reason}
                    onChange={change && ((text) => change({ ...content, execution_reason: text }))}
                  />
                </td>
              </tr>
            </tbody>
          </table>
          <Rows whole={whole} content={content} change={change} review={review} />
          <LineTable>
            <TextLines names={TEXTS} told={(name) => t(`evaluation.${name}`)} content={content} change={change} />
          </LineTable>
        </div>
      </section>
    </div>
  );
}

const HEADS = ["level2", "level3", "target", "actual", "weight", "score", "why", "reason", "measure"] as const;

function Rows({ whole, content, change, review }: Props) {
  return (
    <table className="official reading grid evaluation-grid" aria-label={t("evaluation.rows")}>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col" className={`evaluation-${head}`}>
              {t(`evaluation.head.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {whole.rows.map((row) => {
          const written = content.rows?.find((of) => of.indicator === row.indicator);
          const name = t("monitoring.cell", { row: row.indicator, name: "" }).trim();
          const given = review?.changes.rows?.find((of) => of.indicator === row.indicator);
          return (
            <tr key={row.indicator}>
              <IndicatorCells row={row} />
              <td className="number">
                {change && content.weighting === "hand" ? (
                  <InputNumber
                    size="small"
                    stringMode
                    min="0"
                    precision={2}
                    aria-label={`${name} ${t("evaluation.weight")}`}
                    value={written?.weight ?? null}
                    onChange={(weight) => change(withRow(content, row.indicator, { weight: weight === null ? null : String(weight) }))}
                  />
                ) : (
                  row.weight
                )}
              </td>
              <td>
                <Points
                  name={name}
                  item={row}
                  given={given}
                  give={review && ((points) => review.change(withGiven(review.changes, row.indicator, points)))}
                />
              </td>
              <td>
                <Lines lines={row.lines} notices={row.notices} />
              </td>
              {(["reason", "measure"] as const).map((field) => (
                <td key={field}>
                  <Words
                    label={`${name} ${t(`evaluation.head.${field}`)}`}
                    value={written?.[field]}
                    onChange={change && ((text) => change(withRow(content, row.indicator, { [field]: text })))}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

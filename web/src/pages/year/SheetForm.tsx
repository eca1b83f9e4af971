// 项目支出绩效目标执行监控表: money, goal, indicators, and what is written on the whole.
import { InputNumber } from "antd";
import { type Key, t } from "../../i18n";
import { percent, wan } from "../../parts/money";
import { Choice, Line, LineTable, ProjectLines, TextLines } from "./FormParts";
import { SheetRows } from "./SheetRows";
import { type Content, type Decision, DECISIONS, type Likelihood, LIKELIHOODS, type Whole } from "./written";

interface Props {
  whole: Whole;
  content: Content;
  /** Missing where nothing may be written. */
  change?: (content: Content) => void;
}

const TEXTS = ["situation", "measures", "note"] as const;

export function SheetForm({ whole, content, change }: Props) {
  const { project, funds, signs } = whole;
  return (
    <div className="official-form">
      <section className="sheet" aria-label={t("monitoring.form")}>
        <h2 className="sheet-title">{t("monitoring.form")}</h2>
        <p className="secondary">{t("monitoring.period", { year: whole.year, month: whole.month })}</p>
        <div className="grid-scroll" role="group" tabIndex={0} aria-label={t("monitoring.form")}>
          <LineTable>
            <ProjectLines project={project} goals={whole.goals} />
          </LineTable>
          <table className="official reading">
            <thead>
              <tr>
                {(["initial", "adjusted", "paid", "rate", "due", "linear", "last-year", "expected"] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`money.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr className="number">
                <td>{amount(funds.initial_fen)}</td>
                <td>{amount(funds.adjusted_fen)}</td>
                <td>{amount(funds.paid_fen)}</td>
                <td>{percent(funds.rate)}</td>
                <td>{percent(funds.due)}</td>
                <td>{amount(funds.linear?.paid_fen)}</td>
                <td>{amount(funds.like_last_year?.paid_fen)}</td>
                <td>
                  {change ? (
                    <InputNumber
                      aria-label={t("money.expected")}
                      min={0}
                      precision={2}
                      value={content.expected_fen == null ? null : content.expected_fen / 1_000_000}
                      onChange={(v) => change({ ...content, expected_fen: v === null ? null : Math.round(v * 1_000_000) })}
                    />
                  ) : (
                    amount(content.expected_fen)
                  )}
                </td>
              </tr>
            </tbody>
          </table>
          <SheetRows rows={whole.rows} content={content} change={change} />
          <LineTable>
            <Line head={t("monitoring.quadrant")}>{t(`quadrant.${signs.quadrant}` as Key)}</Line>
            <Line head={t("monitoring.likelihood")}>
              <Choice<Likelihood>
                label={t("monitoring.likelihood")}
                words={LIKELIHOODS}
                told={(value) => t(`likelihood.${value}`)}
                value={content.likelihood}
                onChange={change && ((likelihood) => change({ ...content, likelihood }))}
              />
            </Line>
            <Line head={t("monitoring.decision")}>
              <Choice<Decision>
                label={t("monitoring.decision")}
                words={DECISIONS}
                told={(value) => t(`decision.${value}`)}
                value={content.decision}
                onChange={change && ((decision) => change({ ...content, decision }))}
              />
            </Line>
            <TextLines names={TEXTS} told={(name) => t(`monitoring.${name}`)} content={content} change={change} />
          </LineTable>
        </div>
      </section>
    </div>
  );
}

const amount = (fen?: number | null) => (fen == null ? "—" : wan(fen));

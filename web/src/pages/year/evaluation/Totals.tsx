// What all points come to: claimed, after each review, by level, each with how it comes about.
import type { Schemas } from "../../../api/client";
import { t } from "../../../i18n";
import { Lines, Score } from "./Score";

interface Props {
  scores: Schemas["ScoresPart"];
  levels: Schemas["LevelPart"][];
}

export function Totals({ scores, levels }: Props) {
  return (
    <section className="card" aria-label={t("evaluation.total")}>
      <h2>{t("evaluation.total")}</h2>
      {(["own", "department", "finance"] as const).map((who) => {
        const total = scores[who];
        return (
          total && (
            <div key={who} className="gap-below">
              <strong>{t(`evaluation.by.${who}`)}</strong> <Score score={total} />
              {total.missing > 0 && <span className="soon"> {t("evaluation.missing", { missing: total.missing })}</span>}
              <Lines lines={total.lines} notices={total.notices} />
            </div>
          )
        );
      })}
      <table className="official reading">
        <thead>
          <tr>
            {(["field.level1", "field.level2", "evaluation.weight", "evaluation.score"] as const).map((key) => (
              <th key={key} scope="col">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.flatMap((level) =>
            level.parts.map((part, n) => (
              <tr key={`${level.level}-${part.level}`}>
                {n === 0 && <td rowSpan={level.parts.length}>{level.level ?? "—"}</td>}
                <td>{part.level ?? "—"}</td>
                <td className="number">{part.weight}</td>
                <td className="number">{part.score}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}

// Scores as people read them: points with their grade; a score that is not there is no zero.
import { Tag } from "antd";
import { language, t, word } from "../../../i18n";
import type { Schemas } from "../../../api/client";

const COLOUR: Record<string, string> = { 优: "green", 良: "blue", 中: "gold", 差: "red" };

interface Given {
  total?: string | null;
  grade?: string | null;
}

export function Score({ score }: { score: Given }) {
  if (score.total == null) return <span className="secondary">{t("evaluation.unscored")}</span>;
  return (
    <>
      {score.total} {score.grade && <Tag color={COLOUR[score.grade]}>{score.grade}</Tag>}
    </>
  );
}

export function EvaluationState({ state }: { state: string }) {
  const closed = state === "reviewed";
  return <Tag color={closed ? "green" : undefined}>{closed ? t("evaluation.closed") : word("state", state)}</Tag>;
}

/** How points come about, line by line; what is still owed stands out. */
export function Lines({ lines, notices = [] }: { lines: Schemas["LinePart"][]; notices?: Schemas["LinePart"][] }) {
  const told = (line: Schemas["LinePart"]) => (language() === "en" ? line.en : line.zh);
  return (
    <ul className="plain score-lines">
      {lines.map((line, n) => (
        <li key={`l${n}`}>{told(line)}</li>
      ))}
      {notices.map((line, n) => (
        <li key={`n${n}`} className="soon">
          {told(line)}
        </li>
      ))}
    </ul>
  );
}

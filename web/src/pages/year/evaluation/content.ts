// What is written on a self-evaluation, and the points that reviewers give instead, as they are edited and sent.
import type { Schemas } from "../../../api/client";

export type Body = Schemas["EvaluationBody"];
export type Content = Schemas["EvaluationContent"];
export type Changes = Schemas["Changes"];
export type Item = Schemas["ScoredItem"];
export type Reviewer = "department" | "finance";

export const WEIGHTINGS = ["stated", "by_level", "equal", "hand"] as const;

/** What is written; where nothing is written yet, rows begin with what monitoring said of them. */
export function contentOf({ whole, profile, scheme }: Body, begins: boolean): Content {
  const rows = whole.rows.map(({ indicator, written, monitoring }) => ({
    indicator,
    ...written,
    ...(begins && { reason: written.reason ?? monitoring?.reason ?? null, measure: written.measure ?? monitoring?.note ?? null }),
  }));
  return { ...whole.written, version: whole.project.version, profile, scheme, weighting: whole.weighting, rows };
}

/** The content with one row changed. */
export function withRow(content: Content, indicator: number, more: Partial<Schemas["EvaluationRow"]>): Content {
  const rows = content.rows?.map((row) => (row.indicator === indicator ? { ...row, ...more } : row));
  return { ...content, rows };
}

/** What the same review changed before. */
export function changesOf(rows: { indicator: number; given?: Schemas["Given"] | null }[], execution?: Schemas["Given"] | null): Changes {
  const given = rows.flatMap(({ indicator, given: points }) => (points ? [{ indicator, ...points }] : []));
  return { rows: given, execution: execution ?? null };
}

/** The changes with one item changed; without points nothing of it is changed. */
export function withGiven(changes: Changes, indicator: number | "execution", given?: Schemas["Given"]): Changes {
  if (indicator === "execution") return { ...changes, execution: given ?? null };
  const rest = (changes.rows ?? []).filter((row) => row.indicator !== indicator);
  return { ...changes, rows: given ? [...rest, { indicator, ...given }] : rest };
}

/** Whether a unit may write on it and nobody has: every text and every row is empty. */
export function isNew({ state, whole }: Body): boolean {
  const empty = (texts: object) => Object.values(texts).every((text) => text == null || (Array.isArray(text) && text.length === 0));
  return state === "draft" && empty(whole.written) && whole.rows.every((row) => empty(row.written));
}

/** The reviewer who may give points now, by where the evaluation stands. */
export function reviewerOf(state: string, available: string[]): Reviewer | undefined {
  if (!available.includes("rescore")) return undefined;
  return state === "department_review" ? "department" : "finance";
}

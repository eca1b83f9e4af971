// What is written on a sheet, as it is edited and sent.
import type { Schemas } from "../../api/client";

export type Content = Schemas["SheetContent"];
export type RowWritten = Schemas["RowWritten"];
export type Whole = Schemas["SheetWhole"];
export type Likelihood = Schemas["Likelihood"];
export type Decision = Schemas["Decision"];

export const CAUSES = ["funding", "rules", "staff", "facilities", "other"] as const;
export const LIKELIHOODS = ["certain", "possible", "impossible"] as const;
export const DECISIONS = ["continue", "shift_funds", "adjust_goals", "pause", "cancel"] as const;

export function contentOf(whole: Whole): Content {
  return {
    ...whole.written,
    version: whole.project.version,
    rows: whole.rows.map(({ indicator, written }) => ({ ...written, indicator })),
  };
}

/** The content with one row changed. */
export function withRow(content: Content, indicator: number, more: Partial<RowWritten>): Content {
  const rows = content.rows?.map((row) => (row.indicator === indicator ? { ...row, ...more } : row));
  return { ...content, rows };
}

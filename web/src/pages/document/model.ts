// A document as the editor holds it (zhunsheng.document/1), and the small changes that editing is made of.

export interface Target {
  text: string | null;
  op?: string;
  value?: string | null;
  unit?: string | null;
  upper?: string | null;
}

export interface Indicator {
  level1: string | null;
  level2: string | null;
  level3: string | null;
  description: string | null;
  target: Target;
  basis: string | null;
  note?: string | null;
  weight?: string | null;
  [extra: string]: unknown;
}

export interface PlanPoint {
  month: number;
  percent: string | null;
}

export interface Project {
  ordinal: number;
  title: string | null;
  unit_code: string | null;
  unit_name: string | null;
  code: string | null;
  name: string | null;
  money_unit: string | null;
  budget: { total: string | null; fiscal: string | null; other: string | null };
  purpose: string | null;
  plan: PlanPoint[];
  goals: string[];
  indicators: Indicator[];
  [extra: string]: unknown;
}

export interface Content {
  schema: string;
  form: string;
  fiscal_year: number | null;
  department: string | null;
  overall: { goal: string | null; sub_goals: string[]; safeguards: string[] };
  projects: Project[];
  [extra: string]: unknown;
}

/** Where a field is: `project` and `indicator` count from 1, `null` for the overall part and for no row. */
export interface At {
  project: number | null;
  indicator: number | null;
  field: string;
  /** Which item of a list, from 1. */
  item?: number | null;
}

/** The columns of the indicator table that are text cells. */
export type Column = "level1" | "level2" | "level3" | "description" | "target" | "basis" | "note" | "weight";

export const EMPTY_ROW: Indicator = {
  level1: null,
  level2: null,
  level3: null,
  description: null,
  target: { text: null },
  basis: null,
};

/** A cell's text; blank is the empty string. */
export function cell(row: Indicator, column: Column): string {
  const value = column === "target" ? row.target.text : row[column];
  return value ?? "";
}

/** A row with one cell changed. A target is sent as text alone: the server reads what it means. */
export function withCell(row: Indicator, column: Column, text: string): Indicator {
  const value = text.trim() === "" ? null : text;
  return column === "target" ? { ...row, target: { text: value } } : { ...row, [column]: value };
}

/** A document with one project changed; projects are numbered anew. */
export function withProject(doc: Content, index: number, project: Project): Content {
  return { ...doc, projects: doc.projects.map((old, n) => (n === index ? project : old)) };
}

export function numbered(projects: Project[]): Project[] {
  return projects.map((project, n) => (project.ordinal === n + 1 ? project : { ...project, ordinal: n + 1 }));
}

/** Equal neighbours of level 1 (and of level 2 within it) are one merged cell: its length, 0 inside it. */
export function spans(rows: Indicator[], column: "level1" | "level2"): number[] {
  const same = (a: Indicator, b: Indicator) =>
    a.level1 === b.level1 && (column === "level1" || a.level2 === b.level2) && cell(a, column) !== "";
  const lengths = rows.map(() => 0);
  let first = 0;
  rows.forEach((row, n) => {
    const head = rows[first];
    if (n > 0 && head && same(head, row)) lengths[first] = (lengths[first] ?? 0) + 1;
    else {
      first = n;
      lengths[n] = 1;
    }
  });
  return lengths;
}

/** Rows of a block copied from a spreadsheet or a Word table: tabs and lines, quoted cells kept whole. */
export function block(text: string): string[][] {
  const rows: string[][] = [[]];
  let value = "";
  let quoted = false;
  const end = () => {
    rows.at(-1)!.push(value);
    value = "";
  };
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let n = 0; n < clean.length; n += 1) {
    const c = clean[n]!;
    if (quoted) {
      if (c !== '"') value += c;
      else if (clean[n + 1] === '"') {
        value += '"';
        n += 1;
      } else quoted = false;
    } else if (c === '"' && value === "") quoted = true;
    else if (c === "\t") end();
    else if (c === "\n") {
      end();
      rows.push([]);
    } else value += c;
  }
  end();
  return rows;
}

/** Decimal strings added exactly, in hundredths of the unit; `null` where one is no plain amount. */
export function sum(amounts: (string | null)[]): string | null {
  let total = 0n;
  for (const amount of amounts) {
    if (amount === null || amount === "") continue;
    const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(amount.replaceAll(",", ""));
    if (!match) return null;
    const units = BigInt(match[2]! + (match[3] ?? "").padEnd(6, "0"));
    total += match[1] ? -units : units;
  }
  const sign = total < 0n ? "-" : "";
  const digits = (total < 0n ? -total : total).toString().padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0{1,4}$/, "");
  return `${sign}${digits.slice(0, -6)}.${fraction}`;
}

/** Rows with one more, put after the last row of the same kind. */
export function beside(rows: Indicator[], row: Indicator): Indicator[] {
  const same = rows.findLastIndex((old) => old.level1 === row.level1 && old.level2 === row.level2);
  const near = same >= 0 ? same : rows.findLastIndex((old) => old.level1 === row.level1);
  const at = near >= 0 ? near + 1 : rows.length;
  return [...rows.slice(0, at), row, ...rows.slice(at)];
}

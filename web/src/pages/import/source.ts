// A brought file as paragraphs and tables, as its author saw them; nothing of it is run or fetched.
import { openZip, type Parts } from "./zip";

export interface SourceCell {
  text: string;
  columns: number;
  rows: number;
}

export type Block = { text: string; heading?: boolean } | { cells: SourceCell[][] };

/** More rows of a sheet are not shown. */
const MOST_ROWS = 2000;

/** What can be shown of a file; `undefined` for kinds that a browser does not show. */
export async function blocksOf(kind: string, bytes: ArrayBuffer): Promise<Block[] | undefined> {
  if (kind === "docx") return docx(openZip(bytes));
  if (kind === "xlsx") return xlsx(openZip(bytes));
  if (kind === "html" || kind === "htm") return html(decoded(bytes));
  if (["txt", "text", "md", "markdown", "csv", "tsv", "json", "ndjson"].includes(kind)) return [{ text: decoded(bytes) }];
  return undefined;
}

function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

const parse = (text: string) => new DOMParser().parseFromString(text, "application/xml");
const children = (node: Element, name: string) => [...node.children].filter((child) => child.localName === name);
const value = (node: Element | undefined, name: string) =>
  node && [...node.attributes].find((attribute) => attribute.localName === name)?.value;

async function docx(parts: Parts): Promise<Block[]> {
  const text = await parts.text("word/document.xml");
  const body = text && parse(text).getElementsByTagName("w:body")[0];
  if (!body) return [];
  const blocks: Block[] = [];
  const walk = (node: Element) => {
    for (const child of node.children) {
      if (child.localName === "p") {
        const line = words(child);
        const style = value(child.getElementsByTagName("w:pStyle")[0], "val") ?? "";
        if (line.trim()) blocks.push({ text: line, heading: /^(heading|title|\d)/i.test(style) });
      } else if (child.localName === "tbl") blocks.push({ cells: wordTable(child) });
      else if (["sdt", "sdtContent", "ins", "customXml"].includes(child.localName)) walk(child);
    }
  };
  walk(body);
  return blocks;
}

function words(node: Element): string {
  let text = "";
  for (const child of node.children) {
    if (child.localName === "t") text += child.textContent;
    else if (child.localName === "tab") text += "\t";
    else if (child.localName === "br") text += "\n";
    else if (!["del", "pPr", "rPr", "instrText"].includes(child.localName)) text += words(child);
    if (child.localName === "p" && child.nextElementSibling) text += "\n";
  }
  return text;
}

function wordTable(table: Element): SourceCell[][] {
  const above = new Map<number, SourceCell>();
  return children(table, "tr").map((row) => {
    const cells: SourceCell[] = [];
    let column = 0;
    for (const tc of children(row, "tc")) {
      const format = children(tc, "tcPr")[0];
      const columns = Number(format && value(children(format, "gridSpan")[0], "val")) || 1;
      const merge = format && children(format, "vMerge")[0];
      const open = above.get(column);
      if (merge && value(merge, "val") !== "restart" && open) open.rows += 1;
      else {
        const cell = { text: words(tc), columns, rows: 1 };
        if (merge) above.set(column, cell);
        else above.delete(column);
        cells.push(cell);
      }
      column += columns;
    }
    return cells;
  });
}

async function xlsx(parts: Parts): Promise<Block[]> {
  const shared = await parts.text("xl/sharedStrings.xml");
  const strings = shared ? [...parse(shared).getElementsByTagName("si")].map(plain) : [];
  const book = await parts.text("xl/workbook.xml");
  const names = book ? [...parse(book).getElementsByTagName("sheet")].map((sheet) => value(sheet, "name") ?? "") : [];
  const files = parts.names.filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name));
  files.sort((a, b) => Number(/\d+/.exec(a)) - Number(/\d+/.exec(b)));
  const blocks: Block[] = [];
  for (const [n, file] of files.entries()) {
    const sheet = parse((await parts.text(file)) ?? "");
    const cells = grid(sheet, strings);
    if (cells.length > 0) blocks.push({ text: names[n] ?? file, heading: true }, { cells });
  }
  return blocks;
}

/** The text of a string of the workbook, without reading aids. */
function plain(node: Element): string {
  const runs = [...node.getElementsByTagName("t")].filter((t) => t.parentElement?.localName !== "rPh");
  return runs.map((t) => t.textContent).join("");
}

function columnOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? "A";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function grid(sheet: Document, strings: string[]): SourceCell[][] {
  const merged = new Map<string, SourceCell>();
  const covered = new Set<string>();
  for (const range of sheet.getElementsByTagName("mergeCell")) {
    const [from = "", to = from] = (value(range, "ref") ?? "").split(":");
    const [left, right] = [columnOf(from), Math.min(columnOf(to), 60)];
    const [top, bottom] = [Number(/\d+/.exec(from)), Math.min(Number(/\d+/.exec(to)), MOST_ROWS)];
    merged.set(`${top}.${left}`, { text: "", columns: right - left + 1, rows: bottom - top + 1 });
    for (let r = top; r <= bottom; r += 1)
      for (let c = left; c <= right; c += 1) if (r !== top || c !== left) covered.add(`${r}.${c}`);
  }
  const rows = [...sheet.getElementsByTagName("row")].slice(0, MOST_ROWS).map((row, n) => {
    const number = Number(value(row, "r")) || n + 1;
    const texts: string[] = [];
    for (const c of row.children) {
      const raw = c.getElementsByTagName("v")[0]?.textContent ?? "";
      const type = value(c, "t");
      texts[columnOf(value(c, "r") ?? "A1")] =
        type === "s" ? (strings[Number(raw)] ?? "") : type === "inlineStr" ? plain(c) : raw;
    }
    return { number, texts };
  });
  const width = Math.min(Math.max(0, ...rows.map((row) => row.texts.findLastIndex(Boolean) + 1)), 60);
  return rows.map(({ number, texts }) => {
    const cells: SourceCell[] = [];
    for (let c = 0; c < width; c += 1) {
      if (covered.has(`${number}.${c}`)) continue;
      cells.push({ columns: 1, rows: 1, ...merged.get(`${number}.${c}`), text: texts[c] ?? "" });
    }
    return cells;
  });
}

function html(text: string): Block[] {
  const page = new DOMParser().parseFromString(text, "text/html");
  const blocks: Block[] = [];
  for (const node of page.body.querySelectorAll("h1, h2, h3, h4, p, li, table")) {
    if (node.parentElement?.closest("table")) continue;
    if (node instanceof HTMLTableElement) {
      const cell = (td: HTMLTableCellElement) => ({
        text: td.textContent.trim(),
        columns: td.colSpan,
        rows: td.rowSpan,
      });
      blocks.push({ cells: [...node.rows].map((row) => [...row.cells].map(cell)) });
    } else if (node.textContent.trim()) blocks.push({ text: node.textContent.trim(), heading: /^H\d$/.test(node.tagName) });
  }
  return blocks;
}

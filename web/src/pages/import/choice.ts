// Where a file shall go: the next version of a document that is there, or a new draft.
import type { Choice, ImportFile } from "./requests";

/** Go on with the document that was matched, else begin one; nothing goes into a closed year. */
export function firstChoice({ file, matched }: ImportFile, open: number[]): Choice {
  const there = matched.document;
  if (there?.editable && open.includes(matched.year ?? 0)) return { file, document: there.id, version: there.version };
  const year = matched.year && open.includes(matched.year) ? matched.year : undefined;
  return { file, node: matched.node, year };
}

/** Whether the file can be confirmed as chosen. */
export function choosable(file?: ImportFile, choice?: Choice): boolean {
  if (!file || !choice || file.error || file.document) return false;
  return Boolean(choice.document) || (Boolean(choice.node) && Boolean(choice.year));
}

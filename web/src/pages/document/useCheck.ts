// The check while typing: the engine's findings for what is on the page now.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Severity } from "../../parts/severity";
import { check, readFindings } from "./requests";
import type { At, Content } from "./model";

export interface Fix extends At {
  text: string;
}

export interface Finding extends At {
  rule: string;
  code: string;
  severity: Severity;
  text: string;
  message: string;
  help: string;
  cause?: string;
  fixes?: Fix[];
  /** The waiver that lets it stand; the record knows, the live check does not. */
  waived?: number | null;
  acknowledged?: boolean;
}

const QUIET_MS = 200;

/** The findings of what is being written; while new ones are awaited the old ones stay. */
export function useCheck(id: number, content: Content, editable: boolean) {
  const [asked, setAsked] = useState({ content, generation: 0 });
  useEffect(() => {
    if (content === asked.content) return;
    const timer = setTimeout(() => setAsked((old) => ({ content, generation: old.generation + 1 })), QUIET_MS);
    return () => clearTimeout(timer);
  }, [content, asked.content]);
  return useQuery({
    queryKey: ["check", id, editable, asked.generation],
    // What is only read has its findings in the record, with what was acknowledged of them.
    queryFn: ({ signal }) => (editable ? check(asked.content, signal) : readFindings(id)),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The name of a field for maps and for elements on the page. */
export function place(at: At): string {
  return `${at.project ?? 0}-${at.indicator ?? 0}-${at.field}`;
}

/** The field that an element of the page stands for. */
export function placeOf(id: string): At | undefined {
  const match = /^f-(\d+)-(\d+)-(\w+)$/.exec(id);
  if (!match) return undefined;
  const number = (text?: string) => Number(text) || null;
  return { project: number(match[1]), indicator: number(match[2]), field: match[3]! };
}

export function byPlace(findings: Finding[]): Map<string, Finding[]> {
  const map = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = place(finding);
    const list = map.get(key);
    if (list) list.push(finding);
    else map.set(key, [finding]);
  }
  return map;
}

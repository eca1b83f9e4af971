// The check while typing: the engine's findings for what is on the page now.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { check } from "./requests";
import type { At, Content } from "./model";

export interface Fix extends At {
  text: string;
}

export interface Finding extends At {
  rule: string;
  code: string;
  severity: "error" | "warning" | "info";
  text: string;
  message: string;
  help: string;
  cause?: string;
  fixes?: Fix[];
  waived?: number | null;
  acknowledged?: boolean;
}

const QUIET_MS = 200;

/** The findings of a content; while new ones are awaited the old ones stay. */
export function useCheck(id: number, content: Content) {
  const [quiet, setQuiet] = useState(content);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(content), QUIET_MS);
    return () => clearTimeout(timer);
  }, [content]);
  const [generation, setGeneration] = useState(0);
  useEffect(() => setGeneration((n) => n + 1), [quiet]);
  return useQuery({
    queryKey: ["check", id, generation],
    queryFn: ({ signal }) => check(quiet, signal),
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

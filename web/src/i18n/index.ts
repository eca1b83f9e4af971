// The words of the interface in two languages; lint.mjs proves that both files hold the same keys.
import { useSyncExternalStore } from "react";
import zh from "./zh-CN.json";

export type Key = keyof typeof zh;
export type Lang = "zh-CN" | "en";
type Words = Record<Key, string>;

const STORED = "zhunsheng.lang";
let lang: Lang = localStorage.getItem(STORED) === "en" ? "en" : "zh-CN";
let words: Words = zh;
const listeners = new Set<() => void>();

// English is fetched only by those who read it.
async function load(wanted: Lang): Promise<void> {
  words = wanted === "en" ? ((await import("./en.json")).default as Words) : zh;
  lang = wanted;
  document.documentElement.lang = wanted;
  document.title = words["app.name"];
  listeners.forEach((listener) => listener());
}

/** To be awaited before the first page is drawn. */
export const ready: Promise<void> = load(lang);

export function language(): Lang {
  return lang;
}

export async function setLanguage(wanted: Lang): Promise<void> {
  localStorage.setItem(STORED, wanted);
  await load(wanted);
}

/** The text of a key; `{name}` is replaced by the argument of that name. */
export function t(key: Key, args: Record<string, string | number> = {}): string {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}

/** A word of the API (`state.draft`) in the interface's language; the word itself where it is unknown. */
export function word(group: "state" | "role", value: string): string {
  return words[`${group}.${value}` as Key] ?? value;
}

/** Draws a component anew when the language changes. */
export function useLanguage(): Lang {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lang,
  );
}

// The document being written: undo and redo, autosave that stands on the version read, nothing lost offline.
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { ApiError, type Schemas } from "../../api/client";
import { begin, type History, push, redo, undo } from "./history";
import type { Content } from "./model";

export type SaveState = "saved" | "dirty" | "saving" | "offline" | "conflict" | "refused";

/** What a stale save is told: where the two texts differ. */
export interface Conflict {
  current: number;
  difference: Schemas["ChangeBody"][];
}

interface Kept {
  etag: string;
  content: Content;
}

type Step =
  | { type: "change"; edit: (doc: Content) => Content; mark: string; now: number }
  | { type: "undo" }
  | { type: "redo" }
  | { type: "replace"; content: Content };

function reduce(history: History<Content>, step: Step): History<Content> {
  switch (step.type) {
    case "change":
      return push(history, step.edit(history.present), step.mark, step.now);
    case "undo":
      return undo(history);
    case "redo":
      return redo(history);
    case "replace":
      return begin(step.content);
  }
}

const SAVE_AFTER_MS = 1_500;
const RETRY_AFTER_MS = 5_000;

/** `save` sends the content on top of an entity tag and gives the new one. */
export function useDraft(
  id: number,
  first: Kept,
  editable: boolean,
  save: (content: Content, etag: string) => Promise<string>,
) {
  const key = `zhunsheng.draft.${id}`;
  const [kept] = useState(() => recall(key, first));
  const [history, dispatch] = useReducer(reduce, kept ?? first.content, begin);
  const [state, setState] = useState<SaveState>(kept ? "dirty" : "saved");
  const [conflict, setConflict] = useState<Conflict>();
  const [message, setMessage] = useState("");
  const etag = useRef(first.etag);
  const saved = useRef(first.content);
  const running = useRef<Promise<boolean>>(undefined);
  const content = history.present;
  const latest = useRef(content);
  latest.current = content;

  const send = useCallback(async (): Promise<boolean> => {
    const sent = latest.current;
    setState("saving");
    try {
      etag.current = await save(sent, etag.current);
      saved.current = sent;
      const again = latest.current !== sent;
      if (again) remember(key, { etag: etag.current, content: latest.current });
      else forget(key);
      setState(again ? "dirty" : "saved");
      return true;
    } catch (error) {
      settle(error);
      return false;
    }
  }, [key, save]);

  /** Saves what is not saved yet, after a save that is under way; `true` when the record holds it all. */
  const flush = useCallback(async (): Promise<boolean> => {
    while (running.current) if (!(await running.current)) return false;
    if (!editable || latest.current === saved.current) return true;
    const sending = send();
    running.current = sending;
    const done = await sending;
    running.current = undefined;
    return done;
  }, [editable, send]);

  const settle = (error: unknown) => {
    const refused = error instanceof ApiError ? error : undefined;
    setMessage(refused?.message ?? String(error));
    if (refused?.kind === "stale-version") {
      setConflict(refused.problem as unknown as Conflict);
      setState("conflict");
    } else setState(!refused || refused.status === 0 || refused.status >= 500 ? "offline" : "refused");
  };

  useEffect(() => {
    if (content === saved.current || !editable) return;
    remember(key, { etag: etag.current, content });
    if (state === "conflict") return;
    if (state === "saved" || state === "refused") setState("dirty");
    const wait = state === "offline" ? RETRY_AFTER_MS : SAVE_AFTER_MS;
    const timer = setTimeout(() => void flush(), wait);
    return () => clearTimeout(timer);
  }, [content, state, editable, key, flush]);

  useEffect(() => {
    const online = () => void flush();
    const leaving = (event: BeforeUnloadEvent) => {
      if (latest.current !== saved.current) event.preventDefault();
    };
    window.addEventListener("online", online);
    window.addEventListener("beforeunload", leaving);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("beforeunload", leaving);
    };
  }, [flush]);

  /** After a conflict: mine on top of what stands now, or what stands now. */
  const resolve = (standing: Kept, mine: boolean) => {
    etag.current = standing.etag;
    saved.current = standing.content;
    setConflict(undefined);
    if (!mine) {
      forget(key);
      dispatch({ type: "replace", content: standing.content });
    }
    setState(mine ? "dirty" : "saved");
  };

  const change = useCallback(
    (edit: (doc: Content) => Content, mark = "") =>
      dispatch({ type: "change", edit, mark, now: Date.now() }),
    [],
  );
  return {
    content,
    change,
    undo: () => dispatch({ type: "undo" }),
    redo: () => dispatch({ type: "redo" }),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    state,
    message,
    conflict,
    resolve,
    flush,
    restored: kept !== undefined,
    etag: () => etag.current,
  };
}

/** What was typed and not yet saved survives a closed window; older than the record it is let go. */
function recall(key: string, first: Kept): Content | undefined {
  const text = localStorage.getItem(key);
  if (!text) return undefined;
  const kept = parsed(text);
  if (kept?.etag !== first.etag) {
    localStorage.setItem(`${key}.older`, text);
    forget(key);
    return undefined;
  }
  return kept.content;
}

function parsed(text: string): Kept | undefined {
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return undefined;
  }
}

function remember(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A full store takes nothing away from what is on the page.
  }
}

function forget(key: string): void {
  localStorage.removeItem(key);
}

// Keys that work on the whole page while nobody writes in a field and no dialog asks.
import { useEffect } from "react";

/** Letters and arrows to what they do; a key that does nothing now is left to the browser. */
export function useKeys(keys: Record<string, (() => void) | false | undefined>, enabled = true): void {
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.altKey || event.metaKey || isTaken(event)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
}

function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  if (event.key === "Enter" && target.closest("a, button")) return true;
  if (target.closest("[role=combobox], [role=dialog], [role=menu]")) return true;
  const field = target.closest<HTMLInputElement>("input:not([type=checkbox]), textarea");
  return field !== null && !field.readOnly;
}

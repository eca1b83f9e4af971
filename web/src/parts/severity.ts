// How severe findings are: their order, worst first, and their colours, the same on every page.
export const SEVERITIES = ["error", "warning", "info"] as const;

export type Severity = (typeof SEVERITIES)[number];

export const COLOUR: Record<Severity, string> = { error: "red", warning: "gold", info: "blue" };

/** Findings with the worst first; those of one severity keep their order. */
export function worstFirst<T extends { severity: string }>(findings: T[]): T[] {
  const rank = (of: T) => SEVERITIES.indexOf(of.severity as Severity);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

// Where a doubt or a finding stands: in words, and as a cell of the form beside.
import { type Key, t } from "../../i18n";
import type { Content } from "../document/model";

/** A field; none for a part as a whole. */
export interface At {
  project?: number | null;
  indicator?: number | null;
  field?: string | null;
}

/** The name of a field's cell in the form. */
export const place = (of: At) => `${of.project ?? 0}-${of.indicator ?? 0}-${of.field ?? "title"}`;

export function where(of: At, content?: Content): string {
  const project = of.project
    ? (content?.projects[of.project - 1]?.name ?? t("difference.project", { project: of.project }))
    : t("document.overall");
  const row = of.indicator ? t("findings.row", { row: of.indicator }) : "";
  return [project, row, of.field === undefined ? "" : t(`field.${of.field ?? "title"}` as Key)].filter(Boolean).join(" · ");
}

/** To the cell, or to its project where the form shows no such cell. */
export function jump(of: At): void {
  const cell =
    document.getElementById(`r-${place(of)}`) ??
    document.getElementById(of.indicator ? `r-${of.project}-${of.indicator}-level3` : `project-${of.project}`);
  cell?.scrollIntoView({ block: "center" });
  cell?.focus({ preventScroll: true });
}

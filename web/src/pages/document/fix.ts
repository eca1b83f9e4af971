// A finding's proposal, put into the field that it is for.
import type { Column, Content, Project } from "./model";
import { withCell, withProject } from "./model";
import type { Fix } from "./useCheck";

export function applyFix(doc: Content, fix: Fix): Content {
  if (fix.project === null) return overall(doc, fix);
  const index = fix.project - 1;
  const project = doc.projects[index];
  return project ? withProject(doc, index, inProject(project, fix)) : doc;
}

function inProject(project: Project, fix: Fix): Project {
  if (fix.indicator !== null) {
    const row = fix.indicator - 1;
    const change = (old: Project["indicators"][number], n: number) =>
      n === row ? withCell(old, fix.field as Column, fix.text) : old;
    return { ...project, indicators: project.indicators.map(change) };
  }
  switch (fix.field) {
    case "goals":
      return { ...project, goals: item(project.goals, fix) };
    case "total":
    case "fiscal":
    case "other":
      return { ...project, budget: { ...project.budget, [fix.field]: fix.text } };
    case "plan":
      return {
        ...project,
        plan: project.plan.map((point, n) => (n === (fix.item ?? 1) - 1 ? { ...point, percent: fix.text.replace(/[%％]/g, "") } : point)),
      };
    default:
      return { ...project, [fix.field]: fix.text };
  }
}

function overall(doc: Content, fix: Fix): Content {
  switch (fix.field) {
    case "goal":
      return { ...doc, overall: { ...doc.overall, goal: fix.text } };
    case "sub_goals":
    case "safeguards":
      return { ...doc, overall: { ...doc.overall, [fix.field]: item(doc.overall[fix.field], fix) } };
    case "fiscal_year":
      return { ...doc, fiscal_year: Number.parseInt(fix.text, 10) || doc.fiscal_year };
    case "department":
      return { ...doc, department: fix.text };
    default:
      return doc;
  }
}

function item(items: string[], fix: Fix): string[] {
  return items.map((old, n) => (n === (fix.item ?? 1) - 1 ? fix.text : old));
}

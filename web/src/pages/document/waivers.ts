// Waivers of a document: findings that a reviewer lets stand, for one project or the whole text.
import { useQuery } from "@tanstack/react-query";
import { api, call, type Schemas } from "../../api/client";
import type { Content } from "./model";
import type { Finding } from "./useCheck";

export type Waiver = Schemas["WaiverBody"];

/** The waivers that hold now. */
export function useWaivers(id: number): Waiver[] {
  const waivers = useQuery({
    queryKey: ["waivers", id],
    queryFn: () => call(api.GET("/api/v1/documents/{document}/waivers", { params: { path: { document: id } } })),
  });
  return waivers.data?.items.filter((waiver) => waiver.in_force) ?? [];
}

/** How a waiver names a project: its code, without one its name. */
export function projectKey(content: Content, ordinal: number | null): string | undefined {
  const project = content.projects[(ordinal ?? 0) - 1];
  return project?.code ?? project?.name ?? undefined;
}

export function waiverOf(finding: Finding, waivers: Waiver[], content: Content): Waiver | undefined {
  const key = projectKey(content, finding.project);
  return waivers.find((of) => of.rule === finding.rule && (!of.project || of.project === key));
}

// The tree of departments and units, fetched once.
import { useQuery } from "@tanstack/react-query";
import { api, call, type Schemas } from "../api/client";

export type Node = Schemas["NodeBody"];

const NONE: Node[] = [];

export function useNodes(): Node[] {
  const nodes = useQuery({
    queryKey: ["nodes"],
    queryFn: () => call(api.GET("/api/v1/nodes")),
    staleTime: 300_000,
  });
  return nodes.data?.items ?? NONE;
}

/** The fiscal years of the area, the newest first; the open ones may be written in. */
export function useYears() {
  const years = useQuery({
    queryKey: ["years"],
    queryFn: () => call(api.GET("/api/v1/years")),
    staleTime: 300_000,
  });
  return years.data?.items ?? [];
}

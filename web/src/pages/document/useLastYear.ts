// Last year's document of the same node: what is carried over, and what this year's is compared with.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../../api/client";
import type { DocumentRow } from "./requests";

export function useLastYear(row: DocumentRow): DocumentRow | undefined {
  const last = useQuery({
    queryKey: ["last-year", row.node, row.year],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<DocumentRow | null> => {
      const query = { year: row.year - 1, branch: row.path };
      const list = await call(api.GET("/api/v1/documents", { params: { query } }));
      return list.items.find((other) => other.node === row.node) ?? null;
    },
  });
  return last.data ?? undefined;
}

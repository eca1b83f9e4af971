// The queue that a reviewer came from: which document is next when one is done.
import type { InfiniteData, QueryClient } from "@tanstack/react-query";

type Page = { items: { id: number }[] };

/** The document after this one in the queue last looked at: `undefined` if it stands in none, `null` at its end. */
export function nextInQueue(client: QueryClient, id: number): number | null | undefined {
  const queues = client.getQueriesData<InfiniteData<Page>>({ queryKey: ["review"] });
  for (const [, data] of queues) {
    const ids = data?.pages.flatMap((page) => page.items.map((row) => row.id)) ?? [];
    const at = ids.indexOf(id);
    if (at >= 0) return ids[at + 1] ?? null;
  }
  return undefined;
}

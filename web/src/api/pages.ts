// A list that comes page by page: its rows so far, and the next ones on demand.
import { useInfiniteQuery } from "@tanstack/react-query";

interface Page<T> {
  items: T[];
  next?: string | null;
}

/** `read` is given the cursor of the page that is wanted: none for the first. */
export function usePages<T>(key: unknown[], read: (cursor?: string) => Promise<Page<T>>, enabled = true) {
  const list = useInfiniteQuery({
    queryKey: key,
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => read(pageParam),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return {
    rows: list.data?.pages.flatMap((page) => page.items) ?? [],
    pending: list.isPending,
    error: list.isError ? list.error : undefined,
    again: () => void list.refetch(),
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
  };
}

// A rule's own page in the help drawer.
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { api, call } from "../api/client";
import { Markdown } from "./Markdown";
import { PageError } from "./PageState";

export function RulePage({ name }: { name: string }) {
  const rule = useQuery({
    queryKey: ["rule", name],
    queryFn: () => call(api.GET("/api/v1/rules/{rule}", { params: { path: { rule: name } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (rule.isPending) return <Skeleton active />;
  if (rule.isError) return <PageError error={rule.error} reset={() => void rule.refetch()} />;
  return <Markdown text={rule.data.page} />;
}

// What last year says of this project: score, what was proposed and decided with the reasons, what is still to be put right.
import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { api, call, type Schemas } from "../../api/client";
import { type Key, language, t } from "../../i18n";

interface Props {
  document: number;
  /** The project's place, from 1; without one, the projects that are not gone on with. */
  ordinal?: number;
}

export function LastYear({ document, ordinal }: Props) {
  const found = useQuery({
    queryKey: ["last-year-results", document],
    staleTime: 60_000,
    queryFn: () => call(api.GET("/api/v1/documents/{document}/last-year", { params: { path: { document } } })),
  });
  const items = (found.data?.items ?? []).filter((item) => (item.ordinal ?? undefined) === ordinal);
  if (items.length === 0) return null;
  return (
    <section className="no-print" aria-label={t("last-year.title")}>
      {ordinal === undefined && <h3>{t("last-year.gone")}</h3>}
      {items.map((item) => (
        <Alert key={item.evaluation} className="gap-below" type={kind(item)} title={title(item, ordinal === undefined)} description={<Reasons item={item} />} />
      ))}
    </section>
  );
}

type Item = Schemas["LastYearProject"];

const acts = ({ result }: Item) => result?.decision ?? result?.action ?? undefined;

function kind(item: Item): "success" | "warning" | "error" {
  const act = acts(item);
  if (act === "cancel") return "error";
  return act === "cut" || item.result?.rectify || item.open_rectifications > 0 ? "warning" : "success";
}

function title(item: Item, named: boolean): string {
  const { result, score } = item;
  const word = (act: string) => t(`results.action.${act}` as Key);
  const parts = [
    named && (item.name ?? item.code),
    score.total != null && `${t("last-year.score")} ${score.total} ${score.grade ?? ""}`,
    result?.action && `${t("results.proposed")} ${word(result.action)}`,
    result?.decision && `${t("results.decided")} ${word(result.decision)}`,
    result?.rectify && t("results.rectify"),
    item.open_rectifications > 0 && t("last-year.open", { count: item.open_rectifications }),
  ];
  return parts.filter(Boolean).join(" · ");
}

function Reasons({ item }: { item: Item }) {
  const reasons = item.result?.reasons ?? [];
  const decided = item.result?.decision_reason;
  if (reasons.length === 0 && !decided) return null;
  return (
    <ul className="plain">
      {decided && <li>{decided}</li>}
      {reasons.map((line, n) => (
        <li key={n}>{language() === "en" ? line.en : line.zh}</li>
      ))}
    </ul>
  );
}

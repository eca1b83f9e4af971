// Rows that last year's document had for this project and this one lacks: one click adds them.
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { api, call } from "../../api/client";
import { t } from "../../i18n";
import type { Content, Indicator, Project } from "./model";
import type { DocumentRow } from "./requests";
import { useLastYear } from "./useLastYear";

interface Props {
  row: DocumentRow;
  project: Project;
  onAdd: (indicator: Indicator) => void;
}

/** Last year's document of the same node, carried over into this year. */
function useCarried(row: DocumentRow) {
  const last = useLastYear(row);
  return useQuery({
    queryKey: ["carried", last?.id],
    enabled: last !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Content> => {
      const params = { path: { document: last!.id }, query: { year: row.year } };
      const rolled = await call(api.GET("/api/v1/documents/{document}/rolled", { params }));
      return rolled.content as unknown as Content;
    },
  });
}

export function Suggestions({ row, project, onAdd }: Props) {
  const carried = useCarried(row);
  const like = carried.data?.projects.find(
    (other) => (other.code !== null && other.code === project.code) || other.name === project.name,
  );
  const known = new Set(project.indicators.map((indicator) => indicator.level3));
  const missing = (like?.indicators ?? []).filter((indicator) => !known.has(indicator.level3));
  if (missing.length === 0) return null;
  return (
    <section className="suggestions no-print" aria-label={t("suggest.title")}>
      <h3>{t("suggest.title")}</h3>
      {missing.map((indicator) => (
        <Button
          key={`${indicator.level3}-${indicator.description}`}
          size="small"
          icon={<PlusOutlined />}
          title={indicator.description ?? ""}
          onClick={() => onAdd(indicator)}
        >
          {indicator.level3} {indicator.target.text}
        </Button>
      ))}
    </section>
  );
}

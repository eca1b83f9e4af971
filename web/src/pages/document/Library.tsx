// Usual indicators for this kind of project: the kind is told by the name, or chosen; one click inserts a row.
import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { t } from "../../i18n";
import type { Indicator, Project } from "./model";

type Usual = Schemas["UsualIndicatorRow"];

interface Props {
  project: Project;
  onAdd: (indicator: Indicator) => void;
}

export function Library({ project, onAdd }: Props) {
  const [chosen, setKind] = useState<string>();
  const name = project.name ?? "";
  const found = useQuery({
    queryKey: ["library", chosen ?? "", chosen ? "" : name],
    staleTime: Number.POSITIVE_INFINITY,
    // The rows of the old name stand until those of the new one are there.
    placeholderData: (old) => old,
    queryFn: () => call(api.GET("/api/v1/indicator-library", { params: { query: chosen ? { kind: chosen } : { project: name } } })),
  });
  if (!found.data) return null;
  const known = new Set(project.indicators.map((indicator) => indicator.level3));
  const groups = new Map<string, Usual[]>();
  for (const row of found.data.items.filter((row) => !known.has(row.level3)))
    groups.set(row.level2, [...(groups.get(row.level2) ?? []), row]);
  return (
    <section className="suggestions no-print" aria-label={t("library.title")}>
      <h3>
        {t("library.title")}{" "}
        <Select
          size="small"
          aria-label={t("library.kind")}
          placeholder={t("library.kind")}
          style={{ width: 170 }}
          value={chosen ?? found.data.chosen[0]}
          onChange={setKind}
          options={found.data.kinds.map((kind) => ({ value: kind.id, label: kind.name }))}
        />
      </h3>
      {groups.size === 0 && <span className="secondary">{t(found.data.chosen.length === 0 ? "library.choose" : "library.all-there")}</span>}
      {[...groups].map(([level2, rows]) => (
        <div key={level2} className="library-group">
          <span className="secondary">{level2}</span>
          {rows.map((row) => (
            <Button
              key={row.kind + row.level3}
              size="small"
              icon={<PlusOutlined />}
              title={`${row.description}（${row.unit}）`}
              onClick={() => onAdd(asPrinted(project.indicators, row))}
            >
              {row.level3} {row.target}
            </Button>
          ))}
        </div>
      ))}
    </section>
  );
}

const bare = (level: string | null) => level?.replace(/指标$/, "") ?? "";

/** A row of the library as this table calls its levels; a figure that nobody can know stays blank. */
function asPrinted(rows: Indicator[], usual: Usual): Indicator {
  const like = rows.find((row) => bare(row.level2) === bare(usual.level2));
  const above = like ?? rows.find((row) => bare(row.level1) === bare(usual.level1));
  return {
    level1: above?.level1 ?? usual.level1,
    level2: like?.level2 ?? usual.level2,
    level3: usual.level3,
    description: usual.description,
    target: { text: usual.target ?? null },
    basis: usual.basis,
  };
}

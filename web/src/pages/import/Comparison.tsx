// One file: doubtful cells first, then the source beside what was recognised in it.
import { Alert, Button, Empty, Skeleton, Tabs, Tag } from "antd";
import { useMemo } from "react";
import type { Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { DifferenceTable } from "../../parts/DifferenceTable";
import { type Marks, OfficialForm } from "../../parts/OfficialForm";
import { PageError } from "../../parts/PageState";
import { COLOUR, type Severity, worstFirst } from "../../parts/severity";
import type { Content } from "../document/model";
import { type ImportFile, usePreview } from "./requests";
import { SourceView } from "./SourceView";

type Finding = Schemas["FindingBody"];

const RANK = ["info", "warning", "error", "doubt"];

export function Comparison({ id, file }: { id: number; file: ImportFile }) {
  const preview = usePreview(id, file.error ? undefined : file.file);
  const marks = useMemo(() => (preview.data ? marksOf(preview.data) : new Map()), [preview.data]);
  if (file.error)
    return (
      <section className="card" aria-label={file.name}>
        <h2>{file.name}</h2>
        <Alert type="error" showIcon title={file.error.message} />
      </section>
    );
  if (preview.isError) return <PageError error={preview.error} reset={() => void preview.refetch()} />;
  const data = preview.data;
  const content = data?.content as unknown as Content | undefined;
  const tabs = data && [
    {
      key: "doubtful",
      label: t("import.doubtful", { count: data.doubtful_cells.length }),
      children: <Cells list={data.doubtful_cells} content={content} doubtful />,
    },
    {
      key: "findings",
      label: t("import.findings", { count: data.findings.length }),
      children: <Cells list={worstFirst(data.findings)} content={content} />,
    },
    ...(data.difference
      ? [
          {
            key: "difference",
            label: t("import.difference", { count: data.difference.length }),
            children: (
              <DifferenceTable
                changes={data.difference}
                before={t("import.there")}
                after={t("import.in-file")}
              />
            ),
          },
        ]
      : []),
  ];
  const first = data && data.doubtful_cells.length === 0 && data.findings.length > 0 ? "findings" : "doubtful";
  return (
    <>
      <section className="card" aria-label={t("import.look")}>
        <h2>{file.name}</h2>
        {data ? <Tabs size="small" items={tabs} defaultActiveKey={first} /> : <Skeleton active />}
      </section>
      <div className="beside">
        <section className="card beside-half" aria-label={t("import.source")} tabIndex={0}>
          <h2>{t("import.source")}</h2>
          <SourceView attachment={file.attachment} kind={file.kind} name={file.name} />
        </section>
        <section className="card beside-half" aria-label={t("import.recognised")} tabIndex={0}>
          <h2>{t("import.recognised")}</h2>
          {content ? <OfficialForm content={content} marks={marks} /> : <Skeleton active />}
        </section>
      </div>
    </>
  );
}

const place = (of: Finding) => `${of.project ?? 0}-${of.indicator ?? 0}-${of.field}`;

/** The worst of the findings at each field; a doubtful cell is shown before all. */
function marksOf(preview: { doubtful_cells: Finding[]; findings: Finding[] }): Marks {
  const marks: Marks = new Map();
  const note = (severity: string) => (of: Finding) => {
    const old = marks.get(place(of));
    const worse = !old || RANK.indexOf(severity) > RANK.indexOf(old.severity);
    const told = [old?.told, of.message].filter(Boolean).join("\n");
    marks.set(place(of), { severity: worse ? severity : old.severity, told });
  };
  for (const of of preview.findings) note(of.severity)(of);
  for (const of of preview.doubtful_cells) note("doubt")(of);
  return marks;
}

interface CellsProps {
  list: Finding[];
  content?: Content;
  doubtful?: boolean;
}

function Cells({ list, content, doubtful }: CellsProps) {
  if (list.length === 0)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={t(doubtful ? "import.no-doubt" : "findings.none")}
      />
    );
  return (
    <ul className="plain cells" tabIndex={0} aria-label={t("findings.title")}>
      {list.map((of, n) => (
        <li key={n}>
          <Tag color={doubtful ? "purple" : COLOUR[of.severity as Severity]}>
            {doubtful ? t("import.doubt") : t(`severity.${of.severity}.word` as Key)}
          </Tag>
          <Button type="link" size="small" onClick={() => jump(of)}>
            {where(of, content)}
          </Button>
          {of.text && <q>{of.text}</q>} {of.message}
        </li>
      ))}
    </ul>
  );
}

function where(of: Finding, content?: Content): string {
  const project = of.project
    ? (content?.projects[of.project - 1]?.name ?? t("difference.project", { project: of.project }))
    : t("document.overall");
  return [project, of.indicator ? t("findings.row", { row: of.indicator }) : ""].filter(Boolean).join(" · ");
}

/** To the cell, or to its project where the form shows no such cell. */
function jump(of: Finding): void {
  const cell =
    document.getElementById(`r-${place(of)}`) ??
    document.getElementById(of.indicator ? `r-${of.project}-${of.indicator}-level3` : `project-${of.project}`);
  cell?.scrollIntoView({ block: "center" });
  cell?.focus({ preventScroll: true });
}

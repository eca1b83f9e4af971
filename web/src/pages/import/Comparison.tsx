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
import { type Doubt, DOUBTFUL, Doubts } from "./Doubts";
import { type ImportFile, usePreview } from "./requests";
import { SourceView } from "./SourceView";
import { jump, place, where } from "./where";

type Finding = Schemas["FindingBody"];

const RANK = ["likely", "info", "warning", "error", "doubt"];

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
      label: t("import.doubtful", { count: data.doubts.filter((of) => of.level === DOUBTFUL).length }),
      children: <Doubts list={data.doubts} content={content} />,
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
  const doubtful = data?.doubts.some((of) => of.level === DOUBTFUL);
  const first = data && !doubtful && data.findings.length > 0 ? "findings" : "doubtful";
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

/** The worst of the findings at each field; a doubtful cell is shown before all. */
function marksOf(preview: { doubts: Doubt[]; findings: Finding[] }): Marks {
  const marks: Marks = new Map();
  const note = (at: string, severity: string, message: string) => {
    const old = marks.get(at);
    const worse = !old || RANK.indexOf(severity) > RANK.indexOf(old.severity);
    const told = [old?.told, message].filter(Boolean).join("\n");
    marks.set(at, { severity: worse ? severity : old.severity, told });
  };
  for (const of of preview.findings) note(place(of), of.severity, of.message);
  for (const of of preview.doubts)
    note(place(of), of.level === DOUBTFUL ? "doubt" : "likely", of.reasons.join(t("import.and")));
  return marks;
}

function Cells({ list, content }: { list: Finding[]; content?: Content }) {
  if (list.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("findings.none")} />;
  return (
    <ul className="plain cells" tabIndex={0} aria-label={t("findings.title")}>
      {list.map((of, n) => (
        <li key={n}>
          <Tag color={COLOUR[of.severity as Severity]}>{t(`severity.${of.severity}.word` as Key)}</Tag>
          <Button type="link" size="small" onClick={() => jump(of)}>
            {where({ project: of.project, indicator: of.indicator }, content)}
          </Button>
          {of.text && <q>{of.text}</q>} {of.message}
        </li>
      ))}
    </ul>
  );
}

// Which documents, by year, state and branch, and as which kinds of file.
import { Alert, Button, Checkbox, Select, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { t, word } from "../../i18n";
import { BranchFilter } from "../../parts/BranchFilter";
import { ListTable } from "../../parts/ListTable";
import { useFormats } from "../../parts/downloads";
import { More } from "../../parts/More";
import { wan } from "../../parts/money";
import { useYears } from "../../parts/nodes";
import { PageError } from "../../parts/PageState";
import { YearFilter } from "../../parts/YearFilter";

type Row = Schemas["DocumentRow"];

/** So many documents the server packs at once. */
const MOST = 500;
const STATES = ["draft", "returned", "unit_review", "department_review", "finance_review", "reviewed", "approved", "published", "adjusting"];

interface Props {
  /** What the list shows at first. */
  year?: number;
  state?: string;
  onAsked: (id: number) => void;
}

export function Choose({ year: first, state: begun, onAsked }: Props) {
  const years = useYears();
  const formats = useFormats();
  const [chosenYear, setYear] = useState(first);
  const [state, setState] = useState(begun);
  const [branch, setBranch] = useState<string>();
  const [chosen, setChosen] = useState<number[]>([]);
  const [kinds, setKinds] = useState(["docx"]);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const year = chosenYear ?? years[0]?.year;
  const list = usePages(
    ["documents", "export", year, state, branch],
    (cursor) => call(api.GET("/api/v1/documents", { params: { query: { year: year!, state, branch, cursor, limit: 200 } } })),
    year !== undefined,
  );
  const ask = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      onAsked((await call(api.POST("/api/v1/exports", { body: { documents: chosen, formats: kinds } }))).id);
    } catch (error) {
      setRefused(error as Error);
      setBusy(false);
    }
  };
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  const name = (row: Row) => row.title ?? row.department ?? String(row.id);
  return (
    <>
      <div className="filters">
        <YearFilter year={year} onYear={setYear} />
        <Select
          aria-label={t("documents.state")}
          allowClear
          placeholder={t("export.state")}
          style={{ width: 120 }}
          value={state}
          onChange={setState}
          options={STATES.map((value) => ({ value, label: word("state", value) }))}
        />
        <BranchFilter branch={branch} onBranch={setBranch} />
      </div>
      <div className="import-bar">
        <Checkbox.Group
          aria-label={t("export.formats")}
          value={kinds}
          onChange={setKinds}
          options={formats.map((format) => ({ value: format.id, label: format.name }))}
        />
        <Button
          type="primary"
          loading={busy}
          disabled={chosen.length === 0 || chosen.length > MOST || kinds.length === 0}
          onClick={() => void ask()}
        >
          {t("export.go", { count: chosen.length })}
        </Button>
        {chosen.length > MOST && <span className="soon">{t("export.most", { most: MOST })}</span>}
      </div>
      {refused && <Alert type="error" role="alert" showIcon title={refused.message} className="gap-below" />}
      <ListTable<Row>
        list={list}
        empty={t("documents.empty")}
        rowSelection={{
          selectedRowKeys: chosen,
          // What was chosen stays so when the list shows others.
          preserveSelectedRowKeys: true,
          onChange: (keys) => setChosen(keys as number[]),
          getCheckboxProps: (row) => ({ "aria-label": t("export.choose", { name: name(row) }) }) as object,
        }}
        columns={[
          { title: t("documents.title"), render: (_, row) => name(row) },
          { title: t("documents.state"), width: 110, render: (_, row) => <Tag>{word("state", row.state)}</Tag> },
          { title: t("review.projects"), dataIndex: "projects", className: "number", width: 80 },
          { title: t("documents.budget"), className: "number", width: 120, render: (_, row) => wan(row.budget_fen) },
        ]}
      />
      <More more={list.more} />
    </>
  );
}

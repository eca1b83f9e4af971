// Bring files into the record: drop them, see what was read and where it belongs, confirm.
import { InboxOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Alert, App, Button, Progress, Upload } from "antd";
import { useState } from "react";
import { t } from "../../i18n";
import { useYears } from "../../parts/nodes";
import { PageError } from "../../parts/PageState";
import { Files } from "./Files";
import { Comparison } from "./Comparison";
import { type Choice, bring, confirm, type Import, useImport } from "./requests";
import { choosable, firstChoice } from "./choice";

const ENDINGS = ".docx,.doc,.wps,.odt,.pdf,.ofd,.xlsx,.xls,.et,.ods,.html,.htm,.md,.txt,.csv,.json";

export default function ImportPage() {
  const { id } = useSearch({ from: "/inside/import" });
  const navigate = useNavigate();
  const client = useQueryClient();
  const found = useImport(id);
  const years = useYears();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const receive = async (files: File[]) => {
    setBusy(true);
    setRefused(undefined);
    try {
      const made = await bring(files);
      client.setQueryData(["import", made.id], made);
      await navigate({ to: "/import", search: { id: made.id } });
    } catch (error) {
      setRefused(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("nav.import")}</h1>
      </div>
      <Upload.Dragger
        multiple
        accept={ENDINGS}
        showUploadList={false}
        disabled={busy}
        className="drop"
        beforeUpload={(file, all) => {
          // All files of one drop go together: they arrive with the last of them.
          if (file === all.at(-1)) void receive(all);
          return false;
        }}
      >
        <p className="drop-text">
          <InboxOutlined /> {busy ? t("import.sending") : t("import.drop")}
        </p>
        <p className="secondary">{t("import.kinds")}</p>
      </Upload.Dragger>
      {refused && <Alert type="error" role="alert" showIcon title={refused.message} className="gap" />}
      {found.isError && <PageError error={found.error} reset={() => void found.refetch()} />}
      {found.open && (
        <div role="status" className="card gap">
          {t("import.reading", { done: found.progress?.done ?? 0, total: found.progress?.total ?? 0 })}
          <Progress
            aria-label={t("nav.import")}
            percent={Math.round((100 * (found.progress?.done ?? 0)) / (found.progress?.total || 1))}
          />
        </div>
      )}
      {found.data?.state === "failed" && (
        <Alert type="error" showIcon className="gap" title={t("import.failed")} description={found.data.error} />
      )}
      {found.data?.state === "done" && years.length > 0 && (
        <Read key={found.data.id} found={found.data} open={years.filter((of) => !of.closed_at).map((of) => of.year)} />
      )}
    </div>
  );
}

/** Everything is read: choose, look, confirm. */
function Read({ found, open }: { found: Import; open: number[] }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [choices, setChoices] = useState<Map<number, Choice>>(
    () => new Map(found.files.map((file) => [file.file, firstChoice(file, open)])),
  );
  const ready = (number: number) => choosable(found.files.find((of) => of.file === number), choices.get(number));
  const [chosen, setChosen] = useState<number[]>(() => apart(found.files.map((of) => of.file).filter(ready), choices));
  const [shown, setShown] = useState(() => inOrder(found)[0]?.file);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const going = chosen.filter(ready);
  const put = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      await confirm(found.id, going.map((number) => choices.get(number)!));
      void message.success(t("import.done", { count: going.length }));
      setChosen([]);
    } catch (error) {
      setRefused(error as Error);
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: ["import", found.id] });
    }
  };
  const file = found.files.find((of) => of.file === shown);
  return (
    <>
      <div className="card gap">
        <div className="import-bar">
          <Button type="primary" disabled={going.length === 0} loading={busy} onClick={() => void put()}>
            {t("import.confirm", { count: going.length })}
          </Button>
          <span className="secondary">{t("import.told", { count: found.files.length })}</span>
        </div>
        {refused && <Alert type="error" role="alert" showIcon title={refused.message} className="gap" />}
        <Files
          files={inOrder(found)}
          choices={choices}
          chosen={going}
          shown={shown}
          onChosen={setChosen}
          onShow={setShown}
          onChoice={(choice) => {
            setChoices((old) => new Map(old).set(choice.file, choice));
            setChosen((old) => (old.includes(choice.file) ? old : [...old, choice.file]));
          }}
        />
      </div>
      {file && <Comparison key={file.file} id={found.id} file={file} />}
    </>
  );
}

/** Of several files for one document only the first is chosen: two cannot become the same version. */
function apart(files: number[], choices: Map<number, Choice>): number[] {
  const target = (file: number) => {
    const choice = choices.get(file);
    return choice?.document ? `d${choice.document}` : `n${choice?.node}-${choice?.year}`;
  };
  return files.filter((file, n) => files.findIndex((other) => target(other) === target(file)) === n);
}

/** What needs a look comes first: unreadable files, then those with the most doubtful cells. */
function inOrder(found: Import) {
  const weight = (of: Import["files"][number]) => (of.error ? 1e9 : of.doubtful * 1000 + of.errors);
  return [...found.files].sort((a, b) => weight(b) - weight(a) || a.file - b.file);
}

// A document: read it, write it, see what is wrong with it, hand it on.
import { HistoryOutlined, RedoOutlined, UndoOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Alert, App, Button, Space, Tag } from "antd";
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { has, useSession } from "../../api/session";
import { t, word } from "../../i18n";
import { useKeys } from "../../parts/keys";
import { wan } from "../../parts/money";
import { PageError, PageLoading } from "../../parts/PageState";
import { Comments } from "./Comments";
import { nextInQueue } from "../review/queue";
import { ConflictDialog } from "./ConflictDialog";
import { Download } from "./Download";
import { FindingsPanel } from "./FindingsPanel";
import { type At, beside, type Content, type Indicator, numbered, type Project, withProject } from "./model";
import { History } from "./History";
import { LastYear } from "./LastYear";
import { Library } from "./Library";
import { OverallForm } from "./OverallForm";
import { ProjectForm } from "./ProjectForm";
import { ProjectList } from "./ProjectList";
import { ReviewForm } from "./ReviewForm";
import { applyFix } from "./fix";
import { type DocumentRow, readContent, readDocument, saveContent } from "./requests";
import { byPlace, type Finding, place, placeOf, useCheck } from "./useCheck";
import { type SaveState, useDraft } from "./useDraft";
import { Suggestions } from "./Suggestions";
import { WorkflowBar } from "./WorkflowBar";

/** Others work on documents too: an opened page begins with what the record holds now. */
const FRESH = { staleTime: 0, gcTime: 0 };
const EDITABLE = ["draft", "returned", "adjusting"];

export default function DocumentPage() {
  const { document: text } = useParams({ strict: false }) as { document: string };
  const id = Number(text);
  const row = useQuery({ queryKey: ["document", id], queryFn: () => readDocument(id), ...FRESH });
  const content = useQuery({
    queryKey: ["content", id],
    queryFn: () => readContent(id),
    // After its tag: a text newer than the tag is refused when it is saved; an older one would overwrite unseen.
    enabled: row.isSuccess,
    ...FRESH,
    // What is on the page is the reader's own; nothing replaces it while it is open.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (row.isError) return <PageError error={row.error} reset={() => void row.refetch()} />;
  if (content.isError) return <PageError error={content.error} reset={() => void content.refetch()} />;
  if (row.isPending || content.isPending) return <PageLoading />;
  const { data, etag } = row.data;
  return <Editor key={`${id}-${data.state}`} row={data} first={{ etag, content: content.data }} />;
}

function Editor({ row, first }: { row: DocumentRow; first: { etag: string; content: Content } }) {
  const session = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const editable = EDITABLE.includes(row.state) && has(session.data, "clerk");
  const save = useCallback(
    async (doc: Content, etag: string) => {
      const saved = await saveContent(row.id, doc, etag);
      // What the record holds now is what a page that is drawn anew begins with.
      client.setQueryData(["content", row.id], doc);
      void client.invalidateQueries({ queryKey: ["document", row.id] });
      return saved;
    },
    [client, row.id],
  );
  const draft = useDraft(row.id, first, editable, save);
  const { content, change } = draft;
  const [shown, setShown] = useState(content.projects.length > 0 ? 0 : -1);
  const check = useCheck(row.id, content, editable);
  const findings = useMemo(() => (check.data ?? []) as Finding[], [check.data]);
  const places = useDeferredValue(useMemo(() => byPlace(findings), [findings]));

  useEffect(() => {
    if (draft.restored) void message.info(t("draft.restored"));
  }, [draft.restored, message]);
  useShortcuts(editable, draft);
  useKeys(
    {
      n: () => setShown(Math.min(shown + 1, content.projects.length - 1)),
      p: () => setShown(Math.max(shown - 1, -1)),
    },
    !editable,
  );
  const [history, setHistory] = useState(false);
  const [at, setAt] = useState<At>({ project: null, indicator: null, field: "goal" });

  const projectName = (ordinal: number | null) =>
    ordinal === null ? t("document.overall") : (content.projects[ordinal - 1]?.name ?? String(ordinal));
  const jump = (to: At) => {
    flushSync(() => setShown(to.project === null ? -1 : to.project - 1));
    const element = document.getElementById(`f-${place(to)}`);
    element?.scrollIntoView({ block: "center" });
    element?.focus();
  };
  const project = content.projects[shown];
  const onProject = useCallback(
    (edit: (project: Project) => Project, mark?: string) =>
      change((doc) => {
        const old = doc.projects[shown];
        return old ? withProject(doc, shown, edit(old)) : doc;
      }, mark),
    [change, shown],
  );
  const add = (indicator: Indicator) =>
    onProject((old) => ({ ...old, indicators: beside(old.indicators, indicator) }));
  const done = async () => {
    const next = nextInQueue(client, row.id);
    await refresh();
    if (next) void navigate({ to: "/documents/$document", params: { document: String(next) } });
    else if (next === null) void navigate({ to: "/review" });
  };
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ["content", row.id] });
    await client.invalidateQueries({ queryKey: ["document", row.id] });
    void client.invalidateQueries({ queryKey: ["inbox"] });
    void client.invalidateQueries({ queryKey: ["review"] });
  };

  return (
    <div className="document">
      <header className="document-bar no-print">
        <h1>{row.title ?? content.department ?? t("document.untitled")}</h1>
        <Tag>{word("state", row.state)}</Tag>
        <span className="secondary">
          {t("document.sum", { count: content.projects.length, budget: wan(row.budget_fen) })}
        </span>
        <Saved state={draft.state} message={draft.message} editable={editable} onRetry={() => void draft.flush()} />
        {!editable && <span className="secondary keys">{t("document.keys")}</span>}
        <Space wrap style={{ marginLeft: "auto" }}>
          {editable && (
            <>
              <Button
                icon={<UndoOutlined />}
                aria-label={t("draft.undo")}
                title={t("draft.undo")}
                disabled={!draft.canUndo}
                onClick={draft.undo}
              />
              <Button
                icon={<RedoOutlined />}
                aria-label={t("draft.redo")}
                title={t("draft.redo")}
                disabled={!draft.canRedo}
                onClick={draft.redo}
              />
            </>
          )}
          <Comments
            row={row}
            at={at}
            mayWrite={has(session.data, "clerk", "unit_reviewer", "department_reviewer", "finance_reviewer")}
            projectName={projectName}
            onJump={jump}
          />
          <Button icon={<HistoryOutlined />} onClick={() => setHistory(true)}>
            {t("history.open")}
          </Button>
          <Download id={row.id} />
          {row.state !== "draft" && <ReviewForm id={row.id} />}
          <WorkflowBar
            row={row}
            etag={draft.etag}
            flush={draft.flush}
            onDone={() => void done()}
          />
        </Space>
      </header>
      <div className="document-columns">
        <ProjectList
          content={content}
          findings={findings}
          shown={shown}
          editable={editable}
          onShow={setShown}
          onChange={(edit) => change((doc) => ({ ...doc, projects: numbered(edit(doc.projects)) }))}
        />
        <section
          className="document-form"
          aria-label={t("document.form")}
          onFocus={(event) => setAt((old) => placeOf((event.target as HTMLElement).id) ?? old)}
        >
          {shown === -1 || !project ? (
            <>
              <OverallForm content={content} editable={editable} findings={places} onChange={change} />
              <LastYear document={row.id} />
            </>
          ) : (
            <>
              <h2 className="sheet-title">{project.title ?? project.name ?? t("document.untitled")}</h2>
              <LastYear document={row.id} ordinal={project.ordinal} />
              <ProjectForm key={shown} project={project} editable={editable} findings={places} onChange={onProject} />
              {editable && (
                <>
                  <Suggestions row={row} project={project} onAdd={add} />
                  <Library key={`library-${shown}`} project={project} onAdd={add} />
                </>
              )}
            </>
          )}
        </section>
        <FindingsPanel
          document={row.id}
          content={content}
          mayWaive={has(session.data, "department_reviewer", "finance_reviewer")}
          findings={findings}
          busy={check.isFetching}
          editable={editable}
          projectName={projectName}
          onJump={jump}
          onFix={(fix) => change((doc) => applyFix(doc, fix))}
        />
      </div>
      {history && <History row={row} onClose={() => setHistory(false)} />}
      {draft.conflict && (
        <ConflictDialog
          conflict={draft.conflict}
          onChoose={async (mine) => {
            const { etag } = await readDocument(row.id);
            draft.resolve({ etag, content: await readContent(row.id) }, mine);
          }}
        />
      )}
    </div>
  );
}

function Saved(props: { state: SaveState; message: string; editable: boolean; onRetry: () => void }) {
  const { state, message, editable, onRetry } = props;
  if (!editable) return null;
  if (state === "offline" || state === "refused") {
    return (
      <Alert
        type={state === "offline" ? "warning" : "error"}
        showIcon
        banner
        title={t(`draft.${state}`, { message })}
        action={
          <Button size="small" onClick={onRetry}>
            {t("action.retry")}
          </Button>
        }
      />
    );
  }
  return (
    <span role="status" className="secondary" data-save={state}>
      {t(`draft.${state}`)}
    </span>
  );
}

/** Ctrl+Z and Ctrl+Y belong to the document, Ctrl+S saves now. */
function useShortcuts(editable: boolean, draft: { undo: () => void; redo: () => void; flush: () => Promise<boolean> }) {
  useEffect(() => {
    if (!editable) return;
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const act =
        key === "s" ? () => void draft.flush() : key === "y" || (key === "z" && event.shiftKey) ? draft.redo : key === "z" ? draft.undo : undefined;
      if (!act) return;
      event.preventDefault();
      // What waits in the field is typed first.
      (document.activeElement as HTMLElement | null)?.blur();
      setTimeout(act, 0);
    };
    window.addEventListener("keydown", keys);
    return () => window.removeEventListener("keydown", keys);
  });
}

// What reviewers and clerks say to each other about a field: threads, answers, done.
import { CommentOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Badge, Button, Drawer, Empty, Input, Space } from "antd";
import { useEffect, useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { useKeys } from "../../parts/keys";
import { moment } from "../../parts/moment";
import type { At } from "./model";
import type { DocumentRow } from "./requests";

type Thread = Schemas["CommentThread"];

interface Props {
  row: DocumentRow;
  /** The field that is looked at: a new thread is about it. */
  at: At;
  mayWrite: boolean;
  projectName: (ordinal: number | null) => string;
  onJump: (at: At) => void;
}

export function Comments(props: Props) {
  const { row } = props;
  const [open, setOpen] = useState(false);
  useKeys({ c: () => setOpen(true) });
  const params = { path: { document: row.id } };
  const comments = useQuery({
    queryKey: ["comments", row.id],
    queryFn: () => call(api.GET("/api/v1/documents/{document}/comments", { params })),
  });
  return (
    <>
      <Badge count={comments.data?.unread ?? 0} size="small">
        <Button icon={<CommentOutlined />} onClick={() => setOpen(true)}>
          {t("comments.title", { count: comments.data?.open ?? 0 })}
        </Button>
      </Badge>
      {open && <Panel {...props} threads={comments.data?.items ?? []} onClose={() => setOpen(false)} />}
    </>
  );
}

function Panel(props: Props & { threads: Thread[]; onClose: () => void }) {
  const { row, at, threads, mayWrite, projectName, onJump, onClose } = props;
  const client = useQueryClient();
  const { message } = App.useApp();
  const params = { path: { document: row.id } };
  const refresh = () => void client.invalidateQueries({ queryKey: ["comments", row.id] });
  const write = useMutation({
    mutationFn: (body: Schemas["NewCommentBody"]) =>
      call(api.POST("/api/v1/documents/{document}/comments", { params, body })),
    onSuccess: refresh,
    onError: (error) => void message.error(error.message),
  });
  const settle = useMutation({
    mutationFn: ({ id, done }: { id: number; done: boolean }) => {
      const of = { params: { path: { comment: id } } };
      return done
        ? call(api.POST("/api/v1/comments/{comment}/resolve", of))
        : call(api.POST("/api/v1/comments/{comment}/reopen", of));
    },
    onSuccess: refresh,
    onError: (error) => void message.error(error.message),
  });
  // Opening the panel is reading it.
  useEffect(() => {
    void call(api.PUT("/api/v1/documents/{document}/comments/read", { params: { path: { document: row.id } } }))
      .then(refresh)
      .catch(() => undefined);
    // Once, when it opens.
  }, [row.id]);
  const where = (thread: { project?: number | null; indicator?: number | null; field: string }) =>
    [
      projectName(thread.project ?? null),
      thread.indicator ? t("findings.row", { row: thread.indicator }) : "",
      t(`field.${thread.field}` as Key),
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <Drawer open onClose={onClose} title={t("comments.all")} size={460}>
      {threads.length === 0 && <Empty description={t("comments.none")} />}
      {threads.map((thread) => (
        <article key={thread.id} className={`thread ${thread.resolved_at ? "thread-done" : ""}`}>
          <Button type="link" size="small" onClick={() => onJump({ project: thread.project ?? null, indicator: thread.indicator ?? null, field: thread.field })}>
            {where(thread)}
          </Button>
          {[thread, ...thread.replies].map((comment) => (
            <div key={comment.id} className={comment.unread ? "comment comment-new" : "comment"}>
              <span className="secondary">
                {comment.author_name} {moment(comment.created_at)}
              </span>
              <p>{comment.body}</p>
            </div>
          ))}
          {mayWrite && (
            <Space align="start">
              <Say label={t("comments.reply")} onSay={(body) => write.mutateAsync({ body, thread: thread.id })} />
              <Button size="small" onClick={() => settle.mutate({ id: thread.id, done: !thread.resolved_at })}>
                {t(thread.resolved_at ? "comments.reopen" : "comments.resolve")}
              </Button>
            </Space>
          )}
        </article>
      ))}
      {mayWrite && (
        <section className="thread">
          <div className="secondary">{t("comments.about", { where: where(at) })}</div>
          <Say label={t("comments.new")} onSay={(body) => write.mutateAsync({ body, ...at, version: row.version })} />
        </section>
      )}
    </Drawer>
  );
}

function Say({ label, onSay }: { label: string; onSay: (body: string) => Promise<unknown> }) {
  const [text, setText] = useState("");
  const send = async () => {
    await onSay(text.trim());
    setText("");
  };
  return (
    <Space.Compact style={{ width: "100%" }}>
      <Input.TextArea autoSize aria-label={label} placeholder={label} value={text} maxLength={4000} onChange={(e) => setText(e.target.value)} />
      <Button disabled={text.trim() === ""} onClick={() => void send()}>
        {t("comments.send")}
      </Button>
    </Space.Compact>
  );
}

// What must be put right: the list with its last days, and one with its requirement, result and steps.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Descriptions, Drawer, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { has, useSession } from "../../api/session";
import { type Key, t } from "../../i18n";
import { Attached } from "../../parts/Attach";
import { ListTable } from "../../parts/ListTable";
import { More } from "../../parts/More";
import { PageError, PageLoading } from "../../parts/PageState";
import type { Words } from "../../parts/StepDialog";
import { Events } from "./Events";
import { ISSUERS, NewRectification } from "./NewRectification";
import type { TabProps } from "./scope";
import { Steps } from "./Steps";

type Row = Schemas["RectificationRow"];

const COLOUR: Record<string, string> = { verified: "green", reported: "blue", reopened: "gold" };

export default function Rectifications({ scope, id, show }: TabProps) {
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [late, setLate] = useState(false);
  const [issuing, setIssuing] = useState(false);
  const list = usePages(["rectifications", scope, late], (cursor) =>
    call(
      api.GET("/api/v1/rectifications", {
        params: { query: { ...scope, overdue: late || undefined, cursor, limit: 100 } },
      }),
    ),
  );
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  return (
    <>
      <div className="filters">
        <Checkbox checked={late} onChange={(event) => setLate(event.target.checked)}>
          {t("rectification.late")}
        </Checkbox>
        {has(session.data, ...ISSUERS) && <Button onClick={() => setIssuing(true)}>{t("rectification.issue")}</Button>}
      </div>
      {issuing && (
        <NewRectification
          scope={scope}
          onCancel={() => setIssuing(false)}
          onDone={(made) => {
            setIssuing(false);
            void message.success(t("rectification.issued"));
            void client.invalidateQueries({ queryKey: ["rectifications"] });
            show(made.id);
          }}
        />
      )}
      <ListTable<Row>
        list={list}
        empty={t("rectification.none")}
        columns={[
          {
            title: t("field.name"),
            render: (_, row) => (
              <Button type="link" size="small" className="file-name" onClick={() => show(row.id)}>
                {row.name ?? row.requirement}
              </Button>
            ),
          },
          { title: t("rectification.source"), width: 120, render: (_, row) => t(`rectification.source.${row.source}` as Key) },
          { title: t("documents.state"), width: 100, render: (_, row) => <State row={row} /> },
          { title: t("years.due"), width: 200, render: (_, row) => <Due row={row} /> },
        ]}
      />
      <More more={list.more} />
      <Drawer open={id !== undefined} onClose={() => show()} title={t("rectification.one")} size="large" destroyOnHidden>
        {id !== undefined && <One id={id} />}
      </Drawer>
    </>
  );
}

function State({ row }: { row: Row }) {
  return <Tag color={COLOUR[row.state]}>{t(`rectification.state.${row.state}` as Key)}</Tag>;
}

function Due({ row }: { row: Row }) {
  return (
    <>
      {row.due_on} {row.overdue && <Tag color="red">{t("rectification.overdue")}</Tag>}
    </>
  );
}

function One({ id }: { id: number }) {
  const client = useQueryClient();
  const found = useQuery({
    queryKey: ["rectification", id],
    queryFn: () => call(api.GET("/api/v1/rectifications/{rectification}", { params: { path: { rectification: id } } })),
  });
  if (found.isError) return <PageError error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <PageLoading />;
  const one = found.data;
  const take = async (action: string, asked?: Words) => {
    const words = action === "report" ? { result: asked?.text } : { reason: asked?.text };
    await call(
      api.POST("/api/v1/rectifications/{rectification}/steps", {
        params: { path: { rectification: id }, header: { "If-Match": one.etag } },
        body: { action: action as Schemas["RectificationAct"], ...words },
      }),
    );
    await Promise.all(["rectification", "rectifications"].map((list) => client.invalidateQueries({ queryKey: [list] })));
  };
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { key: "name", label: t("field.name"), children: one.name ?? "—" },
          { key: "source", label: t("rectification.source"), children: t(`rectification.source.${one.source}` as Key) },
          { key: "state", label: t("documents.state"), children: <State row={one} /> },
          { key: "due", label: t("years.due"), children: <Due row={one} /> },
          { key: "by", label: t("rectification.by"), children: one.issued_by_name },
          { key: "requirement", label: t("rectification.requirement"), children: one.requirement },
          { key: "result", label: t("rectification.result"), children: one.result ?? "—" },
          ...(one.attachments.length > 0
            ? [{ key: "files", label: t("attach.title"), children: one.attachments.map((of) => <Attached key={of} attachment={of} />) }]
            : []),
        ]}
      />
      <p>
        <Steps actions={one.available} asks={{ report: "rectification.result", reopen: "step.reason" }} take={take} />
      </p>
      <Events events={one.events} />
    </>
  );
}

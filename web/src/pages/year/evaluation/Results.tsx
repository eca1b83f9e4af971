// Use of results: what scored self-evaluations propose for next year with their reasons, and what finance decides.
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Radio, Select, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../../api/client";
import { usePages } from "../../../api/pages";
import { hasAt, useSession } from "../../../api/session";
import { type Key, t } from "../../../i18n";
import { FormDialog, must } from "../../../parts/FormDialog";
import { ListTable } from "../../../parts/ListTable";
import { More } from "../../../parts/More";
import { PageError } from "../../../parts/PageState";
import type { TabProps } from "../scope";
import { Lines, Score } from "./Score";

type Row = Schemas["ResultRow"];

const ACTIONS = ["first", "keep", "cut", "cancel"] as const;
const COLOUR: Record<string, string> = { first: "green", keep: "blue", cut: "gold", cancel: "red" };

export default function Results({ scope }: TabProps) {
  const session = useSession();
  const client = useQueryClient();
  const [action, setAction] = useState<string>();
  const [deciding, setDeciding] = useState<Row>();
  const list = usePages(["results", scope, action], (cursor) =>
    call(api.GET("/api/v1/results", { params: { query: { ...scope, action, cursor, limit: 100 } } })),
  );
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  return (
    <>
      <div className="filters">
        <Select
          aria-label={t("results.proposed")}
          placeholder={t("results.proposed")}
          allowClear
          style={{ width: 160 }}
          value={action}
          onChange={setAction}
          options={ACTIONS.map((value) => ({ value, label: t(`results.action.${value}`) }))}
        />
      </div>
      <ListTable<Row>
        list={list}
        empty={t("results.none")}
        columns={[
          { title: t("field.name"), minWidth: 120, render: (_, row) => row.name ?? row.code ?? t("document.untitled") },
          { title: t("field.unit_name"), minWidth: 120, dataIndex: "unit_name" },
          { title: t("evaluation.counts"), width: 110, render: (_, row) => <Score score={row.score} /> },
          { title: t("results.proposed"), width: 150, render: (_, row) => <Proposed row={row} /> },
          { title: t("results.reasons"), minWidth: 200, render: (_, row) => <Lines lines={row.reasons} /> },
          { title: t("results.decided"), width: 150, render: (_, row) => <Decided row={row} /> },
          {
            title: t("grid.tools"),
            width: 70,
            render: (_, row) =>
              row.state === "reviewed" &&
              hasAt(session.data, row.path, "finance_reviewer") && (
                <Button type="link" size="small" aria-label={t("results.decide.of", { name: row.name ?? row.code ?? "" })} onClick={() => setDeciding(row)}>
                  {t("results.decide")}
                </Button>
              ),
          },
        ]}
      />
      <More more={list.more} />
      {deciding && (
        <Decide
          row={deciding}
          onCancel={() => setDeciding(undefined)}
          onDone={() => {
            setDeciding(undefined);
            void client.invalidateQueries({ queryKey: ["results"] });
          }}
        />
      )}
    </>
  );
}

function Proposed({ row }: { row: Pick<Row, "action" | "rectify"> }) {
  return (
    <>
      {row.action ? <Tag color={COLOUR[row.action]}>{t(`results.action.${row.action}` as Key)}</Tag> : "—"}
      {row.rectify && <Tag color="gold">{t("results.rectify")}</Tag>}
    </>
  );
}

function Decided({ row }: { row: Row }) {
  if (!row.decision) return <span className="secondary">{t("results.undecided")}</span>;
  return (
    <>
      <Tag color={COLOUR[row.decision]}>{t(`results.action.${row.decision}` as Key)}</Tag> {row.decision_reason}
    </>
  );
}

function Decide({ row, onDone, onCancel }: { row: Row; onDone: () => void; onCancel: () => void }) {
  const [form] = Form.useForm<Schemas["NewDecision"]>();
  const decision = Form.useWatch("decision", form);
  const differs = decision !== undefined && decision !== row.action;
  const decide = async ({ decision: chosen, reason }: Schemas["NewDecision"]) => {
    const params = { path: { result: row.id }, header: { "If-Match": row.etag } };
    await call(api.PUT("/api/v1/results/{result}/decision", { params, body: { decision: chosen, reason: reason || undefined } }));
    onDone();
  };
  const told = (
    <p>
      {row.name} <Score score={row.score} /> <Proposed row={row} />
    </p>
  );
  const first = { decision: row.decision ?? row.action, reason: row.decision_reason } as Partial<Schemas["NewDecision"]>;
  return (
    <FormDialog title={t("results.decide")} told={told} form={form} first={first} send={decide} onCancel={onCancel}>
      <Form.Item name="decision" label={t("results.decided")} rules={must()}>
        <Radio.Group options={ACTIONS.map((value) => ({ value, label: t(`results.action.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t("step.reason")} rules={differs ? must() : []}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}

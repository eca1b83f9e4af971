// Self-evaluations of the year's projects: where each stands, what was claimed, what counts.
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../../api/client";
import { usePages } from "../../../api/pages";
import { has, useSession } from "../../../api/session";
import { t } from "../../../i18n";
import { ListTable } from "../../../parts/ListTable";
import { More } from "../../../parts/More";
import { PageError } from "../../../parts/PageState";
import type { TabProps } from "../scope";
import { scoreColumns } from "./columns";
import { Evaluation } from "./Evaluation";
import { NewEvaluations } from "./NewEvaluations";

type Row = Schemas["EvaluationListed"];

const OPENERS = ["clerk", "department_reviewer", "finance_reviewer"];

export default function Evaluations({ scope, id, show }: TabProps) {
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [opening, setOpening] = useState(false);
  const list = usePages(["evaluations", scope], (cursor) =>
    call(api.GET("/api/v1/self-evaluations", { params: { query: { ...scope, cursor, limit: 100 } } })),
  );
  if (id !== undefined) return <Evaluation id={id} back={() => show()} />;
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  return (
    <>
      {has(session.data, ...OPENERS) && (
        <div className="filters">
          <Button onClick={() => setOpening(true)}>{t("evaluation.open")}</Button>
        </div>
      )}
      <ListTable<Row>
        list={list}
        empty={t("evaluation.none")}
        columns={[
          {
            title: t("field.name"),
            minWidth: 120,
            render: (_, row) => (
              <Button type="link" size="small" className="file-name" onClick={() => show(row.id)}>
                {row.name ?? row.code ?? t("document.untitled")}
              </Button>
            ),
          },
          { title: t("field.unit_name"), minWidth: 120, dataIndex: "unit_name" },
          ...scoreColumns(),
        ]}
      />
      <More more={list.more} />
      {opening && (
        <NewEvaluations
          roles={OPENERS}
          onCancel={() => setOpening(false)}
          open={async (node) => {
            const { made } = await call(api.POST("/api/v1/self-evaluations", { body: { node, year: scope.year } }));
            setOpening(false);
            void message.success(t("evaluation.opened", { made }));
            void client.invalidateQueries({ queryKey: ["evaluations"] });
          }}
        />
      )}
    </>
  );
}

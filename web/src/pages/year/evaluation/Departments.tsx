// Self-evaluations of whole departments: begin them, see where each stands.
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
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
import { Department } from "./Department";
import { NewEvaluations } from "./NewEvaluations";

type Row = Schemas["EvaluationListed"];

export default function Departments({ scope, id, show }: TabProps) {
  const session = useSession();
  const client = useQueryClient();
  const [opening, setOpening] = useState(false);
  const list = usePages(["department-evaluations", scope], (cursor) =>
    call(api.GET("/api/v1/department-evaluations", { params: { query: { ...scope, cursor, limit: 100 } } })),
  );
  if (id !== undefined) return <Department id={id} back={() => show()} />;
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  return (
    <>
      {has(session.data, "department_reviewer") && (
        <div className="filters">
          <Button onClick={() => setOpening(true)}>{t("evaluation.open")}</Button>
        </div>
      )}
      <ListTable<Row>
        list={list}
        empty={t("department.none")}
        columns={[
          {
            title: t("field.department"),
            render: (_, row) => (
              <Button type="link" size="small" className="file-name" onClick={() => show(row.id)}>
                {row.name ?? row.code}
              </Button>
            ),
          },
          ...scoreColumns(),
        ]}
      />
      <More more={list.more} />
      {opening && (
        <NewEvaluations
          roles={["department_reviewer"]}
          fits={(node) => node.kind === "department"}
          onCancel={() => setOpening(false)}
          open={async (node) => {
            const made = await call(api.POST("/api/v1/department-evaluations", { body: { node, year: scope.year } }));
            setOpening(false);
            void client.invalidateQueries({ queryKey: ["department-evaluations"] });
            show(made.id);
          }}
        />
      )}
    </>
  );
}

// Monitoring: the rounds of a year, the sheets of one, and one sheet as the official form.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty, Select, Space, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { has, hasAt, useSession } from "../../api/session";
import { type Key, t, word } from "../../i18n";
import { ListTable } from "../../parts/ListTable";
import { More } from "../../parts/More";
import { PageError } from "../../parts/PageState";
import { Light, Lights } from "./Light";
import { NewRound, OPENERS } from "./NewRound";
import type { Scope, TabProps } from "./scope";
import { Sheet } from "./Sheet";

type Row = Schemas["SheetRow"];

export default function Monitoring({ scope, id, show }: TabProps) {
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [chosen, setRound] = useState<number>();
  const [opening, setOpening] = useState(false);
  const rounds = useQuery({
    queryKey: ["rounds", scope],
    queryFn: () => call(api.GET("/api/v1/monitoring-rounds", { params: { query: { ...scope } } })),
  });
  if (id !== undefined) return <Sheet id={id} back={() => show()} />;
  if (rounds.isError) return <PageError error={rounds.error} reset={() => void rounds.refetch()} />;
  const items = rounds.data?.items ?? [];
  const round = items.find((of) => of.id === chosen) ?? items.at(-1);
  const again = () => {
    for (const list of ["rounds", "sheets", "sheet"]) void client.invalidateQueries({ queryKey: [list] });
  };
  const refresh = async (id: number) => {
    try {
      await call(api.POST("/api/v1/monitoring-rounds/{round}/sheets", { params: { path: { round: id } } }));
      void message.success(t("monitoring.refreshed"));
      again();
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  const opener = has(session.data, ...OPENERS) && (
    <>
      <Button onClick={() => setOpening(true)}>{t("monitoring.open")}</Button>
      {opening && (
        <NewRound
          year={scope.year}
          onCancel={() => setOpening(false)}
          onDone={(made) => {
            setOpening(false);
            setRound(made.id);
            void message.success(t("monitoring.opened", { sheets: made.sheets }));
            again();
          }}
        />
      )}
    </>
  );
  if (!round)
    return <Empty description={rounds.isPending ? t("loading") : t("monitoring.none")}>{rounds.isSuccess && opener}</Empty>;
  return (
    <>
      <Space wrap style={{ marginBottom: 8 }}>
        <Select
          aria-label={t("monitoring.round")}
          value={round.id}
          options={items.map((of) => ({ value: of.id, label: t("monitoring.until", { month: of.month }) }))}
          onChange={setRound}
          style={{ minWidth: 140 }}
        />
        <span>{t("monitoring.due", { day: round.due_on })}</span>
        <Lights counts={round.lights} />
        <span className="secondary">
          {t("monitoring.signed", { signed: round.states.reviewed ?? 0, all: round.sheets })}
        </span>
        {hasAt(session.data, round.path, ...OPENERS) && (
          <Button title={t("monitoring.refresh.told")} onClick={() => void refresh(round.id)}>
            {t("monitoring.refresh")}
          </Button>
        )}
        {opener}
      </Space>
      <SheetList scope={scope} round={round.id} show={show} />
    </>
  );
}

function SheetList({ scope, round, show }: { scope: Scope; round: number; show: (id: number) => void }) {
  const list = usePages(["sheets", scope, round], (cursor) =>
    call(api.GET("/api/v1/monitoring-sheets", { params: { query: { ...scope, round, cursor, limit: 100 } } })),
  );
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  return (
    <>
      <ListTable<Row>
        list={list}
        empty={t("monitoring.none")}
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
          { title: t("monitoring.money"), width: 80, render: (_, row) => <Light light={row.money_light} /> },
          { title: t("monitoring.goals"), width: 80, render: (_, row) => <Light light={row.goal_light} /> },
          { title: t("monitoring.quadrant"), width: 150, render: (_, row) => t(`quadrant.${row.quadrant}` as Key) },
          { title: t("documents.state"), width: 100, render: (_, row) => <SheetState state={row.state} /> },
        ]}
      />
      <More more={list.more} />
    </>
  );
}

/** A sheet that finance has passed is signed. */
export function SheetState({ state }: { state: string }) {
  const signed = state === "reviewed";
  return <Tag color={signed ? "green" : undefined}>{signed ? t("monitoring.is-signed") : word("state", state)}</Tag>;
}

// The actual values of an undertaking's indicators: what counts now with its source, every entry, what is missing.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Empty, Space, Table, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { hasAt, useSession } from "../../api/session";
import { type Key, t } from "../../i18n";
import { Attached } from "../../parts/Attach";
import { PageError, PageLoading } from "../../parts/PageState";
import { ActualDialog } from "./ActualDialog";

type Row = Schemas["RowActuals"];
type Entry = Schemas["EntryBody"];

interface Props {
  undertaking: number;
  document: number;
  path: string;
  year: number;
}

export function Actuals({ undertaking, document, path, year }: Props) {
  const session = useSession();
  const client = useQueryClient();
  const [writing, setWriting] = useState<{ row: Row; back?: boolean }>();
  const found = useQuery({
    queryKey: ["actuals", undertaking],
    queryFn: () => call(api.GET("/api/v1/undertakings/{undertaking}/actuals", { params: { path: { undertaking } } })),
  });
  if (found.isError) return <PageError error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <PageLoading />;
  const { items, unmatched, version } = found.data;
  const missing = items.filter((row) => !row.counting).length;
  const mine = hasAt(session.data, path, "clerk");
  const done = () => {
    setWriting(undefined);
    for (const list of ["actuals", "sheet", "sheets", "rounds", "evaluation", "evaluations"]) void client.invalidateQueries({ queryKey: [list] });
  };
  return (
    <>
      {missing > 0 && <p className="soon">{t("actual.missing", { missing, all: items.length })}</p>}
      <Table<Row>
        size="small"
        rowKey="indicator"
        pagination={false}
        dataSource={items}
        locale={{ emptyText: <Empty description={t("actual.none")} /> }}
        expandable={{
          rowExpandable: (row) => row.entries.length > 0,
          expandedRowRender: (row) => <Entries entries={row.entries} />,
        }}
        columns={[
          { title: t("indicator.level3"), minWidth: 120, render: (_, row) => row.level3 ?? row.description },
          { title: t("indicator.target"), width: 120, dataIndex: "target" },
          { title: t("indicator.actual"), width: 150, render: (_, row) => <Reached entry={row.counting} /> },
          { title: t("actual.day"), width: 110, render: (_, row) => row.counting?.day },
          {
            title: t("grid.tools"),
            width: 110,
            hidden: !mine,
            render: (_, row) => (
              <Space size={0}>
                <Button type="link" size="small" aria-label={named("actual.write", row)} onClick={() => setWriting({ row })}>
                  {t("actual.write")}
                </Button>
                {row.counting && (
                  <Button type="link" size="small" aria-label={named("actual.back", row)} onClick={() => setWriting({ row, back: true })}>
                    {t("actual.back")}
                  </Button>
                )}
              </Space>
            ),
          },
        ]}
      />
      {unmatched.length > 0 && (
        <section aria-label={t("actual.unmatched")}>
          <h3>{t("actual.unmatched")}</h3>
          <Entries entries={unmatched} />
        </section>
      )}
      {writing && (
        <ActualDialog
          {...{ undertaking, document, year, version }}
          {...writing}
          onDone={done}
          onCancel={() => setWriting(undefined)}
        />
      )}
    </>
  );
}

const named = (action: Key, row: Row) => t("actual.of", { action: t(action), name: row.level3 ?? row.description ?? row.indicator });

/** A value as it was written, or the state in words; what is missing is never shown as a value. */
function Reached({ entry }: { entry?: Entry | null }) {
  if (!entry || entry.reading === "missing") return <Tag>{t("monitoring.missing")}</Tag>;
  return (
    <>
      {entry.value ?? t(`actual.state.${entry.state}` as Key)}
      {entry.share && ` ${entry.share}%`} {entry.reading === "unread" && <Tag color="gold">{t("actual.unread")}</Tag>}
    </>
  );
}

function Entries({ entries }: { entries: Entry[] }) {
  return (
    <ul className="plain">
      {entries.map((entry) => (
        <li key={entry.id}>
          {entry.day} {entry.reading === "missing" ? <Tag>{t("actual.back")}</Tag> : <Reached entry={entry} />}{" "}
          <span className="secondary">
            {t(`actual.source.${entry.source}` as Key)}
            {entry.evidence && `：${entry.evidence}`}
          </span>{" "}
          {entry.attachment != null && <Attached attachment={entry.attachment} />}
        </li>
      ))}
    </ul>
  );
}

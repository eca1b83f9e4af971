// What happened to the document: its steps and its versions; any two versions side by side.
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Select, Skeleton, Space, Timeline } from "antd";
import { useState } from "react";
import { api, call } from "../../api/client";
import { type Key, t, word } from "../../i18n";
import { DifferenceTable } from "../../parts/DifferenceTable";
import { moment } from "../../parts/moment";
import { PageError } from "../../parts/PageState";
import type { DocumentRow } from "./requests";

interface Props {
  row: DocumentRow;
  onClose: () => void;
}

export function History({ row, onClose }: Props) {
  const params = { path: { document: row.id } };
  const steps = useQuery({
    queryKey: ["steps", row.id, row.state],
    queryFn: () => call(api.GET("/api/v1/documents/{document}/steps", { params })),
  });
  const versions = useQuery({
    queryKey: ["versions", row.id, row.version],
    queryFn: () => call(api.GET("/api/v1/documents/{document}/versions", { params })),
  });
  const numbers = versions.data?.items.map((version) => version.version) ?? [];
  return (
    <Drawer open onClose={onClose} size={960} title={t("history.title")}>
      {steps.isError && <PageError error={steps.error} />}
      {steps.isPending && <Skeleton active />}
      <Timeline
        items={(steps.data?.items ?? []).map((step) => ({
          key: step.id,
          content: (
            <>
              <b>{t(`step.${step.action}` as Key)}</b> {word("state", step.from)} → {word("state", step.to)}
              <div className="secondary">
                {moment(step.at)} · {step.actor_name} · {t("history.version", { version: step.version })}
              </div>
              {step.reason && <q className="reason">{step.reason}</q>}
            </>
          ),
        }))}
      />
      {numbers.length > 1 && <Compare id={row.id} numbers={numbers} approved={row.approved_version ?? undefined} />}
    </Drawer>
  );
}

function Compare({ id, numbers, approved }: { id: number; numbers: number[]; approved?: number }) {
  const [to, setTo] = useState(numbers[0]!);
  const [from, setFrom] = useState(approved !== undefined && approved !== to ? approved : numbers[1]!);
  const difference = useQuery({
    queryKey: ["compare", id, from, to],
    queryFn: () =>
      call(api.GET("/api/v1/documents/{document}/compare", { params: { path: { document: id }, query: { from, to } } })),
  });
  const options = numbers.map((value) => ({ value, label: t("history.version", { version: value }) }));
  return (
    <section aria-label={t("history.compare")}>
      <Space style={{ marginBottom: 8 }}>
        <Select aria-label={t("history.from")} value={from} options={options} onChange={setFrom} />
        →
        <Select aria-label={t("history.to")} value={to} options={options} onChange={setTo} />
        <Button
          size="small"
          onClick={() => {
            setFrom(to);
            setTo(from);
          }}
        >
          {t("history.swap")}
        </Button>
      </Space>
      {difference.isPending && <Skeleton active />}
      {difference.data && (
        <DifferenceTable
          changes={difference.data.changes}
          before={t("history.version", { version: from })}
          after={t("history.version", { version: to })}
        />
      )}
    </section>
  );
}

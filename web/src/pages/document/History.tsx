// What happened to the document: its steps and its versions; any two versions side by side.
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Select, Skeleton, Space, Timeline } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { type Key, t, word } from "../../i18n";
import { DifferenceTable } from "../../parts/DifferenceTable";
import { moment } from "../../parts/moment";
import { PageError } from "../../parts/PageState";
import { type DocumentRow, useSteps } from "./requests";
import { useLastYear } from "./useLastYear";

interface Props {
  row: DocumentRow;
  onClose: () => void;
}

export function History({ row, onClose }: Props) {
  const params = { path: { document: row.id } };
  const steps = useSteps(row);
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
      {numbers.length > 0 && versions.data && (
        <Compare row={row} numbers={numbers} reviewed={reviewed(steps.data?.items ?? [], numbers[0]!)} />
      )}
    </Drawer>
  );
}

/** The version that a reviewer last judged before the newest one. */
function reviewed(steps: Schemas["StepRow"][], newest: number): number | undefined {
  const judged = steps.filter((step) => step.action !== "submit" && step.version < newest);
  return judged.at(-1)?.version;
}

/** Version 0 stands for last year's document. */
const LAST_YEAR = 0;

function Compare({ row, numbers, reviewed }: { row: DocumentRow; numbers: number[]; reviewed?: number }) {
  const last = useLastYear(row);
  const [to, setTo] = useState(numbers[0]!);
  const [chosen, setFrom] = useState<number>();
  const from = chosen ?? row.approved_version ?? reviewed ?? numbers[1] ?? (last ? LAST_YEAR : to);
  const query = from === LAST_YEAR && last ? { from: last.version, of: last.id, to } : { from, to };
  const difference = useQuery({
    queryKey: ["compare", row.id, query],
    queryFn: () =>
      call(api.GET("/api/v1/documents/{document}/compare", { params: { path: { document: row.id }, query } })),
  });
  const name = (value: number) =>
    value === LAST_YEAR ? t("history.last-year", { year: row.year - 1 }) : t("history.version", { version: value });
  const options = numbers.map((value) => ({ value, label: name(value) }));
  const earlier = last ? [...options, { value: LAST_YEAR, label: name(LAST_YEAR) }] : options;
  return (
    <section aria-label={t("history.compare")}>
      <Space style={{ marginBottom: 8 }}>
        <Select aria-label={t("history.from")} value={from} options={earlier} onChange={setFrom} />
        →
        <Select aria-label={t("history.to")} value={to} options={options} onChange={setTo} />
        <Button
          size="small"
          disabled={from === LAST_YEAR}
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
          before={name(from)}
          after={name(to)}
        />
      )}
    </section>
  );
}

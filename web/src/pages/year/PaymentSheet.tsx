// A brought sheet of payments: what its columns mean, each row with faults and doubts, and booking the chosen ones.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Space } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { t } from "../../i18n";
import { yuan } from "../../parts/money";
import { PageError, PageLoading } from "../../parts/PageState";
import { PaymentColumns } from "./PaymentColumns";
import { PaymentRows } from "./PaymentRows";
import { FileState } from "./Payments";

type Sheet = Schemas["PaymentPreview"];

export function PaymentSheet({ id, back }: { id: number; back: () => void }) {
  const found = useQuery({
    queryKey: ["payment-file", id],
    // Which rows are chosen is not lost under somebody's hands.
    refetchOnWindowFocus: false,
    queryFn: () => call(api.GET("/api/v1/payment-files/{payment_file}", { params: { path: { payment_file: id } } })),
  });
  if (found.isError) return <PageError error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <PageLoading />;
  return <Opened sheet={found.data} back={back} />;
}

function Opened({ sheet, back }: { sheet: Sheet; back: () => void }) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<number[]>();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const waiting = sheet.state === "waiting";
  const going = bookable(sheet, chosen);
  const path = { payment_file: sheet.id };
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setRefused(undefined);
    try {
      await work();
    } catch (error) {
      setRefused(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const mean = (columns: Schemas["ColumnBody"][]) =>
    act(async () => {
      const read = await call(api.PUT("/api/v1/payment-files/{payment_file}/mapping", { params: { path }, body: { columns } }));
      setChosen(undefined);
      client.setQueryData(["payment-file", sheet.id], read);
    });
  const confirm = () =>
    act(async () => {
      const rows = going.map(({ row, doubts }) => ({ row, accept: doubts.map((doubt) => doubt.key) }));
      const booked = await call(
        api.POST("/api/v1/payment-files/{payment_file}/confirm", { params: { path }, body: { rows } }),
      );
      void message.success(t("payments.booked", { entries: booked.entries }));
      for (const list of ["payment-file", "payment-files", "undertaking", "entries", "execution", "board"])
        void client.invalidateQueries({ queryKey: [list] });
      back();
    });
  return (
    <>
      <Space wrap className="gap-below">
        <Button onClick={back}>{t("public.back")}</Button>
        <strong>{sheet.name}</strong>
        <FileState file={sheet} />
        <span className="secondary">{t(sheet.unit_stated ? "payments.unit" : "payments.unit.taken", { unit: sheet.unit })}</span>
      </Space>
      {waiting && <PaymentColumns columns={sheet.columns} busy={busy} onChange={(columns) => void mean(columns)} />}
      {refused && <Alert type="error" role="alert" showIcon title={refused.message} className="gap-below" />}
      {waiting && (
        <div className="import-bar">
          <Button type="primary" disabled={going.length === 0} loading={busy} onClick={() => void confirm()}>
            {t("payments.confirm", { count: going.length })}
          </Button>
          <span className="secondary">
            {t("payments.sum", { sum: yuan(going.reduce((sum, row) => sum + (row.amount_fen ?? 0), 0)) })}
          </span>
          <span className="secondary">{t("payments.told")}</span>
        </div>
      )}
      <PaymentRows rows={sheet.rows} chosen={waiting ? going.map((row) => row.row) : undefined} onChosen={setChosen} />
    </>
  );
}

/** Those chosen, at first the ones without a doubt; a row with a fault is never booked. */
function bookable(sheet: Sheet, chosen?: number[]): Schemas["PaymentSheetRow"][] {
  const sound = sheet.rows.filter((row) => row.faults.length === 0);
  return sound.filter((row) => (chosen ? chosen.includes(row.row) : row.doubts.length === 0));
}

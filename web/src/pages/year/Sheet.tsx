// One monitoring sheet as the official form; the clerk writes in it until it is submitted.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Drawer, Space } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { hasAt, useSession } from "../../api/session";
import { language, t } from "../../i18n";
import { FormFile } from "../../parts/FormFile";
import { PageError, PageLoading } from "../../parts/PageState";
import type { Words } from "../../parts/StepDialog";
import { Actuals } from "./Actuals";
import { Events } from "./Events";
import { Light } from "./Light";
import { SheetState } from "./Monitoring";
import { ISSUERS, NewRectification } from "./NewRectification";
import { SheetForm } from "./SheetForm";
import { Steps } from "./Steps";
import { useSaving } from "./useSaving";
import { type Content, contentOf } from "./written";

type Body = Schemas["SheetBody"];

export function Sheet({ id, back }: { id: number; back: () => void }) {
  const found = useQuery({
    queryKey: ["sheet", id],
    // What somebody writes is not replaced under their hands.
    refetchOnWindowFocus: false,
    queryFn: () => call(api.GET("/api/v1/monitoring-sheets/{sheet}", { params: { path: { sheet: id } } })),
  });
  if (found.isError) return <PageError error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <PageLoading />;
  return <Opened key={found.data.etag} sheet={found.data} back={back} />;
}

function Opened({ sheet, back }: { sheet: Body; back: () => void }) {
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { whole } = sheet;
  const [content, setContent] = useState<Content>(() => contentOf(whole));
  const { changed, busy, touch, save, again } = useSaving(["sheet", "sheets", "rounds"]);
  const [shown, setShown] = useState<"actuals" | "rectification">();
  const mine = hasAt(session.data, sheet.path, "clerk");
  const writable = mine && (sheet.state === "draft" || sheet.state === "returned");
  const at = { path: { sheet: sheet.id }, header: { "If-Match": sheet.etag } };
  const keep = () => call(api.PUT("/api/v1/monitoring-sheets/{sheet}/content", { params: at, body: content }));
  const take = async (action: string, words?: Words) => {
    const body = { action: action as Schemas["Act"], reason: words?.text, to: words?.to };
    await call(api.POST("/api/v1/monitoring-sheets/{sheet}/steps", { params: at, body }));
    await again();
  };
  return (
    <>
      <Space wrap style={{ marginBottom: 8 }} className="no-print">
        <Button onClick={back}>{t("public.back")}</Button>
        <SheetState state={sheet.state} />
        <Light light={whole.signs.light} />
        <FormFile forms={[{ title: t("monitoring.form"), address: `/api/v1/monitoring-sheets/${sheet.id}/export?format=` }]} />
        {writable && (
          <Button type="primary" disabled={!changed} loading={busy} onClick={() => void save(keep)}>
            {t("action.save")}
          </Button>
        )}
        <Steps actions={sheet.available} asks={{ return: "step.reason" }} targets={sheet.return_to} disabled={changed} take={take} />
        <Button onClick={() => setShown("actuals")}>{t("actual.title")}</Button>
        {hasAt(session.data, sheet.path, ...ISSUERS) && (
          <Button onClick={() => setShown("rectification")}>{t("rectification.issue")}</Button>
        )}
        {changed && <span className="secondary">{t("draft.dirty")}</span>}
      </Space>
      {whole.warnings.map((warning, n) => (
        <Alert
          key={n}
          type={warning.light === "red" ? "error" : "warning"}
          showIcon
          style={{ marginBottom: 8 }}
          title={language() === "en" ? warning.en : warning.zh}
          description={warning.act_by && t("monitoring.act-by", { day: warning.act_by })}
        />
      ))}
      <SheetForm whole={whole} content={content} change={writable ? touch(setContent) : undefined} />
      <Events events={sheet.events} />
      <Drawer open={shown === "actuals"} onClose={() => setShown(undefined)} title={t("actual.title")} size="large" destroyOnHidden>
        <Actuals undertaking={whole.project.undertaking} document={whole.project.document} path={sheet.path} year={whole.year} />
      </Drawer>
      {shown === "rectification" && (
        <NewRectification
          about={{ sheet: sheet.id }}
          onCancel={() => setShown(undefined)}
          onDone={() => {
            setShown(undefined);
            void message.success(t("rectification.issued"));
            void client.invalidateQueries({ queryKey: ["rectifications"] });
          }}
        />
      )}
      {sheet.hash && <p className="hash">{t("public.hash", { hash: sheet.hash })}</p>}
    </>
  );
}

// Payments from Excel or CSV: bring a sheet, see those brought before.
import { InboxOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Select, Tag, Upload } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { hasAt, useSession } from "../../api/session";
import { t } from "../../i18n";
import { ListTable } from "../../parts/ListTable";
import { More } from "../../parts/More";
import { moment } from "../../parts/moment";
import { useNodes } from "../../parts/nodes";
import { PageError } from "../../parts/PageState";
import { PaymentSheet } from "./PaymentSheet";
import type { TabProps } from "./scope";

type File = Schemas["PaymentFileRow"];

const ENDINGS = ".xlsx,.xls,.et,.ods,.csv";

export default function Payments({ scope, id, show }: TabProps) {
  const client = useQueryClient();
  const list = usePages(["payment-files"], (cursor) =>
    call(api.GET("/api/v1/payment-files", { params: { query: { cursor, limit: 50 } } })),
  );
  const nodes = useNodes();
  if (id !== undefined) return <PaymentSheet id={id} back={() => show()} />;
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  const name = (row: File) => nodes.find((node) => node.id === row.node)?.name;
  return (
    <>
      <Bring
        year={scope.year}
        onBrought={(sheet) => {
          client.setQueryData(["payment-file", sheet.id], sheet);
          void client.invalidateQueries({ queryKey: ["payment-files"] });
          show(sheet.id);
        }}
      />
      <ListTable<File>
        list={list}
        empty={t("payments.none")}
        className="gap"
        columns={[
          {
            title: t("backups.name"),
            render: (_, row) => (
              <Button type="link" size="small" className="file-name" onClick={() => show(row.id)}>
                {row.name}
              </Button>
            ),
          },
          { title: t("new.node"), render: (_, row) => name(row) },
          { title: t("documents.year"), dataIndex: "year", width: 80, align: "right" },
          { title: t("payments.brought"), width: 180, render: (_, row) => moment(row.created_at) },
          { title: t("documents.state"), width: 130, render: (_, row) => <FileState file={row} /> },
        ]}
      />
      <More more={list.more} />
    </>
  );
}

export function FileState({ file }: { file: Pick<File, "state" | "entries"> }) {
  const booked = file.state === "booked";
  return <Tag color={booked ? "green" : undefined}>{booked ? t("payments.booked", { entries: file.entries }) : t("payments.waiting")}</Tag>;
}

function Bring({ year, onBrought }: { year: number; onBrought: (sheet: Schemas["PaymentPreview"]) => void }) {
  const session = useSession();
  const [chosen, setNode] = useState<number>();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Error>();
  const nodes = useNodes().filter((node) => hasAt(session.data, node.path, "clerk"));
  const node = chosen ?? nodes[0]?.id;
  const bring = async (file: Blob & { name: string }) => {
    setBusy(true);
    setRefused(undefined);
    try {
      onBrought(await send(file, node!, year));
    } catch (error) {
      setRefused(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {nodes.length > 1 && (
        <div className="filters">
          <Select
            aria-label={t("payments.of")}
            className="filter-wide"
            showSearch={{ optionFilterProp: "label" }}
            value={node}
            onChange={setNode}
            options={nodes.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
      )}
      <Upload.Dragger
        accept={ENDINGS}
        showUploadList={false}
        disabled={busy || node === undefined}
        className="drop"
        beforeUpload={(file) => {
          void bring(file);
          return false;
        }}
      >
        <p className="drop-text">
          <InboxOutlined /> {busy ? t("import.sending") : t("payments.drop")}
        </p>
        <p className="secondary">{t("payments.kinds")}</p>
      </Upload.Dragger>
      {refused && <Alert type="error" role="alert" showIcon title={refused.message} className="gap" />}
    </>
  );
}

function send(file: Blob & { name: string }, node: number, year: number): Promise<Schemas["PaymentPreview"]> {
  const form = new FormData();
  form.append("file", file, file.name);
  return call(
    api.POST("/api/v1/payment-files", {
      params: { query: { node, year } },
      body: form as never,
      bodySerializer: (body) => body as unknown as FormData,
    }),
  );
}

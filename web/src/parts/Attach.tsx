// One file as evidence: it is sent at once, and what the form keeps is its number.
import { UploadOutlined } from "@ant-design/icons";
import { Button, Upload } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../api/client";
import { t } from "../i18n";

interface Props {
  /** Whose file it is from the first; without one it waits until what it proves is saved. */
  document?: number;
  id?: string;
  value?: number;
  onChange?: (attachment?: number) => void;
}

export function Attach({ document, id, value, onChange }: Props) {
  const [name, setName] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const send = async (file: File) => {
    setBusy(true);
    setRefused(undefined);
    try {
      const kept = await keep(file, document);
      setName(file.name);
      onChange?.(kept);
    } catch (error) {
      setRefused((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Upload
        id={id}
        maxCount={1}
        fileList={value === undefined ? [] : [{ uid: String(value), name: name ?? String(value), status: "done" }]}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
        onRemove={() => onChange?.(undefined)}
      >
        <Button icon={<UploadOutlined />} loading={busy}>
          {t("attach.choose")}
        </Button>
      </Upload>
      {refused && (
        <div role="alert" className="bad">
          {refused}
        </div>
      )}
    </>
  );
}

async function keep(file: File, document?: number): Promise<number | undefined> {
  const form = new FormData();
  form.append("file", file, file.name);
  const sent = api.POST("/api/v1/attachments", {
    params: { query: { document } },
    body: form as never,
    bodySerializer: (body) => body as unknown as FormData,
  });
  const { items } = await call<Schemas["AttachmentList"]>(sent);
  return items[0]?.id;
}

/** The way to a kept file. */
export function Attached({ attachment }: { attachment: number }) {
  return (
    <a href={`/api/v1/attachments/${attachment}/content`} download>
      {t("attach.file")}
    </a>
  );
}

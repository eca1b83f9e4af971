// The official forms as files, in every format that prints forms, and before the eye as they will be printed.
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Dropdown, Modal } from "antd";
import { useState } from "react";
import { readText } from "../api/client";
import { t } from "../i18n";
import { PageError, PageLoading } from "./PageState";

const FORMATS = [
  ["docx", "Word"],
  ["xlsx", "Excel"],
  ["pdf", "PDF"],
  ["html", "HTML"],
  ["md", "Markdown"],
] as const;

export interface Printable {
  title: string;
  /** Where the server prints it; the format comes behind it. */
  address: string;
}

interface Props {
  forms: Printable[];
  /** What the button says where another one downloads already. */
  label?: string;
}

export function FormFile({ forms, label }: Props) {
  const [shown, setShown] = useState<Printable>();
  const files = (form: Printable) => [
    { key: `${form.title} preview`, label: t("form.preview"), onClick: () => setShown(form) },
    ...FORMATS.map(([format, name]) => ({
      key: `${form.title} ${format}`,
      label: (
        <a href={form.address + format} download>
          {name}
        </a>
      ),
    })),
  ];
  const items =
    forms.length === 1
      ? files(forms[0]!)
      : forms.map((form) => ({ key: form.title, type: "group" as const, label: form.title, children: files(form) }));
  return (
    <>
      <Dropdown menu={{ items, className: "form-files" }} trigger={["click"]}>
        <Button icon={<DownloadOutlined />}>{label ?? t("action.export")}</Button>
      </Dropdown>
      {shown && <Preview form={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}

function Preview({ form, onClose }: { form: Printable; onClose: () => void }) {
  const page = useQuery({ queryKey: ["preview", form.address], gcTime: 0, staleTime: 0, queryFn: () => readText(`${form.address}html`) });
  return (
    <Modal open footer={null} width={1000} style={{ top: 16 }} title={form.title} onCancel={onClose}>
      {page.isError && <PageError error={page.error} reset={() => void page.refetch()} />}
      {page.isPending && <PageLoading />}
      {page.data !== undefined && <iframe className="form-preview" title={form.title} sandbox="" srcDoc={page.data} />}
    </Modal>
  );
}

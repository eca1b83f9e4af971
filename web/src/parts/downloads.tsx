// Files: every format that the server writes, and texts that the page itself makes.
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Space } from "antd";
import { api, call } from "../api/client";
import { language, t } from "../i18n";

// What people open themselves comes before what programs read.
const ORDER = ["docx", "xlsx", "pdf", "html", "md", "json"];
const place = (id: string) => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);

/** The formats of documents; nobody needs to be logged in for them. */
export function useFormats() {
  const formats = useQuery({
    queryKey: ["formats"],
    queryFn: () => call(api.GET("/api/v1/formats")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const list = [...(formats.data?.documents ?? [])].sort((a, b) => place(a.id) - place(b.id));
  return list.map((format) => ({
    id: format.id,
    name: language() === "en" ? format.name_en : format.name,
  }));
}

/** One button for each format, in a row. */
export function DownloadRow({ address }: { address: (format: string) => string }) {
  const formats = useFormats();
  return (
    <Space wrap size={4} role="group" aria-label={t("action.export")}>
      {formats.map((format) => (
        <Button key={format.id} size="small" icon={<DownloadOutlined />} href={address(format.id)} download>
          {format.name}
        </Button>
      ))}
    </Space>
  );
}

/** Saves something that the page made under a name. */
export function save(name: string, address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

/** Rows as a CSV file that spreadsheets open with the right characters; no cell becomes a formula. */
export function saveCsv(name: string, rows: (string | number | null | undefined)[][]): void {
  const quoted = (value: string | number | null | undefined) => {
    if (typeof value === "number") return String(value);
    const text = value ?? "";
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${harmless.replaceAll('"', '""')}"`;
  };
  const text = rows.map((row) => row.map(quoted).join(",")).join("\r\n");
  const address = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv" }));
  save(name, address);
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

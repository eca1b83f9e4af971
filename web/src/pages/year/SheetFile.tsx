// The sheet as the official form, in every format that prints forms.
import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { t } from "../../i18n";

const FORMATS = [
  ["docx", "Word"],
  ["xlsx", "Excel"],
  ["pdf", "PDF"],
  ["html", "HTML"],
  ["md", "Markdown"],
] as const;

export function SheetFile({ id }: { id: number }) {
  const items = FORMATS.map(([key, name]) => ({
    key,
    label: (
      <a href={`/api/v1/monitoring-sheets/${id}/export?format=${key}`} download>
        {name}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button icon={<DownloadOutlined />}>{t("action.export")}</Button>
    </Dropdown>
  );
}

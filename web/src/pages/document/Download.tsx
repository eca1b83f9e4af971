// The document as a file, in every format that the server writes.
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import { api, call } from "../../api/client";
import { language, t } from "../../i18n";

export function Download({ id }: { id: number }) {
  const formats = useQuery({
    queryKey: ["formats"],
    queryFn: () => call(api.GET("/api/v1/formats")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = (formats.data?.documents ?? []).map((format) => ({
    key: format.id,
    label: (
      <a href={`/api/v1/documents/${id}/export?format=${format.id}`} download>
        {language() === "en" ? format.name_en : format.name}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button icon={<DownloadOutlined />}>{t("action.export")}</Button>
    </Dropdown>
  );
}

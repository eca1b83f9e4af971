// Backups on the server: list and make one now.
import { useQuery } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { api, call, type Schemas } from "../../api/client";
import { t } from "../../i18n";
import { moment } from "../../parts/moment";
import { PageError } from "../../parts/PageState";
import { useAct } from "./useAct";

export default function Backups() {
  const { act, busy } = useAct("backups");
  const list = useQuery({ queryKey: ["backups"], queryFn: () => call(api.GET("/api/v1/backups")) });
  if (list.isError) return <PageError error={list.error} reset={() => void list.refetch()} />;
  return (
    <>
      <Button
        type="primary"
        loading={busy}
        style={{ marginBottom: 8 }}
        onClick={() => void act(() => call(api.POST("/api/v1/backups")))}
      >
        {t("backups.now")}
      </Button>
      <Table<Schemas["BackupBody"]>
        size="small"
        rowKey="name"
        loading={list.isPending}
        pagination={false}
        dataSource={list.data?.items ?? []}
        columns={[
          { title: t("backups.name"), dataIndex: "name" },
          { title: t("audit.when"), render: (_, backup) => moment(backup.created_at) },
          { title: t("backups.size"), className: "number", render: (_, backup) => backup.bytes.toLocaleString() },
        ]}
      />
    </>
  );
}

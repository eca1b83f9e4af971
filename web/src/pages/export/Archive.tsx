// An archive that was asked for: how far it is, what could not be printed, and the file.
import { DownloadOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Progress, Space } from "antd";
import { api, call } from "../../api/client";
import { unfinished, useProgress } from "../../api/job";
import { t } from "../../i18n";
import { PageError, PageLoading } from "../../parts/PageState";

export function Archive({ id, again }: { id: number; again: () => void }) {
  const client = useQueryClient();
  const found = useQuery({
    queryKey: ["export", id],
    queryFn: () => call(api.GET("/api/v1/exports/{export}", { params: { path: { export: id } } })),
    // Where the stream does not reach through, asking now and then still ends.
    refetchInterval: (query) => (query.state.data && unfinished(query.state.data) ? 5000 : false),
  });
  const open = found.data !== undefined && unfinished(found.data);
  const told = useProgress(id, open, () => void client.invalidateQueries({ queryKey: ["export", id] }));
  if (found.isError) return <PageError error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <PageLoading />;
  const { state, error, attachment, files, missing } = found.data;
  const { done, total } = told ?? found.data;
  return (
    <div className="card">
      {open && (
        <div role="status">
          {t("export.making", { done, total })}
          <Progress aria-label={t("export.title")} percent={Math.round((100 * done) / (total || 1))} />
        </div>
      )}
      {state === "failed" && <Alert type="error" role="alert" showIcon title={t("export.failed")} description={error} />}
      {state === "done" && (
        <>
          <p role="status">{t("export.made", { files })}</p>
          {missing.length > 0 && (
            <Alert
              type="warning"
              showIcon
              className="gap-below"
              title={t("export.missing", { count: missing.length })}
              description={
                <ul>
                  {missing.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              }
            />
          )}
        </>
      )}
      <Space wrap className="gap">
        {attachment != null && (
          <Button type="primary" icon={<DownloadOutlined />} href={`/api/v1/attachments/${attachment}/content`} download>
            {t("export.take")}
          </Button>
        )}
        {!open && <Button onClick={again}>{t("export.again")}</Button>}
      </Space>
    </div>
  );
}

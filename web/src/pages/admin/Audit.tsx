// The audit chain: search it, prove it, take it along.
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Table } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { t } from "../../i18n";
import { More } from "../../parts/More";
import { moment } from "../../parts/moment";
import { PageError } from "../../parts/PageState";

type Entry = Schemas["AuditBody"];

interface Filter {
  actor?: string;
  action?: string;
  object?: string;
  object_id?: string;
}

const FIELDS = ["actor", "action", "object", "object_id"] as const;

export default function Audit() {
  const [filter, setFilter] = useState<Filter>({});
  const list = usePages(
    ["audit", filter],
    (cursor) =>
      call(api.GET("/api/v1/audit", { params: { query: { ...filter, cursor, limit: 100 } } })),
  );
  const verify = useMutation({ mutationFn: () => call(api.GET("/api/v1/audit/verify")) });
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  const search = (values: Filter) => {
    const given = Object.entries(values).filter(([, value]) => value);
    setFilter(Object.fromEntries(given) as Filter);
  };
  return (
    <>
      <Form layout="inline" style={{ marginBottom: 8, rowGap: 8 }} onFinish={search}>
        {FIELDS.map((field) => (
          <Form.Item key={field} name={field}>
            <Input allowClear aria-label={t(`audit.${field}`)} placeholder={t(`audit.${field}`)} style={{ width: 150 }} />
          </Form.Item>
        ))}
        <Button htmlType="submit">{t("audit.search")}</Button>
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          {t("audit.verify")}
        </Button>
        <Button href="/api/v1/audit/export">{t("action.export")}</Button>
      </Form>
      {verify.data && (
        <Alert
          showIcon
          style={{ marginBottom: 8 }}
          type={verify.data.sound ? "success" : "error"}
          title={
            verify.data.sound
              ? t("audit.sound", { entries: verify.data.entries ?? 0, head: verify.data.head ?? "" })
              : t("audit.broken", { seq: verify.data.broken_at ?? 0, why: verify.data.why ?? "" })
          }
        />
      )}
      <Table<Entry>
        size="small"
        rowKey="seq"
        loading={list.pending}
        pagination={false}
        dataSource={list.rows}
        expandable={{ expandedRowRender: (entry) => <pre className="detail">{JSON.stringify(entry, null, 2)}</pre> }}
        columns={[
          { title: t("audit.seq"), dataIndex: "seq", width: 80, className: "number" },
          { title: t("audit.when"), width: 190, render: (_, entry) => moment(entry.created_at) },
          { title: t("audit.actor"), dataIndex: "actor", width: 120 },
          { title: t("audit.action"), dataIndex: "action" },
          { title: t("audit.object"), render: (_, entry) => `${entry.object} ${entry.object_id}` },
          { title: t("audit.origin"), dataIndex: "origin" },
        ]}
      />
      <More more={list.more} />
    </>
  );
}

// API keys of machines: a key is shown once, when it is made.
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input, InputNumber, Select, Table, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { t } from "../../i18n";
import { moment } from "../../parts/moment";
import { PageError } from "../../parts/PageState";
import { useAct } from "./useAct";

const SCOPES = [
  "documents:read",
  "documents:write",
  "documents:comment",
  "review:unit",
  "review:department",
  "review:finance",
  "documents:waive",
  "documents:publish",
  "execution:read",
  "payments:write",
  "budgets:write",
];

export default function Keys() {
  const { act, busy } = useAct("api-keys");
  const [made, setMade] = useState("");
  const list = useQuery({ queryKey: ["api-keys"], queryFn: () => call(api.GET("/api/v1/api-keys")) });
  if (list.isError) return <PageError error={list.error} reset={() => void list.refetch()} />;
  const create = (body: Schemas["ApiKeyToCreate"]) =>
    act(async () => setMade((await call(api.POST("/api/v1/api-keys", { body }))).key));
  return (
    <>
      {made && <Alert type="success" showIcon title={t("keys.made")} description={<code>{made}</code>} />}
      <Form layout="inline" style={{ margin: "8px 0", rowGap: 8 }} onFinish={(body) => void create(body)}>
        <Form.Item name="name" rules={[{ required: true, message: t("form.required") }]}>
          <Input aria-label={t("keys.name")} placeholder={t("keys.name")} />
        </Form.Item>
        <Form.Item name="account" rules={[{ required: true, message: t("form.required") }]}>
          <InputNumber aria-label={t("keys.account")} placeholder={t("keys.account")} style={{ width: 160 }} />
        </Form.Item>
        <Form.Item name="scopes" rules={[{ required: true, message: t("form.required") }]}>
          <Select
            mode="multiple"
            aria-label={t("keys.scopes")}
            placeholder={t("keys.scopes")}
            style={{ width: 320 }}
            options={SCOPES.map((value) => ({ value, label: value }))}
          />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {t("keys.create")}
        </Button>
      </Form>
      <Table<Schemas["ApiKeyBody"]>
        size="small"
        rowKey="id"
        loading={list.isPending}
        pagination={false}
        dataSource={list.data?.items ?? []}
        columns={[
          { title: t("keys.name"), dataIndex: "name" },
          { title: t("keys.account"), dataIndex: "account" },
          { title: t("keys.scopes"), render: (_, key) => key.scopes.map((scope) => <Tag key={scope}>{scope}</Tag>) },
          { title: t("keys.used"), render: (_, key) => key.used_at && moment(key.used_at) },
          {
            title: t("grid.tools"),
            render: (_, key) =>
              key.revoked_at ? (
                <Tag>{t("keys.revoked")}</Tag>
              ) : (
                <Button
                  size="small"
                  danger
                  onClick={() =>
                    void act(() => call(api.DELETE("/api/v1/api-keys/{key}", { params: { path: { key: key.id } } })))
                  }
                >
                  {t("keys.revoke")}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}

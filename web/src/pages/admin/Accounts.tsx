// Accounts: the system administrator creates them, the security administrator says what they may do.
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Form, Input, Select, Space, Table, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { usePages } from "../../api/pages";
import { has, useSession } from "../../api/session";
import { t, word } from "../../i18n";
import { FormDialog, must } from "../../parts/FormDialog";
import { More } from "../../parts/More";
import { moment } from "../../parts/moment";
import { useNodes } from "../../parts/nodes";
import { PageError } from "../../parts/PageState";
import { useAct } from "./useAct";

type Account = Schemas["AccountBody"];

const ROLES = [
  "clerk",
  "unit_reviewer",
  "department_reviewer",
  "finance_reviewer",
  "leader",
  "system_admin",
  "security_admin",
  "audit_admin",
];

export default function Accounts() {
  const session = useSession();
  const nodes = useNodes();
  const { write } = useAct("accounts");
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<Account>();
  const list = usePages(
    ["accounts"],
    (cursor) =>
      call(api.GET("/api/v1/accounts", { params: { query: { cursor, limit: 200 } } })),
  );
  if (list.error) return <PageError error={list.error} reset={list.again} />;
  const rows = list.rows;
  const nodeName = (id: number) => nodes.find((node) => node.id === id)?.name ?? String(id);
  const create = async (body: Schemas["AccountToCreate"]) => {
    await write(() => call(api.POST("/api/v1/accounts", { body })));
    setCreating(false);
  };
  return (
    <>
      {has(session.data, "system_admin") && (
        <Button type="primary" style={{ marginBottom: 8 }} onClick={() => setCreating(true)}>
          {t("accounts.create")}
        </Button>
      )}
      <Table<Account>
        size="small"
        rowKey="id"
        loading={list.pending}
        pagination={false}
        dataSource={rows}
        columns={[
          { title: t("login.login"), dataIndex: "login" },
          { title: t("accounts.name"), dataIndex: "name" },
          { title: t("accounts.node"), render: (_, account) => nodeName(account.node) },
          { title: t("accounts.last"), render: (_, account) => account.last_login_at && moment(account.last_login_at) },
          { title: t("tree.state"), render: (_, account) => <States account={account} /> },
          {
            title: t("grid.tools"),
            render: (_, account) => (
              <Button size="small" onClick={() => setShown(account)}>
                {t("accounts.open")}
              </Button>
            ),
          },
        ]}
      />
      <More more={list.more} />
      {creating && <Create send={create} onCancel={() => setCreating(false)} />}
      {shown && <AccountDrawer id={shown.id} onClose={() => setShown(undefined)} />}
    </>
  );
}

function States({ account }: { account: Account }) {
  const now = Date.now();
  return (
    <>
      {!account.has_password && <Tag>{t("accounts.no-password")}</Tag>}
      {account.disabled_at && <Tag color="red">{t("accounts.disabled")}</Tag>}
      {account.locked_until && account.locked_until > now && <Tag color="gold">{t("accounts.locked")}</Tag>}
    </>
  );
}

function Create({ send, onCancel }: { send: (body: Schemas["AccountToCreate"]) => Promise<void>; onCancel: () => void }) {
  const nodes = useNodes();
  return (
    <FormDialog<Schemas["AccountToCreate"]> title={t("accounts.create")} send={send} onCancel={onCancel}>
      <Form.Item name="login" label={t("login.login")} rules={must()}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="name" label={t("accounts.name")} rules={must()}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="node" label={t("accounts.node")} rules={must()}>
        <Select showSearch={{ optionFilterProp: "label" }} options={nodes.map((node) => ({ value: node.id, label: node.name }))} />
      </Form.Item>
    </FormDialog>
  );
}

function AccountDrawer({ id, onClose }: { id: number; onClose: () => void }) {
  const session = useSession();
  const nodes = useNodes();
  const { act, busy } = useAct("accounts", "account");
  const path = { account: id };
  const account = useQuery({
    queryKey: ["account", id],
    queryFn: () => call(api.GET("/api/v1/accounts/{account}", { params: { path } })),
  });
  const security = has(session.data, "security_admin");
  const [form] = Form.useForm<{ role: string; node: number }>();
  const [password, setPassword] = useState("");
  if (!account.data) return null;
  const { data } = account;
  const nodeName = (node: number) => nodes.find((of) => of.id === node)?.name ?? String(node);
  const disabled = !data.disabled_at;
  return (
    <Drawer open onClose={onClose} size={520} title={`${data.name}（${data.login}）`}>
      <h3>{t("accounts.roles")}</h3>
      <ul className="plain">
        {data.roles.map((at) => (
          <li key={`${at.role}-${at.node}`}>
            {word("role", at.role)} · {nodeName(at.node)}{" "}
            {security && (
              <Button
                size="small"
                danger
                disabled={busy}
                onClick={() =>
                  void act(() =>
                    call(
                      api.DELETE("/api/v1/accounts/{account}/roles/{role}/{node}", {
                        params: { path: { ...path, role: at.role, node: at.node } },
                      }),
                    ),
                  )
                }
              >
                {t("accounts.revoke")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {security && (
        <>
          <Form
            form={form}
            layout="inline"
            onFinish={(body) =>
              void act(() => call(api.POST("/api/v1/accounts/{account}/roles", { params: { path }, body })))
            }
          >
            <Form.Item name="role" rules={[{ required: true }]}>
              <Select
                aria-label={t("accounts.role")}
                style={{ width: 150 }}
                options={ROLES.map((value) => ({ value, label: word("role", value) }))}
              />
            </Form.Item>
            <Form.Item name="node" rules={[{ required: true }]}>
              <Select
                aria-label={t("accounts.node")}
                style={{ width: 190 }}
                showSearch={{ optionFilterProp: "label" }}
                options={nodes.map((node) => ({ value: node.id, label: node.name }))}
              />
            </Form.Item>
            <Button htmlType="submit">{t("accounts.grant")}</Button>
          </Form>
          <h3>{t("login.password")}</h3>
          <Space.Compact>
            <Input.Password
              aria-label={t("accounts.first-password")}
              placeholder={t("accounts.first-password")}
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <Button
              disabled={password === ""}
              onClick={() =>
                void act(() =>
                  call(api.PUT("/api/v1/accounts/{account}/password", { params: { path }, body: { password } })),
                ).then((done) => done && setPassword(""))
              }
            >
              {t("accounts.reset")}
            </Button>
          </Space.Compact>
          <h3>{t("tree.state")}</h3>
          <Space wrap>
            <Button
              danger={disabled}
              onClick={() =>
                void act(() => call(api.POST("/api/v1/accounts/{account}/disable", { params: { path }, body: { disabled } })))
              }
            >
              {t(disabled ? "accounts.disable" : "accounts.enable")}
            </Button>
            <Button onClick={() => void act(() => call(api.POST("/api/v1/accounts/{account}/unlock", { params: { path } })))}>
              {t("accounts.unlock")}
            </Button>
            <Button onClick={() => void act(() => call(api.DELETE("/api/v1/accounts/{account}/sessions", { params: { path } })))}>
              {t("accounts.end-sessions")}
            </Button>
          </Space>
        </>
      )}
    </Drawer>
  );
}

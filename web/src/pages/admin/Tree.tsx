// The tree of departments and units: add, rename, move, take out of use.
import { Button, Form, Input, Select, Space, Table, Tag } from "antd";
import { useState } from "react";
import { api, call } from "../../api/client";
import { t } from "../../i18n";
import { FormDialog, must } from "../../parts/FormDialog";
import { type Node, useNodes } from "../../parts/nodes";
import { useAct } from "./useAct";

interface Names {
  code: string;
  name: string;
  parent: number;
}

export default function Tree() {
  const nodes = useNodes();
  const { act, write } = useAct("nodes");
  const [adding, setAdding] = useState<Node>();
  const [editing, setEditing] = useState<Node>();
  const depth = (node: Node) => node.path.length / 6 - 1;
  const params = (node: Node) => ({ path: { node: node.id } });

  const add = async (names: Names) => {
    const kind = adding!.kind === "area" ? "department" : "unit";
    const body = { parent: adding!.id, kind, code: names.code, name: names.name };
    await write(() => call(api.POST("/api/v1/nodes", { body })));
    setAdding(undefined);
  };
  const edit = async ({ parent, ...body }: Names) => {
    const node = editing!;
    await write(async () => {
      await call(api.PUT("/api/v1/nodes/{node}", { params: params(node), body }));
      if (node.parent && parent !== node.parent) {
        await call(api.POST("/api/v1/nodes/{node}/move", { params: params(node), body: { parent } }));
      }
    });
    setEditing(undefined);
  };
  const retire = (node: Node) =>
    act(() =>
      call(api.POST("/api/v1/nodes/{node}/retire", { params: params(node), body: { retired: !node.retired_at } })),
    );

  return (
    <>
      <Table<Node>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={nodes}
        columns={[
          {
            title: t("tree.name"),
            render: (_, node) => <span style={{ paddingLeft: depth(node) * 20 }}>{node.name}</span>,
          },
          { title: t("tree.code"), dataIndex: "code", width: 140 },
          {
            title: t("tree.state"),
            width: 110,
            render: (_, node) => node.retired_at && <Tag>{t("tree.retired")}</Tag>,
          },
          {
            title: t("grid.tools"),
            width: 260,
            render: (_, node) => (
              <Space>
                <Button size="small" onClick={() => setAdding(node)}>
                  {t("tree.add")}
                </Button>
                <Button size="small" onClick={() => setEditing(node)}>
                  {t("tree.edit")}
                </Button>
                {node.parent && (
                  <Button size="small" onClick={() => void retire(node)}>
                    {t(node.retired_at ? "tree.return" : "tree.retire")}
                  </Button>
                )}
              </Space>
            ),
          },
        ]}
      />
      {adding && (
        <NamesDialog title={t("tree.add-to", { name: adding.name })} send={add} onCancel={() => setAdding(undefined)} />
      )}
      {editing && (
        <NamesDialog
          title={editing.name}
          first={{ code: editing.code, name: editing.name, parent: editing.parent ?? 0 }}
          parents={editing.parent ? nodes.filter((node) => !node.path.startsWith(editing.path)) : undefined}
          send={edit}
          onCancel={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

interface Asked {
  title: string;
  first?: Names;
  /** Where it may stand; without them it stays. */
  parents?: Node[];
  send: (names: Names) => Promise<void>;
  onCancel: () => void;
}

function NamesDialog({ title, first, parents, send, onCancel }: Asked) {
  return (
    <FormDialog<Names> title={title} first={first} send={(names) => send({ ...first, ...names })} onCancel={onCancel}>
      <Form.Item name="code" label={t("tree.code")} rules={must()}>
        <Input />
      </Form.Item>
      <Form.Item name="name" label={t("tree.name")} rules={must()}>
        <Input />
      </Form.Item>
      {parents && (
        <Form.Item name="parent" label={t("tree.parent")}>
          <Select options={parents.map((node) => ({ value: node.id, label: node.name }))} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

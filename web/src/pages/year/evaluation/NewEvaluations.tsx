// Begins self-evaluations: for which branch, or for which department.
import { Alert, Form, Modal, Select } from "antd";
import { useState } from "react";
import { hasAt, useSession } from "../../../api/session";
import { t } from "../../../i18n";
import { type Node, useNodes } from "../../../parts/nodes";

interface Props {
  roles: string[];
  /** Which nodes are offered; all of the branch where it is missing. */
  fits?: (node: Node) => boolean;
  open: (node: number) => Promise<void>;
  onCancel: () => void;
}

export function NewEvaluations({ roles, fits = () => true, open, onCancel }: Props) {
  const session = useSession();
  const [form] = Form.useForm<{ node: number }>();
  const [refused, setRefused] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const nodes = useNodes().filter((node) => fits(node) && hasAt(session.data, node.path, ...roles));
  const begin = async (node: number) => {
    setBusy(true);
    try {
      await open(node);
    } catch (error) {
      setRefused(error as Error);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("evaluation.open")}
      okText={t("evaluation.open")}
      cancelText={t("action.cancel")}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => form.submit()}
    >
      {refused && <Alert type="error" role="alert" showIcon title={refused.message} />}
      <Form form={form} layout="vertical" initialValues={{ node: nodes[0]?.id }} onFinish={({ node }) => void begin(node)}>
        <Form.Item name="node" label={t("new.node")} rules={[{ required: true, message: t("form.required") }]}>
          <Select showSearch={{ optionFilterProp: "label" }} options={nodes.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

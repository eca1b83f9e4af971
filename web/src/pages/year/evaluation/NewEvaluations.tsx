// Begins self-evaluations: for which branch, or for which department.
import { Form, Select } from "antd";
import { hasAt, useSession } from "../../../api/session";
import { t } from "../../../i18n";
import { FormDialog, must } from "../../../parts/FormDialog";
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
  const nodes = useNodes().filter((node) => fits(node) && hasAt(session.data, node.path, ...roles));
  return (
    <FormDialog<{ node: number }>
      title={t("evaluation.open")}
      okText={t("evaluation.open")}
      first={{ node: nodes[0]?.id }}
      send={({ node }) => open(node)}
      onCancel={onCancel}
    >
      <Form.Item name="node" label={t("new.node")} rules={must()}>
        <Select showSearch={{ optionFilterProp: "label" }} options={nodes.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
    </FormDialog>
  );
}

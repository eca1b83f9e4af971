// Narrows lists and charts to a branch of the tree.
import { TreeSelect } from "antd";
import { t } from "../i18n";
import { useNodes } from "./nodes";

/** The path of a node stands for everything below it; none for the whole area. */
export function BranchFilter({ branch, onBranch }: { branch?: string; onBranch: (path?: string) => void }) {
  const nodes = useNodes();
  return (
    <TreeSelect
      aria-label={t("new.node")}
      className="filter-wide"
      allowClear
      treeDataSimpleMode={{ id: "number" }}
      placeholder={t("public.all-departments")}
      value={branch}
      treeData={nodes.map((of) => ({ number: of.id, key: of.path, pId: of.parent ?? 0, value: of.path, title: of.name }))}
      onChange={onBranch}
    />
  );
}

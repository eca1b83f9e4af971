// The columns of every list of self-evaluations: what was claimed, what counts, where each stands.
import type { TableColumnsType } from "antd";
import type { Schemas } from "../../../api/client";
import { t } from "../../../i18n";
import { EvaluationState, Score } from "./Score";

type Row = Schemas["EvaluationListed"];

export function scoreColumns(): TableColumnsType<Row> {
  return [
    { title: t("evaluation.own"), width: 120, render: (_, row) => <Score score={row.own} /> },
    { title: t("evaluation.counts"), width: 120, render: (_, row) => <Score score={row.score} /> },
    { title: t("documents.state"), width: 110, render: (_, row) => <EvaluationState state={row.state} /> },
  ];
}

// One department's self-evaluation: its form and its written report, finance's review beside.
import { useQuery } from "@tanstack/react-query";
import { Tabs } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../../api/client";
import { hasAt, useSession } from "../../../api/session";
import { t } from "../../../i18n";
import { PageError, PageLoading } from "../../../parts/PageState";
import type { Words } from "../../../parts/StepDialog";
import { Events } from "../Events";
import { useSaving } from "../useSaving";
import { type Changes, changesOf } from "./content";
import { DepartmentForm } from "./DepartmentForm";
import { EvaluationBar } from "./EvaluationBar";
import { Report } from "./Report";
import { Totals } from "./Totals";

type Body = Schemas["DepartmentEvaluationBody"];

export function Department({ id, back }: { id: number; back: () => void }) {
  const found = useQuery({
    queryKey: ["department-evaluation", id],
    refetchOnWindowFocus: false,
    queryFn: () =>
      call(
        api.GET("/api/v1/department-evaluations/{department_evaluation}", { params: { path: { department_evaluation: id } } }),
      ),
  });
  if (found.isError) return <PageError error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <PageLoading />;
  return <Opened key={found.data.etag} one={found.data} back={back} />;
}

/** The department's form, its report, the summary of its projects, and what its reviewers made of it. */
function printed(id: number) {
  return (["sheet", "report", "summary", "review"] as const).map((form) => ({
    title: t(`department.printed.${form}`),
    address: `/api/v1/department-evaluations/${id}/export?form=${form}&format=`,
  }));
}

function Opened({ one, back }: { one: Body; back: () => void }) {
  const session = useSession();
  const { whole } = one;
  const rescores = one.available.includes("rescore");
  const [content, setContent] = useState(one.content);
  const [changes, setChanges] = useState<Changes>(() =>
    changesOf(whole.rows.map((row) => ({ indicator: row.indicator, given: row.finance })), whole.funds.finance),
  );
  const { changed, busy, touch, save, again } = useSaving(["department-evaluation", "department-evaluations"]);
  const writable =
    hasAt(session.data, one.path, "department_reviewer") && (one.state === "draft" || one.state === "returned");
  const at = { path: { department_evaluation: one.id }, header: { "If-Match": one.etag } };
  const change = writable ? touch(setContent) : undefined;
  const keep = () =>
    writable
      ? call(api.PUT("/api/v1/department-evaluations/{department_evaluation}/content", { params: at, body: content }))
      : call(api.PUT("/api/v1/department-evaluations/{department_evaluation}/rescore", { params: at, body: changes }));
  const take = async (action: string, words?: Words) => {
    const body = { action: action as Schemas["EvaluationAct"], reason: words?.text };
    await call(api.POST("/api/v1/department-evaluations/{department_evaluation}/steps", { params: at, body }));
    await again();
  };
  const review = rescores ? { changes, change: touch(setChanges) } : undefined;
  return (
    <>
      <EvaluationBar
        one={one}
        forms={printed(one.id)}
        writable={writable}
        rescores={rescores}
        changed={changed}
        busy={busy}
        save={() => save(keep)}
        take={take}
        back={back}
      />
      <Tabs
        size="small"
        items={[
          {
            key: "form",
            label: t("department.form"),
            children: (
              <>
                <DepartmentForm whole={whole} content={content} change={change} review={review} />
                <Totals scores={whole.scores} levels={whole.levels} />
              </>
            ),
          },
          {
            key: "report",
            label: t("department.report"),
            children: <Report title={whole.department.name} year={whole.year} sections={whole.report} content={content} change={change} />,
          },
        ]}
      />
      <Events events={one.events} />
      {one.hash && <p className="hash">{t("public.hash", { hash: one.hash })}</p>}
    </>
  );
}

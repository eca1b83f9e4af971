// One project's self-evaluation: the unit writes it, department and finance give points again, the last pass closes it.
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../../api/client";
import { hasAt, useSession } from "../../../api/session";
import { t } from "../../../i18n";
import { PageError, PageLoading } from "../../../parts/PageState";
import type { Words } from "../../../parts/StepDialog";
import { Actuals } from "../Actuals";
import { Events } from "../Events";
import { useSaving } from "../useSaving";
import { type Body, type Changes, changesOf, type Content, contentOf, isNew, reviewerOf } from "./content";
import { EvaluationBar } from "./EvaluationBar";
import { EvaluationForm } from "./EvaluationForm";
import { Totals } from "./Totals";

export function Evaluation({ id, back }: { id: number; back: () => void }) {
  const found = useQuery({
    queryKey: ["evaluation", id],
    // What somebody writes is not replaced under their hands.
    refetchOnWindowFocus: false,
    queryFn: () => call(api.GET("/api/v1/self-evaluations/{evaluation}", { params: { path: { evaluation: id } } })),
  });
  if (found.isError) return <PageError error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <PageLoading />;
  return <Opened key={found.data.etag} one={found.data} back={back} />;
}

/** The form, and what its reviewers made of it. */
function printed(id: number) {
  const address = `/api/v1/self-evaluations/${id}/export`;
  return [
    { title: t("evaluation.form"), address: `${address}?form=sheet&format=` },
    { title: t("evaluation.review"), address: `${address}?form=review&format=` },
  ];
}

function Opened({ one, back }: { one: Body; back: () => void }) {
  const session = useSession();
  const { whole } = one;
  const reviewer = reviewerOf(one.state, one.available);
  const [changes, setChanges] = useState<Changes>(() => givenBy(one, reviewer));
  const [shown, setShown] = useState(false);
  const writable = hasAt(session.data, one.path, "clerk") && (one.state === "draft" || one.state === "returned");
  const begins = writable && isNew(one);
  const [content, setContent] = useState<Content>(() => contentOf(one, begins));
  // What monitoring said is only offered: it counts once it is saved.
  const begun = begins && whole.rows.some(({ monitoring }) => monitoring?.reason || monitoring?.note);
  const { changed, busy, touch, save, again } = useSaving(["evaluation", "evaluations", "results"], begun);
  const at = { path: { evaluation: one.id }, header: { "If-Match": one.etag } };
  const keep = () =>
    writable
      ? call(api.PUT("/api/v1/self-evaluations/{evaluation}/content", { params: at, body: content }))
      : call(api.PUT("/api/v1/self-evaluations/{evaluation}/rescore", { params: at, body: changes }));
  const take = async (action: string, words?: Words) => {
    const body = { action: action as Schemas["EvaluationAct"], reason: words?.text, to: words?.to };
    await call(api.POST("/api/v1/self-evaluations/{evaluation}/steps", { params: at, body }));
    await again();
  };
  return (
    <>
      <EvaluationBar
        one={one}
        forms={printed(one.id)}
        writable={writable}
        rescores={reviewer !== undefined}
        changed={changed}
        busy={busy}
        save={() => save(keep)}
        take={take}
        back={back}
      >
        <Button onClick={() => setShown(true)}>{t("actual.title")}</Button>
      </EvaluationBar>
      <EvaluationForm
        whole={whole}
        content={content}
        change={writable ? touch(setContent) : undefined}
        review={reviewer && { reviewer, changes, change: touch(setChanges) }}
      />
      <Totals scores={whole.scores} levels={whole.levels} />
      <Events events={one.events} />
      {one.hash && <p className="hash">{t("public.hash", { hash: one.hash })}</p>}
      <Drawer open={shown} onClose={() => setShown(false)} title={t("actual.title")} size="large" destroyOnHidden>
        <Actuals undertaking={whole.project.undertaking} document={whole.project.document} path={one.path} year={whole.year} />
      </Drawer>
    </>
  );
}

function givenBy({ whole }: Body, reviewer?: "department" | "finance"): Changes {
  if (!reviewer) return changesOf([]);
  const rows = whole.rows.map((row) => ({ indicator: row.indicator, given: row[reviewer] }));
  return changesOf(rows, whole.funds[reviewer]);
}

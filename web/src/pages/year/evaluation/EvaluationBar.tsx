// What stands above a self-evaluation: where it stands, its score, its files, saving it, and its steps.
import { Button, Space } from "antd";
import type { ReactNode } from "react";
import type { Schemas } from "../../../api/client";
import { t } from "../../../i18n";
import { FormFile, type Printable } from "../../../parts/FormFile";
import type { Words } from "../../../parts/StepDialog";
import { Steps } from "../Steps";
import { EvaluationState, Score } from "./Score";

interface Props {
  one: Schemas["EvaluationListed"] & { available: string[]; return_to?: string[] };
  forms: Printable[];
  /** The unit or department writes it; else a reviewer gives points again, or nobody may change it now. */
  writable: boolean;
  rescores: boolean;
  changed: boolean;
  busy: boolean;
  save: () => Promise<void>;
  take: (action: string, words?: Words) => Promise<unknown>;
  back: () => void;
  children?: ReactNode;
}

export function EvaluationBar({ one, forms, writable, rescores, changed, busy, save, take, back, children }: Props) {
  return (
    <Space wrap className="no-print gap-below">
      <Button onClick={back}>{t("public.back")}</Button>
      <EvaluationState state={one.state} />
      <Score score={one.score} />
      <FormFile forms={forms} />
      {(writable || rescores) && (
        <Button type="primary" disabled={!changed} loading={busy} onClick={() => void save()}>
          {t(writable ? "action.save" : "evaluation.rescore")}
        </Button>
      )}
      <Steps
        actions={one.available.filter((action) => action !== "rescore")}
        asks={{ return: "step.reason" }}
        targets={one.return_to}
        disabled={changed}
        take={take}
      />
      {children}
      {changed && <span className="secondary">{t("draft.dirty")}</span>}
    </Space>
  );
}

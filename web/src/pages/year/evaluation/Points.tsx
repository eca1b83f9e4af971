// The points of one item: what is claimed, what reviewers gave instead, and where a reviewer gives them.
import { Input, InputNumber } from "antd";
import type { Schemas } from "../../../api/client";
import { t } from "../../../i18n";
import type { Item } from "./content";

type Given = Schemas["Given"];

interface Props {
  name: string;
  item: Item;
  /** What the reviewer who is reading gives now; nothing may be given where `give` is missing. */
  given?: Given | null;
  give?: (given?: Given) => void;
}

export function Points({ name, item, given, give }: Props) {
  return (
    <>
      <div className="number">{item.score ?? t("evaluation.unscored")}</div>
      {(["department", "finance"] as const).map((who) => {
        const points = item[who];
        return (
          points && (
            <div key={who} className="given">
              {t(`evaluation.by.${who}`)} {twoPlaces(points.score)}：{points.reason}
            </div>
          )
        );
      })}
      {give && (
        <div className="give no-print">
          <InputNumber
            size="small"
            aria-label={t("evaluation.points", { name })}
            placeholder={t("evaluation.give")}
            min="0"
            max={item.weight}
            precision={2}
            stringMode
            value={given?.score ?? null}
            onChange={(score) => give(score === null || score === "" ? undefined : { score: String(score), reason: given?.reason ?? "" })}
          />
          {given && (
            <Input
              size="small"
              aria-label={t("evaluation.points.reason", { name })}
              placeholder={t("step.reason")}
              status={given.reason.trim() ? undefined : "error"}
              maxLength={2000}
              value={given.reason}
              onChange={(event) => give({ ...given, reason: event.target.value })}
            />
          )}
        </div>
      )}
    </>
  );
}

/** Points as the sheet prints them. */
function twoPlaces(points: string): string {
  const [whole, part = ""] = points.split(".");
  return `${whole}.${part.padEnd(2, "0")}`;
}

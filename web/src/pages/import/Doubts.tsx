// What the reader is not certain of: the worst first, each with why; j and k go through them.
import { Button, Empty, Segmented, Tag } from "antd";
import { useState } from "react";
import type { Schemas } from "../../api/client";
import { t } from "../../i18n";
import { useKeys } from "../../parts/keys";
import type { Content } from "../document/model";
import { jump, where } from "./where";

export type Doubt = Schemas["DoubtBody"];

/** More are not listed: a file that is all doubt is told by its first lines. */
const MOST = 300;

export const DOUBTFUL = "doubtful";

export function Doubts({ list, content }: { list: Doubt[]; content?: Content }) {
  const doubtful = list.filter((of) => of.level === DOUBTFUL);
  const [level, setLevel] = useState(doubtful.length > 0 || list.length === 0 ? DOUBTFUL : "all");
  const [at, setAt] = useState(-1);
  const shown = (level === DOUBTFUL ? doubtful : list).slice(0, MOST);
  const go = (to: number) => {
    const doubt = shown[to];
    if (!doubt) return;
    setAt(to);
    jump(doubt);
    document.getElementById(`doubt-${to}`)?.scrollIntoView({ block: "nearest" });
  };
  useKeys({ j: () => go(at + 1), k: () => go(at - 1) });
  const all = level === DOUBTFUL ? doubtful : list;
  return (
    <>
      <div className="import-bar">
        <Segmented
          size="small"
          value={level}
          onChange={(to) => {
            setLevel(to);
            setAt(-1);
          }}
          options={[
            { value: DOUBTFUL, label: t("import.doubtful", { count: doubtful.length }) },
            { value: "all", label: t("import.with-likely", { count: list.length }) },
          ]}
        />
        <Button size="small" disabled={at + 1 >= shown.length} onClick={() => go(at + 1)}>
          {t("import.next-doubt")}
        </Button>
        <span className="secondary">{t("import.doubt-keys")}</span>
      </div>
      {shown.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("import.no-doubt")} />
      )}
      <ul className="plain cells" tabIndex={0} aria-label={t("import.doubts")}>
        {shown.map((of, n) => (
          <li key={n} id={`doubt-${n}`} aria-current={n === at || undefined}>
            <Tag color={of.level === DOUBTFUL ? "purple" : undefined}>{t(of.level === DOUBTFUL ? "import.doubt" : "import.likely")}</Tag>
            <Button type="link" size="small" onClick={() => go(n)}>
              {where(of, content)}
            </Button>
            {of.reasons.join(t("import.and"))}
            {of.left_out && <q>{of.left_out}</q>}
          </li>
        ))}
      </ul>
      {all.length > MOST && <span className="secondary">{t("import.more-doubts", { count: all.length - MOST })}</span>}
    </>
  );
}

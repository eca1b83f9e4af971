// What the official forms of the year are made of: lines, texts and choices, written in place or only read.
import { Input, Select } from "antd";
import type { ReactNode } from "react";
import type { Schemas } from "../../api/client";
import { t } from "../../i18n";

/** Lines below each other: they stay before the eye while wider tables of the form are moved sideways. */
export function LineTable({ children }: { children: ReactNode }) {
  return (
    <table className="official reading lines">
      <tbody>{children}</tbody>
    </table>
  );
}

export function Line({ head, children }: { head: string; children?: ReactNode }) {
  return (
    <tr>
      <th scope="row">{head}</th>
      <td>{children ?? "—"}</td>
    </tr>
  );
}

/** Which project the form is about. */
export function ProjectLines({ project, goals }: { project: Schemas["SheetWhole"]["project"]; goals: string[] }) {
  return (
    <>
      <Line head={t("field.name")}>{project.name}</Line>
      <Line head={t("field.department")}>{project.department}</Line>
      <Line head={t("field.unit_name")}>{project.unit_name}</Line>
      <Line head={t("field.goal")}>{goals.join("\n")}</Line>
    </>
  );
}

type Indicator = Pick<Schemas["SheetWhole"]["rows"][number], "level2" | "level3" | "target" | "actual">;

/** An indicator with what it has reached: a value as it was written, a state in words, missing as missing. */
export function IndicatorCells({ row: { level2, level3, target, actual } }: { row: Indicator }) {
  return (
    <>
      <td>{level2}</td>
      <td>{level3}</td>
      <td>{target}</td>
      <td>{actual?.value ?? (actual?.state ? t(`actual.state.${actual.state as "met"}`) : t("monitoring.missing"))}</td>
    </>
  );
}

interface TextLinesProps<Name extends string, C> {
  names: readonly Name[];
  told: (name: Name) => string;
  content: C;
  change?: (content: C) => void;
}

/** What is written on the whole, one line for each text. */
export function TextLines<Name extends string, C extends { [name in Name]?: string | null }>(props: TextLinesProps<Name, C>) {
  const { names, told, content, change } = props;
  return names.map((name) => (
    <Line key={name} head={told(name)}>
      <Words label={told(name)} value={content[name]} onChange={change && ((text) => change({ ...content, [name]: text }))} />
    </Line>
  ));
}

export function Choice<T extends string>(props: {
  label: string;
  words: readonly T[];
  told: (value: T) => string;
  value?: T | null;
  onChange?: (value: T | null) => void;
}) {
  const { told } = props;
  if (!props.onChange) return props.value ? told(props.value) : "—";
  return (
    <Select<T>
      allowClear
      aria-label={props.label}
      style={{ minWidth: 110 }}
      value={props.value ?? undefined}
      options={props.words.map((value) => ({ value, label: told(value) }))}
      onChange={(value?: T) => props.onChange?.(value ?? null)}
    />
  );
}

export function Words(props: { label: string; value?: string | null; onChange?: (text: string | null) => void }) {
  if (!props.onChange) return props.value ?? "—";
  return (
    <Input.TextArea
      aria-label={props.label}
      autoSize={{ minRows: 1, maxRows: 6 }}
      maxLength={2000}
      value={props.value ?? ""}
      onChange={(event) => props.onChange?.(event.target.value || null)}
    />
  );
}

// One field of the form: reads as text, edits in place, shows its findings.
import { memo, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Finding } from "./useCheck";

interface Props {
  value: string;
  label: string;
  editable: boolean;
  findings?: Finding[];
  number?: boolean;
  /** Each change while typing. */
  onChange: (text: string) => void;
  id?: string;
  placeholder?: string;
}

/** A text area that is as high as its text; what is typed goes up after a breath, so typing never waits. */
export const TextCell = memo(function TextCell(props: Props) {
  const { value, label, editable, findings, number, onChange, id, placeholder } = props;
  const [text, setText] = useState(value);
  const area = useRef<HTMLTextAreaElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<string>(undefined);

  useEffect(() => {
    // A change from outside (undo, a fix, a paste) wins over nothing that waits.
    if (pending.current === undefined) setText(value);
  }, [value]);
  useLayoutEffect(() => fit(area.current), [text]);

  const send = () => {
    clearTimeout(timer.current);
    if (pending.current === undefined) return;
    const sent = pending.current;
    pending.current = undefined;
    onChange(sent);
  };
  const type = (next: string) => {
    setText(next);
    pending.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(send, 120);
  };
  const worst = severity(findings);
  return (
    <textarea
      ref={area}
      id={id}
      rows={1}
      className={`cell ${worst ? `cell-${worst}` : ""} ${number ? "number" : ""}`}
      aria-label={label}
      aria-invalid={worst === "error" || undefined}
      title={findings?.map((finding) => finding.message).join("\n")}
      readOnly={!editable}
      placeholder={placeholder}
      value={text}
      onChange={(event) => type(event.target.value)}
      onBlur={send}
    />
  );
});

function fit(area: HTMLTextAreaElement | null): void {
  // Browsers that size a field by its content need no help.
  if (!area || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}

export function severity(findings?: Finding[]): "error" | "warning" | "info" | undefined {
  const has = (word: string) => findings?.some((finding) => finding.severity === word);
  return has("error") ? "error" : has("warning") ? "warning" : has("info") ? "info" : undefined;
}

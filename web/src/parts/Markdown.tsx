// The few forms of Markdown that rule pages use: headings, paragraphs, lists, tables, code; nothing is raw HTML.
import type { ReactNode } from "react";

export function Markdown({ text }: { text: string }) {
  return <div className="markdown">{blocks(text.split("\n"))}</div>;
}

function blocks(lines: string[]): ReactNode[] {
  const out: ReactNode[] = [];
  let n = 0;
  const take = (test: (line: string) => boolean): string[] => {
    const from = n;
    while (n < lines.length && test(lines[n]!)) n += 1;
    return lines.slice(from, n);
  };
  while (n < lines.length) {
    const line = lines[n]!;
    const heading = /^(#{1,4})\s+(.*)$/.exec(line);
    if (line.startsWith("```")) {
      n += 1;
      const code = take((l) => !l.startsWith("```"));
      n += 1;
      out.push(<pre key={n}>{code.join("\n")}</pre>);
    } else if (heading) {
      n += 1;
      const Tag = (["h3", "h3", "h4", "h5"] as const)[heading[1]!.length - 1]!;
      out.push(<Tag key={n}>{inline(heading[2]!)}</Tag>);
    } else if (line.startsWith("|")) out.push(<Grid key={n} rows={take((l) => l.startsWith("|"))} />);
    else if (/^[-*]\s/.test(line)) {
      const items = take((l) => /^[-*]\s/.test(l) || /^\s{2,}\S/.test(l));
      out.push(<ul key={n}>{items.map((item) => <li key={item}>{inline(item.replace(/^[-*]?\s+/, ""))}</li>)}</ul>);
    } else if (line.trim() === "" || line.startsWith("<!--")) n += 1;
    else out.push(<p key={n}>{inline(take((l) => l.trim() !== "" && !/^(#|\||```|[-*]\s)/.test(l)).join(" "))}</p>);
  }
  return out;
}

function Grid({ rows }: { rows: string[] }) {
  const cells = rows.map((row) => row.replace(/^\||\|$/g, "").split("|").map((text) => text.trim()));
  const [head, ...body] = cells.filter((row) => !row.every((text) => /^:?-+:?$/.test(text)));
  return (
    <table className="official">
      <thead>
        <tr>{head?.map((text, n) => <th key={n}>{inline(text)}</th>)}</tr>
      </thead>
      <tbody>
        {body.map((row, n) => (
          <tr key={n}>{row.map((text, c) => <td key={c}>{inline(text)}</td>)}</tr>
        ))}
      </tbody>
    </table>
  );
}

function inline(text: string): ReactNode[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/g).map((part, n) => {
    if (part.startsWith("`")) return <code key={n}>{part.slice(1, -1)}</code>;
    if (part.startsWith("**")) return <strong key={n}>{part.slice(2, -2)}</strong>;
    return part;
  });
}

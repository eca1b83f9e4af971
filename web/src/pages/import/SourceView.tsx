// The brought file as it looks to its author, beside what was recognised in it.
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { t } from "../../i18n";
import { type Block, blocksOf } from "./source";

interface Props {
  attachment: number;
  kind: string;
  name: string;
}

export function SourceView({ attachment, kind, name }: Props) {
  const address = `/api/v1/attachments/${attachment}/content`;
  const source = useQuery({
    queryKey: ["source", attachment],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async () => {
      const answer = await fetch(address, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
      return (await blocksOf(kind in { unknown: 1 } ? ending : kind, await answer.arrayBuffer())) ?? null;
    },
  });
  if (source.isPending) return <Skeleton active />;
  if (!source.data)
    return (
      <Alert
        type="info"
        showIcon
        title={t("import.no-preview")}
        action={
          <Button size="small" href={address} download>
            {t("import.open")}
          </Button>
        }
      />
    );
  return (
    <div className="source">
      {source.data.map((block, n) => (
        <Part key={n} block={block} />
      ))}
    </div>
  );
}

function Part({ block }: { block: Block }) {
  if ("text" in block) return block.heading ? <h3>{block.text}</h3> : <p>{block.text}</p>;
  return (
    <table className="official">
      <tbody>
        {block.cells.map((row, n) => (
          <tr key={n}>
            {row.map((cell, c) => (
              <td key={c} colSpan={cell.columns} rowSpan={cell.rows}>
                {cell.text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// The indicator table: merged levels, edited like a spreadsheet — arrows, Enter, paste of a block, rows moved.
import { CopyOutlined, DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { type ClipboardEvent, type KeyboardEvent, memo, useCallback, useMemo, useRef } from "react";
import { flushSync } from "react-dom";
import { type Key, t } from "../../i18n";
import { block, cell, type Column, EMPTY_ROW, type Indicator, spans, withCell } from "./model";
import { TextCell } from "./TextCell";
import { type Finding, place } from "./useCheck";

interface Props {
  project: number;
  rows: Indicator[];
  editable: boolean;
  findings: Map<string, Finding[]>;
  onChange: (edit: (rows: Indicator[]) => Indicator[], mark?: string) => void;
}

const WIDTH: Record<Column, string> = {
  level1: "9%",
  level2: "10%",
  level3: "15%",
  description: "25%",
  target: "13%",
  basis: "22%",
  note: "10%",
  weight: "5%",
};

/** The columns that this table has: remarks and weights only where the form prints them. */
function columnsOf(rows: Indicator[]): Column[] {
  const columns: Column[] = ["level1", "level2", "level3", "description", "target", "basis"];
  if (rows.some((row) => row.weight !== undefined)) columns.push("weight");
  if (rows.some((row) => row.note !== undefined)) columns.push("note");
  return columns;
}

export const IndicatorGrid = memo(function IndicatorGrid(props: Props) {
  const { project, rows, editable, findings, onChange } = props;
  const table = useRef<HTMLTableElement>(null);
  const columns = useMemo(() => columnsOf(rows), [rows]);
  const merged = { level1: spans(rows, "level1"), level2: spans(rows, "level2") };

  const set = useCallback(
    (row: number, column: Column, text: string) =>
      onChange((all) => {
        // A merged cell is the cell of all its rows.
        const count = column === "level1" || column === "level2" ? (spans(all, column)[row] ?? 1) : 1;
        return all.map((old, n) => (n >= row && n < row + Math.max(count, 1) ? withCell(old, column, text) : old));
      }, `${project}-${row}-${column}`),
    [onChange, project],
  );

  const paste = (event: ClipboardEvent, row: number, column: number) => {
    const cells = block(event.clipboardData.getData("text/plain"));
    if (!editable || (cells.length === 1 && cells[0]!.length === 1)) return;
    event.preventDefault();
    onChange((all) => {
      const next = [...all];
      cells.forEach((line, down) => {
        const above = next[row + down - 1];
        const levels = { level1: above?.level1 ?? null, level2: above?.level2 ?? null };
        let target = next[row + down] ?? { ...EMPTY_ROW, ...levels };
        line.forEach((text, right) => {
          const name = columns[column + right];
          // A merged cell is copied as its text and blanks below it.
          const covered = text.trim() === "" && down > 0 && (name === "level1" || name === "level2");
          if (name) target = withCell(target, name, covered ? (levels[name] ?? "") : text.trim());
        });
        next[row + down] = target;
      });
      return next;
    });
  };

  const focus = (row: number, column: number) => {
    // A merged cell stands for every row that it covers.
    const name = columns[column];
    let top = row;
    if (name === "level1" || name === "level2") while (top > 0 && merged[name][top] === 0) top -= 1;
    const found = table.current?.querySelector<HTMLTextAreaElement>(`[data-cell="${top}-${column}"] textarea`);
    found?.focus();
    found?.select();
  };

  const keys = (event: KeyboardEvent<HTMLTableCellElement>, row: number, column: number) => {
    const area = event.target as HTMLTextAreaElement;
    const whole = area.selectionStart === 0 && area.selectionEnd === area.value.length;
    const atStart = area.selectionEnd === 0 || whole;
    const atEnd = area.selectionStart === area.value.length || whole;
    const moves: Record<string, (() => void) | undefined> = {
      ArrowUp: atStart ? () => focus(row - 1, column) : undefined,
      ArrowDown: atEnd ? () => focus(row + 1, column) : undefined,
      ArrowLeft: atStart ? () => focus(row, column - 1) : undefined,
      ArrowRight: atEnd ? () => focus(row, column + 1) : undefined,
      Enter: event.shiftKey ? undefined : () => (event.ctrlKey && editable ? insert(row + 1) : focus(row + 1, column)),
    };
    if (event.altKey && editable && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const to = row + (event.key === "ArrowUp" ? -1 : 1);
      move(row, to);
      requestAnimationFrame(() => focus(to, column));
      return;
    }
    if (event.nativeEvent.isComposing) return;
    const go = moves[event.key];
    if (!go || event.altKey) return;
    event.preventDefault();
    go();
  };

  const insert = (at: number, like?: Indicator) => {
    // The new row is there before it gets the cursor: in the first cell that is its own.
    flushSync(() =>
      onChange((all) => {
        const above = all[at - 1] ?? all[at];
        const fresh = like ?? { ...EMPTY_ROW, level1: above?.level1 ?? null, level2: above?.level2 ?? null };
        return [...all.slice(0, at), fresh, ...all.slice(at)];
      }),
    );
    requestAnimationFrame(() => focus(at, columns.indexOf("level3")));
  };
  const remove = (at: number) => onChange((all) => all.filter((_, n) => n !== at));
  const move = (from: number, to: number) =>
    onChange((all) => {
      const row = all[from];
      if (!row || to < 0 || to >= all.length) return all;
      const rest = all.filter((_, n) => n !== from);
      return [...rest.slice(0, to), row, ...rest.slice(to)];
    });

  const menu = (row: number) => ({
    items: [
      { key: "insert", icon: <PlusOutlined />, label: t("grid.insert"), onClick: () => insert(row + 1) },
      { key: "copy", icon: <CopyOutlined />, label: t("grid.duplicate"), onClick: () => insert(row + 1, rows[row]) },
      { key: "up", icon: <UpOutlined />, label: t("grid.up"), disabled: row === 0, onClick: () => move(row, row - 1) },
      { key: "down", icon: <DownOutlined />, label: t("grid.down"), disabled: row === rows.length - 1, onClick: () => move(row, row + 1) },
      { key: "remove", icon: <DeleteOutlined />, danger: true, label: t("grid.remove"), onClick: () => remove(row) },
    ],
  });

  return (
    <div className="grid-scroll">
      <table className="official grid" ref={table} aria-label={t("document.indicators")}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" style={{ width: WIDTH[column] }}>
                {t(`column.${column}` as Key)}
              </th>
            ))}
            {editable && <th className="grid-tools no-print" aria-label={t("grid.tools")} />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            // Rows have no name of their own; their cells follow their values.
            <tr key={n}>
              {columns.map((column, c) => {
                const span = column === "level1" || column === "level2" ? merged[column][n] : 1;
                if (span === 0) return null;
                const found = findings.get(place({ project, indicator: n + 1, field: column }));
                return (
                  <td
                    key={column}
                    rowSpan={span}
                    data-cell={`${n}-${c}`}
                    onKeyDown={(event) => keys(event, n, c)}
                    onPaste={(event) => paste(event, n, c)}
                  >
                    <TextCell
                      id={`f-${place({ project, indicator: n + 1, field: column })}`}
                      label={`${t("grid.row", { row: n + 1 })} ${t(`column.${column}` as Key)}`}
                      value={cell(row, column)}
                      editable={editable}
                      findings={found}
                      onChange={(text) => set(n, column, text)}
                    />
                  </td>
                );
              })}
              {editable && (
                <td className="grid-tools no-print">
                  <Dropdown menu={menu(n)} trigger={["click"]}>
                    <Button type="text" size="small" aria-label={t("grid.row.tools", { row: n + 1 })}>
                      ⋯
                    </Button>
                  </Dropdown>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {editable && (
        <Button type="dashed" block icon={<PlusOutlined />} className="no-print" onClick={() => insert(rows.length)}>
          {t("grid.add")}
        </Button>
      )}
    </div>
  );
});

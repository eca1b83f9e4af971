// The rows of an overview as charts.
import type { EChartsCoreOption } from "echarts/core";
import type { Schemas } from "../../api/client";
import { wan } from "../../parts/money";

export type Project = Schemas["OverviewProject"];
export type Found = Schemas["OverviewFindings"];

const ACCENT = "#1d5c4d";
const LIGHT = ["#f1f5f3", "#8fbfae", ACCENT];

export const unitOf = (project: Project) => project.unit_name ?? project.unit_code ?? project.path;
const short = (text: string) => (text.length > 12 ? `${text.slice(0, 11)}…` : text);

/** Rows by a key, in the order of their first row. */
export function grouped<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

export function money(projects: Project[]): EChartsCoreOption {
  const data = [...grouped(projects, unitOf)].map(([name, rows]) => ({
    name,
    children: rows.map((row) => ({ name: row.name ?? row.code ?? "", value: row.budget_fen, id: `p${row.id}` })),
  }));
  return {
    color: ["#1d5c4d", "#2f5f9e", "#7a4f00", "#6a4595", "#8a3a3a", "#35606b", "#4d5c1d", "#5c4a3a"],
    tooltip: { formatter: (at: { name: string; value: number }) => `${at.name}<br>${wan(at.value)}` },
    series: [
      {
        type: "treemap",
        data,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        label: { color: "#fff", formatter: (at: { name: string; value: number }) => `${at.name}\n${wan(at.value)}` },
        upperLabel: { show: true, height: 22, color: "#15171a", overflow: "truncate" },
        levels: [{ itemStyle: { gapWidth: 3 } }, { itemStyle: { borderColor: "#dde3e0", borderWidth: 2, gapWidth: 1 } }],
      },
    ],
  };
}

const MONTHS = [...Array(13).keys()];

/** Cumulative percent at the end of each month; a blank month keeps the one before. */
function curve(project: Project): number[] {
  let reached = 0;
  return MONTHS.map((month) => {
    const point = project.plan.find((of) => of.month === month);
    const percent = Number.parseFloat(point?.percent ?? "");
    if (Number.isFinite(percent)) reached = percent;
    return reached;
  });
}

/** The plan of each unit, its projects weighed by their budgets. */
export function plans(projects: Project[]): { name: string; data: number[] }[] {
  const planned = projects.filter((project) => project.plan.some((of) => of.percent) && project.budget_fen > 0);
  return [...grouped(planned, unitOf)].map(([name, rows]) => {
    const all = rows.reduce((sum, row) => sum + row.budget_fen, 0);
    const curves = rows.map((row) => curve(row).map((percent) => (percent * row.budget_fen) / all));
    return { name, data: MONTHS.map((m) => Math.round(curves.reduce((sum, of) => sum + of[m]!, 0) * 10) / 10) };
  });
}

export function planOption(projects: Project[]): EChartsCoreOption {
  return {
    tooltip: { trigger: "item", formatter: (at: { seriesName: string; name: string; value: number }) => `${at.seriesName}<br>${at.name}: ${at.value}%` },
    legend: { type: "scroll", bottom: 0, textStyle: { color: "#15171a" } },
    grid: { left: 44, right: 16, top: 12, bottom: 56 },
    xAxis: { type: "category", data: MONTHS.map(String), axisLabel: { color: "#4a5560" } },
    yAxis: { type: "value", max: 100, axisLabel: { formatter: "{value}%", color: "#4a5560" } },
    series: plans(projects).map(({ name, data }) => ({ type: "line", name, data, triggerLineEvent: true, symbolSize: 5 })),
  };
}

export interface Heat {
  columns: string[];
  rows: string[];
  /** Column, row, count. */
  cells: [number, number, number][];
}

/** Counts where two words meet; columns with the most first. */
export function heat(counts: { column: string; row: string; count: number }[]): Heat {
  const total = new Map<string, number>();
  for (const { column, count } of counts) total.set(column, (total.get(column) ?? 0) + count);
  const columns = [...total].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const rows = [...new Set(counts.map((of) => of.row))];
  const sums = new Map<string, number>();
  for (const of of counts) {
    const key = `${columns.indexOf(of.column)},${rows.indexOf(of.row)}`;
    sums.set(key, (sums.get(key) ?? 0) + of.count);
  }
  const cells = rows.flatMap((_, r) =>
    columns.map((__, c): [number, number, number] => [c, r, sums.get(`${c},${r}`) ?? 0]),
  );
  return { columns, rows, cells };
}

export function heatOption({ columns, rows, cells }: Heat): EChartsCoreOption {
  const most = Math.max(1, ...cells.map((cell) => cell[2]));
  return {
    tooltip: {
      formatter: (at: { value: [number, number, number] }) => `${rows[at.value[1]]}<br>${columns[at.value[0]]}: ${at.value[2]}`,
    },
    grid: { left: 130, right: 8, top: 84, bottom: 8 },
    xAxis: { type: "category", position: "top", data: columns, axisLabel: { rotate: 40, interval: 0, formatter: short, color: "#15171a" } },
    yAxis: { type: "category", inverse: true, data: rows, axisLabel: { interval: 0, formatter: short, color: "#15171a" } },
    visualMap: { show: false, min: 0, max: most, inRange: { color: LIGHT } },
    series: [
      {
        type: "heatmap",
        data: cells.map((value) => ({ value, label: { color: value[2] > most * 0.6 ? "#fff" : "#15171a" } })),
        label: { show: true, formatter: (at: { value: [number, number, number] }) => String(at.value[2]) },
        itemStyle: { borderColor: "#fff", borderWidth: 1 },
      },
    ],
  };
}

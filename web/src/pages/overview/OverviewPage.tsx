// A year at a glance: money, plans, indicators, findings, repeated texts; each chart opens its rows.
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Empty } from "antd";
import { useMemo, useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { saveCsv } from "../../parts/downloads";
import { BranchFilter } from "../../parts/BranchFilter";
import { YearFilter } from "../../parts/YearFilter";
import { wan } from "../../parts/money";
import { useNodes, useYears } from "../../parts/nodes";
import { PageError, PageLoading } from "../../parts/PageState";
import { Chart } from "./Chart";
import { type Found, heat, heatOption, money, planOption, plans, type Project, unitOf } from "./options";
import { FindingRows, ProjectRows } from "./Rows";

/** What the drawer shows. */
type Shown = { title: string; projects?: Project[]; findings?: Found[] };

export default function OverviewPage() {
  const years = useYears();
  const [chosen, setYear] = useState<number>();
  const [branch, setBranch] = useState<string>();
  const year = chosen ?? (years.find((of) => !of.closed_at) ?? years[0])?.year;
  const found = useQuery({
    queryKey: ["overview", year, branch],
    enabled: year !== undefined,
    staleTime: 60_000,
    queryFn: () => call(api.GET("/api/v1/overview", { params: { query: { year: year!, branch } } })),
  });
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("nav.overview")}</h1>
        <YearFilter year={year} onYear={setYear} />
        <BranchFilter branch={branch} onBranch={setBranch} />
        {found.data && (
          <span className="secondary">
            {t("document.sum", { count: found.data.total, budget: wan(found.data.total_budget_fen) })}
          </span>
        )}
        {found.data && (
          <Button href={workbook(found.data.year, branch)} download>
            {t("overview.export")}
          </Button>
        )}
      </div>
      {found.isError && <PageError error={found.error} reset={() => void found.refetch()} />}
      {found.isPending && <PageLoading />}
      {found.data?.projects.length === 0 && <Empty description={t("overview.empty")} />}
      {found.data && found.data.projects.length > 0 && <Charts overview={found.data} branch={branch} />}
    </div>
  );
}

/** The address of the rows as a workbook: those of one chart, or all. */
function workbook(year: number, branch?: string, rows?: string): string {
  const asked = { year: String(year), ...(branch && { branch }), ...(rows && { rows }) };
  return `/api/v1/overview/export?${new URLSearchParams(asked)}`;
}

function Charts({ overview, branch }: { overview: Schemas["Overview"]; branch?: string }) {
  const nodes = useNodes();
  const [shown, setShown] = useState<Shown>();
  const { projects, findings, repeated } = overview;
  const unit = useMemo(() => new Map(nodes.map((node) => [node.path, node.name])), [nodes]);
  const kinds = useMemo(
    () =>
      heat(
        projects.flatMap((project) =>
          project.kinds.map((of) => ({ column: of.level2 || t("overview.no-level"), row: unitOf(project), count: of.count })),
        ),
      ),
    [projects],
  );
  const byUnit = useMemo(
    () => heat(findings.map((of) => ({ column: of.title, row: `${of.year} ${unit.get(of.path) ?? of.path}`, count: of.count }))),
    [findings, unit],
  );
  const options = useMemo(
    () => ({ money: money(projects), plan: planOption(projects), kinds: heatOption(kinds), findings: heatOption(byUnit) }),
    [projects, kinds, byUnit],
  );
  const rows = (word: string) => workbook(overview.year, branch, word);
  const all = (title: string) => () => setShown({ title, projects });
  const openKind = (data: unknown) => {
    const [c, r] = (data as { value: [number, number, number] }).value;
    const [level2, name] = [kinds.columns[c]!, kinds.rows[r]!];
    setShown({ title: `${name} · ${level2}`, projects: projects.filter((of) => unitOf(of) === name) });
  };
  const openFinding = (data: unknown) => {
    const [c, r] = (data as { value: [number, number, number] }).value;
    const [title, row] = [byUnit.columns[c]!, byUnit.rows[r]!];
    const rows = findings.filter((of) => of.title === title && `${of.year} ${unit.get(of.path) ?? of.path}` === row);
    setShown({ title: `${row} · ${title}`, findings: rows });
  };
  const openMoney = (data: unknown) => {
    const { name, id } = data as { name: string; id?: string };
    const rows = projects.filter((of) => (id ? `p${of.id}` === id : unitOf(of) === name));
    if (rows.length > 0) setShown({ title: name, projects: rows });
  };
  const openUnit = (_: unknown, name: string) =>
    setShown({ title: name, projects: projects.filter((of) => unitOf(of) === name) });
  const grid = ({ columns, rows, cells }: typeof kinds) => [
    ["", ...columns],
    ...rows.map((row, r) => [row, ...cells.filter((cell) => cell[1] === r).map((cell) => cell[2])]),
  ];
  const tall = (rows: number) => Math.max(200, 100 + rows * 26);
  return (
    <>
      <Chart
        title={t("overview.money")}
        option={options.money}
        height={420}
        xlsx={rows("money")}
        onOpen={openMoney}
        onAll={all(t("overview.money"))}
        table={() => [
          [t("field.unit_name"), t("field.code"), t("field.name"), t("documents.budget")],
          ...projects.map((of) => [unitOf(of), of.code, of.name, of.budget_fen / 1_000_000]),
        ]}
      />
      <Chart
        title={t("overview.plan")}
        option={options.plan}
        height={340}
        xlsx={rows("plan")}
        onOpen={openUnit}
        onAll={all(t("overview.plan"))}
        table={() => [
          [t("field.unit_name"), ...Array.from({ length: 13 }, (_, month) => month)],
          ...plans(projects).map(({ name, data }) => [name, ...data]),
        ]}
      />
      <Chart
        title={t("overview.kinds")}
        option={options.kinds}
        height={tall(kinds.rows.length)}
        xlsx={rows("kinds")}
        onOpen={openKind}
        onAll={all(t("overview.kinds"))}
        table={() => grid(kinds)}
      />
      {findings.length > 0 && (
        <Chart
          title={t("overview.findings")}
          option={options.findings}
          height={tall(byUnit.rows.length)}
          xlsx={rows("findings")}
          onOpen={openFinding}
          onAll={() => setShown({ title: t("overview.findings"), findings })}
          table={() => grid(byUnit)}
        />
      )}
      <section className="card" aria-label={t("overview.repeated")}>
        <div className="chart-head">
          <h2>{t("overview.repeated")}</h2>
          <Button
            size="small"
            disabled={repeated.length === 0}
            onClick={() =>
              saveCsv(`${t("overview.repeated")}.csv`, repeated.map((of) => [of.text, of.units, of.projects.length]))
            }
          >
            CSV
          </Button>
        </div>
        {repeated.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("overview.no-repeated")} />}
        <ul className="plain">
          {repeated.map((of) => (
            <li key={of.field + of.text}>
              <Button
                type="link"
                size="small"
                onClick={() => setShown({ title: of.text, projects: projects.filter((p) => of.projects.includes(p.id)) })}
              >
                {t("overview.units", { units: of.units, projects: of.projects.length })}
              </Button>
              {t(`field.${of.field}` as Key)}：{of.text}
            </li>
          ))}
        </ul>
      </section>
      <Drawer open={shown !== undefined} onClose={() => setShown(undefined)} title={shown?.title} size="large">
        {shown?.projects && <ProjectRows rows={shown.projects} />}
        {shown?.findings && <FindingRows rows={shown.findings} unit={unit} />}
      </Drawer>
    </>
  );
}

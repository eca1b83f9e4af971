// The running year: money, monitoring and rectification, for the chosen year and branch.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { lazy, Suspense, useState } from "react";
import { has, useSession } from "../../api/session";
import { type Key, t } from "../../i18n";
import { BranchFilter } from "../../parts/BranchFilter";
import { YearFilter } from "../../parts/YearFilter";
import { useYears } from "../../parts/nodes";
import { PageLoading } from "../../parts/PageState";
import type { Scope } from "./scope";

const Execution = lazy(() => import("./Execution"));
const Monitoring = lazy(() => import("./Monitoring"));
const Payments = lazy(() => import("./Payments"));
const Rectifications = lazy(() => import("./Rectifications"));
const Evaluations = lazy(() => import("./evaluation/Evaluations"));
const Departments = lazy(() => import("./evaluation/Departments"));
const Results = lazy(() => import("./evaluation/Results"));

interface Tab {
  key: string;
  label: Key;
  page: typeof Monitoring;
  /** Who sees it; everybody where it is missing. */
  role?: string;
}

const TABS: Tab[] = [
  { key: "execution", label: "year.execution", page: Execution },
  { key: "payments", label: "year.payments", page: Payments, role: "clerk" },
  { key: "monitoring", label: "year.monitoring", page: Monitoring },
  { key: "rectifications", label: "year.rectifications", page: Rectifications },
  { key: "evaluations", label: "year.evaluations", page: Evaluations },
  { key: "departments", label: "year.departments", page: Departments },
  { key: "results", label: "year.results", page: Results },
];

export default function YearPage() {
  const { tab = TABS[0]!.key, id } = useSearch({ from: "/inside/year" });
  const navigate = useNavigate({ from: "/year" });
  const session = useSession();
  const years = useYears();
  const [chosen, setYear] = useState<number>();
  const [branch, setBranch] = useState<string>();
  // The year that runs is the approved one: that of today where it is open, else the newest open one.
  const now = new Date().getFullYear();
  const open = years.filter((of) => !of.closed_at);
  const year = chosen ?? (open.find((of) => of.year === now) ?? open[0] ?? years[0])?.year;
  const show = (shown?: number) => void navigate({ search: { tab, id: shown } });
  const page = (Page: typeof Monitoring, scope: Scope) => (
    <Suspense fallback={<PageLoading />}>
      <Page scope={scope} id={id} show={show} />
    </Suspense>
  );
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("nav.year")}</h1>
        <YearFilter year={year} onYear={setYear} />
        <BranchFilter branch={branch} onBranch={setBranch} />
      </div>
      {year !== undefined && (
        <Tabs
          activeKey={tab}
          destroyOnHidden
          onChange={(key) => void navigate({ search: { tab: key } })}
          items={TABS.filter((of) => !of.role || has(session.data, of.role)).map((of) => ({ key: of.key, label: t(of.label), children: page(of.page, { year, branch }) }))}
        />
      )}
    </div>
  );
}

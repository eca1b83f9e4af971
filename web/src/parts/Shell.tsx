// The frame of every page behind the login: where am I, who am I, what else is there.
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { type Session, has, useLogout, useSession } from "../api/session";
import { type Key, language, setLanguage, t, word } from "../i18n";
import { PageError, PageLoading } from "./PageState";

interface Entry {
  to: string;
  label: Key;
  /** Who sees it; everybody where it is missing. */
  roles?: string[];
}

const ENTRIES: Entry[] = [
  { to: "/", label: "nav.workbench" },
  {
    to: "/documents",
    label: "nav.documents",
    roles: ["clerk", "unit_reviewer", "department_reviewer", "finance_reviewer", "leader"],
  },
  {
    to: "/review",
    label: "nav.review",
    roles: ["unit_reviewer", "department_reviewer", "finance_reviewer"],
  },
  { to: "/import", label: "nav.import", roles: ["clerk"] },
  {
    to: "/year",
    label: "nav.year",
    roles: ["clerk", "unit_reviewer", "department_reviewer", "finance_reviewer", "leader"],
  },
  {
    to: "/overview",
    label: "nav.overview",
    roles: ["unit_reviewer", "department_reviewer", "finance_reviewer", "leader"],
  },
  { to: "/admin", label: "nav.admin", roles: ["system_admin", "security_admin", "audit_admin"] },
];

export function Shell() {
  const session = useSession();
  const location = useLocation();
  const navigate = useNavigate();
  const outside = session.isSuccess && (!session.data || session.data.must_change_password);
  const back = location.href;
  useEffect(() => {
    if (outside) void navigate({ to: "/login", search: { back }, replace: true });
    // Where one came from is the address at that moment; it does not send anybody twice.
  }, [outside, navigate]);
  if (session.isError) return <PageError error={session.error} reset={() => void session.refetch()} />;
  if (!session.data || outside) return <PageLoading />;
  return <Frame session={session.data} />;
}

function Frame({ session }: { session: Session }) {
  const { pathname } = useLocation();
  const entries = ENTRIES.filter((entry) => !entry.roles || has(session, ...entry.roles));
  const main = useRef<HTMLElement>(null);
  // A new page has the keys at once, and a screen reader begins there.
  useEffect(() => main.current?.focus({ preventScroll: true }), [pathname]);
  // On a phone the way to where one is may lie outside of the row.
  useEffect(() => {
    document.querySelector(".frame-nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  const here = entries.filter((e) => pathname === e.to || pathname.startsWith(`${e.to}/`)).at(-1)?.to;
  return (
    <>
      <a className="skip" href="#main">
        {t("app.skip")}
      </a>
      <header className="no-print frame">
        <Link to="/" className="frame-name">
          {t("app.name")}
        </Link>
        <nav className="frame-nav" aria-label={t("app.nav")}>
          {entries.map((entry) => (
            <Link key={entry.to} to={entry.to} aria-current={entry.to === here ? "page" : undefined}>
              {t(entry.label)}
            </Link>
          ))}
        </nav>
        <Who session={session} />
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
    </>
  );
}

/** The name opens a small list; the browser's own part keeps the first load light. */
function Who({ session }: { session: Session }) {
  const logout = useLogout();
  const navigate = useNavigate();
  const list = useRef<HTMLDetailsElement>(null);
  const roles = [...new Set(session.roles.map((at) => word("role", at.role)))].join("、");
  const close = () => list.current?.removeAttribute("open");
  const leave = async () => {
    await logout();
    await navigate({ to: "/login" });
  };
  const turn = () => {
    close();
    void setLanguage(language() === "en" ? "zh-CN" : "en");
  };
  return (
    <details
      className="who"
      ref={list}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <summary>{session.name}</summary>
      <div className="who-list">
        <div className="secondary">{roles}</div>
        <button type="button" onClick={turn}>
          {t("app.language")}
        </button>
        <button type="button" onClick={() => void leave()}>
          {t("action.logout")}
        </button>
      </div>
    </details>
  );
}

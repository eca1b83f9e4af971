// The frame of every page behind the login: where am I, who am I, what else is there.
import { Link, Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, Layout, Menu } from "antd";
import { useEffect } from "react";
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
  const items = entries.map((entry) => ({
    key: entry.to,
    label: <Link to={entry.to}>{t(entry.label)}</Link>,
  }));
  const here = entries.filter((e) => pathname === e.to || pathname.startsWith(`${e.to}/`)).at(-1)?.to;
  return (
    <Layout style={{ minHeight: "100vh" }}>
      <a className="skip" href="#main">
        {t("app.skip")}
      </a>
      <Layout.Header className="no-print frame">
        <Link to="/" className="frame-name">
          {t("app.name")}
        </Link>
        <Menu
          mode="horizontal"
          items={items}
          selectedKeys={here ? [here] : []}
          style={{ flex: 1, minWidth: 0, borderBottom: 0, background: "transparent" }}
        />
        <Who session={session} />
      </Layout.Header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </Layout>
  );
}

function Who({ session }: { session: Session }) {
  const logout = useLogout();
  const navigate = useNavigate();
  const roles = [...new Set(session.roles.map((at) => word("role", at.role)))].join("、");
  const leave = async () => {
    await logout();
    await navigate({ to: "/login" });
  };
  const items = [
    { key: "roles", label: roles, disabled: true },
    {
      key: "language",
      label: t("app.language"),
      onClick: () => void setLanguage(language() === "en" ? "zh-CN" : "en"),
    },
    { key: "logout", label: t("action.logout"), onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button type="text">{session.name}</Button>
    </Dropdown>
  );
}

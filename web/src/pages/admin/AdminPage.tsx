// Administration: each of the three administrators sees their own sections and no other.
import { Tabs } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { has, useSession } from "../../api/session";
import { type Key, t } from "../../i18n";
import { PageLoading } from "../../parts/PageState";

const Tree = lazy(() => import("./Tree"));
const Accounts = lazy(() => import("./Accounts"));
const Years = lazy(() => import("./Years"));
const Rules = lazy(() => import("./Rules"));
const Audit = lazy(() => import("./Audit"));
const Backups = lazy(() => import("./Backups"));
const Keys = lazy(() => import("./Keys"));

const SECTIONS: { key: string; label: Key; roles: string[]; page: ReactNode }[] = [
  { key: "tree", label: "admin.tree", roles: ["system_admin"], page: <Tree /> },
  { key: "years", label: "admin.years", roles: ["system_admin"], page: <Years /> },
  { key: "rules", label: "admin.rules", roles: ["system_admin"], page: <Rules /> },
  { key: "backups", label: "admin.backups", roles: ["system_admin"], page: <Backups /> },
  { key: "accounts", label: "admin.accounts", roles: ["system_admin", "security_admin"], page: <Accounts /> },
  { key: "keys", label: "admin.keys", roles: ["security_admin"], page: <Keys /> },
  { key: "audit", label: "admin.audit", roles: ["audit_admin"], page: <Audit /> },
];

export default function AdminPage() {
  const session = useSession();
  const items = SECTIONS.filter((section) => has(session.data, ...section.roles)).map((section) => ({
    key: section.key,
    label: t(section.label),
    children: <Suspense fallback={<PageLoading />}>{section.page}</Suspense>,
  }));
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("nav.admin")}</h1>
      </div>
      <Tabs items={items} destroyOnHidden />
    </div>
  );
}

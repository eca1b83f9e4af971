// Every address of the application, in one list; each page is fetched when it is first opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import { NotFound, PageError, PageLoading } from "./parts/PageState";
import { Shell } from "./parts/Shell";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  component: lazyRouteComponent(() => import("./pages/login/LoginPage")),
});

// Everything behind the login.
const inside = createRoute({ getParentRoute: () => root, id: "inside", component: Shell });

const workbench = createRoute({
  getParentRoute: () => inside,
  path: "/",
  component: lazyRouteComponent(() => import("./pages/workbench/WorkbenchPage")),
});

const documents = createRoute({
  getParentRoute: () => inside,
  path: "/documents",
  component: lazyRouteComponent(() => import("./pages/documents/DocumentsPage")),
});

const document = createRoute({
  getParentRoute: () => inside,
  path: "/documents/$document",
  component: lazyRouteComponent(() => import("./pages/document/DocumentPage")),
});

const batch = createRoute({
  getParentRoute: () => inside,
  path: "/documents/export",
  validateSearch: (search: Record<string, unknown>): { id?: number; year?: number; state?: string } => ({
    id: Number(search.id) || undefined,
    year: Number(search.year) || undefined,
    state: text(search.state),
  }),
  component: lazyRouteComponent(() => import("./pages/export/ExportPage")),
});

const review = createRoute({
  getParentRoute: () => inside,
  path: "/review",
  component: lazyRouteComponent(() => import("./pages/review/ReviewPage")),
});

const bring = createRoute({
  getParentRoute: () => inside,
  path: "/import",
  validateSearch: (search: Record<string, unknown>): { id?: number } => ({ id: Number(search.id) || undefined }),
  component: lazyRouteComponent(() => import("./pages/import/ImportPage")),
});

const overview = createRoute({
  getParentRoute: () => inside,
  path: "/overview",
  component: lazyRouteComponent(() => import("./pages/overview/OverviewPage")),
});

const year = createRoute({
  getParentRoute: () => inside,
  path: "/year",
  validateSearch: (search: Record<string, unknown>): { tab?: string; id?: number } => ({
    tab: text(search.tab),
    id: Number(search.id) || undefined,
  }),
  component: lazyRouteComponent(() => import("./pages/year/YearPage")),
});

// What everybody may read, without login.
const open = createRoute({
  getParentRoute: () => root,
  path: "/public",
  component: lazyRouteComponent(() => import("./pages/public/PublicFrame")),
});

const published = createRoute({
  getParentRoute: () => open,
  path: "/",
  validateSearch: (search: Record<string, unknown>): PublicSearch => ({
    area: text(search.area),
    year: Number(search.year) || undefined,
    branch: text(search.branch),
    q: text(search.q),
  }),
  component: lazyRouteComponent(() => import("./pages/public/PublicPage")),
});

const publishedDocument = createRoute({
  getParentRoute: () => open,
  path: "/$area/$document",
  component: lazyRouteComponent(() => import("./pages/public/PublicDocument")),
});

export interface PublicSearch {
  area?: string;
  year?: number;
  branch?: string;
  q?: string;
}

function text(value: unknown): string | undefined {
  return value === undefined || value === "" ? undefined : String(value);
}

const admin = createRoute({
  getParentRoute: () => inside,
  path: "/admin",
  component: lazyRouteComponent(() => import("./pages/admin/AdminPage")),
});

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    open.addChildren([published, publishedDocument]),
    inside.addChildren([workbench, documents, document, batch, review, bring, year, overview, admin]),
  ]),
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageError,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

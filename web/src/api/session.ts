// Who is logged in: one query that every page shares.
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiError, api, call, rememberCsrf, type Schemas } from "./client";

export type Session = Schemas["SessionBody"];

const KEY = ["session"];

async function read(): Promise<Session | null> {
  try {
    const session = await call(api.GET("/api/v1/session"));
    rememberCsrf(session.csrf);
    return session;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** The session; `null` where nobody is logged in. */
export function useSession() {
  return useQuery({ queryKey: KEY, queryFn: read, staleTime: 60_000 });
}

/** What another person read is not shown; the session itself stays watched by the pages. */
function forgetAll(client: QueryClient): void {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
}

export function useLogin() {
  const client = useQueryClient();
  return async (login: Schemas["Login"]) => {
    const session = await call(api.POST("/api/v1/session", { body: login }));
    rememberCsrf(session.csrf);
    forgetAll(client);
    client.setQueryData(KEY, session);
    return session;
  };
}

export function useLogout() {
  const client = useQueryClient();
  return async () => {
    await call(api.DELETE("/api/v1/session"));
    forgetAll(client);
    client.setQueryData(KEY, null);
  };
}

/** Whether the session has one of the roles at a node of the tree, by its path. */
export function hasAt(session: Session | null | undefined, path: string, ...roles: string[]): boolean {
  return session?.roles.some((at) => roles.includes(at.role) && path.startsWith(at.path)) ?? false;
}

/** Whether the session has one of the roles, anywhere. */
export function has(session: Session | null | undefined, ...roles: string[]): boolean {
  return session?.roles.some((at) => roles.includes(at.role)) ?? false;
}

// The only door to the server: typed calls, the csrf token, refusals as one kind of error.
import createClient from "openapi-fetch";
import { language, t } from "../i18n";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];
export type Problem = Schemas["ProblemBody"];

let csrf = "";

/** Every write carries the session's token. */
export function rememberCsrf(token: string): void {
  csrf = token;
}

/** A refusal of the server (or no answer at all: status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    message: string,
    readonly problem?: Problem & Record<string, unknown>,
  ) {
    super(message);
  }
}

export const api = createClient<paths>({ baseUrl: "/", credentials: "same-origin" });

api.use({
  onRequest({ request }) {
    request.headers.set("Accept-Language", language() === "en" ? "en" : "zh-CN");
    if (request.method !== "GET") request.headers.set("X-CSRF-Token", csrf);
    return request;
  },
  onError() {
    return new ApiError(0, "network", t("error.network"));
  },
});

/** The data of an answer, or the refusal as an error. */
export async function call<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await answer;
  if (response.ok) return data as T;
  throw refusal(response.status, error);
}

/** The same with the entity tag that a later save stands on. */
export async function callWithTag<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<{ data: T; etag: string }> {
  const { data, error, response } = await answer;
  if (response.ok) return { data: data as T, etag: response.headers.get("ETag") ?? "" };
  throw refusal(response.status, error);
}

/** A file of the server as text. */
export async function readText(address: string): Promise<string> {
  const response = await fetch(address, { credentials: "same-origin" });
  if (response.ok) return response.text();
  throw refusal(response.status, await response.json().catch(() => undefined));
}

function refusal(status: number, error: unknown): ApiError {
  const problem = (typeof error === "object" ? error : undefined) as
    | (Problem & Record<string, unknown>)
    | undefined;
  const told = [problem?.title, problem?.detail].filter(Boolean).join("：");
  return new ApiError(status, problem?.kind ?? "unknown", told || `HTTP ${status}`, problem);
}

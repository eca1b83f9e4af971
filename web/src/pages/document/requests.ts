// What the document page asks of the server.
import { useQuery } from "@tanstack/react-query";
import { api, call, callWithTag, type Schemas } from "../../api/client";
import type { Content } from "./model";
import type { Finding } from "./useCheck";

export type DocumentRow = Schemas["DocumentRow"];

const at = (document: number) => ({ path: { document } });

export function readDocument(id: number): Promise<{ data: DocumentRow; etag: string }> {
  return callWithTag(api.GET("/api/v1/documents/{document}", { params: at(id) }));
}

export async function readContent(id: number): Promise<Content> {
  const content = await call(api.GET("/api/v1/documents/{document}/content", { params: at(id) }));
  return content as unknown as Content;
}

/** Saves on top of an entity tag; gives the new one. */
export async function saveContent(id: number, content: Content, etag: string): Promise<string> {
  const saved = await callWithTag(
    api.PUT("/api/v1/documents/{document}/content", {
      params: { ...at(id), header: { "If-Match": etag } },
      body: content as unknown as Record<string, never>,
    }),
  );
  return saved.etag;
}

/** The findings of a content that is not saved yet. */
export async function check(content: Content, signal: AbortSignal): Promise<Finding[]> {
  const body = content as unknown as Record<string, never>;
  const checked = await call(api.POST("/api/v1/check", { body, signal }));
  return (checked.files[0]?.findings ?? []) as Finding[];
}

/** The findings that the record keeps of the current version. */
export async function readFindings(id: number): Promise<Finding[]> {
  const kept = await call(api.GET("/api/v1/documents/{document}/findings", { params: at(id) }));
  return kept.items as Finding[];
}

/** What happened to a document, and what its reader may do now. */
export function useSteps(row: DocumentRow) {
  const params = at(row.id);
  return useQuery({
    queryKey: ["steps", row.id, row.state],
    queryFn: () => call(api.GET("/api/v1/documents/{document}/steps", { params })),
  });
}

export function takeStep(
  id: number,
  step: { action: string; reason?: string; to?: string },
  etag: string,
): Promise<unknown> {
  return call(
    api.POST("/api/v1/documents/{document}/steps", {
      params: { ...at(id), header: { "If-Match": etag } },
      body: step as Schemas["NewStep"],
    }),
  );
}

/** Acknowledges a warning with all its places, in the version that was looked at. */
export function acknowledge(id: number, version: number, cause: string): Promise<unknown> {
  return call(
    api.PUT("/api/v1/documents/{document}/acknowledgements/{cause}", {
      params: { path: { document: id, cause } },
      body: { version },
    }),
  );
}

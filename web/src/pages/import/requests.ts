// What the import page asks of the server.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, call, type Schemas } from "../../api/client";
import { unfinished, useProgress } from "../../api/job";

export type Import = Schemas["ImportBody"];
export type ImportFile = Schemas["ImportFile"];
export type Preview = Schemas["ImportPreview"];
/** Where a file shall go. */
export type Choice = Schemas["ConfirmFile"];

/** The server takes so many at once. */
const AT_ONCE = 50;

/** Brings files; a few are read at once, more become a job. */
export function bring(files: File[]): Promise<Import> {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  const sent = api.POST("/api/v1/imports", {
    body: form as never,
    bodySerializer: (body) => body as unknown as FormData,
  });
  return call<Import>(sent);
}

/** An import; while its files are read the server tells every step. */
export function useImport(id: number | undefined) {
  const client = useQueryClient();
  const found = useQuery({
    queryKey: ["import", id],
    enabled: id !== undefined,
    queryFn: () => call(api.GET("/api/v1/imports/{import}", { params: { path: { import: id! } } })),
    // Where the stream does not reach through, asking now and then still ends.
    refetchInterval: (query) => (query.state.data && unfinished(query.state.data) ? 5000 : false),
  });
  const open = found.data !== undefined && unfinished(found.data);
  const progress = useProgress(id, open, () => void client.invalidateQueries({ queryKey: ["import", id] }));
  return { ...found, open, progress: progress ?? found.data };
}

export function usePreview(id: number, file: number | undefined) {
  return useQuery({
    queryKey: ["import-file", id, file],
    enabled: file !== undefined,
    queryFn: () =>
      call(
        api.GET("/api/v1/imports/{import}/files/{file}", { params: { path: { import: id, file: file! } } }),
      ),
  });
}

/** Puts files into the record, as many at once as the server takes. */
export async function confirm(id: number, files: Choice[]): Promise<void> {
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const body = { files: files.slice(from, from + AT_ONCE) };
    await call(api.POST("/api/v1/imports/{import}/confirm", { params: { path: { import: id } }, body }));
  }
}

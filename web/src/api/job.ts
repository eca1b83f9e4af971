// What works in the background: how far it is, told by the server step by step.
import { useEffect, useState } from "react";

export interface Progress {
  done: number;
  total: number;
}

/** Whether a job still works. */
export const unfinished = (job: { state: string }) => job.state === "queued" || job.state === "running";

/** Follows a job while it is open; `end` is told once, when it is done or failed. */
export function useProgress(id: number | undefined, open: boolean, end: () => void): Progress | undefined {
  const [progress, setProgress] = useState<Progress & { id: number }>();
  useEffect(() => {
    if (!open || id === undefined) return undefined;
    const events = new EventSource(`/api/v1/jobs/${id}/events`);
    events.addEventListener("progress", (event) => setProgress(JSON.parse(event.data) as Progress & { id: number }));
    const close = () => {
      events.close();
      end();
    };
    events.addEventListener("done", close);
    events.addEventListener("failed", close);
    return () => events.close();
    // What is done at the end is that of the moment, and opens no second stream.
  }, [open, id]);
  return progress?.id === id ? progress : undefined;
}

// What somebody writes on a form until it is saved: whether anything changed, saving it, and reading it anew.
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { t } from "../../i18n";

/** `lists` are read anew once something was saved; `begun` where there is something to save at once. */
export function useSaving(lists: string[], begun = false) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [changed, setChanged] = useState(begun);
  const [busy, setBusy] = useState(false);
  const again = () => Promise.all(lists.map((list) => client.invalidateQueries({ queryKey: [list] })));
  /** The same setter, which also says that there is something to save. */
  const touch = <T,>(set: (value: T) => void) => (value: T) => {
    set(value);
    setChanged(true);
  };
  const save = async (send: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await send();
      void message.success(t("draft.saved"));
      await again();
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return { changed, busy, touch, save, again };
}

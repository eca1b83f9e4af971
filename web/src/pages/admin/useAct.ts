// A write of the administration: says how it went and reads its list anew.
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { t } from "../../i18n";

/** Runs a write, for a button (`act`: `true` when it was done) or a dialog, which says itself what was refused (`write`). */
export function useAct(...lists: string[]) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const write = async (send: () => Promise<unknown>) => {
    await send();
    void message.success(t("admin.done"));
    await Promise.all(lists.map((list) => client.invalidateQueries({ queryKey: [list] })));
  };
  const act = async (send: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await write(send);
      return true;
    } catch (error) {
      void message.error((error as Error).message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, write, busy };
}

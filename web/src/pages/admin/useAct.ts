// A write of the administration: says how it went and reads its list anew.
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { t } from "../../i18n";

/** Gives a function that runs a write (`true` when it was done), and whether one is running. */
export function useAct(...lists: string[]) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const act = async (write: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await write();
      void message.success(t("admin.done"));
      await Promise.all(lists.map((list) => client.invalidateQueries({ queryKey: [list] })));
      return true;
    } catch (error) {
      void message.error((error as Error).message);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, busy };
}

// Somebody saved first: what differs, and whose text goes on.
import { App, Button, Modal } from "antd";
import { useState } from "react";
import { t } from "../../i18n";
import { DifferenceTable } from "../../parts/DifferenceTable";
import type { Conflict } from "./useDraft";

interface Props {
  conflict: Conflict;
  onChoose: (mine: boolean) => Promise<void>;
}

export function ConflictDialog({ conflict, onChoose }: Props) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const choose = async (mine: boolean) => {
    setBusy(true);
    try {
      await onChoose(mine);
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={860}
      closable={false}
      title={t("conflict.title")}
      footer={[
        <Button key="theirs" loading={busy} onClick={() => void choose(false)}>
          {t("conflict.theirs")}
        </Button>,
        <Button key="mine" type="primary" loading={busy} onClick={() => void choose(true)}>
          {t("conflict.mine")}
        </Button>,
      ]}
    >
      <p>{t("conflict.told", { version: conflict.current })}</p>
      <DifferenceTable changes={conflict.difference ?? []} before={t("conflict.before")} after={t("conflict.after")} />
    </Modal>
  );
}

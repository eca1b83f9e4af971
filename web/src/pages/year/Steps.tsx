// The steps that the server offers now; those that need words ask for them first.
import { App, Button, Space } from "antd";
import { useState } from "react";
import { type Key, t } from "../../i18n";
import { StepDialog, type Words } from "../../parts/StepDialog";

interface Props {
  actions: string[];
  /** Which actions need words, and what these are called. */
  asks: Partial<Record<string, Key>>;
  /** Where a return may lead. */
  targets?: string[];
  disabled?: boolean;
  take: (action: string, words?: Words) => Promise<unknown>;
}

export function Steps({ actions, asks, targets = [], disabled, take }: Props) {
  const { message } = App.useApp();
  const [asking, setAsking] = useState<string>();
  const [busy, setBusy] = useState(false);
  const done = async (action: string, words?: Words) => {
    await take(action, words);
    void message.success(t("admin.done"));
    setAsking(undefined);
  };
  const act = async (action: string) => {
    setBusy(true);
    try {
      await done(action);
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const name = (action: string) => t(`step.${action}` as Key);
  return (
    <Space wrap>
      {actions.map((action, n) => (
        <Button
          key={action}
          type={n === 0 ? "primary" : "default"}
          disabled={disabled || busy}
          onClick={() => (asks[action] ? setAsking(action) : void act(action))}
        >
          {name(action)}
        </Button>
      ))}
      {asking && (
        <StepDialog
          title={name(asking)}
          label={t(asks[asking]!)}
          targets={asking === "return" ? targets : []}
          send={(words) => done(asking, words)}
          onCancel={() => setAsking(undefined)}
        />
      )}
    </Space>
  );
}

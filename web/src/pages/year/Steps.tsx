// The steps that the server offers now; those that need words ask for them first.
import { App, Button, Form, Input, Modal, Select, Space } from "antd";
import { useState } from "react";
import { type Key, t, word } from "../../i18n";

export interface Words {
  text?: string;
  to?: string;
}

interface Props {
  actions: string[];
  /** Which actions need words, and what these are called. */
  asks: Partial<Record<string, Key>>;
  /** Where a return may lead. */
  targets?: string[];
  disabled?: boolean;
  take: (action: string, words: Words) => Promise<unknown>;
}

export function Steps({ actions, asks, targets = [], disabled, take }: Props) {
  const { message } = App.useApp();
  const [asking, setAsking] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<Words>();
  const act = async (action: string, words: Words = {}) => {
    setBusy(true);
    try {
      await take(action, words);
      void message.success(t("admin.done"));
      setAsking(undefined);
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
        <Modal
          open
          title={name(asking)}
          okText={name(asking)}
          cancelText={t("action.cancel")}
          confirmLoading={busy}
          onCancel={() => setAsking(undefined)}
          onOk={() => form.submit()}
        >
          <Form
            form={form}
            layout="vertical"
            preserve={false}
            initialValues={{ to: targets[0] }}
            onFinish={(words) => void act(asking, words)}
          >
            {asking === "return" && targets.length > 1 && (
              <Form.Item name="to" label={t("step.to")}>
                <Select
                  options={targets.map((value) => ({ value, label: value === "returned" ? t("step.to.clerk") : word("state", value) }))}
                />
              </Form.Item>
            )}
            <Form.Item name="text" label={t(asks[asking]!)} rules={[{ required: true, message: t("form.required") }]}>
              <Input.TextArea rows={4} autoFocus maxLength={2000} />
            </Form.Item>
          </Form>
        </Modal>
      )}
    </Space>
  );
}

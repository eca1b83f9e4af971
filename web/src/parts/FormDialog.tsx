// A dialog that asks for a form: it sends what is written, says what was refused, and stays until it is taken.
import { Alert, Form, type FormInstance, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { t } from "../i18n";

/** A field that must be written. */
export const must = () => [{ required: true, message: t("form.required") }];

interface Props<T> {
  title: string;
  /** What the button says that sends it. */
  okText?: string;
  /** Stands above the fields. */
  told?: ReactNode;
  /** Only where the fields depend on each other. */
  form?: FormInstance<T>;
  first?: Partial<T>;
  /** What was refused may be sent again as it is: what the button says then, if this is such a refusal. */
  anyway?: (refused?: Error) => string | undefined;
  send: (written: T, refused?: Error) => Promise<unknown>;
  onCancel: () => void;
  children: ReactNode;
}

export function FormDialog<T extends object>({ title, okText, told, form, first, anyway, send, onCancel, children }: Props<T>) {
  const [own] = Form.useForm<T>(form);
  const [refused, setRefused] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const finish = async (written: T) => {
    setBusy(true);
    try {
      await send(written, refused);
    } catch (error) {
      setRefused(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const again = anyway?.(refused);
  return (
    <Modal
      open
      // All of it stands on an office screen.
      style={{ top: 16 }}
      title={title}
      okText={again ?? okText ?? t("action.save")}
      cancelText={t("action.cancel")}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => own.submit()}
    >
      {told}
      {refused && <Alert type={again ? "warning" : "error"} role="alert" showIcon title={refused.message} />}
      <Form<T>
        form={own}
        layout="vertical"
        initialValues={first}
        // What was refused is judged anew once something else is written.
        onValuesChange={() => setRefused(undefined)}
        onFinish={(written) => void finish(written)}
      >
        {children}
      </Form>
    </Modal>
  );
}

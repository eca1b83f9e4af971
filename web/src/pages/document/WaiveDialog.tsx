// A reviewer lets a finding stand: for one project or the whole text, with a reason, and for how long.
import { Form, Input, Radio } from "antd";
import { api, call } from "../../api/client";
import { t } from "../../i18n";
import { FormDialog, must } from "../../parts/FormDialog";
import type { Finding } from "./useCheck";

interface Props {
  document: number;
  finding: Finding;
  /** The project's key; without one the waiver holds for the whole text. */
  project?: string;
  onClose: () => void;
}

interface Fields {
  whole: boolean;
  reason: string;
  until?: string;
}

export function WaiveDialog({ document, finding, project, onClose }: Props) {
  const give = async ({ whole, reason, until }: Fields) => {
    const body = {
      rule: finding.rule,
      project: whole ? null : (project ?? null),
      reason,
      // To the end of that day.
      expires_at: until ? new Date(`${until}T23:59:59`).getTime() : null,
    };
    await call(api.POST("/api/v1/documents/{document}/waivers", { params: { path: { document } }, body }));
    onClose();
  };
  return (
    <FormDialog<Fields>
      title={t("waive.title")}
      okText={t("waive.give")}
      told={<p>{finding.message}</p>}
      first={{ whole: project === undefined }}
      send={give}
      onCancel={onClose}
    >
      <Form.Item name="whole" label={t("waive.scope")}>
        <Radio.Group
          options={[
            { value: false, label: t("waive.project"), disabled: project === undefined },
            { value: true, label: t("waive.whole") },
          ]}
        />
      </Form.Item>
      <Form.Item name="reason" label={t("step.reason")} rules={must()}>
        <Input.TextArea rows={3} autoFocus maxLength={2000} />
      </Form.Item>
      <Form.Item name="until" label={t("waive.until")}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
    </FormDialog>
  );
}

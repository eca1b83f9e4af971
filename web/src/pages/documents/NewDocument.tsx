// Begin a document: from last year's, with what was changed listed; or from nothing.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Button, Form, Modal, Select } from "antd";
import { useState } from "react";
import { api, call } from "../../api/client";
import { useSession } from "../../api/session";
import { t } from "../../i18n";
import { DifferenceTable } from "../../parts/DifferenceTable";
import { useNodes } from "../../parts/nodes";

interface Props {
  year: number;
  onClose: () => void;
}

export function NewDocument({ year, onClose }: Props) {
  const session = useSession();
  const nodes = useNodes();
  const navigate = useNavigate();
  const mine = (session.data?.roles ?? []).filter((at) => at.role === "clerk");
  const options = nodes.filter((node) => mine.some((at) => node.path.startsWith(at.path)));
  const [chosen, setChosen] = useState<number>();
  const node = options.find((option) => option.id === (chosen ?? options[0]?.id));
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);

  const last = useQuery({
    queryKey: ["last-year", year, node?.path],
    enabled: node !== undefined,
    queryFn: async () => {
      const query = { year: year - 1, branch: node!.path };
      const list = await call(api.GET("/api/v1/documents", { params: { query } }));
      return list.items.find((row) => row.node === node!.id) ?? null;
    },
  });
  const rolled = useQuery({
    queryKey: ["rolled", last.data?.id, year],
    enabled: Boolean(last.data),
    queryFn: () =>
      call(
        api.GET("/api/v1/documents/{document}/rolled", {
          params: { path: { document: last.data!.id }, query: { year } },
        }),
      ),
  });

  const create = async (content?: Record<string, never>) => {
    setBusy(true);
    try {
      const body = { node: node!.id, year, content: content ?? empty(year, node!.name) };
      const created = await call(api.POST("/api/v1/documents", { body }));
      await navigate({ to: "/documents/$document", params: { document: String(created.id) } });
    } catch (refused) {
      setError(refused as Error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      width={900}
      title={t("new.title", { year })}
      onCancel={onClose}
      footer={[
        <Button key="empty" disabled={!node} loading={busy} onClick={() => void create()}>
          {t("new.empty")}
        </Button>,
        <Button
          key="rolled"
          type="primary"
          disabled={!rolled.data}
          loading={busy || rolled.isFetching}
          onClick={() => void create(rolled.data!.content as Record<string, never>)}
        >
          {t("new.rolled", { year: year - 1 })}
        </Button>,
      ]}
    >
      {error && <Alert type="error" role="alert" title={error.message} />}
      <Form layout="vertical">
        <Form.Item label={t("new.node")} htmlFor="new-node">
          <Select
            id="new-node"
            value={node?.id}
            onChange={setChosen}
            options={options.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </Form>
      {last.data === null && <p>{t("new.no-last", { year: year - 1 })}</p>}
      {rolled.data && (
        <>
          <p>{t("new.changed", { count: rolled.data.changes.length, year: year - 1 })}</p>
          <DifferenceTable changes={rolled.data.changes} before={String(year - 1)} after={String(year)} />
        </>
      )}
    </Modal>
  );
}

/** A document with one blank project. */
function empty(year: number, department: string): Record<string, never> {
  const content = {
    schema: "zhunsheng.document/1",
    form: "hebei-2022",
    fiscal_year: year,
    department,
    overall: { goal: null, sub_goals: [], safeguards: [] },
    projects: [],
    department_form: null,
    summary_form: null,
  };
  return content as unknown as Record<string, never>;
}

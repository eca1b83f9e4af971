// One undertaking through its year: its money, and what its indicators have reached.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Tabs } from "antd";
import { useState } from "react";
import { api, call } from "../../api/client";
import { hasAt, useSession } from "../../api/session";
import { t } from "../../i18n";
import { PageError, PageLoading } from "../../parts/PageState";
import { Actuals } from "./Actuals";
import { Money } from "./Money";
import { ISSUERS, NewRectification } from "./NewRectification";

export function Undertaking({ id }: { id: number }) {
  const session = useSession();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [issuing, setIssuing] = useState(false);
  const found = useQuery({
    queryKey: ["undertaking", id],
    queryFn: () => call(api.GET("/api/v1/execution/{undertaking}", { params: { path: { undertaking: id } } })),
  });
  if (found.error) return <PageError error={found.error} reset={() => void found.refetch()} />;
  if (!found.data) return <PageLoading />;
  const one = found.data;
  return (
    <>
      <div className="chart-head">
        <h2>{one.name ?? one.code ?? t("document.untitled")}</h2>
        {hasAt(session.data, one.path, ...ISSUERS) && (
          <Button onClick={() => setIssuing(true)}>{t("rectification.issue")}</Button>
        )}
      </div>
      <Tabs
        size="small"
        items={[
          { key: "money", label: t("execution.money"), children: <Money one={one} /> },
          {
            key: "actuals",
            label: t("actual.title"),
            children: <Actuals undertaking={id} document={one.document} path={one.path} year={one.year} />,
          },
        ]}
      />
      {issuing && (
        <NewRectification
          about={{ undertaking: id }}
          onCancel={() => setIssuing(false)}
          onDone={() => {
            setIssuing(false);
            void message.success(t("rectification.issued"));
            void client.invalidateQueries({ queryKey: ["rectifications"] });
          }}
        />
      )}
    </>
  );
}

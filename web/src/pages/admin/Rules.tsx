// Rules: switch, weigh; and see what a change would do to stored documents before it holds.
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Drawer, Input, Select, Space, Switch, Table } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { language, t } from "../../i18n";
import { useYears } from "../../parts/nodes";
import { PageError, PageLoading } from "../../parts/PageState";
import { RulePage } from "../../parts/RulePage";
import { useAct } from "./useAct";

type Settings = Schemas["RuleSettings"];
type Rule = Schemas["RuleBody"];

export default function Rules() {
  const read = useQuery({ queryKey: ["rule-settings"], queryFn: () => call(api.GET("/api/v1/rules/settings")) });
  if (read.isError) return <PageError error={read.error} reset={() => void read.refetch()} />;
  if (!read.data) return <PageLoading />;
  return <Edit key={JSON.stringify(read.data.settings)} rules={read.data.rules} first={read.data.settings} />;
}

function Edit({ rules, first }: { rules: Rule[]; first: Settings }) {
  const years = useYears();
  const { act, busy } = useAct("rule-settings");
  const [settings, setSettings] = useState(first);
  const [trial, setTrial] = useState<Schemas["TrialBody"]>();
  const [search, setSearch] = useState("");
  const [page, setPage] = useState<string>();
  const english = language() === "en";
  const year = years.find((of) => !of.closed_at)?.year;
  const changed = JSON.stringify(settings) !== JSON.stringify(first);

  const change = (next: Settings) => {
    setSettings(next);
    setTrial(undefined);
  };
  const enable = (rule: string, on: boolean) =>
    change({
      ...settings,
      disabled: on ? settings.disabled.filter((name) => name !== rule) : [...settings.disabled, rule],
    });
  const weigh = (rule: Rule, severity: string) => {
    const { [rule.rule]: _, ...rest } = settings.severity;
    change({ ...settings, severity: severity === rule.severity_default ? rest : { ...rest, [rule.rule]: severity } });
  };
  const title = (rule: Rule) => (english ? rule.title_en : rule.title_zh);
  const found = rules.filter((rule) => `${rule.code} ${rule.rule} ${title(rule)}`.toLowerCase().includes(search.toLowerCase()));
  const sum = (counts: number[]) => t("rules.counts", { errors: counts[0] ?? 0, warnings: counts[1] ?? 0, infos: counts[2] ?? 0 });

  return (
    <>
      <Space wrap style={{ marginBottom: 8 }}>
        <Input.Search aria-label={t("rules.search")} placeholder={t("rules.search")} onChange={(e) => setSearch(e.target.value)} />
        <Button
          disabled={!changed || year === undefined}
          loading={busy}
          onClick={() =>
            void act(async () =>
              setTrial(await call(api.POST("/api/v1/rules/settings/preview", { body: { year: year!, settings } }))),
            )
          }
        >
          {t("rules.try", { year: year ?? "" })}
        </Button>
        <Button
          type="primary"
          disabled={!changed}
          loading={busy}
          onClick={() => void act(() => call(api.PUT("/api/v1/rules/settings", { body: settings })))}
        >
          {t("action.save")}
        </Button>
      </Space>
      {trial && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 8 }}
          title={t("rules.trial", {
            documents: trial.documents,
            before: sum(trial.before),
            after: sum(trial.after),
            changed: trial.changed.length,
          })}
        />
      )}
      <Table<Rule>
        size="small"
        rowKey="rule"
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        dataSource={found}
        columns={[
          { title: t("rules.code"), dataIndex: "code", width: 90 },
          {
            title: t("rules.rule"),
            render: (_, rule) => (
              <Button type="link" size="small" onClick={() => setPage(rule.rule)}>
                {title(rule)}
              </Button>
            ),
          },
          {
            title: t("rules.severity"),
            width: 130,
            render: (_, rule) => (
              <Select
                size="small"
                aria-label={`${title(rule)} ${t("rules.severity")}`}
                value={settings.severity[rule.rule] ?? rule.severity_default}
                options={["error", "warning", "info"].map((value) => ({
                  value,
                  label: t(`severity.${value as "error" | "warning" | "info"}.word`),
                }))}
                onChange={(severity) => weigh(rule, severity)}
              />
            ),
          },
          {
            title: t("rules.enabled"),
            width: 90,
            render: (_, rule) => (
              <Switch
                size="small"
                aria-label={title(rule)}
                checked={!settings.disabled.includes(rule.rule)}
                onChange={(on) => enable(rule.rule, on)}
              />
            ),
          },
        ]}
      />
      <Drawer open={page !== undefined} onClose={() => setPage(undefined)} title={t("findings.rule")} size={640}>
        {page && <RulePage name={page} />}
      </Drawer>
    </>
  );
}

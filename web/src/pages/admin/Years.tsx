// Fiscal years and the dates of each.
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, InputNumber, Select, Space, Table, Tag } from "antd";
import { useState } from "react";
import { api, call, type Schemas } from "../../api/client";
import { type Key, t } from "../../i18n";
import { useYears } from "../../parts/nodes";
import { YearFilter } from "../../parts/YearFilter";
import { useAct } from "./useAct";

const KINDS = [
  "first_up",
  "second_up",
  "approval",
  "publication",
  "monitoring",
  "self_evaluation",
  "department_evaluation",
];

export default function Years() {
  const years = useYears();
  const { act, busy } = useAct("years", "calendar");
  const [shown, setShown] = useState<number>();
  const [next, setNext] = useState<number>();
  const year = shown ?? years[0]?.year;
  const open = years.find((of) => of.year === year);
  const closed = !open?.closed_at;
  return (
    <>
      <Space wrap style={{ marginBottom: 8 }}>
        <YearFilter year={year} onYear={setShown} />
        {open?.closed_at && <Tag>{t("years.closed")}</Tag>}
        {year !== undefined && (
          <Button
            disabled={busy}
            onClick={() =>
              void act(() => call(api.POST("/api/v1/years/{year}/close", { params: { path: { year } }, body: { closed } })))
            }
          >
            {t(closed ? "years.close" : "years.reopen")}
          </Button>
        )}
        <InputNumber aria-label={t("years.new")} placeholder={t("years.new")} value={next} onChange={(v) => setNext(v ?? undefined)} min={1990} max={2999} />
        <Button disabled={next === undefined || busy} onClick={() => void act(() => call(api.POST("/api/v1/years", { body: { year: next! } })))}>
          {t("years.create")}
        </Button>
      </Space>
      {year !== undefined && <Calendar year={year} />}
    </>
  );
}

interface Point {
  kind: string;
  due_on: { format: (pattern: string) => string };
  note?: string;
}

function Calendar({ year }: { year: number }) {
  const { act, busy } = useAct("calendar");
  const [form] = Form.useForm<Point>();
  const path = { year };
  const points = useQuery({
    queryKey: ["calendar", year],
    queryFn: () => call(api.GET("/api/v1/years/{year}/calendar", { params: { path } })),
  });
  const add = async ({ kind, due_on, note }: Point) => {
    const body = { kind, due_on: due_on.format("YYYY-MM-DD"), note };
    if (await act(() => call(api.POST("/api/v1/years/{year}/calendar", { params: { path }, body })))) form.resetFields();
  };
  return (
    <>
      <Table<Schemas["CalendarBody"]>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={points.data?.items ?? []}
        columns={[
          { title: t("years.kind"), render: (_, point) => t(`calendar.${point.kind}` as Key) },
          { title: t("years.opens"), dataIndex: "opens_on" },
          { title: t("years.due"), dataIndex: "due_on" },
          { title: t("field.note"), dataIndex: "note" },
          {
            title: t("grid.tools"),
            render: (_, point) => (
              <Button
                size="small"
                danger
                onClick={() =>
                  void act(() => call(api.DELETE("/api/v1/calendar/{point}", { params: { path: { point: point.id } } })))
                }
              >
                {t("years.remove")}
              </Button>
            ),
          },
        ]}
      />
      <Form form={form} layout="inline" style={{ marginTop: 8 }} onFinish={(point) => void add(point)}>
        <Form.Item name="kind" rules={[{ required: true, message: t("form.required") }]}>
          <Select aria-label={t("years.kind")} placeholder={t("years.kind")} style={{ width: 160 }} options={KINDS.map((value) => ({ value, label: t(`calendar.${value}` as Key) }))} />
        </Form.Item>
        <Form.Item name="due_on" rules={[{ required: true, message: t("form.required") }]}>
          <DatePicker aria-label={t("years.due")} placeholder={t("years.due")} />
        </Form.Item>
        <Form.Item name="note">
          <Input aria-label={t("field.note")} placeholder={t("field.note")} />
        </Form.Item>
        <Button htmlType="submit" loading={busy}>
          {t("years.add")}
        </Button>
      </Form>
    </>
  );
}

// A chart with its name, its files, and the rows behind what is clicked.
import { Button, Space } from "antd";
import { HeatmapChart, LineChart, TreemapChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { t } from "../../i18n";
import { save, saveCsv } from "../../parts/downloads";

use([
  HeatmapChart,
  LineChart,
  TreemapChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

export type Cells = (string | number | null | undefined)[][];

interface Props {
  title: string;
  option: EChartsCoreOption;
  height: number;
  /** Where its rows are written as a workbook. */
  xlsx: string;
  /** The numbers of the chart as a table, its head first. */
  table: () => Cells;
  /** What was clicked, as the chart's own data. */
  onOpen: (data: unknown, series: string) => void;
  /** Opens all rows of the chart: the way of the keyboard. */
  onAll: () => void;
}

export function Chart({ title, option, height, xlsx, table, onOpen, onAll }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const open = useRef(onOpen);
  open.current = onOpen;
  useEffect(() => {
    const made = init(place.current!);
    chart.current = made;
    made.on("click", (event) => open.current(event.data, event.seriesName ?? ""));
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current!);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ animation: false, aria: { enabled: true }, ...option }, true);
    chart.current?.resize();
  }, [option, height]);
  const png = () => {
    const address = chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: "#fff" });
    if (address) save(`${title}.png`, address);
  };
  return (
    <section className="card" aria-label={title}>
      <div className="chart-head">
        <h2>{title}</h2>
        <Space wrap size={4} className="no-print">
          <Button size="small" onClick={onAll}>
            {t("overview.rows")}
          </Button>
          <Button size="small" onClick={png}>
            PNG
          </Button>
          <Button size="small" href={xlsx} download>
            XLSX
          </Button>
          <Button size="small" onClick={() => saveCsv(`${title}.csv`, table())}>
            CSV
          </Button>
        </Space>
      </div>
      <div ref={place} style={{ height }} role="img" aria-label={title} />
    </section>
  );
}

// The indicators of a monitoring sheet: target, actual so far, forecasts, causes of deviation, likelihood, remarks.
import { Checkbox } from "antd";
import { t } from "../../i18n";
import { short } from "../../parts/money";
import { Choice, IndicatorCells, Words } from "./FormParts";
import { Light } from "./Light";
import { CAUSES, type Content, type Likelihood, LIKELIHOODS, type RowWritten, type Whole, withRow } from "./written";

type Row = Whole["rows"][number];

interface Props {
  rows: Row[];
  content: Content;
  change?: (content: Content) => void;
}

export function SheetRows({ rows, content, change }: Props) {
  const heads = ["light", "level2", "level3", "target", "actual", "linear", "expected", "causes", "reason", "likelihood", "note"] as const;
  return (
    <table className="official reading grid monitoring-grid">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col" className={`monitoring-${head}`}>
              {t(`indicator.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <IndicatorRow
            key={row.indicator}
            row={row}
            written={content.rows?.find((of) => of.indicator === row.indicator) ?? row.written}
            write={change && ((more) => change(withRow(content, row.indicator, more)))}
          />
        ))}
      </tbody>
    </table>
  );
}

function IndicatorRow(props: { row: Row; written: RowWritten; write?: (more: Partial<RowWritten>) => void }) {
  const { row, written, write } = props;
  const label = (name: string) => t("monitoring.cell", { row: row.indicator, name });
  const words = (name: "expected" | "reason" | "note") => (
    <td>
      <Words label={label(t(`indicator.${name}`))} value={written[name]} onChange={write && ((text) => write({ [name]: text }))} />
    </td>
  );
  return (
    <tr>
      <td>
        <Light light={row.light} />
      </td>
      <IndicatorCells row={row} />
      <td>{row.linear == null ? "—" : short(row.linear)}</td>
      {words("expected")}
      <td>
        <Checkbox.Group
          aria-label={label(t("indicator.causes"))}
          disabled={!write}
          options={CAUSES.map((value) => ({ value, label: t(`cause.${value}`) }))}
          value={written.causes ?? []}
          onChange={(causes) => write?.({ causes: causes as RowWritten["causes"] })}
        />
      </td>
      {words("reason")}
      <td>
        <Choice<Likelihood>
          label={label(t("indicator.likelihood"))}
          words={LIKELIHOODS}
          told={(value) => t(`likelihood.${value}`)}
          value={written.likelihood}
          onChange={write && ((likelihood) => write({ likelihood }))}
        />
      </td>
      {words("note")}
    </tr>
  );
}

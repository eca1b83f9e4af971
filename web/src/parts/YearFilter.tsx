// Narrows lists and charts to a year.
import { Select } from "antd";
import { t } from "../i18n";
import { useYears } from "./nodes";

export function YearFilter({ year, onYear }: { year?: number; onYear: (year: number) => void }) {
  const options = useYears().map((of) => ({ value: of.year, label: String(of.year) }));
  return <Select aria-label={t("documents.year")} value={year} options={options} onChange={onYear} />;
}

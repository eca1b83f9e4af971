// What waits for me.
import { t } from "../../i18n";

export default function WorkbenchPage() {
  return (
    <div className="page">
      <div className="page-title">
        <h1>{t("workbench.title")}</h1>
      </div>
    </div>
  );
}

// A page that loads, failed, or does not exist.
import { Button, Result, Spin } from "antd";
import { t } from "../i18n";

export function PageLoading() {
  return (
    <div className="page" role="status" aria-label={t("loading")} style={{ textAlign: "center" }}>
      <Spin />
    </div>
  );
}

export function PageError({ error, reset }: { error: unknown; reset?: () => void }) {
  const again = () => (reset ? reset() : window.location.reload());
  return (
    <Result
      status="error"
      title={t("error.title")}
      subTitle={error instanceof Error ? error.message : String(error)}
      extra={<Button onClick={again}>{t("action.retry")}</Button>}
    />
  );
}

export function NotFound() {
  return <Result status="404" title={t("error.page")} />;
}

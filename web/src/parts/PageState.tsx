// A page that loads, failed, or does not exist.
import { Button, Spin } from "antd";
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
    <section className="page state" role="alert">
      <h1>{t("error.title")}</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <Button onClick={again}>{t("action.retry")}</Button>
    </section>
  );
}

export function NotFound() {
  return (
    <section className="page state">
      <h1>{t("error.page")}</h1>
    </section>
  );
}

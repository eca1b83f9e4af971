// The way to the next page of a list, where there is one.
import { Button } from "antd";
import { t } from "../i18n";

export function More({ more }: { more?: () => void }) {
  return more ? <Button onClick={more}>{t("action.more")}</Button> : null;
}

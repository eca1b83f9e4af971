// The frame of the public pages: nobody is asked who they are.
import { Link, Outlet } from "@tanstack/react-router";
import { Button } from "antd";
import { language, setLanguage, t } from "../../i18n";

export default function PublicFrame() {
  return (
    <>
      <a className="skip" href="#main">
        {t("app.skip")}
      </a>
      <header className="no-print frame public-frame">
        <Link to="/public" search={{}} className="frame-name">
          {t("public.title")}
        </Link>
        <span className="public-space" />
        <Button type="text" onClick={() => void setLanguage(language() === "en" ? "zh-CN" : "en")}>
          {t("app.language")}
        </Button>
        <Link to="/login" search={{}}>
          {t("login.submit")}
        </Link>
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}

// Log in; and the first password, which must be changed before anything else.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { ApiError, api, call, type Schemas } from "../../api/client";
import { useLogin, useLogout, useSession } from "../../api/session";
import { language, setLanguage, t } from "../../i18n";

export default function LoginPage() {
  const session = useSession();
  return (
    <main className="login">
      <div className="card login-box">
        <h1 className="login-title">{t("app.name")}</h1>
        <p>{t("app.slogan")}</p>
        {session.data?.must_change_password ? <FirstPassword /> : <LoginForm />}
        <Button
          type="link"
          style={{ padding: 0 }}
          onClick={() => void setLanguage(language() === "en" ? "zh-CN" : "en")}
        >
          {t("app.language")}
        </Button>
        <Link to="/public" className="login-public">
          {t("public.title")}
        </Link>
      </div>
    </main>
  );
}

function LoginForm() {
  const login = useLogin();
  const navigate = useNavigate();
  const { back } = useSearch({ strict: false }) as { back?: string };
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  // The area is asked for only where the record holds several.
  const askArea = error?.kind === "bad-request";
  const submit = async (values: Schemas["Login"]) => {
    setBusy(true);
    try {
      const session = await login(values);
      if (!session.must_change_password) {
        // Only an address of our own is gone back to.
        await navigate({ to: back?.startsWith("/") && !back.startsWith("//") ? back : "/" });
      }
    } catch (refused) {
      setError(refused as ApiError);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" onFinish={submit} requiredMark={false}>
      {error && <Alert type="error" role="alert" title={error.message} style={{ marginBottom: 12 }} />}
      {askArea && (
        <Form.Item name="area" label={t("login.area")}>
          <Input inputMode="numeric" />
        </Form.Item>
      )}
      <Form.Item name="login" label={t("login.login")} rules={[{ required: true, message: t("form.required") }]}>
        <Input autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("login.password")}
        rules={[{ required: true, message: t("form.required") }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t("login.submit")}
      </Button>
    </Form>
  );
}

function FirstPassword() {
  const logout = useLogout();
  const [error, setError] = useState<ApiError>();
  const [done, setDone] = useState(false);
  const submit = async (body: Schemas["NewPassword"]) => {
    try {
      await call(api.PUT("/api/v1/session/password", { body }));
      setDone(true);
      // The change ended the session on the server; this forgets it here.
      await logout().catch(() => window.location.reload());
    } catch (refused) {
      setError(refused as ApiError);
    }
  };
  return (
    <Form layout="vertical" onFinish={submit} requiredMark={false}>
      <Alert
        type={error ? "error" : "info"}
        role="alert"
        title={done ? t("password.done") : (error?.message ?? t("password.first"))}
        style={{ marginBottom: 12 }}
      />
      <Form.Item name="current" label={t("password.current")} rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="new" label={t("password.new")} rules={[{ required: true }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block>
        {t("password.submit")}
      </Button>
    </Form>
  );
}

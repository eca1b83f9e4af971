//! Logging in and out: cookies, csrf, locks, limits, expiry, the first password.
use crate::support::{Kind, NOW, PASSWORD, TestApp, on_both};
use axum::http::header;
use serde_json::json;
use zs_server::Settings;

on_both!(
    a_session_begins_and_ends,
    wrong_passwords_lock,
    sessions_expire,
    writes_need_the_csrf_token
);

const MINUTE: i64 = 60_000;

async fn a_session_begins_and_ends(test: TestApp) {
    let mut client = test.anonymous();
    client.get("/api/v1/session").await.expect_problem(401, "not-logged-in");
    let reply = client.log_in("clerk", PASSWORD).await.expect_status(201);
    let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    let me = client.get("/api/v1/session").await.expect_status(200).json();
    assert_eq!(
        (me["login"].as_str(), me["roles"][0]["role"].as_str()),
        (Some("clerk"), Some("clerk"))
    );
    client.delete("/api/v1/session").await.expect_status(204);
    client.get("/api/v1/session").await.expect_problem(401, "not-logged-in");
}

async fn wrong_passwords_lock(test: TestApp) {
    let mut client = test.anonymous();
    client.log_in("nobody", PASSWORD).await.expect_problem(401, "wrong-password");
    for _ in 0..5 {
        client.log_in("clerk", "wrong").await.expect_problem(401, "wrong-password");
    }
    client.log_in("clerk", PASSWORD).await.expect_problem(403, "account-locked");
    test.pass(16 * MINUTE);
    client.log_in("clerk", PASSWORD).await.expect_status(201);
}

async fn sessions_expire(test: TestApp) {
    let client = test.as_("clerk").await;
    for _ in 0..3 {
        test.pass(20 * MINUTE);
        client.get("/api/v1/session").await.expect_status(200);
    }
    test.pass(31 * MINUTE);
    client.get("/api/v1/session").await.expect_problem(401, "not-logged-in");
    let client = test.as_("clerk").await;
    for _ in 0..35 {
        test.pass(20 * MINUTE);
        client.get("/api/v1/session").await.expect_status(200);
    }
    test.pass(20 * MINUTE);
    client.get("/api/v1/session").await.expect_problem(401, "not-logged-in");
}

async fn writes_need_the_csrf_token(test: TestApp) {
    let mut client = test.as_("clerk").await;
    client.csrf = Some("guessed".to_owned());
    client.delete("/api/v1/session").await.expect_problem(403, "csrf-token-missing");
    client.csrf = None;
    client.delete("/api/v1/session").await.expect_problem(403, "csrf-token-missing");
}

#[tokio::test]
async fn logins_of_one_address_are_limited() {
    let settings = Settings { logins_per_minute: 3, ..Settings::default() };
    let test = TestApp::with(Kind::Embedded, settings).await.unwrap();
    let mut client = test.anonymous();
    for _ in 0..3 {
        client.log_in("nobody", "x").await.expect_problem(401, "wrong-password");
    }
    let reply = client.log_in("clerk", PASSWORD).await.expect_problem(429, "too-many-requests");
    assert!(reply.headers.contains_key(header::RETRY_AFTER));
    test.pass(MINUTE);
    client.log_in("clerk", PASSWORD).await.expect_status(201);
}

#[tokio::test]
async fn the_first_password_is_changed_before_anything_else() {
    let test = TestApp::new(Kind::Embedded).await.unwrap();
    let mut writer = test.app.store.write(crate::support::AREA).await.unwrap();
    let hash = zs_server::password::hash(PASSWORD).await.unwrap();
    writer.set_password(test.people["clerk"], &hash, 0).await.unwrap();
    writer.commit().await.unwrap();
    let mut client = test.as_("clerk").await;
    assert_eq!(client.get("/api/v1/session").await.json()["must_change_password"], true);
    let path = "/api/v1/documents?year=2025";
    client.get(path).await.expect_problem(403, "password-change-required");
    let change = |current: &str, new: &str| json!({ "current": current, "new": new });
    let to = "/api/v1/session/password";
    client.put(to, change("x", "Yunxi-County-1")).await.expect_problem(401, "wrong-password");
    client.put(to, change(PASSWORD, "short")).await.expect_problem(422, "invalid");
    client.put(to, change(PASSWORD, "Yunxi-County-1")).await.expect_status(200);
    client.log_in("clerk", "Yunxi-County-1").await.expect_status(201);
    client.get(path).await.expect_status(200);
    assert!(test.app.now() >= NOW);
}

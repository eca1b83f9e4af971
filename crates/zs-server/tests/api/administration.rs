//! The tree, years, accounts, keys, audit, backups, rules: who may, who may not, and what is left of it.
use crate::support::{Client, Kind, NOW, PASSWORD, TestApp, on_both};
use serde_json::{Value, json};
use zs_server::Settings;

on_both!(
    the_tree_is_changed_by_the_system_administrator,
    years_open_and_close,
    accounts_take_two_offices,
    nobody_changes_own_rights,
    a_key_does_no_more_than_its_scopes,
    the_chain_is_searched_exported_and_proved,
    rules_are_weighed_by_the_area,
    an_area_creates_the_areas_under_it,
);

async fn the_tree_is_changed_by_the_system_administrator(test: TestApp) {
    let system = test.as_("system").await;
    let clerk = test.as_("clerk").await;
    let nodes = clerk.get("/api/v1/nodes").await.expect_status(200).json();
    assert_eq!(nodes["items"][0]["path"], "000001");
    let new =
        json!({ "parent": test.nodes["430"], "kind": "unit", "code": "430009", "name": "车队" });
    clerk.post("/api/v1/nodes", new.clone()).await.expect_problem(403, "forbidden");
    test.as_("security")
        .await
        .post("/api/v1/nodes", new.clone())
        .await
        .expect_problem(403, "forbidden");
    let node = system.post("/api/v1/nodes", new.clone()).await.expect_status(201).json();
    system.post("/api/v1/nodes", new).await.expect_problem(409, "duplicate");
    let at = |rest: &str| format!("/api/v1/nodes/{}{rest}", node["id"]);
    let renamed = json!({ "code": "430010", "name": "公务用车服务站" });
    assert_eq!(system.put(&at(""), renamed).await.expect_status(200).json()["code"], "430010");
    let moved = system.post(&at("/move"), json!({ "parent": test.nodes["501"] })).await;
    let path = moved.expect_status(200).json()["path"].as_str().unwrap().to_owned();
    assert_ne!(path, node["path"].as_str().unwrap());
    system.post(&at("/move"), json!({ "parent": node["id"] })).await.expect_problem(422, "invalid");
    system.post(&at("/retire"), json!({ "retired": true })).await.expect_status(200);
    system
        .post("/api/v1/nodes/1/retire", json!({ "retired": true }))
        .await
        .expect_problem(422, "invalid");
    for bad in [
        json!({ "code": "", "name": "x" }),
        json!({ "code": "a b", "name": "x" }),
        json!({ "code": "a", "name": " " }),
    ] {
        system.put(&at(""), bad).await.expect_problem(422, "invalid");
    }
}

async fn years_open_and_close(test: TestApp) {
    let system = test.as_("system").await;
    let clerk = test.as_("clerk").await;
    clerk.post("/api/v1/years", json!({ "year": 2027 })).await.expect_problem(403, "forbidden");
    system.post("/api/v1/years", json!({ "year": 2027 })).await.expect_status(201);
    system.post("/api/v1/years", json!({ "year": 2027 })).await.expect_problem(409, "duplicate");
    system.post("/api/v1/years", json!({ "year": 1 })).await.expect_problem(422, "invalid");
    let years = clerk.get("/api/v1/years").await.expect_status(200).json();
    assert_eq!(years["items"][0]["year"], 2027);
    let point = json!({ "kind": "second_up", "opens_on": "2026-12-01", "due_on": "2026-12-10" });
    let made =
        system.post("/api/v1/years/2027/calendar", point.clone()).await.expect_status(201).json();
    let bad = json!({ "kind": "second_up", "due_on": "10/12/2026" });
    system.post("/api/v1/years/2027/calendar", bad).await.expect_problem(422, "invalid");
    system.post("/api/v1/years/2031/calendar", point).await.expect_problem(409, "in-use");
    let calendar = clerk.get("/api/v1/years/2027/calendar").await.expect_status(200).json();
    assert_eq!(calendar["items"][0]["due_on"], "2026-12-10");
    system.delete(&format!("/api/v1/calendar/{}", made["id"])).await.expect_status(200);
    system.post("/api/v1/years/2024/close", json!({ "closed": true })).await.expect_status(200);
    let years = clerk.get("/api/v1/years").await.json();
    assert!(
        years["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|y| y["year"] == 2024 && !y["closed_at"].is_null())
    );
    system.post("/api/v1/years/2024/close", json!({ "closed": false })).await.expect_status(200);
    system
        .post("/api/v1/years/2031/close", json!({ "closed": true }))
        .await
        .expect_problem(404, "not-found");
}

/// A new account as the two offices make it; gives its number.
async fn hired(test: &TestApp, login: &str, role: &str, node: i64) -> i64 {
    let (system, security) = (test.as_("system").await, test.as_("security").await);
    let new = json!({ "login": login, "name": "新来的", "node": node });
    let id = system.post("/api/v1/accounts", new).await.expect_status(201).json()["id"]
        .as_i64()
        .unwrap();
    let at = |rest: &str| format!("/api/v1/accounts/{id}/{rest}");
    security.post(&at("roles"), json!({ "role": role, "node": node })).await.expect_status(201);
    security.put(&at("password"), json!({ "password": "Fresh-start-1" })).await.expect_status(200);
    id
}

async fn accounts_take_two_offices(test: TestApp) {
    let (system, security) = (test.as_("system").await, test.as_("security").await);
    let new = json!({ "login": "newcomer", "name": "新来的", "node": test.nodes["430001"] });
    security.post("/api/v1/accounts", new.clone()).await.expect_problem(403, "forbidden");
    test.as_("clerk").await.get("/api/v1/accounts").await.expect_problem(403, "forbidden");
    let id = hired(&test, "newcomer", "clerk", test.nodes["430001"]).await;
    system.post("/api/v1/accounts", new).await.expect_problem(409, "duplicate");
    let at = |rest: &str| format!("/api/v1/accounts/{id}{rest}");
    let seen = security.get(&at("")).await.expect_status(200).json();
    assert_eq!(
        (seen["roles"][0]["role"].as_str(), seen["password"].as_str()),
        (Some("clerk"), None)
    );
    // The office that creates accounts gives no rights, no passwords, and lifts no locks.
    let role = json!({ "role": "clerk", "node": 1 });
    system.post(&at("/roles"), role).await.expect_problem(403, "forbidden");
    system
        .put(&at("/password"), json!({ "password": "Fresh-start-1" }))
        .await
        .expect_problem(403, "forbidden");
    system.post(&at("/unlock"), json!({})).await.expect_problem(403, "forbidden");
    security
        .put(&at("/password"), json!({ "password": "weak" }))
        .await
        .expect_problem(422, "invalid");
    // Administrators stand alone.
    for role in ["system_admin", "security_admin", "audit_admin"] {
        security
            .post(&at("/roles"), json!({ "role": role, "node": 1 }))
            .await
            .expect_problem(422, "invalid");
    }
    security
        .post(&at("/roles"), json!({ "role": "king", "node": 1 }))
        .await
        .expect_problem(422, "invalid");
    let mut newcomer = test.anonymous();
    let me = newcomer.log_in("newcomer", "Fresh-start-1").await.expect_status(201).json();
    assert_eq!(me["must_change_password"], true);
    security.delete(&at("/sessions")).await.expect_status(200);
    newcomer.get("/api/v1/session").await.expect_problem(401, "not-logged-in");
    for _ in 0..5 {
        newcomer.log_in("newcomer", "wrong").await.expect_problem(401, "wrong-password");
    }
    newcomer.log_in("newcomer", "Fresh-start-1").await.expect_problem(403, "account-locked");
    security.post(&at("/unlock"), json!({})).await.expect_status(200);
    newcomer.log_in("newcomer", "Fresh-start-1").await.expect_status(201);
    security.post(&at("/disable"), json!({ "disabled": true })).await.expect_status(200);
    newcomer.get("/api/v1/session").await.expect_problem(401, "not-logged-in");
    newcomer.log_in("newcomer", "Fresh-start-1").await.expect_problem(403, "account-locked");
    let gone = format!("/roles/clerk/{}", test.nodes["430001"]);
    security.delete(&at(&gone)).await.expect_status(200);
    security.delete(&at(&gone)).await.expect_problem(404, "not-found");
    system.put(&at(""), json!({ "name": "老职工", "node": 1 })).await.expect_status(200);
}

async fn nobody_changes_own_rights(test: TestApp) {
    let security = test.as_("security").await;
    let at = |rest: &str| format!("/api/v1/accounts/{}{rest}", test.people["security"]);
    security
        .post(&at("/roles"), json!({ "role": "clerk", "node": 1 }))
        .await
        .expect_problem(403, "forbidden");
    security
        .put(&at("/password"), json!({ "password": "Fresh-start-1" }))
        .await
        .expect_problem(403, "forbidden");
    security
        .post(&at("/disable"), json!({ "disabled": true }))
        .await
        .expect_problem(403, "forbidden");
    security.delete(&at("/roles/security_admin/1")).await.expect_problem(403, "forbidden");
}

async fn a_key_does_no_more_than_its_scopes(test: TestApp) {
    let security = test.as_("security").await;
    let key = |scopes: Value| json!({ "name": "报表", "account": test.people["clerk"], "scopes": scopes });
    security
        .post("/api/v1/api-keys", key(json!(["documents:fly"])))
        .await
        .expect_problem(422, "invalid");
    security.post("/api/v1/api-keys", key(json!([]))).await.expect_problem(422, "invalid");
    test.as_("system")
        .await
        .post("/api/v1/api-keys", key(json!(["documents:read"])))
        .await
        .expect_problem(403, "forbidden");
    let reading = security
        .post("/api/v1/api-keys", key(json!(["documents:read"])))
        .await
        .expect_status(201)
        .json();
    let machine = test
        .anonymous()
        .with("authorization", format!("Bearer {}", reading["key"].as_str().unwrap()));
    machine.get("/api/v1/documents?year=2025").await.expect_status(200);
    let auditing = security
        .post("/api/v1/api-keys", key(json!(["audit:read"])))
        .await
        .expect_status(201)
        .json();
    let other = test
        .anonymous()
        .with("authorization", format!("Bearer {}", auditing["key"].as_str().unwrap()));
    other.get("/api/v1/documents?year=2025").await.expect_problem(403, "forbidden");
    other.get("/api/v1/audit").await.expect_problem(403, "forbidden");
    let list = security.get("/api/v1/api-keys").await.expect_status(200);
    assert!(
        !String::from_utf8(list.body.clone()).unwrap().contains(reading["key"].as_str().unwrap())
    );
    security.delete(&format!("/api/v1/api-keys/{}", reading["id"])).await.expect_status(200);
    machine.get("/api/v1/documents?year=2025").await.expect_problem(401, "not-logged-in");
}

async fn the_chain_is_searched_exported_and_proved(test: TestApp) {
    let (system, auditor) = (test.as_("system").await, test.as_("auditor").await);
    for year in 2030..2034 {
        system.post("/api/v1/years", json!({ "year": year })).await.expect_status(201);
    }
    for path in ["/api/v1/audit", "/api/v1/audit/export", "/api/v1/audit/verify"] {
        for login in ["system", "security", "clerk", "leader"] {
            let other: Client = test.as_(login).await;
            other.get(path).await.expect_problem(403, "forbidden");
        }
    }
    let opened =
        auditor.get("/api/v1/audit?action=year.open&limit=3").await.expect_status(200).json();
    assert_eq!(
        (opened["items"].as_array().unwrap().len(), opened["items"][0]["object_id"].as_str()),
        (3, Some("2033"))
    );
    let next = format!(
        "/api/v1/audit?action=year.open&limit=3&cursor={}",
        opened["next"].as_str().unwrap()
    );
    assert_eq!(auditor.get(&next).await.json()["items"].as_array().unwrap().len(), 1);
    let actor = format!("/api/v1/audit?actor=account:{}&from={NOW}", test.people["system"]);
    assert!(auditor.get(&actor).await.json()["items"].as_array().unwrap().len() >= 5);
    let export = auditor.get("/api/v1/audit/export").await.expect_status(200);
    let lines: Vec<Value> = export
        .body
        .split(|b| *b == b'\n')
        .filter(|l| !l.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect();
    assert_eq!(lines[0]["action"], "audit.export");
    assert!(lines.windows(2).all(|pair| pair[0]["previous"] == pair[1]["hash"]));
    let verdict = auditor.get("/api/v1/audit/verify").await.expect_status(200).json();
    assert_eq!(
        (verdict["sound"].as_bool(), verdict["entries"].as_i64()),
        (Some(true), lines[0]["seq"].as_i64())
    );
}

async fn rules_are_weighed_by_the_area(test: TestApp) {
    let (system, clerk) = (test.as_("system").await, test.as_("clerk").await);
    let rule = |body: &Value, name: &str| {
        body["rules"].as_array().unwrap().iter().find(|r| r["rule"] == name).unwrap().clone()
    };
    let before = clerk.get("/api/v1/rules/settings").await.expect_status(200).json();
    assert_eq!(rule(&before, "basis-blank")["severity"], "error");
    let new = json!({ "disabled": ["typo"], "severity": { "basis-blank": "info" } });
    clerk.put("/api/v1/rules/settings", new.clone()).await.expect_problem(403, "forbidden");
    let trial = json!({ "year": 2025, "settings": new });
    let tried =
        system.post("/api/v1/rules/settings/preview", trial).await.expect_status(200).json();
    assert_eq!(tried["documents"], 0);
    system.put("/api/v1/rules/settings", new).await.expect_status(200);
    let after = clerk.get("/api/v1/rules/settings").await.json();
    assert_eq!(rule(&after, "basis-blank")["severity"], "info");
    assert_eq!(rule(&after, "typo")["enabled"], false);
    let mut reader = test.app.store.read(crate::support::AREA).await.unwrap();
    let settings = zs_server::rule_settings(&mut reader).await.unwrap();
    assert_eq!(settings.ignore, ["typo"]);
    for bad in [
        json!({ "disabled": ["no-such-rule"] }),
        json!({ "severity": { "typo": "fatal" } }),
        json!({ "profile": "atlantis" }),
    ] {
        system.put("/api/v1/rules/settings", bad).await.expect_problem(422, "invalid");
    }
}

async fn an_area_creates_the_areas_under_it(test: TestApp) {
    let system = test.as_("system").await;
    let new = json!({ "area": "990124", "name": "溪口县" });
    test.as_("leader")
        .await
        .post("/api/v1/areas", new.clone())
        .await
        .expect_problem(403, "forbidden");
    system.post("/api/v1/areas", new.clone()).await.expect_status(201);
    system.post("/api/v1/areas", new).await.expect_problem(409, "duplicate");
    system
        .post("/api/v1/areas", json!({ "area": "12", "name": "x" }))
        .await
        .expect_problem(422, "invalid");
    let areas = system.get("/api/v1/areas").await.expect_status(200).json();
    assert_eq!(
        (areas["items"][1]["area"].as_str(), areas["items"][1]["parent"].as_str()),
        (Some("990124"), Some("990123"))
    );
}

#[tokio::test]
async fn backups_are_made_and_listed_and_never_sent() {
    let folder = tempfile::tempdir().unwrap();
    let backups = folder.path().join("backups");
    let settings =
        Settings { backups: backups.clone(), secure_cookies: false, ..Settings::default() };
    let test = TestApp::with(Kind::Embedded, settings).await.unwrap();
    let system = test.as_("system").await;
    assert_eq!(system.get("/api/v1/backups").await.expect_status(200).json()["items"], json!([]));
    for login in ["clerk", "security", "auditor", "leader"] {
        let other = test.as_(login).await;
        other.post("/api/v1/backups", json!({})).await.expect_problem(403, "forbidden");
        other.get("/api/v1/backups").await.expect_problem(403, "forbidden");
    }
    let made = system.post("/api/v1/backups", json!({})).await.expect_status(201).json();
    let list = system.get("/api/v1/backups").await.json();
    assert_eq!(
        (list["items"][0]["name"].as_str(), list["items"][0]["bytes"].as_u64()),
        (made["name"].as_str(), made["bytes"].as_u64())
    );
    let file = backups.join(made["name"].as_str().unwrap());
    let report = zs_store::verify_archive(&file, folder.path()).await.unwrap();
    assert_eq!(report.rows["account"], i64::try_from(test.people.len()).unwrap());
    let name = made["name"].as_str().unwrap();
    system.get(&format!("/api/v1/backups/{name}")).await.expect_problem(404, "no-such-route");
    assert_eq!(test.as_("clerk").await.log_in("clerk", PASSWORD).await.status, 201);
}

//! Every endpoint × every role × own or other branch, as a table.
use crate::support::{AREA, Client, Kind, NOW, PASSWORD, PEOPLE, TestApp, samples, year};
use axum::http::Method;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};
use zs_server::Settings;
use zs_store::{
    Acknowledgement, EvaluationFilter, Light, MoneyKind, NewAccount, NewApiKey, NewAttachment,
    NewCalendarPoint, NewComment, NewMoney, NewMonitoringRound, NewMonitoringSheet, NewPaymentFile,
    NewProposal, NewRectification, NewSelfEvaluation, NewWaiver, Page, ProposalFilter,
    RectificationSource, Role, SheetFilter, SheetSigns,
};

/// Nobody needs to log in.
const OPEN: &str = "open";
/// Everybody who is logged in.
const ANYONE: &str = "anyone";
/// Whoever has a role with documents, wherever: lists give them their own branch.
const WORKERS: &str =
    "clerk clerk2 unit department finance leader other-clerk other-unit other-department";
/// Whoever may read the document of `430001`.
const READERS: &str = "clerk clerk2 unit department finance leader";
const CLERKS: &str = "clerk clerk2";
const REVIEWERS: &str = "unit department finance";
const APPROVERS: &str = "department finance";
const COMMENTERS: &str = "clerk clerk2 unit department finance";
const SYSTEM: &str = "system";
const SECURITY: &str = "security";
const AUDIT: &str = "auditor";

/// Operation, query, body, and who is let through; everybody else is refused. Rights go before everything
/// else, so a request may be answered 428 or 422 to those who are let through. In a body NODE is the node
/// `430001`, SELF the document's number and DOCUMENT a whole document.
#[rustfmt::skip]
const TABLE: &[(&str, &str, &str, &str)] = &[
    ("get_health", "", "", OPEN),
    ("get_ready", "", "", OPEN),
    ("create_session", "", r#"{"login":"nobody","password":"x"}"#, OPEN),
    ("get_session", "", "", ANYONE),
    ("delete_session", "", "", ANYONE),
    ("update_password", "", r#"{"current":"x","new":"y"}"#, ANYONE),
    ("list_documents", "?year=2025", "", WORKERS),
    ("get_document", "", "", READERS),
    ("create_document", "", r#"{"node":NODE,"year":2025}"#, CLERKS),
    ("get_content", "", "", READERS),
    ("update_content", "", "DOCUMENT", CLERKS),
    ("list_versions", "", "", READERS),
    ("get_version", "", "", READERS),
    ("get_version_content", "", "", READERS),
    ("compare_versions", "?from=1", "", READERS),
    ("get_rolled", "?year=2026", "", READERS),
    ("list_projects", "?year=2025", "", WORKERS),
    ("get_project", "", "", READERS),
    ("get_overview", "?year=2025", "", WORKERS),
    ("export_overview", "?year=2025", "", WORKERS),
    ("list_usual_indicators", "", "", ANYONE),
    ("list_execution", "?year=2025", "", WORKERS),
    ("get_execution", "", "", READERS),
    ("list_entries", "", "", READERS),
    ("create_allocation", "", r#"{"day":"x","amount_fen":1}"#, "finance"),
    ("create_adjustment", "", r#"{"day":"x","amount_fen":1,"number":"1","reason":"x"}"#, "finance"),
    ("create_payment", "", r#"{"day":"x","amount_fen":1,"payee":"x"}"#, CLERKS),
    ("create_reversal", "", r#"{"day":"x","reason":"x"}"#, CLERKS),
    ("create_payment_file", "?node=NODE&year=2025&name=a.csv", "", CLERKS),
    ("list_payment_files", "", "", "clerk clerk2 other-clerk"),
    ("get_payment_file", "", "", CLERKS),
    ("update_payment_mapping", "", r#"{"columns":[]}"#, CLERKS),
    ("confirm_payment_file", "", r#"{"rows":[]}"#, CLERKS),
    ("get_board", "?year=2025", "", WORKERS),
    ("create_check", "", "DOCUMENT", WORKERS),
    ("list_findings", "", "", READERS),
    ("list_rules", "", "", ANYONE),
    ("get_rule", "", "", ANYONE),
    ("list_acknowledgements", "", "", READERS),
    ("update_acknowledgement", "", r#"{"version":9}"#, CLERKS),
    ("delete_acknowledgement", "", "", CLERKS),
    ("list_waivers", "", "", READERS),
    ("create_waiver", "", r#"{"rule":"none","reason":"x"}"#, APPROVERS),
    ("delete_waiver", "", "", APPROVERS),
    ("list_steps", "", "", READERS),
    ("create_step", "", r#"{"action":"submit"}"#, CLERKS),
    ("create_step", "", r#"{"action":"withdraw"}"#, CLERKS),
    ("create_step", "", r#"{"action":"pass"}"#, REVIEWERS),
    ("create_step", "", r#"{"action":"return"}"#, REVIEWERS),
    ("create_step", "", r#"{"action":"approve"}"#, APPROVERS),
    ("create_step", "", r#"{"action":"publish"}"#, APPROVERS),
    ("create_step", "", r#"{"action":"unpublish"}"#, APPROVERS),
    ("create_step", "", r#"{"action":"adjust"}"#, CLERKS),
    ("create_steps", "", r#"{"action":"submit","documents":[{"id":1,"etag":"x"}]}"#, WORKERS),
    ("get_inbox", "", "", WORKERS),
    ("get_calendar", "?year=2025", "", ANYONE),
    ("list_nodes", "", "", ANYONE),
    ("create_node", "", r#"{"parent":1,"kind":"king","code":"x","name":"x"}"#, SYSTEM),
    ("update_node", "", r#"{"code":"","name":""}"#, SYSTEM),
    ("move_node", "", r#"{"parent":1}"#, SYSTEM),
    ("retire_node", "", r#"{"retired":true}"#, SYSTEM),
    ("list_years", "", "", ANYONE),
    ("create_year", "", r#"{"year":1}"#, SYSTEM),
    ("close_year", "", r#"{"closed":true}"#, SYSTEM),
    ("list_calendar", "", "", ANYONE),
    ("create_calendar_point", "", r#"{"kind":"x","due_on":"never"}"#, SYSTEM),
    ("delete_calendar_point", "", "", SYSTEM),
    ("list_areas", "", "", ANYONE),
    ("create_area", "", r#"{"area":"x","name":""}"#, SYSTEM),
    ("list_accounts", "", "", "system security"),
    ("get_account", "", "", "system security"),
    ("create_account", "", r#"{"login":"","name":"","node":1}"#, SYSTEM),
    ("update_account", "", r#"{"name":"x","node":1}"#, SYSTEM),
    ("reset_password", "", r#"{"password":"x"}"#, SECURITY),
    ("disable_account", "", r#"{"disabled":true}"#, SECURITY),
    ("unlock_account", "", "", SECURITY),
    ("end_sessions", "", "", SECURITY),
    ("grant_role", "", r#"{"role":"clerk","node":1}"#, SECURITY),
    ("revoke_role", "", "", SECURITY),
    ("list_api_keys", "", "", SECURITY),
    ("create_api_key", "", r#"{"name":"x","account":1,"scopes":[]}"#, SECURITY),
    ("revoke_api_key", "", "", SECURITY),
    ("list_audit", "", "", AUDIT),
    ("export_audit", "", "", AUDIT),
    ("verify_audit", "", "", AUDIT),
    ("list_backups", "", "", SYSTEM),
    ("create_backup", "", "", SYSTEM),
    ("get_rule_settings", "", "", ANYONE),
    ("update_rule_settings", "", "{}", SYSTEM),
    ("get_about", "", "", OPEN),
    ("get_metrics", "", "", OPEN),
    ("list_formats", "", "", OPEN),
    ("list_public_areas", "", "", OPEN),
    ("list_public_years", "", "", OPEN),
    ("list_public_departments", "?year=2025", "", OPEN),
    ("list_public_documents", "?year=2025", "", OPEN),
    ("get_public_document", "", "", OPEN),
    ("get_public_content", "", "", OPEN),
    ("export_public_document", "?format=json", "", OPEN),
    ("search_public", "?q=xx", "", OPEN),
    ("create_attachments", "", "", "clerk clerk2 other-clerk finance"),
    ("create_attachments", "?document=SELF", "", CLERKS),
    ("list_attachments", "", "", READERS),
    ("get_attachment", "", "", READERS),
    ("download_attachment", "", "", READERS),
    ("update_attachment", "", r#"{"document":SELF}"#, CLERKS),
    ("delete_attachment", "", "", CLERKS),
    ("list_comments", "", "", READERS),
    ("create_comment", "", r#"{"field":"goal","body":"x"}"#, COMMENTERS),
    ("resolve_comment", "", "", COMMENTERS),
    ("reopen_comment", "", "", COMMENTERS),
    ("read_comments", "", "", READERS),
    ("list_unread_comments", "", "", WORKERS),
    ("export_document", "?format=json", "", READERS),
    ("export_review", "?format=md", "", READERS),
    ("report_document", "?format=json", "", READERS),
    ("create_batch_export", "", r#"{"documents":[SELF],"formats":["json"]}"#, READERS),
    ("get_batch_export", "", "", "clerk"),
    ("create_import", "", "", "clerk clerk2 other-clerk"),
    ("get_import", "", "", "clerk"),
    ("get_import_file", "", "", "clerk"),
    ("confirm_import", "", r#"{"files":[]}"#, "clerk"),
    ("list_jobs", "", "", ANYONE),
    ("list_jobs", "?all=true", "", SYSTEM),
    ("get_job", "", "", "clerk system"),
    ("watch_job", "", "", "clerk system"),
    ("list_actuals", "", "", READERS),
    ("create_actual", "", r#"{"version":9,"indicator":1,"day":"","source":""}"#, CLERKS),
    ("list_monitoring_rounds", "?year=2025", "", WORKERS),
    ("get_monitoring_round", "", "", READERS),
    ("create_monitoring_round", "", r#"{"node":NODE,"year":2025,"month":13}"#, APPROVERS),
    ("refresh_monitoring_round", "", "", "department finance"),
    ("list_monitoring_sheets", "", "", WORKERS),
    ("get_monitoring_sheet", "", "", READERS),
    ("export_monitoring_sheet", "?format=md", "", READERS),
    ("update_monitoring_sheet", "", r#"{"version":9}"#, CLERKS),
    ("create_monitoring_step", "", r#"{"action":"submit"}"#, CLERKS),
    ("create_monitoring_step", "", r#"{"action":"pass"}"#, REVIEWERS),
    ("create_monitoring_step", "", r#"{"action":"approve"}"#, ""),
    ("list_rectifications", "", "", WORKERS),
    ("get_rectification", "", "", READERS),
    ("create_rectification", "", r#"{"source":"","document":SELF,"requirement":"x"}"#, REVIEWERS),
    ("create_rectification_step", "", r#"{"action":"accept"}"#, CLERKS),
    ("create_rectification_step", "", r#"{"action":"reopen"}"#, REVIEWERS),
    ("list_self_evaluations", "", "", WORKERS),
    ("create_self_evaluations", "", r#"{"node":NODE,"year":2025}"#, "clerk clerk2 department finance"),
    ("get_self_evaluation", "", "", READERS),
    ("export_self_evaluation", "?format=md&form=review", "", READERS),
    ("update_self_evaluation", "", r#"{"version":9}"#, CLERKS),
    ("rescore_self_evaluation", "", "{}", APPROVERS),
    ("create_self_evaluation_step", "", r#"{"action":"submit"}"#, CLERKS),
    ("create_self_evaluation_step", "", r#"{"action":"pass"}"#, REVIEWERS),
    ("create_self_evaluation_step", "", r#"{"action":"rescore"}"#, APPROVERS),
    ("list_department_evaluations", "", "", WORKERS),
    ("create_department_evaluation", "", r#"{"node":PARENT,"year":1990}"#, "department"),
    ("get_department_evaluation", "", "", "department finance leader"),
    ("export_department_evaluation", "?format=md&form=summary", "", "department finance leader"),
    ("update_department_evaluation", "", "{}", "department"),
    ("rescore_department_evaluation", "", "{}", "finance"),
    ("create_department_evaluation_step", "", r#"{"action":"submit"}"#, "department"),
    ("create_department_evaluation_step", "", r#"{"action":"pass"}"#, "finance"),
    ("list_results", "", "", WORKERS),
    ("get_result", "", "", READERS),
    ("decide_result", "", r#"{"decision":"x"}"#, "finance"),
    ("get_last_year", "", "", READERS),
    ("list_profiles", "", "", OPEN),
    ("preview_rule_settings", "", r#"{"year":2025,"settings":{}}"#, SYSTEM),
];

/// A server with a document of `430001` whose version 1 has findings.
struct Fixture {
    test: TestApp,
    document: i64,
    project: i64,
    cause: String,
    /// An import of the clerk's.
    import: i64,
    /// Where backups go; gone with the fixture.
    _backups: tempfile::TempDir,
    /// How many things were made for requests to use up.
    made: AtomicU32,
    /// Of another document of `430001`, approved.
    undertaking: i64,
}

impl Fixture {
    async fn new() -> Self {
        let backups = tempfile::tempdir().unwrap();
        let settings = Settings {
            backups: backups.path().to_owned(),
            secure_cookies: false,
            logins_per_minute: 1000,
            ..Settings::default()
        };
        let test = TestApp::with(Kind::Embedded, settings).await.unwrap();
        let clerk = test.as_("clerk").await;
        let (path, _) = samples::create(&test, &clerk).await;
        let document = path.rsplit('/').next().unwrap().parse().unwrap();
        let causes = clerk.get(&format!("{path}/acknowledgements")).await.json();
        let cause = causes["items"][0]["cause"].as_str().unwrap().to_owned();
        let raw = "/api/v1/imports?name=a.json";
        let file = samples::document().to_string().into_bytes();
        let import = clerk.send(Method::POST, raw, None, file).await.expect_status(201).json();
        let import = import["id"].as_i64().unwrap();
        let mut reader = test.app.store.read(AREA).await.unwrap();
        let project = reader.projects_of(document).await.unwrap()[0].id;
        drop(reader);
        let made = AtomicU32::new(0);
        let [undertaking, _] = year::begun(&test).await;
        Self { test, document, project, cause, import, _backups: backups, made, undertaking }
    }

    /// What stands for a variable part of an address; what a request may use up is made anew.
    async fn part(&self, name: &str) -> String {
        match name {
            "document" => self.document.to_string(),
            "project" => self.project.to_string(),
            "version" => "1".to_owned(),
            "rule" => "ratio-absurd".to_owned(),
            "entry" => self.entry().await.to_string(),
            "payment_file" => self.payment_file().await.to_string(),
            "cause" => {
                self.acknowledge().await;
                self.cause.clone()
            }
            "waiver" => self.waive().await.to_string(),
            "account" => self.account().await.to_string(),
            "role" => Role::Clerk.word().to_owned(),
            "node" => self.test.nodes["430004"].to_string(),
            "year" => "2026".to_owned(),
            "point" => self.point().await.to_string(),
            "key" => self.key().await.to_string(),
            "attachment" => self.attachment().await.to_string(),
            "comment" => self.comment().await.to_string(),
            "import" | "job" => self.import.to_string(),
            "export" => self.export().await.to_string(),
            "file" => "1".to_owned(),
            "area" => AREA.to_owned(),
            "undertaking" => self.undertaking.to_string(),
            "round" => self.round().await.0.to_string(),
            "sheet" => self.round().await.1.to_string(),
            "evaluation" => self.evaluation().await.0.to_string(),
            "department_evaluation" => self.department_evaluation().await.to_string(),
            "result" => self.evaluation().await.1.to_string(),
            "rectification" => self.rectification().await.to_string(),
            other => panic!("give {other} a value in tests/api/rights.rs"),
        }
    }

    /// An archive that the clerk asked for.
    async fn export(&self) -> i64 {
        let wanted = self.body(r#"{"documents":[SELF],"formats":["json"]}"#).unwrap();
        let clerk = self.test.as_("clerk").await;
        let asked = clerk.post("/api/v1/exports", wanted).await;
        asked.expect_status(202).json()["id"].as_i64().unwrap()
    }

    /// A payment of nobody's.
    async fn entry(&self) -> i64 {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let new = NewMoney {
            undertaking: self.undertaking,
            kind: Some(MoneyKind::Payment),
            day: "2025-03-01",
            amount: 100,
            actor: self.test.people["clerk"],
            now: NOW,
            ..NewMoney::default()
        };
        let id = writer.book(&new).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    async fn payment_file(&self) -> i64 {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let new = NewAttachment {
            document: None,
            name: "a.csv",
            media_type: "text/csv",
            body: "日期,金额,收款人\n2025-03-01,7,甲\n".as_bytes(),
            uploaded_by: self.test.people["clerk"],
            now: NOW,
        };
        let attachment = writer.create_attachment(&new).await.unwrap();
        let (node, year, name) = (self.test.nodes["430001"], 2025, "a.csv");
        let (actor, now) = (self.test.people["clerk"], NOW);
        let new = NewPaymentFile { node, year, attachment, name, actor, now };
        let id = writer.create_payment_file(&new).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    async fn acknowledge(&self) {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let seen = Acknowledgement {
            document: self.document,
            version: 1,
            cause: self.cause.clone(),
            rule: "none".to_owned(),
            places: "[]".to_owned(),
            reason: None,
            actor: self.test.people["clerk"],
            created_at: NOW,
        };
        writer.acknowledge(&seen).await.unwrap();
        writer.commit().await.unwrap();
    }

    async fn waive(&self) -> i64 {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let new = NewWaiver {
            document: self.document,
            rule: "none",
            scope: "document",
            reason: "x",
            approver: self.test.people["finance"],
            now: NOW,
            expires_at: None,
        };
        let id = writer.create_waiver(&new).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    /// Somebody new, a clerk of `430004`.
    async fn account(&self) -> i64 {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let (login, node) = (format!("made-{number}"), self.test.nodes["430004"]);
        let (name, password) = (login.as_str(), "-");
        let new = NewAccount { login: &login, name, node, password, password_at: NOW, now: NOW };
        let id = writer.create_account(&new).await.unwrap();
        writer.grant_role(id, node, Role::Clerk, None, NOW).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    async fn attachment(&self) -> i64 {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let new = NewAttachment {
            document: Some(self.document),
            name: "a.txt",
            media_type: "text/plain",
            body: b"x",
            uploaded_by: self.test.people["clerk"],
            now: NOW,
        };
        let id = writer.create_attachment(&new).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    async fn comment(&self) -> i64 {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let new = NewComment {
            document: self.document,
            version: 1,
            thread: None,
            project: None,
            indicator: None,
            field: "goal",
            body: "x",
            author: self.test.people["unit"],
            now: NOW,
        };
        let id = writer.create_comment(&new).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    async fn point(&self) -> i64 {
        let kind = format!("made-{}", self.made.fetch_add(1, Ordering::Relaxed));
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let (opens_on, due_on, note) = (None, "2026-03-01", None);
        let new = NewCalendarPoint { year: 2026, kind: &kind, opens_on, due_on, note };
        let id = writer.create_calendar_point(&new).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    /// A round of `430001` with the sheet of its undertaking, made once.
    async fn round(&self) -> (i64, i64) {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let of = SheetFilter { undertaking: Some(self.undertaking), ..SheetFilter::default() };
        let known = writer.monitoring_sheets(&of, &Page::first(1)).await.unwrap().items;
        if let [sheet] = &known[..] {
            return (sheet.round, sheet.id);
        }
        let actor = self.test.people["finance"];
        let new = NewMonitoringRound {
            node: self.test.nodes["430001"],
            year: 2025,
            month: 6,
            due_on: "2025-10-20",
            profile: None,
            note: None,
            actor,
            now: NOW,
        };
        let round = writer.create_monitoring_round(&new).await.unwrap();
        let grey = Light::Grey;
        let signs = SheetSigns { light: grey, money: grey, goals: grey, act_by: None };
        let sheets = [NewMonitoringSheet { undertaking: self.undertaking, signs }];
        writer.create_monitoring_sheets(round, "draft", &sheets, (actor, NOW)).await.unwrap();
        let made = writer.monitoring_sheets(&of, &Page::first(1)).await.unwrap().items;
        writer.commit().await.unwrap();
        (round, made[0].id)
    }

    async fn rectification(&self) -> i64 {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let new = NewRectification {
            document: self.document,
            undertaking: None,
            sheet: None,
            source: RectificationSource::Finding,
            reference: None,
            issuer: self.test.nodes["430001"],
            requirement: "x",
            due_on: "2025-12-31",
            state: "issued",
            actor: self.test.people["unit"],
            now: NOW,
        };
        let id = writer.create_rectification(&new).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    /// The self-evaluation of the undertaking with a proposal, made once.
    async fn evaluation(&self) -> (i64, i64) {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let of = EvaluationFilter { undertaking: Some(self.undertaking), ..Default::default() };
        let node = self.test.nodes["430001"];
        let new = NewSelfEvaluation { node, undertaking: Some(self.undertaking), year: 2025 };
        let by = (self.test.people["finance"], NOW);
        if writer.count_self_evaluations(&of).await.unwrap() == 0 {
            writer.create_self_evaluations("draft", &[new], by).await.unwrap();
        }
        let evaluation = writer.self_evaluations(&of, &Page::first(1)).await.unwrap().items[0].id;
        let of = ProposalFilter { undertaking: Some(self.undertaking), ..Default::default() };
        let known = writer.proposals(&of, &Page::first(1)).await.unwrap().items;
        let proposal = match &known[..] {
            [one] => one.id,
            _ => {
                let (action, rectify, reasons, now) = (None, false, "[]", NOW);
                let new = NewProposal { evaluation, action, rectify, reasons, now };
                writer.keep_proposal(&new).await.unwrap()
            }
        };
        writer.commit().await.unwrap();
        (evaluation, proposal)
    }

    /// The self-evaluation of the department, made once.
    async fn department_evaluation(&self) -> i64 {
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let of = EvaluationFilter { departments: true, ..Default::default() };
        let new = NewSelfEvaluation { node: self.test.nodes["430"], undertaking: None, year: 2025 };
        let by = (self.test.people["finance"], NOW);
        if writer.count_self_evaluations(&of).await.unwrap() == 0 {
            writer.create_self_evaluations("draft", &[new], by).await.unwrap();
        }
        let made = writer.self_evaluations(&of, &Page::first(1)).await.unwrap().items[0].id;
        writer.commit().await.unwrap();
        made
    }

    async fn key(&self) -> i64 {
        let token = format!("made-{}", self.made.fetch_add(1, Ordering::Relaxed));
        let account = self.test.people["clerk"];
        let mut writer = self.test.app.store.write(AREA).await.unwrap();
        let (name, scopes, expires_at) = ("x", &["documents:read"][..], None);
        let new = NewApiKey { token: &token, name, account, scopes, now: NOW, expires_at };
        let id = writer.create_api_key(&new).await.unwrap();
        writer.commit().await.unwrap();
        id
    }

    async fn address(&self, template: &str) -> String {
        let mut parts = Vec::new();
        for part in template.split('/') {
            match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
                Some(name) => parts.push(self.part(name).await),
                None => parts.push(part.to_owned()),
            }
        }
        parts.join("/")
    }

    fn query(&self, text: &str) -> String {
        let node = self.test.nodes["430001"].to_string();
        text.replace("SELF", &self.document.to_string()).replace("NODE", &node)
    }

    fn body(&self, text: &str) -> Option<Value> {
        let node = self.test.nodes["430001"].to_string();
        let department = self.test.nodes["430"].to_string();
        let text = text.replace("NODE", &node).replace("SELF", &self.document.to_string());
        let text = text.replace("PARENT", &department);
        match text.as_str() {
            "" => None,
            "DOCUMENT" => Some(samples::document()),
            text => Some(serde_json::from_str(text).unwrap()),
        }
    }
}

/// Operation id → method and address.
async fn operations(client: &Client) -> BTreeMap<String, (String, String)> {
    let api = client.get("/api/openapi.json").await.json();
    let mut all = BTreeMap::new();
    for (path, operations) in api["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap().to_owned();
            all.insert(name, (method.to_uppercase(), path.clone()));
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_endpoint_lets_through_whom_the_table_names() {
    let fixture = Fixture::new().await;
    let operations = operations(&fixture.test.anonymous()).await;
    let named: BTreeSet<&str> = TABLE.iter().map(|row| row.0).collect();
    let missing: Vec<&String> =
        operations.keys().filter(|op| !named.contains(op.as_str())).collect();
    assert!(missing.is_empty(), "give these a row in tests/api/rights.rs: {missing:?}");
    let mut clients = BTreeMap::new();
    for (login, ..) in PEOPLE {
        clients.insert(*login, fixture.test.as_(login).await);
    }
    let mut wrong = Vec::new();
    for (operation, query, body, who) in TABLE {
        let Some((method, template)) = operations.get(*operation) else {
            panic!("{operation} is no operation any more: take its row out");
        };
        if *who == OPEN {
            continue;
        }
        for (login, client) in &mut clients {
            let address = fixture.address(template).await + &fixture.query(query);
            let method = method.parse().unwrap();
            let reply = client.call(method, &address, fixture.body(body)).await;
            let kind = reply.kind();
            let refused = ["forbidden", "not-found", "own-work"].contains(&kind.as_str());
            let through = *who == ANYONE || who.split(' ').any(|name| name == *login);
            let sees = READERS.split(' ').any(|name| name == *login);
            // Who may not read a document is not told that it is there.
            let as_told = !template.contains("{document}") || (kind == "forbidden") == sees;
            if through == refused || (refused && !as_told) || reply.status >= 500 {
                wrong.push(format!("{operation} {body} {login}: {} {kind}", reply.status));
            }
            if *operation == "delete_session" {
                client.log_in(login, PASSWORD).await.expect_status(201);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn nothing_is_open_without_a_login() {
    let test = TestApp::new(Kind::Embedded).await.unwrap();
    let open: BTreeSet<&str> = TABLE.iter().filter(|row| row.3 == OPEN).map(|row| row.0).collect();
    for (operation, (method, path)) in operations(&test.anonymous()).await {
        if open.contains(operation.as_str()) {
            continue;
        }
        let path = path.replace(['{', '}'], "");
        let path = path.split('/').map(|part| match part {
            "document"
            | "project"
            | "node"
            | "account"
            | "key"
            | "point"
            | "undertaking"
            | "round"
            | "sheet"
            | "rectification"
            | "evaluation"
            | "department_evaluation"
            | "result"
            | "entry"
            | "payment_file" => "1",
            other => other,
        });
        let path = path.collect::<Vec<_>>().join("/");
        let reply = test.anonymous().call(method.parse().unwrap(), &path, None).await;
        assert_eq!(reply.status, 401, "{operation}");
    }
}

//! Import: from a file to a document, the difference at the next file, many files in the background.
use crate::attachments::send_files;
use crate::support::{AREA, Client, PASSWORD, TestApp, on_both, samples};
use axum::http::{Method, header};
use serde_json::{Value, json};
use std::time::Duration;
use zs_store::{AuditFilter, Page};

on_both!(
    a_file_becomes_a_document,
    the_next_file_shows_its_difference,
    many_files_are_a_job,
    a_stopped_server_hands_its_job_back,
    an_import_is_its_callers,
    an_old_import_is_forgotten_with_its_files,
    hostile_files_harm_nothing
);

const IMPORTS: &str = "/api/v1/imports";

fn json_file(change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut document = samples::document();
    change(&mut document);
    document.to_string().into_bytes()
}

/// The sample as a Word file, as the server itself writes it.
async fn word_file(test: &TestApp, clerk: &Client) -> Vec<u8> {
    let (document, _) = samples::create(test, clerk).await;
    clerk.get(&format!("{document}/export?format=docx")).await.expect_status(200).body
}

async fn a_file_becomes_a_document(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let word = word_file(&test, &clerk).await;
    let import = send_files(&clerk, IMPORTS, &[("云溪 绩效文本.docx", &word)]).await;
    let import = import.expect_status(201).json();
    let file = &import["files"][0];
    assert_eq!((&import["state"], &file["kind"]), (&json!("done"), &json!("docx")), "{import}");
    assert_eq!(file["form"], "hebei-2022");
    assert_eq!(file["matched"]["by"], "unit_code");
    assert_eq!(file["matched"]["node"], test.nodes["430001"]);
    let path = format!("{IMPORTS}/{}", import["id"]);
    let preview = clerk.get(&format!("{path}/files/1")).await.expect_status(200).json();
    assert_eq!(preview["content"]["projects"].as_array().unwrap().len(), 2);
    assert!(preview["findings"][0]["message"].as_str().is_some_and(|text| !text.is_empty()));
    clerk.get(&format!("{path}/files/2")).await.expect_problem(404, "not-found");

    let confirm = format!("{path}/confirm");
    let half = json!({ "files": [{ "file": 1, "node": test.nodes["430001"] }] });
    clerk.post(&confirm, half).await.expect_problem(422, "invalid");
    let whole = json!({ "files": [{ "file": 1, "node": test.nodes["430001"], "year": 2025 }] });
    let keyed = clerk.with("idempotency-key", "confirm-1");
    let done = keyed.post(&confirm, whole.clone()).await.expect_status(201).json();
    let again = keyed.post(&confirm, whole.clone()).await.expect_status(201).json();
    assert_eq!(done, again);
    clerk.post(&confirm, whole).await.expect_problem(409, "wrong-state");
    let document = format!("/api/v1/documents/{}", done["files"][0]["document"]);
    let row = clerk.get(&document).await.expect_status(200).json();
    assert_eq!(
        (&row["state"], &row["version"], &row["projects"]),
        (&json!("draft"), &json!(1), &json!(2))
    );
    let kept = clerk.get(&format!("{document}/attachments")).await.json();
    assert_eq!(kept["items"][0]["name"], "云溪 绩效文本.docx");
    assert_eq!(clerk.get(&path).await.json()["files"][0]["document"], done["files"][0]["document"]);
}

async fn the_next_file_shows_its_difference(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (document, etag) = samples::create(&test, &clerk).await;
    let changed = json_file(|d| d["projects"][0]["budget"]["total"] = json!("29.00"));
    let raw = format!("{IMPORTS}?name=next.json");
    let import = clerk.send(Method::POST, &raw, None, changed).await.expect_status(201).json();
    let path = format!("{IMPORTS}/{}", import["id"]);
    let matched = &import["files"][0]["matched"];
    assert_eq!((&matched["year"], &matched["document"]["version"]), (&json!(2025), &json!(1)));
    let preview = clerk.get(&format!("{path}/files/1")).await.expect_status(200).json();
    let difference = preview["difference"].as_array().unwrap();
    assert_eq!(difference.len(), 1, "{difference:?}");
    assert!(difference[0]["after"].as_str().unwrap().contains("29"));

    let id = matched["document"]["id"].clone();
    let stale = json!({ "files": [{ "file": 1, "document": id, "version": 7 }] });
    let stale = clerk.post(&format!("{path}/confirm"), stale).await;
    assert_eq!(stale.expect_problem(409, "stale-version").json()["file"], 1);
    let next = json!({ "files": [{ "file": 1, "document": id, "version": 1 }] });
    let done = clerk.post(&format!("{path}/confirm"), next).await.expect_status(201).json();
    assert_eq!(done["files"][0]["version"], 2);
    assert_ne!(clerk.get(&document).await.etag(), etag);
}

/// Asks until the job has ended.
async fn ended(client: &Client, job: &Value) -> Value {
    for _ in 0..600 {
        let row = client.get(&format!("/api/v1/jobs/{job}")).await.expect_status(200).json();
        if row["state"] == "done" || row["state"] == "failed" {
            return row;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the job does not end")
}

async fn many_files_are_a_job(test: TestApp) {
    let mut clerk = test.as_("clerk").await;
    let good = json_file(|_| {});
    let mut files: Vec<(String, &[u8])> =
        (1..=8).map(|n| (format!("{n}.json"), good.as_slice())).collect();
    files[3].1 = b"\0\0not a document";
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, body)| (name.as_str(), *body)).collect();
    let import = send_files(&clerk, IMPORTS, &files).await.expect_status(202).json();
    assert_eq!((&import["state"], &import["files"]), (&json!("queued"), &json!([])));
    let watched = {
        let (clerk, id) = (clerk.clone(), import["id"].clone());
        tokio::spawn(async move { clerk.get(&format!("/api/v1/jobs/{id}/events")).await })
    };
    let worker = tokio::spawn(zs_server::work(test.app.clone()));
    let job = ended(&clerk, &import["id"]).await;
    assert_eq!(
        (&job["state"], &job["done"], &job["total"]),
        (&json!("done"), &json!(8), &json!(8))
    );
    let events = watched.await.unwrap().expect_status(200);
    assert_eq!(events.headers[header::CONTENT_TYPE], "text/event-stream");
    let events = String::from_utf8(events.body).unwrap();
    assert!(events.starts_with("event: progress\n"), "{events}");
    assert!(events.contains("event: done\n"), "{events}");

    let path = format!("{IMPORTS}/{}", import["id"]);
    let read = clerk.get(&path).await.expect_status(200).json();
    assert_eq!(read["files"].as_array().unwrap().len(), 8);
    assert!(read["files"][3]["error"]["message"].as_str().is_some_and(|text| !text.is_empty()));
    let two = json!({ "files": [
        { "file": 1, "node": test.nodes["430001"], "year": 2025 },
        { "file": 4, "node": test.nodes["430001"], "year": 2025 },
    ] });
    let refused = clerk.post(&format!("{path}/confirm"), two).await;
    assert_eq!(refused.expect_problem(422, "unreadable-file").json()["file"], 4);
    assert!(clerk.get("/api/v1/documents?year=2025").await.json()["items"][0].is_null());
    assert_eq!(clerk.get("/api/v1/jobs").await.json()["items"].as_array().unwrap().len(), 1);
    clerk.get("/api/v1/jobs?all=true").await.expect_problem(403, "forbidden");
    let system = test.as_("system").await;
    let all = system.get("/api/v1/jobs?all=true&state=done").await.expect_status(200).json();
    assert_eq!(all["items"][0]["id"], import["id"]);
    test.app.stop();
    worker.await.unwrap();
    clerk.log_in("clerk", PASSWORD).await.expect_status(201);
}

async fn a_stopped_server_hands_its_job_back(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let word = word_file(&test, &clerk).await;
    let files: Vec<(&str, &[u8])> = vec![("a.docx", &word); 100];
    let import = send_files(&clerk, IMPORTS, &files).await.expect_status(202).json();
    let path = format!("/api/v1/jobs/{}", import["id"]);
    let worker = tokio::spawn(zs_server::work(test.app.clone()));
    while clerk.get(&path).await.json()["state"] == "queued" {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    test.app.stop();
    worker.await.unwrap();
    let job = clerk.get(&path).await.json();
    assert_eq!((&job["state"], &job["attempts"]), (&json!("queued"), &json!(0)));
}

async fn an_import_is_its_callers(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let file = json_file(|_| {});
    let import = send_files(&clerk, IMPORTS, &[("a.json", &file)]).await.expect_status(201).json();
    let path = format!("{IMPORTS}/{}", import["id"]);
    let elsewhere = json!({ "files": [{ "file": 1, "node": test.nodes["501001"], "year": 2025 }] });
    clerk.post(&format!("{path}/confirm"), elsewhere).await.expect_problem(404, "not-found");
    let no_year = json!({ "files": [{ "file": 1, "node": test.nodes["430001"], "year": 1999 }] });
    clerk.post(&format!("{path}/confirm"), no_year).await.expect_problem(422, "invalid");
    for (who, kind) in
        [("clerk2", 404), ("other-clerk", 404), ("unit", 403), ("system", 403), ("auditor", 403)]
    {
        let other = test.as_(who).await;
        assert_eq!(other.get(&path).await.status, kind, "{who}");
        let confirm =
            json!({ "files": [{ "file": 1, "node": test.nodes["430001"], "year": 2025 }] });
        assert_eq!(other.post(&format!("{path}/confirm"), confirm).await.status, kind, "{who}");
        let job = other.get(&format!("/api/v1/jobs/{}", import["id"])).await.status;
        assert_eq!(job, if who == "system" { 200 } else { 404 }, "{who}");
    }
    let unit = send_files(&test.as_("unit").await, IMPORTS, &[("a.json", &file)]).await;
    unit.expect_problem(403, "forbidden");
}

/// What the importer's own tests throw at it: each is refused by name, or read; nothing else suffers.
async fn hostile_files_harm_nothing(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let hostile = hostile();
    for (name, bytes) in &hostile {
        let reply = send_files(&clerk, IMPORTS, &[(name, bytes)]).await;
        match reply.status {
            201 => {}
            _ => {
                let told = reply.expect_problem(422, "unreadable-file").json();
                assert!(
                    told["reason"].as_str().is_some_and(|reason| reason != "internal"),
                    "{name} {told}"
                );
            }
        }
    }
    let files: Vec<(&str, &[u8])> =
        hostile.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let import = send_files(&clerk, IMPORTS, &files).await.expect_status(202).json();
    let worker = tokio::spawn(zs_server::work(test.app.clone()));
    assert_eq!(ended(&clerk, &import["id"]).await["state"], "done");
    let read = clerk.get(&format!("{IMPORTS}/{}", import["id"])).await.json();
    assert_eq!(read["files"].as_array().unwrap().len(), files.len());
    for file in 1..=files.len() {
        let path = format!("{IMPORTS}/{}/files/{file}", import["id"]);
        clerk.get(&path).await.expect_status(200);
    }
    test.app.stop();
    worker.await.unwrap();
    test.anonymous().get("/readyz").await.expect_status(200);
}

fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    use crate::package::{Workbook, zip};
    let sheet = |sheet: &str| Workbook { sheet: sheet.to_owned(), ..Workbook::default() }.bytes();
    let evil = "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>";
    let deep = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
    let wide = format!("<table>{}</table>", "<tr><td colspan=60000 rowspan=60000>1".repeat(200));
    let far = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r='1048576'>\
               <c r='XFD1048576'><v>3</v></c></row></sheetData></worksheet>";
    let bomb = vec![b' '; 300 << 20];
    let bomb = zip(&[("word/document.xml", &bomb)]);
    let nested = format!("{{\"schema\":\"zhunsheng.document/1\",\"x\":{}", "[".repeat(200_000));
    vec![
        ("empty.docx", Vec::new()),
        ("blank.txt", b" \n\t".to_vec()),
        ("program.docx", b"MZ\x90\0\x03".to_vec()),
        ("entity.xlsx", sheet(evil)),
        ("deep.xlsx", sheet(&deep)),
        ("far.xlsx", sheet(far)),
        ("bomb.docx", bomb),
        ("cut.xlsx", sheet("<worksheet><sheetData><row><c><v>1</v>")),
        ("other.docx", zip(&[("../../../etc/passwd", b"root"), ("a.txt", b"a")])),
        ("ole.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(64)),
        ("head.docx", b"PK\x03\x04\xff\xff\xff\xff".to_vec()),
        ("deep.html", "<div>".repeat(100_000).into_bytes()),
        ("wide.html", wide.into_bytes()),
        ("script.html", b"<script>while(1){}</script><table><tr><td>1".to_vec()),
        ("nested.json", nested.into_bytes()),
        ("long.csv", "\"".repeat(100_000).into_bytes()),
        ("long.md", "|".repeat(100_000).into_bytes()),
    ]
}

async fn an_old_import_is_forgotten_with_its_files(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (kept, dropped) =
        (json_file(|_| {}), json_file(|d| d["department"] = json!("云溪县档案馆")));
    let files: [(&str, &[u8]); 2] = [("kept.json", &kept), ("dropped.json", &dropped)];
    let import = send_files(&clerk, IMPORTS, &files).await.expect_status(201).json();
    let path = format!("{IMPORTS}/{}", import["id"]);
    let one = json!({ "files": [{ "file": 1, "node": test.nodes["430001"], "year": 2025 }] });
    let done = clerk.post(&format!("{path}/confirm"), one).await.expect_status(201).json();
    let id = |file: usize| import["files"][file]["attachment"].as_i64().unwrap();
    let mut reader = test.app.store.read(AREA).await.unwrap();
    let hash = reader.attachment(id(1)).await.unwrap().hash;
    drop(reader);

    test.pass(test.app.settings.import_days * 86_400_000 + 1);
    let worker = tokio::spawn(zs_server::work(test.app.clone()));
    let clerk = test.as_("clerk").await;
    for _ in 0..600 {
        if clerk.get(&path).await.status == 404 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    test.app.stop();
    worker.await.unwrap();
    clerk.get(&path).await.expect_problem(404, "not-found");
    let mut reader = test.app.store.read(AREA).await.unwrap();
    assert!(reader.attachment(id(1)).await.is_err());
    assert!(reader.blob(&hash).await.is_err());
    assert_eq!(
        reader.attachment(id(0)).await.unwrap().document,
        done["files"][0]["document"].as_i64()
    );
    let filter =
        AuditFilter { action: Some("import.cleanup".to_owned()), ..AuditFilter::default() };
    let told = reader.audit(&filter, &Page::first(9)).await.unwrap().items;
    assert_eq!((told.len(), told[0].actor.as_str()), (1, "system"));
    let bytes = dropped.len();
    assert_eq!(told[0].detail, json!({ "imports": 1, "files": 1, "bytes": bytes }).to_string());
}

//! One file of an import in full, and confirming: files become draft documents or next versions.
use crate::api::contents::{ChangeBody, editable};
use crate::api::findings::{FindingBody, lang};
use crate::api::import_doubts::{DoubtBody, doubts};
use crate::api::imports::{ImportFile, files, own, wire};
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::imports::{FileFacts, matched, read, read_surely, refusal};
use crate::input::{Body, Path};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::record::{Prepared, Saving, document_of, kept, rows};
use crate::rights::Action;
use crate::rule_settings::rule_settings;
use crate::workflow::State as Standing;
use crate::years;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::{Lang, Reading, Settings};
use zs_model::compare;
use zs_store::{NewDocument, Reader};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_import_file)).routes(routes!(confirm_import))
}

/// The most files that are confirmed at once.
const MOST: usize = 50;

/// What stands in one file, and what differs from the document that is there.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportPreview {
    #[serde(flatten)]
    file: ImportFile,
    /// `zhunsheng.document/1`; `null` for a file that cannot be read.
    #[schema(value_type = Option<Object>)]
    content: Option<Box<RawValue>>,
    /// What the reader is not certain of, the worst first: what to look at before confirming.
    doubts: Vec<DoubtBody>,
    /// What the rules say, and what the reader found no field for.
    findings: Vec<FindingBody>,
    /// What differs from the current version of the matched document; `null` where there is none.
    difference: Option<Vec<ChangeBody>>,
}

/// What becomes of one file.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub(crate) struct ConfirmFile {
    /// 1 for the first.
    file: usize,
    /// A new draft of this node…
    node: Option<i64>,
    /// …and this year; or:
    year: Option<i64>,
    /// the next version of this document,
    document: Option<i64>,
    /// which must still be at this version.
    version: Option<i64>,
}

/// What becomes of the files of an import.
#[derive(Deserialize, ToSchema)]
pub(crate) struct ConfirmBody {
    /// 1 to 50 files.
    files: Vec<ConfirmFile>,
}

/// A file that is in the record now.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConfirmedFile {
    file: usize,
    document: i64,
    version: i64,
}

/// The files that are in the record now.
#[derive(Serialize, ToSchema)]
pub(crate) struct ConfirmedImport {
    files: Vec<ConfirmedFile>,
}

/// One file of an import: its content, what the reader doubts, findings, and the difference to what is there.
#[utoipa::path(get, path = "/imports/{import}/files/{file}", tag = "imports",
    params(("import" = i64, Path), ("file" = i64, Path, description = "1 for the first")), responses(
    (status = 200, description = "the preview", body = ImportPreview),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_import_file(
    State(app): State<App>,
    caller: Caller,
    Path((id, file)): Path<(i64, usize)>,
) -> Answer<Json<ImportPreview>> {
    let mut reader = app.store.read(&caller.area).await?;
    let (job, branches) = own(&mut reader, &caller, id).await?;
    let facts = numbered(files(&job)?, file)?;
    let found = matched(&mut reader, &branches, &facts).await?;
    let kept = reader.attachment(facts.attachment).await?;
    let standing = match &found.document {
        Some(document) if document.version > 0 => {
            Some(reader.version_body(document.id, document.version).await?)
        }
        _ => None,
    };
    let body = reader.blob(&kept.hash).await?;
    let settings = rule_settings(&mut reader).await?;
    drop(reader);
    let lang = lang(&caller);
    let (name, unreadable) = (facts.name.clone(), facts.error.is_some());
    let file = wire(file, facts, Some(&kept), found, &caller);
    let empty = (None, Vec::new(), Vec::new(), None);
    let read = move || match unreadable {
        true => Ok(empty),
        false => preview(&name, &body, standing, &settings, lang),
    };
    let (content, doubts, findings, difference) = blocking(read).await?;
    Ok(Json(ImportPreview { file, content, doubts, findings, difference }))
}

fn numbered(files: Vec<FileFacts>, file: usize) -> Answer<FileFacts> {
    let found = file.checked_sub(1).and_then(|at| files.into_iter().nth(at));
    found.ok_or_else(|| Problem::new(ProblemKind::NotFound))
}

type Preview = (Option<Box<RawValue>>, Vec<DoubtBody>, Vec<FindingBody>, Option<Vec<ChangeBody>>);

/// Reads a file again and says everything about it. Slow work.
fn preview(
    name: &str,
    body: &[u8],
    standing: Option<Vec<u8>>,
    settings: &Settings,
    lang: Lang,
) -> Answer<Preview> {
    let mistake = |_| Problem::new(ProblemKind::Internal);
    let (reading, confidence) = read_surely(name, body).map_err(|why| refusal(name, &why))?;
    let printed = zs_engine::render(&reading.document, "json")
        .map_err(|_| Problem::new(ProblemKind::Internal))?;
    let text = String::from_utf8(printed).map_err(|_| Problem::new(ProblemKind::Internal))?;
    let content = RawValue::from_string(text).map_err(mistake)?;
    let mut findings = Vec::new();
    for row in rows(&reading, settings)?.0 {
        let kept = kept(&row)?;
        findings.push(FindingBody::of(row, kept, lang));
    }
    let doubts = doubts(&confidence, lang);
    let difference = standing.map(|standing| {
        let changes = compare(&document_of(&standing)?, &reading.document);
        Answer::Ok(changes.into_iter().map(ChangeBody::from).collect())
    });
    Ok((Some(content), doubts, findings, difference.transpose()?))
}

/// Put files into the record: as new drafts, or as next versions of drafts. All of them, or none.
#[utoipa::path(post, path = "/imports/{import}/confirm", tag = "imports",
    params(("import" = i64, Path)), request_body = ConfirmBody, responses(
    (status = 201, description = "they are documents now", body = ConfirmedImport),
    (status = "4XX", description = "refused; `file` says which one", body = ProblemBody,
        content_type = "application/problem+json")))]
async fn confirm_import(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(wanted): Body<ConfirmBody>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let (job, _) = own(&mut reader, &caller, id).await?;
    Deed::replayed(&app, &caller).await?;
    let distinct: BTreeSet<usize> = wanted.files.iter().map(|choice| choice.file).collect();
    if !(1..=MOST).contains(&wanted.files.len()) || distinct.len() < wanted.files.len() {
        let zh = format!("请给出 1 至 {MOST} 个不同的文件。");
        let en = format!("name 1 to {MOST} different files");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let kept = files(&job)?;
    let settings = rule_settings(&mut reader).await?;
    let mut ready = Vec::with_capacity(wanted.files.len());
    for choice in &wanted.files {
        let facts = numbered(kept.clone(), choice.file)?;
        let told = |problem: Problem| problem.with("file", choice.file);
        let (target, body) = target(&mut reader, &caller, choice, &facts).await.map_err(told)?;
        let name = facts.name.clone();
        let settings = settings.clone();
        let prepared = blocking(move || prepare(&name, &body, &settings)).await.map_err(told)?;
        ready.push((choice.file, facts.attachment, target, prepared));
    }
    drop(reader);
    let mut deed = Deed::begin(&app, &caller).await?;
    let mut files = Vec::with_capacity(ready.len());
    for (file, attachment, target, prepared) in ready {
        let saved = save(&mut deed, &caller, id, attachment, target, prepared).await;
        let (document, version) = saved.map_err(|problem| problem.with("file", file))?;
        files.push(ConfirmedFile { file, document, version });
    }
    deed.done(StatusCode::CREATED, &ConfirmedImport { files }).await
}

fn prepare(name: &str, body: &[u8], settings: &Settings) -> Answer<Prepared> {
    let reading: Reading = read(name, body).map_err(|why| refusal(name, &why))?;
    Prepared::of(&reading, settings)
}

/// Where a file goes.
#[derive(Clone, Copy)]
enum Target {
    New { node: i64, year: i64 },
    Next { document: i64, version: i64 },
}

/// Where a file goes if the caller may put it there, and its bytes.
async fn target(
    reader: &mut Reader,
    caller: &Caller,
    choice: &ConfirmFile,
    facts: &FileFacts,
) -> Answer<(Target, Vec<u8>)> {
    if let Some(why) = &facts.error {
        return Err(refusal(&facts.name, why));
    }
    let kept = reader.attachment(facts.attachment).await?;
    if let Some(document) = kept.document {
        return Err(confirmed(document));
    }
    let target = match *choice {
        ConfirmFile { document: Some(id), version: Some(version), .. } => {
            let document = reader.document(id).await?;
            caller.require(Action::WriteDocuments, &document.path)?;
            editable(&document)?;
            years::require_open(reader, document.year).await?;
            Target::Next { document: id, version }
        }
        ConfirmFile { document: None, node: Some(node), year: Some(year), .. } => {
            let path = reader.node(node).await?.path;
            caller.require(Action::WriteDocuments, &path)?;
            years::require_open(reader, year).await?;
            Target::New { node, year }
        }
        _ => {
            let zh = "请给出 node 和 year，或 document 和 version。";
            let en = "say node and year, or document and version";
            return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
        }
    };
    let body = reader.blob(&kept.hash).await?;
    Ok((target, body))
}

fn confirmed(document: i64) -> Problem {
    let (zh, en) = ("该文件已经入库。", "this file is in the record already");
    Problem::new(ProblemKind::WrongState).because(zh, en).with("document", document)
}

/// Saves one file; its bytes become an attachment of the document.
async fn save(
    deed: &mut Deed<'_>,
    caller: &Caller,
    import: i64,
    attachment: i64,
    target: Target,
    prepared: Prepared,
) -> Answer<(i64, i64)> {
    if let Some(document) = deed.attachment(attachment).await?.document {
        return Err(confirmed(document));
    }
    let (actor, now) = (caller.account, deed.now);
    let (document, expected) = match target {
        Target::New { node, year } => {
            let (form, state) = (prepared.form(), Standing::Draft.word());
            let new = NewDocument { node, year, form, state, actor, now };
            (deed.create_document(&new).await?, 0)
        }
        Target::Next { document, version } => {
            editable(&deed.document(document).await?)?;
            (document, version)
        }
    };
    let (errors, warnings) = prepared.counts();
    let saving = Saving { origin: "import", reason: None, actor, now };
    let saved = prepared.save(deed, document, expected, saving).await?;
    deed.attach(attachment, document).await?;
    let after = deed.version(document, saved.version).await?.hash;
    let detail = json!({ "import": import, "attachment": attachment, "version": saved.version,
        "errors": errors, "warnings": warnings });
    let told = Told { action: "document.import", object: "document", detail, ..Told::default() };
    deed.audit(Told { id: document.to_string(), after: Some(&after), ..told }).await?;
    Ok((document, saved.version))
}

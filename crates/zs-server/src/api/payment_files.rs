//! Payments from a sheet: bring it, see each row with its doubts, say what the columns mean, book the rows.
use crate::api::findings::lang;
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::execution::{
    Booking, Doubt, Looked, book, funds, judge, light, look_through, mapping_of, printed_mapping,
};
use crate::imports::{Unreadable, refusal};
use crate::input::{Body, ListOf, Paging, Path, Query};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use crate::upload::{self, Most, Upload};
use crate::years;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::{Lang, PaymentColumn, PaymentField, PaymentMapping, PaymentSheet, RowFault};
use zs_model::MoneyUnit;
use zs_store::{
    MoneyKind, NewAttachment, NewMoney, NewPaymentFile, PaymentFile, PaymentFileState, Reader,
};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(create_payment_file, list_payment_files))
        .routes(routes!(get_payment_file))
        .routes(routes!(update_payment_mapping))
        .routes(routes!(confirm_payment_file))
}

/// Whose payments, of which year, and the file's name where the body is not a form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PaymentFileQuery {
    /// The node whose projects the payments are of.
    node: i64,
    year: i64,
    name: Option<String>,
}

/// A sheet of payments.
#[derive(Serialize, ToSchema)]
pub(crate) struct PaymentFileRow {
    id: i64,
    node: i64,
    year: i64,
    attachment: i64,
    name: String,
    /// `waiting` or `booked`.
    state: &'static str,
    /// How many payments were booked from it.
    entries: i64,
    created_at: i64,
    booked_at: Option<i64>,
}

impl From<PaymentFile> for PaymentFileRow {
    fn from(f: PaymentFile) -> Self {
        Self {
            id: f.id,
            node: f.node,
            year: f.year,
            attachment: f.attachment,
            name: f.name,
            state: f.state.word(),
            entries: f.entries,
            created_at: f.created_at,
            booked_at: f.booked_at,
        }
    }
}

/// What a column means: `number`, `day`, `amount`, `payee`, `economic_class`, `reason`, `project_code`,
/// `project_name`, or nothing.
#[derive(Deserialize, ToSchema)]
pub(crate) struct ColumnBody {
    heading: String,
    field: Option<String>,
}

/// A column of the sheet, to be told by its letter, its heading or its first values.
#[derive(Serialize, ToSchema)]
pub(crate) struct SheetColumn {
    /// The letter that a spreadsheet shows above it.
    letter: String,
    /// The heading; where the sheet has none `B列（共5列）`.
    heading: String,
    /// What it means, as `ColumnBody` has it.
    field: Option<&'static str>,
    /// Its first values.
    samples: Vec<String>,
}

impl From<PaymentColumn> for SheetColumn {
    fn from(column: PaymentColumn) -> Self {
        let PaymentColumn { letter, heading, field, samples } = column;
        Self { letter, heading, field: field.map(PaymentField::word), samples }
    }
}

/// What is wrong or doubtful about a row.
#[derive(Serialize, ToSchema)]
pub(crate) struct Remark {
    /// A stable word; a doubt is accepted by it.
    key: String,
    /// In the caller's language.
    text: String,
}

/// One row of a sheet.
#[derive(Serialize, ToSchema)]
pub(crate) struct PaymentSheetRow {
    /// The row of the file, 1 for the first.
    row: u32,
    undertaking: Option<i64>,
    project_code: Option<String>,
    project_name: Option<String>,
    number: Option<String>,
    day: Option<String>,
    amount_fen: Option<i64>,
    payee: Option<String>,
    economic_class: Option<String>,
    reason: Option<String>,
    /// With a fault the row cannot be booked.
    faults: Vec<Remark>,
    /// Each must be accepted, or the row left out.
    doubts: Vec<Remark>,
}

/// A sheet with its columns and rows.
#[derive(Serialize, ToSchema)]
pub(crate) struct PaymentPreview {
    #[serde(flatten)]
    file: PaymentFileRow,
    #[serde(flatten)]
    preview: SheetPreview,
}

/// The columns and rows of a sheet as they would be booked now.
#[derive(Serialize, ToSchema)]
pub(crate) struct SheetPreview {
    /// The sheet's name, in a workbook.
    sheet: Option<String>,
    columns: Vec<SheetColumn>,
    /// 元, 千元, 万元 or 亿元.
    unit: String,
    /// Whether the sheet states the unit; else 元 was taken.
    unit_stated: bool,
    rows: Vec<PaymentSheetRow>,
}

/// Which heading means what in this node's sheets, from now on.
#[derive(Deserialize, ToSchema)]
pub(crate) struct MappingBody {
    columns: Vec<ColumnBody>,
}

/// A row to book.
#[derive(Deserialize, ToSchema)]
pub(crate) struct RowToBook {
    row: u32,
    /// The doubts that are accepted, by their keys.
    #[serde(default)]
    accept: Vec<String>,
}

/// The rows to book; the others are left out for good.
#[derive(Deserialize, ToSchema)]
pub(crate) struct RowsToBook {
    rows: Vec<RowToBook>,
}

/// Bring a sheet of payments (xlsx, xls, ods, csv): a part of a form, or the whole body with its `name` in the
/// address. Where no heading is known its columns are there all the same, to be named.
#[utoipa::path(post, path = "/payment-files", tag = "execution", params(PaymentFileQuery),
    request_body(content((crate::api::attachments::UploadForm = "multipart/form-data"),
        (Vec<u8> = "application/octet-stream"))),
    responses(
    (status = 201, description = "read; nothing is booked yet", body = PaymentPreview),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_payment_file(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<PaymentFileQuery>,
    request: Request,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let path = reader.node(query.node).await?.path;
    caller.require(Action::WritePayments, &path)?;
    years::require_open(&mut reader, query.year).await?;
    let mapping = mapping_of(&mut reader, query.node).await?;
    drop(reader);
    let most = Most { files: 1, bytes: app.settings.upload_mib << 20 };
    let file = upload::receive(request, query.name.as_deref(), most).await?.files.pop();
    let file = file.ok_or_else(|| Problem::new(ProblemKind::BadRequest))?;
    let media_type = upload::media_type(&file.name)?;
    let (file, sheet) = read(file, mapping).await?;
    let rows = sheet.rows.len();
    let (node, year) = (query.node, query.year);
    let mut reader = app.store.read(&caller.area).await?;
    let preview = preview(&mut reader, (node, year), sheet, app.now(), lang(&caller)).await?;
    drop(reader);
    let mut deed = Deed::begin(&app, &caller).await?;
    let kept = NewAttachment {
        document: None,
        name: &file.name,
        media_type,
        body: &file.body,
        uploaded_by: caller.account,
        now: deed.now,
    };
    let attachment = deed.create_attachment(&kept).await?;
    let (name, actor, now) = (file.name.as_str(), caller.account, deed.now);
    let new = NewPaymentFile { node, year, attachment, name, actor, now };
    let id = deed.create_payment_file(&new).await?;
    let detail = json!({ "node": node, "year": year, "rows": rows });
    tell(&mut deed, "payment_file.create", id, detail).await?;
    let file = PaymentFileRow::from(deed.payment_file(id).await?);
    deed.done(StatusCode::CREATED, &PaymentPreview { file, preview }).await
}

async fn tell(deed: &mut Deed<'_>, action: &str, id: i64, detail: serde_json::Value) -> Answer<()> {
    let id = id.to_string();
    deed.audit(Told { action, object: "payment_file", id, detail, ..Told::default() }).await
}

/// Reads the sheet where it may take its time.
async fn read(file: Upload, mapping: PaymentMapping) -> Answer<(Upload, PaymentSheet)> {
    blocking(move || {
        let sheet = zs_engine::read_payments(Some(&file.name), &file.body, &mapping);
        let sheet = sheet.map_err(|error| refusal(&file.name, &Unreadable::from(error)))?;
        Ok((file, sheet))
    })
    .await
}

/// A sheet of a node where the caller enters payments, read again as it is mapped, and as `meant` besides.
async fn reread(
    app: &App,
    caller: &Caller,
    id: i64,
    meant: PaymentMapping,
) -> Answer<(PaymentFile, PaymentSheet)> {
    let mut reader = app.store.read(&caller.area).await?;
    let file = reader.payment_file(id).await?;
    let path = reader.node(file.node).await?.path;
    caller.require(Action::WritePayments, &path)?;
    let kept = reader.attachment(file.attachment).await?;
    let body = reader.blob(&kept.hash).await?;
    let mut mapping = mapping_of(&mut reader, file.node).await?;
    mapping.extend(meant);
    drop(reader);
    let (_, sheet) = read(Upload { name: file.name.clone(), body }, mapping).await?;
    Ok((file, sheet))
}

async fn preview(
    reader: &mut Reader,
    of: (i64, i64),
    sheet: PaymentSheet,
    now: i64,
    lang: Lang,
) -> Answer<SheetPreview> {
    let rows = look_through(reader, of, sheet.rows, now).await?;
    Ok(SheetPreview {
        sheet: sheet.sheet,
        columns: sheet.columns.into_iter().map(SheetColumn::from).collect(),
        unit: sheet.unit.unwrap_or(MoneyUnit::Yuan).to_string(),
        unit_stated: sheet.unit.is_some(),
        rows: rows.into_iter().map(|looked| wire(looked, lang)).collect(),
    })
}

fn wire(looked: Looked, lang: Lang) -> PaymentSheetRow {
    let Looked { row, on, judged } = looked;
    let said = |key: &str, zh: String, en: String| {
        let text = if lang == Lang::En { en } else { zh };
        Remark { key: key.to_owned(), text }
    };
    let fault = |fault: RowFault| said(fault.key, fault.zh, fault.en);
    let mut faults: Vec<Remark> = row.faults.into_iter().map(fault).collect();
    faults.extend(judged.twin.map(|twin| {
        let zh = format!("同一凭证号、日期和金额的支付已经登记（{twin}）。");
        said(
            "duplicate",
            zh,
            format!("a payment of this voucher, day and amount is there ({twin})"),
        )
    }));
    let doubt = |doubt: Doubt| said(doubt.key, doubt.zh, doubt.en);
    PaymentSheetRow {
        row: row.row,
        undertaking: on.map(|on| on.id),
        project_code: row.project_code,
        project_name: row.project_name,
        number: row.number,
        day: row.day,
        amount_fen: row.fen,
        payee: row.payee,
        economic_class: row.economic_class,
        reason: row.reason,
        faults,
        doubts: judged.doubts.into_iter().map(doubt).collect(),
    }
}

/// The sheets that the caller brought, the newest first.
#[utoipa::path(get, path = "/payment-files", tag = "execution", params(Paging), responses(
    (status = 200, description = "one page", body = ListOf<PaymentFileRow>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_payment_files(
    State(app): State<App>,
    caller: Caller,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<PaymentFileRow>>> {
    caller.require_somewhere(Action::WritePayments)?;
    let mut reader = app.store.read(&caller.area).await?;
    let found = reader.payment_files(caller.account, &paging.page()?).await?;
    Ok(Json(ListOf::of(found, PaymentFileRow::from)))
}

/// A sheet with its rows as they would be booked now.
#[utoipa::path(get, path = "/payment-files/{payment_file}", tag = "execution",
    params(("payment_file" = i64, Path)), responses(
    (status = 200, description = "the sheet", body = PaymentPreview),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_payment_file(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<PaymentPreview>> {
    let (file, sheet) = reread(&app, &caller, id, PaymentMapping::new()).await?;
    let mut reader = app.store.read(&caller.area).await?;
    let of = (file.node, file.year);
    let preview = preview(&mut reader, of, sheet, app.now(), lang(&caller)).await?;
    Ok(Json(PaymentPreview { file: file.into(), preview }))
}

/// Say which heading means what; it is remembered for the node's later sheets.
#[utoipa::path(put, path = "/payment-files/{payment_file}/mapping", tag = "execution",
    params(("payment_file" = i64, Path)), request_body = MappingBody, responses(
    (status = 200, description = "remembered; the sheet as it is read now", body = PaymentPreview),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_payment_mapping(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(wanted): Body<MappingBody>,
) -> Answer {
    let (file, sheet) = reread(&app, &caller, id, meant(wanted.columns)?).await?;
    let mut reader = app.store.read(&caller.area).await?;
    let mut mapping = mapping_of(&mut reader, file.node).await?;
    let columns = sheet.columns.iter();
    mapping.extend(columns.map(|column| (column.heading.clone(), column.field)));
    let of = (file.node, file.year);
    let preview = preview(&mut reader, of, sheet, app.now(), lang(&caller)).await?;
    drop(reader);
    let printed = printed_mapping(&mapping)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let now = deed.now;
    deed.keep_payment_mapping(file.node, &printed, caller.account, now).await?;
    let detail = json!({ "node": file.node, "mapping": printed });
    tell(&mut deed, "payment_mapping.update", id, detail).await?;
    deed.done(StatusCode::OK, &PaymentPreview { file: file.into(), preview }).await
}

fn meant(columns: Vec<ColumnBody>) -> Answer<PaymentMapping> {
    let mut mapping = PaymentMapping::new();
    let mut seen = Vec::new();
    for ColumnBody { heading, field } in columns.into_iter().take(200) {
        let field = field.as_deref().map(|word| {
            let fresh = PaymentField::parse(word).filter(|field| !seen.contains(field));
            fresh.ok_or_else(|| {
                let zh = format!("没有这个字段，或一个字段对应了两列：{word}");
                let en = format!("no such field, or two columns for one field: {word}");
                Problem::new(ProblemKind::Invalid).because(zh, en)
            })
        });
        let field = field.transpose()?;
        seen.extend(field);
        mapping.insert(zs_model::text::squeeze(&heading), field);
    }
    Ok(mapping)
}

/// Book rows of a sheet: all of those named, or none. A row that cannot be booked is told with `row`.
#[utoipa::path(post, path = "/payment-files/{payment_file}/confirm", tag = "execution",
    params(("payment_file" = i64, Path)), request_body = RowsToBook, responses(
    (status = 200, description = "booked", body = PaymentFileRow),
    (status = "4XX", description = "refused; `row` says which one", body = ProblemBody,
        content_type = "application/problem+json")))]
async fn confirm_payment_file(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(wanted): Body<RowsToBook>,
) -> Answer {
    let (file, sheet) = reread(&app, &caller, id, PaymentMapping::new()).await?;
    Deed::replayed(&app, &caller).await?;
    let mut rows: BTreeMap<u32, Vec<String>> =
        wanted.rows.into_iter().map(|row| (row.row, row.accept)).collect();
    let mut reader = app.store.read(&caller.area).await?;
    let looked = look_through(&mut reader, (file.node, file.year), sheet.rows, app.now()).await?;
    drop(reader);
    let mut deed = Deed::begin(&app, &caller).await?;
    years::require_open(&mut deed, file.year).await?;
    if deed.payment_file(id).await?.state != PaymentFileState::Waiting {
        let (zh, en) = ("该表已经入账。", "rows of this sheet were booked already");
        return Err(Problem::new(ProblemKind::WrongState).because(zh, en));
    }
    let (mut booked, mut sum, mut touched) = (0, 0_i64, Vec::new());
    for looked in &looked {
        let Some(accept) = rows.remove(&looked.row.row) else { continue };
        let fen = book_row(&mut deed, &caller, id, looked, &accept).await;
        sum = sum.saturating_add(fen.map_err(|problem| problem.with("row", looked.row.row))?);
        booked += 1;
        touched.extend(looked.on.as_ref().map(|on| on.id));
    }
    if let Some(row) = rows.keys().next() {
        let (zh, en) = (format!("表中没有第 {row} 行支付。"), format!("no payment in row {row}"));
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en).with("row", *row));
    }
    if booked == 0 {
        let (zh, en) = ("请至少选一行。", "name at least one row");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    touched.sort_unstable();
    touched.dedup();
    light(&mut deed, &touched).await?;
    let now = deed.now;
    deed.booked_payment_file(id, booked, now).await?;
    tell(&mut deed, "payment_file.confirm", id, json!({ "entries": booked, "sum_fen": sum }))
        .await?;
    let file = PaymentFileRow::from(deed.payment_file(id).await?);
    deed.done(StatusCode::OK, &file).await
}

/// Books one row as it stands in the record now, and gives its amount.
async fn book_row(
    deed: &mut Deed<'_>,
    caller: &Caller,
    file: i64,
    looked: &Looked,
    accept: &[String],
) -> Answer<i64> {
    if let Some(fault) = looked.row.faults.first() {
        return Err(Problem::new(ProblemKind::Invalid).because(&fault.zh, &fault.en));
    }
    let on = looked.on.as_ref().ok_or_else(|| Problem::new(ProblemKind::Internal))?;
    caller.require(Action::WritePayments, &on.path)?;
    let new = Looked::money(&looked.row, on);
    let funds = funds(on, &deed.month_ends(on.id).await?);
    let accepted = judge(deed, &new, &funds, &[]).await?.settle(accept)?;
    let new = NewMoney { accepted: accepted.as_deref(), file: Some(file), ..new };
    let booking = Booking { on, kind: MoneyKind::Payment, new };
    book(deed, caller, &booking).await?;
    Ok(booking.new.amount)
}

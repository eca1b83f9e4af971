//! Documents: list and read.
use crate::app::App;
use crate::caller::Caller;
use crate::input::{ListOf, Paging, Path, Query};
use crate::output::json_with_etag;
use crate::problem::{Answer, ProblemBody};
use crate::rights::Action;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{Document, DocumentFilter, DocumentOrder};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_documents)).routes(routes!(get_document))
}

/// A document as lists show it; amounts are decimal strings in 元.
#[derive(Serialize, ToSchema)]
pub(crate) struct DocumentRow {
    pub id: i64,
    /// What a save or a step stands on.
    pub etag: String,
    pub node: i64,
    pub path: String,
    pub year: i64,
    pub form: String,
    pub title: Option<String>,
    pub department: Option<String>,
    pub state: String,
    pub version: i64,
    pub approved_version: Option<i64>,
    pub published_version: Option<i64>,
    pub projects: i64,
    pub indicators: i64,
    /// Sum of the budgets, in 分.
    pub budget_fen: i64,
    pub errors: i64,
    pub warnings: i64,
    pub infos: i64,
    pub created_by: i64,
    pub created_at: i64,
    pub updated_by: i64,
    pub updated_at: i64,
}

impl From<Document> for DocumentRow {
    fn from(d: Document) -> Self {
        Self {
            id: d.id,
            etag: d.etag(),
            node: d.node,
            path: d.path,
            year: d.year,
            form: d.form,
            title: d.title,
            department: d.department,
            state: d.state,
            version: d.version,
            approved_version: d.approved_version,
            published_version: d.published_version,
            projects: d.projects,
            indicators: d.indicators,
            budget_fen: d.budget,
            errors: d.errors,
            warnings: d.warnings,
            infos: d.infos,
            created_by: d.created_by,
            created_at: d.created_at,
            updated_by: d.updated_by,
            updated_at: d.updated_at,
        }
    }
}

/// Which documents.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DocumentQuery {
    /// Fiscal year.
    year: i64,
    /// Only the branch under this path of the tree.
    branch: Option<String>,
    /// Only in these states, separated by commas.
    state: Option<String>,
    /// Only of this form family.
    form: Option<String>,
    /// `updated`: the last changed first; else in the order of the tree.
    order: Option<String>,
}

/// The branches that a caller may read, narrowed to one that was asked for.
pub(crate) fn readable(caller: &Caller, asked: Option<&str>) -> Answer<Vec<String>> {
    let branches = caller.require_somewhere(Action::ReadDocuments)?;
    let Some(asked) = asked else { return Ok(branches) };
    caller.require(Action::ReadDocuments, asked)?;
    Ok(vec![asked.to_owned()])
}

pub(crate) fn words(list: Option<&str>) -> Vec<String> {
    let split = list.into_iter().flat_map(|list| list.split(','));
    split.map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The documents that the caller may read.
#[utoipa::path(get, path = "/documents", tag = "documents", params(DocumentQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<DocumentRow>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_documents(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<DocumentQuery>,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<DocumentRow>>> {
    let filter = DocumentFilter {
        year: query.year,
        branches: readable(&caller, query.branch.as_deref())?,
        states: words(query.state.as_deref()),
        form: query.form,
        published: false,
    };
    let order = match query.order.as_deref() {
        Some("updated") => DocumentOrder::Updated,
        _ => DocumentOrder::Path,
    };
    let mut reader = app.store.read(&caller.area).await?;
    let page = reader.documents(&filter, order, &paging.page()?).await?;
    Ok(Json(ListOf::of(page, DocumentRow::from)))
}

/// One document, without its content.
#[utoipa::path(get, path = "/documents/{document}", tag = "documents", params(("document" = i64, Path)),
    responses(
    (status = 200, description = "the document; its ETag is what a save stands on", body = DocumentRow),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_document(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    let document = app.store.read(&caller.area).await?.document(id).await?;
    caller.require(Action::ReadDocuments, &document.path)?;
    let etag = document.etag();
    json_with_etag(&DocumentRow::from(document), &etag)
}

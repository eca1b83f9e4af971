//! The public's API: published versions only, without login.
use crate::app::App;
use crate::blocking::blocking;
use crate::download;
use crate::input::{ListOf, Paging, Path, Query};
use crate::output::json;
use crate::printing::export;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::public::Visitor;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{NodeKind, ProjectRow, Publication, Reader};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_public_areas))
        .routes(routes!(list_public_years))
        .routes(routes!(list_public_departments))
        .routes(routes!(list_public_documents))
        .routes(routes!(get_public_document))
        .routes(routes!(get_public_content))
        .routes(routes!(export_public_document))
        .routes(routes!(search_public))
}

/// An area that publishes here.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicArea {
    area: String,
    name: String,
}

/// The areas.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicAreas {
    items: Vec<PublicArea>,
}

/// A year of which something is published.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicYear {
    year: i64,
    documents: i64,
}

/// The years, the latest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicYears {
    items: Vec<PublicYear>,
}

/// A department or unit that has published something, or stands above one that has.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicDepartment {
    id: i64,
    parent: Option<i64>,
    /// `area`, `department` or `unit`.
    kind: &'static str,
    code: String,
    name: String,
    path: String,
}

/// The tree, each after the one above it.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicDepartments {
    items: Vec<PublicDepartment>,
}

/// A published document.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicDocument {
    id: i64,
    node: i64,
    path: String,
    year: i64,
    version: i64,
    form: String,
    department: Option<String>,
    projects: i64,
    indicators: i64,
    /// Sum of the budgets, in 分.
    budget_fen: i64,
    /// SM3 of the content: compare it with your copy.
    hash: String,
}

impl From<Publication> for PublicDocument {
    fn from(p: Publication) -> Self {
        Self {
            id: p.document,
            node: p.node,
            path: p.path,
            year: p.year,
            version: p.version,
            form: p.form,
            department: p.department,
            projects: p.projects,
            indicators: p.indicators,
            budget_fen: p.budget,
            hash: p.hash,
        }
    }
}

/// A published project whose name was found.
#[derive(Serialize, ToSchema)]
pub(crate) struct PublicProject {
    document: i64,
    /// Its place in the document.
    ordinal: i64,
    year: i64,
    code: Option<String>,
    name: Option<String>,
    unit_name: Option<String>,
    budget_fen: i64,
    indicators: i64,
}

impl From<ProjectRow> for PublicProject {
    fn from(p: ProjectRow) -> Self {
        Self {
            document: p.document,
            ordinal: p.ordinal,
            year: p.year,
            code: p.code,
            name: p.name,
            unit_name: p.unit_name,
            budget_fen: p.budget,
            indicators: p.indicators,
        }
    }
}

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct YearQuery {
    year: i64,
}

/// Which published documents.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PublicQuery {
    year: i64,
    /// Only the branch under this path of the tree.
    branch: Option<String>,
}

/// What to search for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchQuery {
    /// A part of a project's name (two characters or more), or a whole project code.
    q: String,
    /// All years if not given.
    year: Option<i64>,
}

/// Which format.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FormatQuery {
    /// The id of a format, as `/formats` lists them.
    format: String,
}

/// A reader of an area that is here.
async fn reader(app: &App, area: &str) -> Answer<Reader> {
    if !app.store.areas().await?.iter().any(|known| known.area == area) {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    Ok(app.store.read(area).await?)
}

/// The areas that publish here.
#[utoipa::path(get, path = "/public/areas", tag = "public", security(()), responses(
    (status = 200, description = "the areas", body = PublicAreas),
    (status = 304, description = "not changed"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_public_areas(State(app): State<App>, visitor: Visitor) -> Answer {
    let areas = app.store.areas().await?.into_iter();
    let items = areas.map(|area| PublicArea { area: area.area, name: area.name }).collect();
    visitor.json(&PublicAreas { items })
}

/// The years of which something is published.
#[utoipa::path(get, path = "/public/areas/{area}/years", tag = "public", security(()),
    params(("area" = String, Path)), responses(
    (status = 200, description = "the years", body = PublicYears),
    (status = 304, description = "not changed"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_public_years(
    State(app): State<App>,
    visitor: Visitor,
    Path(area): Path<String>,
) -> Answer {
    let years = reader(&app, &area).await?.published_years().await?;
    let items = years.into_iter().map(|(year, documents)| PublicYear { year, documents });
    visitor.json(&PublicYears { items: items.collect() })
}

/// The departments and units that have published something of a year.
#[utoipa::path(get, path = "/public/areas/{area}/departments", tag = "public", security(()),
    params(("area" = String, Path), YearQuery), responses(
    (status = 200, description = "the tree", body = PublicDepartments),
    (status = 304, description = "not changed"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_public_departments(
    State(app): State<App>,
    visitor: Visitor,
    Path(area): Path<String>,
    Query(query): Query<YearQuery>,
) -> Answer {
    let mut reader = reader(&app, &area).await?;
    let paths = reader.published_paths(query.year).await?;
    let root = reader.node(1).await?.path;
    let mut nodes = reader.branch(&root).await?;
    // The paths are sorted: the first that is not before a node's path is below it, or none is.
    nodes.retain(|node| {
        let at = paths.partition_point(|path| path < &node.path);
        paths.get(at).is_some_and(|path| path.starts_with(&node.path))
    });
    let items = nodes.into_iter().map(|node| PublicDepartment {
        id: node.id,
        parent: node.parent,
        kind: NodeKind::word(node.kind),
        code: node.code,
        name: node.name,
        path: node.path,
    });
    visitor.json(&PublicDepartments { items: items.collect() })
}

/// The published documents of a year.
#[utoipa::path(get, path = "/public/areas/{area}/documents", tag = "public", security(()),
    params(("area" = String, Path), PublicQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<PublicDocument>),
    (status = 304, description = "not changed"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_public_documents(
    State(app): State<App>,
    visitor: Visitor,
    Path(area): Path<String>,
    Query(query): Query<PublicQuery>,
    Query(paging): Query<Paging>,
) -> Answer {
    let page = paging.page()?;
    let branches: Vec<String> = query.branch.into_iter().collect();
    let found = reader(&app, &area).await?.publications(query.year, &branches, &page).await?;
    visitor.json(&ListOf::of(found, PublicDocument::from))
}

/// One published document, without its content.
#[utoipa::path(get, path = "/public/areas/{area}/documents/{document}", tag = "public", security(()),
    params(("area" = String, Path), ("document" = i64, Path)), responses(
    (status = 200, description = "the document", body = PublicDocument),
    (status = 304, description = "not changed"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_public_document(
    State(app): State<App>,
    visitor: Visitor,
    Path((area, id)): Path<(String, i64)>,
) -> Answer {
    let found = reader(&app, &area).await?.publication(id).await?;
    visitor.json(&PublicDocument::from(found))
}

/// The published content of a document.
#[utoipa::path(get, path = "/public/areas/{area}/documents/{document}/content", tag = "public",
    security(()), params(("area" = String, Path), ("document" = i64, Path)), responses(
    (status = 200, description = "`zhunsheng.document/1`; the ETag is its hash", body = Object),
    (status = 304, description = "not changed"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_public_content(
    State(app): State<App>,
    visitor: Visitor,
    Path((area, id)): Path<(String, i64)>,
) -> Answer {
    let mut reader = reader(&app, &area).await?;
    let found = reader.publication(id).await?;
    let tag = format!("\"{}\"", found.hash);
    if visitor.holds(&tag) {
        return Ok(visitor.tagged(Response::default(), &tag));
    }
    let body = reader.version_body(id, found.version).await?;
    Ok(visitor.tagged(json(StatusCode::OK, body, None), &tag))
}

/// A published document as a file.
#[utoipa::path(get, path = "/public/areas/{area}/documents/{document}/export", tag = "public",
    security(()), params(("area" = String, Path), ("document" = i64, Path), FormatQuery), responses(
    (status = 200, description = "the file", body = Vec<u8>, content_type = "application/octet-stream"),
    (status = 304, description = "not changed"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn export_public_document(
    State(app): State<App>,
    visitor: Visitor,
    Path((area, id)): Path<(String, i64)>,
    Query(query): Query<FormatQuery>,
) -> Answer {
    let mut reader = reader(&app, &area).await?;
    let found = reader.publication(id).await?;
    let plain = query.format.bytes().all(|b| b.is_ascii_alphanumeric());
    let tag = format!("\"{}-{}\"", found.hash, if plain { &query.format } else { "" });
    if visitor.holds(&tag) {
        return Ok(visitor.tagged(Response::default(), &tag));
    }
    let body = reader.version_body(id, found.version).await?;
    drop(reader);
    let department = found.department.as_deref().unwrap_or("部门");
    let stem = format!("{department}{}年预算绩效文本", found.year);
    let printed = blocking(move || export(&body, &query.format, &stem)).await?;
    let file = download::file(printed.body, printed.media_type, &printed.name);
    Ok(visitor.tagged(file, &tag))
}

/// Published projects by a part of their name. A document that is being adjusted is not searched until it
/// is published again; a page may hold fewer rows than asked for.
#[utoipa::path(get, path = "/public/areas/{area}/search", tag = "public", security(()),
    params(("area" = String, Path), SearchQuery, Paging), responses(
    (status = 200, description = "one page", body = ListOf<PublicProject>),
    (status = 304, description = "not changed"),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn search_public(
    State(app): State<App>,
    visitor: Visitor,
    Path(area): Path<String>,
    Query(query): Query<SearchQuery>,
    Query(paging): Query<Paging>,
) -> Answer {
    let page = paging.page()?;
    let found = reader(&app, &area).await?.search_published(&query.q, query.year, &page).await?;
    visitor.json(&ListOf::of(found, PublicProject::from))
}

//! The indicator library: usual indicators for a kind of project, to begin a goal table with.
use crate::app::App;
use crate::caller::Caller;
use crate::input::Query;
use crate::problem::{Answer, ProblemBody};
use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::Library;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_usual_indicators))
}

/// A kind of project.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectKindRow {
    id: &'static str,
    /// In the caller's language.
    name: &'static str,
}

/// A usual indicator.
#[derive(Serialize, ToSchema)]
pub(crate) struct UsualIndicatorRow {
    /// The kind of project that it is usual for.
    kind: &'static str,
    level1: &'static str,
    level2: &'static str,
    level3: &'static str,
    description: &'static str,
    /// A usual target; `null` where only the project itself can say it.
    target: Option<&'static str>,
    /// The unit of its target.
    unit: &'static str,
    /// Which way is better: `positive` or `negative`.
    direction: &'static str,
    basis: &'static str,
}

/// The kinds there are, those that the project's name speaks for, and their indicators.
#[derive(Serialize, ToSchema)]
pub(crate) struct UsualIndicatorList {
    kinds: Vec<ProjectKindRow>,
    /// The kinds whose indicators are listed.
    chosen: Vec<&'static str>,
    items: Vec<UsualIndicatorRow>,
}

/// For which project.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LibraryQuery {
    /// The project's name, which tells its kind.
    project: Option<String>,
    /// A kind, where the name is not asked.
    kind: Option<String>,
    /// Only of this 二级指标, as the library calls it.
    level2: Option<String>,
}

/// Usual indicators of a kind of project: of `kind`, else of the kinds that the project's name speaks for.
#[utoipa::path(get, path = "/indicator-library", tag = "projects", params(LibraryQuery), responses(
    (status = 200, description = "the indicators", body = UsualIndicatorList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_usual_indicators(
    caller: Caller,
    Query(query): Query<LibraryQuery>,
) -> Answer<Json<UsualIndicatorList>> {
    let library = Library::embedded();
    let chosen: Vec<_> = match (&query.kind, &query.project) {
        (Some(kind), _) => library.kind(kind).into_iter().collect(),
        (None, Some(name)) => library.kinds_of(name).collect(),
        (None, None) => library.kinds.iter().collect(),
    };
    let wanted = |level2: &str| query.level2.as_ref().is_none_or(|asked| asked == level2);
    let items = chosen.iter().flat_map(|kind| {
        let rows = kind.indicators.iter().filter(|row| wanted(&row.level2));
        rows.map(|row| UsualIndicatorRow {
            kind: &kind.id,
            level1: &row.level1,
            level2: &row.level2,
            level3: &row.level3,
            description: &row.description,
            target: row.target.as_deref(),
            unit: &row.unit,
            direction: row.direction.word(),
            basis: &row.basis,
        })
    });
    let english = caller.request.english;
    let kinds = library.kinds.iter().map(|kind| ProjectKindRow {
        id: &kind.id,
        name: if english { &kind.en } else { &kind.zh },
    });
    Ok(Json(UsualIndicatorList {
        kinds: kinds.collect(),
        items: items.collect(),
        chosen: chosen.iter().map(|kind| kind.id.as_str()).collect(),
    }))
}

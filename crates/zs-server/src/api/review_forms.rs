//! 项目支出绩效目标审核表 of a document, filled as far as the record knows; the rest is for the pen.
use crate::api::contents::readable_document;
use crate::api::form_exports::{FormFile, print};
use crate::app::App;
use crate::caller::Caller;
use crate::goal_review::Reviewed;
use crate::input::{Path, Query};
use crate::problem::{Answer, ProblemBody};
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::forms::review::Kind;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export_review))
}

/// Which of the two forms.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReviewForm {
    /// 一般性项目: grades.
    #[default]
    General,
    /// 重点项目: points out of 100.
    Key,
}

/// Which form of which version.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReviewQuery {
    /// The id of a format, as `/formats` lists them for forms: `docx`, `xlsx`, `pdf`, `html`, `md`.
    format: String,
    /// `general` (the default) for 一般性项目: grades; `key` for 重点项目: points out of 100.
    #[serde(default)]
    #[param(inline)]
    form: ReviewForm,
    /// Only the project of this ordinal; without it all of them, each on a page of its own.
    project: Option<u32>,
    /// The current version if not given.
    version: Option<i64>,
}

/// The review form of a document's goals: its projects, what the check says to each question, comments, opinions.
#[utoipa::path(get, path = "/documents/{document}/review-form", tag = "exports",
    params(("document" = i64, Path), ReviewQuery), responses(FormFile,
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn export_review(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<ReviewQuery>,
) -> Answer {
    let document = readable_document(&app, &caller, id).await?;
    let version = query.version.unwrap_or(document.version);
    let department = document.department.as_deref().unwrap_or("部门");
    let stem = format!("{department}{}年项目支出绩效目标审核表-v{version}", document.year);
    let mut reader = app.store.read(&caller.area).await?;
    let reviewed = Reviewed::read(&mut reader, document, version, app.now()).await?;
    drop(reader);
    let (form, kind) = match query.form {
        ReviewForm::General => ("general", Kind::General),
        ReviewForm::Key => ("key", Kind::Key),
    };
    let (format, project, title) = (query.format.clone(), query.project, stem.clone());
    let lay = move || Ok((reviewed.laid(kind, project, title)?, reviewed.digest()));
    let told = |hash| {
        json!({
            "form": form,
            "format": query.format,
            "version": version,
            "project": project,
            "hash": hash,
        })
    };
    let object = ("review.export", "document", id);
    print(&app, &caller, object, (format, stem), lay, told).await
}

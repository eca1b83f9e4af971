//! The official forms of the year as files: as they were signed, or as they stand now.
use crate::api::exports::{FormQuery, leave};
use crate::app::App;
use crate::blocking::blocking;
use crate::caller::Caller;
use crate::evaluation::of_department::OfDepartment;
use crate::evaluation::of_project::OfProject;
use crate::evaluation::opened::{Evaluated, Opened};
use crate::evaluation::{department_form, department_report, form, review_form};
use crate::input::{Path, Query};
use crate::monitoring;
use crate::printing;
use crate::problem::{Answer, ProblemBody};
use crate::rights::Action;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{ContentBuilder, RefOr, Response, ResponseBuilder};
use utoipa::{IntoParams, IntoResponses, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::Laid;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(export_monitoring_sheet))
        .routes(routes!(export_self_evaluation))
        .routes(routes!(export_department_evaluation))
}

/// A form as a file, by the media types of the formats that print forms.
pub(super) struct FormFile;

impl IntoResponses for FormFile {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let file = || {
            let binary = SchemaFormat::KnownFormat(KnownFormat::Binary);
            let schema = ObjectBuilder::new().schema_type(Type::String).format(Some(binary));
            ContentBuilder::new().schema(Some(schema)).build()
        };
        let answer = ResponseBuilder::new().description("the file");
        let answer = printing::form_formats().fold(answer, |answer, format| {
            let media_type = format.media_type.split(';').next().unwrap_or_default();
            answer.content(media_type, file())
        });
        BTreeMap::from([("200".to_owned(), answer.build().into())])
    }
}

/// Which form of a project's self-evaluation.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EvaluationForm {
    /// 项目支出绩效自评表.
    #[default]
    Sheet,
    /// 项目支出绩效自评复核表.
    Review,
}

/// Which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EvaluationFormQuery {
    /// `sheet` (the default), or `review`: what the reviewers made of it, with their reasons.
    #[serde(default)]
    #[param(inline)]
    form: EvaluationForm,
}

/// Which form of a department's self-evaluation.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DepartmentForm {
    /// 部门（单位）整体支出绩效自评表.
    #[default]
    Sheet,
    /// 部门整体支出绩效自评报告.
    Report,
    /// 部门项目支出绩效汇总表.
    Summary,
    /// 部门（单位）整体支出绩效自评复核表.
    Review,
}

/// Lays a form out from what is printed, which is signed or not.
type LayOut = fn(&[u8], bool) -> Answer<Laid>;

impl EvaluationForm {
    /// Its word, its title, and how it is laid out.
    fn parts(self) -> (&'static str, &'static str, LayOut) {
        use review_form::of_project;
        match self {
            Self::Sheet => ("sheet", "绩效自评表", |b, s| Ok(form::form(b, s)?.laid())),
            Self::Review => ("review", "绩效自评复核表", |b, s| Ok(of_project(b, s)?.laid())),
        }
    }
}

impl DepartmentForm {
    /// Its word, its title, and how it is laid out.
    fn parts(self) -> (&'static str, &'static str, LayOut) {
        use department_form::{form, summary};
        use department_report::report;
        use review_form::of_department;
        match self {
            Self::Sheet => {
                ("sheet", "部门整体支出绩效自评表", |b, s| Ok(form(b, s)?.laid()))
            }
            Self::Report => {
                ("report", "部门整体支出绩效自评报告", |b, s| Ok(report(b, s)?.laid()))
            }
            Self::Summary => {
                ("summary", "部门项目支出绩效汇总表", |b, s| Ok(summary(b, s)?.laid()))
            }
            Self::Review => ("review", "部门整体支出绩效自评复核表", |b, s| {
                Ok(of_department(b, s)?.laid())
            }),
        }
    }
}

/// Which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DepartmentFormQuery {
    /// `sheet` (the default), `report`, `summary` of its projects, or `review`: what finance made of it, with reasons.
    #[serde(default)]
    #[param(inline)]
    form: DepartmentForm,
}

/// A sheet as the official form (项目支出绩效目标执行监控表): as it was signed, or as it stands now.
#[utoipa::path(get, path = "/monitoring-sheets/{sheet}/export", tag = "exports",
    params(("sheet" = i64, Path), FormQuery), responses(FormFile,
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn export_monitoring_sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<FormQuery>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let sheet = reader.monitoring_sheet(id).await?;
    caller.require(Action::ReadDocuments, &sheet.path)?;
    let opened = monitoring::steps::Opened::read(&mut reader, id).await?;
    drop(reader);
    let (bytes, signed) = opened.bytes().await?;
    let name = sheet.name.as_deref().unwrap_or("项目");
    let stem = format!("{name}-{}年1至{}月绩效监控表", sheet.year, sheet.month);
    let asked = Asked { format: query.format, form: "sheet", stem, bytes, signed };
    let object = ("sheet.export", "monitoring_sheet", id);
    let laid = |bytes: &[u8], signed| Ok(monitoring::form::form(bytes, signed)?.laid());
    file(&app, &caller, object, asked, laid).await
}

/// A project's self-evaluation as one of its official forms, as it was closed or as it stands now.
#[utoipa::path(get, path = "/self-evaluations/{evaluation}/export", tag = "exports",
    params(("evaluation" = i64, Path), FormQuery, EvaluationFormQuery), responses(FormFile,
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn export_self_evaluation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<FormQuery>,
    Query(EvaluationFormQuery { form }): Query<EvaluationFormQuery>,
) -> Answer {
    evaluation::<OfProject>(&app, &caller, id, query.format, form.parts()).await
}

/// A department's self-evaluation as one of its official forms, as it was closed or as it stands now.
#[utoipa::path(get, path = "/department-evaluations/{department_evaluation}/export", tag = "exports",
    params(("department_evaluation" = i64, Path), FormQuery, DepartmentFormQuery), responses(FormFile,
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn export_department_evaluation(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<FormQuery>,
    Query(DepartmentFormQuery { form }): Query<DepartmentFormQuery>,
) -> Answer {
    evaluation::<OfDepartment>(&app, &caller, id, query.format, form.parts()).await
}

/// A self-evaluation as one of its forms: the form's word, its title, and how it is laid out.
async fn evaluation<E: Evaluated>(
    app: &App,
    caller: &Caller,
    id: i64,
    format: String,
    (form, title, laid): (&'static str, &str, LayOut),
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let found = reader.self_evaluation(id).await?;
    caller.require(Action::ReadDocuments, &found.path)?;
    let opened = Opened::<E>::read(&mut reader, id).await?;
    drop(reader);
    let (bytes, signed) = opened.bytes().await?;
    let nameless = if found.undertaking.is_some() { "项目" } else { "部门" };
    let whose = found.name.as_deref().unwrap_or(nameless);
    let stem = format!("{whose}-{}年度{title}", found.year);
    let asked = Asked { format, form, stem, bytes, signed };
    file(app, caller, ("evaluation.export", "self_evaluation", id), asked, laid).await
}

/// What somebody asks for.
struct Asked {
    format: String,
    form: &'static str,
    /// The file's name without its ending.
    stem: String,
    /// What is printed, and whether it was signed.
    bytes: Vec<u8>,
    signed: bool,
}

/// Prints one of the year's forms from its bytes.
async fn file(
    app: &App,
    caller: &Caller,
    object: (&str, &str, i64),
    asked: Asked,
    laid: LayOut,
) -> Answer {
    let Asked { format, form, stem, bytes, signed } = asked;
    let word = format.clone();
    let lay = move || Ok((laid(&bytes, signed)?, monitoring::form::digest(&bytes)));
    let told = |hash| json!({ "form": form, "format": word, "hash": hash, "signed": signed });
    print(app, caller, object, (format, stem), lay, told).await
}

/// Prints what is laid out, with its digest, on a thread where it may take its time, and leaves its trace before the
/// file goes.
pub(crate) async fn print(
    app: &App,
    caller: &Caller,
    object: (&str, &str, i64),
    (format, stem): (String, String),
    lay: impl FnOnce() -> Answer<(Laid, String)> + Send + 'static,
    told: impl FnOnce(String) -> Value,
) -> Answer {
    let (printed, hash) = blocking(move || {
        let (laid, hash) = lay()?;
        Ok((printing::form(&laid, &format, &stem)?, hash))
    })
    .await?;
    leave(app, caller, object, told(hash), printed).await
}

//! Profiles and schemes by which self-evaluations are scored, to choose from.
use crate::app::App;
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::{Profile, Profiles, Scheme};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_profiles))
}

/// All profiles.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProfileList {
    items: Vec<ProfileRow>,
}

/// What one place requires of a self-evaluation.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProfileRow {
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    /// Where it comes from and how sure it is.
    source: &'static str,
    /// Lower bounds of the grades, best first.
    grades: Vec<GradeRow>,
    /// Ways to score, the usual one first.
    schemes: Vec<SchemeRow>,
}

/// A grade.
#[derive(Serialize, ToSchema)]
pub(crate) struct GradeRow {
    name: &'static str,
    from: u32,
}

/// A way to score.
#[derive(Serialize, ToSchema)]
pub(crate) struct SchemeRow {
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    source: &'static str,
    /// Points of the whole, and of budget execution in it.
    total: u32,
    execution: u32,
    /// Whether it may be chosen without being asked for.
    automatic: bool,
}

impl From<&'static Profile> for ProfileRow {
    fn from(profile: &'static Profile) -> Self {
        let grades = profile.grades.iter();
        Self {
            id: &profile.id,
            zh: &profile.zh,
            en: &profile.en,
            source: &profile.source,
            grades: grades.map(|grade| GradeRow { name: &grade.name, from: grade.from }).collect(),
            schemes: profile.scoring.iter().map(SchemeRow::from).collect(),
        }
    }
}

impl From<&'static Scheme> for SchemeRow {
    fn from(scheme: &'static Scheme) -> Self {
        Self {
            id: &scheme.id,
            zh: &scheme.zh,
            en: &scheme.en,
            source: &scheme.source,
            total: scheme.total,
            execution: scheme.execution.points,
            automatic: scheme.automatic,
        }
    }
}

/// The profiles and schemes by which self-evaluations are scored.
#[utoipa::path(get, path = "/scoring-profiles", tag = "evaluation", security(()), responses(
    (status = 200, description = "all of them", body = ProfileList)))]
async fn list_profiles() -> Json<ProfileList> {
    Json(ProfileList { items: Profiles::embedded().iter().map(ProfileRow::from).collect() })
}

//! What the reader of an imported file is not certain of, in words.
use crate::record::{scope, source};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use zs_engine::Lang;
use zs_model::{Confidence, Field, FieldRef, Level, Reason, Scope, Sureness};

/// A field or a part that the reader is not certain of.
#[derive(Serialize, ToSchema)]
pub(crate) struct DoubtBody {
    /// `doubtful` (somebody has to look at it) or `likely` (something was concluded rather than read).
    level: &'static str,
    /// Why, in the caller's language.
    reasons: Vec<&'static str>,
    /// `document`, `overall`, `department_form`, `summary_form` or `project`.
    scope: &'static str,
    /// The project's ordinal.
    project: Option<u32>,
    /// The indicator's row.
    indicator: Option<u32>,
    /// A key of the document schema; `null` where it is about the part as a whole: whether all of it was read.
    field: Option<&'static str>,
    /// 1-based position in a list field, else 0.
    item: u32,
    /// Of a part: its text that found no field.
    left_out: Option<String>,
    /// Where it stands in the file.
    source: BTreeMap<String, String>,
}

/// Everything that is not certain, the worst first.
pub(crate) fn doubts(confidence: &Confidence, lang: Lang) -> Vec<DoubtBody> {
    let all = confidence.doubts(Level::Likely).into_iter();
    all.map(|(scope, field, of)| body(scope, field, of, lang)).collect()
}

fn body(at: Scope, field: Option<FieldRef>, of: &Sureness, lang: Lang) -> DoubtBody {
    let against = of.reasons.iter().filter(|reason| reason.points() > 0);
    let say = |reason: &Reason| match lang {
        Lang::Zh => reason.zh(),
        Lang::En => reason.en(),
    };
    DoubtBody {
        level: of.level().word(),
        reasons: against.map(say).collect(),
        scope: scope(at),
        project: at.project(),
        indicator: at.indicator(),
        field: field.map(|field| field.field).map(Field::key),
        item: field.map_or(0, |field| field.item),
        left_out: of.left_out.clone(),
        source: of.place.as_ref().map(source).unwrap_or_default(),
    }
}

//! Self-evaluations for programs that write a record without the API: the same computing, at moments of their own.
use crate::evaluation::flow::EvaluationAct;
use crate::evaluation::opening::missing;
use crate::evaluation::proposing;
use crate::evaluation::scored::Given;
use crate::evaluation::steps::{Opened, after, json_text};
use crate::evaluation::written::{Changes, EvaluationContent};
use crate::machine::Word;
use crate::monitoring::steps::signature;
use crate::output;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::WRITE;
use crate::workflow::State;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;
use zs_store::{EvaluationKept, NewStep, Writer};

pub(super) fn shaped<T: DeserializeOwned>(value: Value) -> Answer<T> {
    serde_json::from_value(value).map_err(|error| {
        Problem::new(ProblemKind::Invalid).because(error.to_string(), error.to_string())
    })
}

/// Prepares one for each undertaking of a branch that has none.
///
/// # Errors
/// `Unavailable`.
pub async fn open(writer: &mut Writer, path: &str, year: i64, by: (i64, i64)) -> Answer<()> {
    let all = missing(writer, path, year).await?;
    Ok(writer.create_self_evaluations(State::Draft.word(), &all, by).await?)
}

/// The whole of it as it stands now, as the API sends it.
///
/// # Errors
/// `NotFound`.
pub async fn whole(writer: &mut Writer, id: i64) -> Answer<Value> {
    let opened = Opened::read(writer, id).await?;
    let scored = opened.now().await?;
    let whole = opened.whole(&scored, None);
    serde_json::to_value(&whole).map_err(|_| Problem::new(ProblemKind::Internal))
}

/// Keeps what somebody wrote: the body of the API's `update_self_evaluation`.
///
/// # Errors
/// `Invalid` for another shape, `WrongState`.
pub async fn write(
    writer: &mut Writer,
    id: i64,
    content: Value,
    (actor, now): (i64, i64),
) -> Answer<()> {
    let content: EvaluationContent = shaped(content)?;
    let opened = Opened::read(writer, id).await?;
    let before = opened.now().await?;
    let written = Arc::new(content.kept(&before.project)?);
    let kept = EvaluationKept {
        profile: content.profile.clone(),
        scheme: content.scheme.clone(),
        content: Some(json_text(&*written)?),
        ..EvaluationKept::default()
    };
    let place = opened.given.place.clone();
    let (profile, scheme) = (content.profile, content.scheme);
    let given = Given { place, profile, scheme, ..Given::default() };
    let scored = opened.scored(Arc::new(given), written).await?;
    let (state, reason) = (opened.evaluation.state.as_str(), None);
    let step = NewStep { from: state, to: state, action: WRITE, reason, actor, now };
    Ok(writer.keep_self_evaluation(id, &kept, &scored.scores(), None, &step).await?)
}

/// Keeps the points that finance gives instead: the body of the API's `rescore_self_evaluation`.
///
/// # Errors
/// `Invalid` for another shape, `WrongState`.
pub async fn rescore(
    writer: &mut Writer,
    id: i64,
    changes: Value,
    (actor, now): (i64, i64),
) -> Answer<()> {
    let changes: Changes = shaped(changes)?;
    let opened = Opened::read(writer, id).await?;
    let kept = EvaluationKept { finance: Some(json_text(&changes)?), ..opened.kept.clone() };
    let given = Given { finance: Some(changes), ..(*opened.given).clone() };
    let scored = opened.scored(Arc::new(given), Arc::clone(&opened.written)).await?;
    let (state, action) = (opened.evaluation.state.as_str(), EvaluationAct::Rescore.word());
    let step = NewStep { from: state, to: state, action, reason: None, actor, now };
    Ok(writer.keep_self_evaluation(id, &kept, &scored.scores(), None, &step).await?)
}

/// Takes a step; one to `reviewed` closes it and makes its proposal.
///
/// # Errors
/// `NotFound`, `WrongState`.
pub async fn step(writer: &mut Writer, id: i64, step: &NewStep<'_>) -> Answer<()> {
    let opened = Opened::read(writer, id).await?;
    let scored = opened.now().await?;
    let to = State::of(step.to).ok_or_else(|| Problem::new(ProblemKind::Invalid))?;
    let kept = after(&opened, &scored, to)?;
    let whole = match to {
        State::Reviewed => {
            let name = writer.account(step.actor).await?.name;
            let last = signature(step.action, step.from, name, step.now);
            Some(output::bytes(&opened.whole(&scored, Some(last)))?)
        }
        _ => None,
    };
    writer.keep_self_evaluation(id, &kept, &scored.scores(), whole.as_deref(), step).await?;
    if whole.is_some() {
        let (undertaking, funds) = (opened.basis.undertaking, opened.basis.funds());
        proposing::keep(writer, id, undertaking, funds, &scored, step.now).await?;
    }
    Ok(())
}

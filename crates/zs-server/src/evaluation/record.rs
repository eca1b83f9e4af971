//! Self-evaluations for programs that write a record without the API: the same computing, at moments of their own.
use crate::evaluation::flow::EvaluationAct;
use crate::evaluation::opening::missing;
use crate::evaluation::proposing;
use crate::evaluation::steps::{Opened, after, stay};
use crate::evaluation::written::{Changes, EvaluationContent};
use crate::machine::Word;
use crate::monitoring::steps::signature;
use crate::output;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::WRITE;
use crate::workflow::State;
use serde::de::DeserializeOwned;
use serde_json::Value;
use zs_store::{NewStep, Writer};

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
pub async fn write(writer: &mut Writer, id: i64, content: Value, by: (i64, i64)) -> Answer<()> {
    let content: EvaluationContent = shaped(content)?;
    let opened = Opened::read(writer, id).await?;
    let (kept, scored) = opened.written(content).await?;
    stay(writer, &opened.evaluation, WRITE, by, &kept, &scored.scores()).await
}

/// Keeps the points that a reviewer gives instead: the body of the API's `rescore_self_evaluation`.
///
/// # Errors
/// `Invalid` for another shape, `WrongState`.
pub async fn rescore(writer: &mut Writer, id: i64, changes: Value, by: (i64, i64)) -> Answer<()> {
    let changes: Changes = shaped(changes)?;
    let opened = Opened::read(writer, id).await?;
    let (kept, scored) = opened.rescored(changes).await?;
    let action = EvaluationAct::Rescore.word();
    stay(writer, &opened.evaluation, action, by, &kept, &scored.scores()).await
}

/// Takes a step; one to `reviewed` closes it and makes its proposal.
///
/// # Errors
/// `NotFound`, `WrongState`.
pub async fn step(writer: &mut Writer, id: i64, step: &NewStep<'_>) -> Answer<()> {
    let opened = Opened::read(writer, id).await?;
    let scored = opened.now().await?;
    let to = State::of(step.to).ok_or_else(|| Problem::new(ProblemKind::Invalid))?;
    let (kept, scores) = after(&opened, &scored, to)?;
    let whole = match to {
        State::Reviewed => {
            let name = writer.account(step.actor).await?.name;
            let last = signature(step.action, step.from, name, step.now);
            Some(output::bytes(&opened.whole(&scored, Some(last)))?)
        }
        _ => None,
    };
    writer.keep_self_evaluation(id, &kept, &scores, whole.as_deref(), step).await?;
    if whole.is_some() {
        let (undertaking, funds) = (opened.basis.undertaking, opened.basis.funds());
        proposing::keep(writer, id, undertaking, funds, &scored, step.now).await?;
    }
    Ok(())
}

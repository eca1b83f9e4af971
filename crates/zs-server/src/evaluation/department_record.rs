//! Departments' self-evaluations for programs that write a record without the API: the same computing, at moments of
//! their own.
use crate::evaluation::department::DepartmentContent;
use crate::evaluation::department_steps::{Opened, after};
use crate::evaluation::flow::EvaluationAct;
use crate::evaluation::record::shaped;
use crate::evaluation::steps::stay;
use crate::evaluation::written::Changes;
use crate::machine::Word;
use crate::monitoring::steps::signature;
use crate::output;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::WRITE;
use crate::workflow::State;
use serde_json::Value;
use zs_store::{EvaluationFilter, NewSelfEvaluation, NewStep, Page, Writer};

/// Begins that of a department, and gives its number.
///
/// # Errors
/// `Duplicate`.
pub async fn open(writer: &mut Writer, node: i64, year: i64, by: (i64, i64)) -> Answer<i64> {
    let of = NewSelfEvaluation { node, undertaking: None, year };
    writer.create_self_evaluations(State::Draft.word(), &[of], by).await?;
    let filter = EvaluationFilter {
        departments: true,
        year: Some(year),
        node: Some(node),
        ..EvaluationFilter::default()
    };
    let made = writer.self_evaluations(&filter, &Page::first(1)).await?.items;
    made.first().map(|one| one.id).ok_or_else(|| Problem::new(ProblemKind::Internal))
}

/// What is written on it, or what the approved documents say while nothing is; and the whole of it as it stands now.
///
/// # Errors
/// `NotFound`.
pub async fn read(writer: &mut Writer, id: i64) -> Answer<(Value, Value)> {
    let opened = Opened::read(writer, id).await?;
    let scored = opened.now().await?;
    let printed =
        |value: serde_json::Result<Value>| value.map_err(|_| Problem::new(ProblemKind::Internal));
    let content = printed(serde_json::to_value(&*opened.content))?;
    Ok((content, printed(serde_json::to_value(opened.whole(&scored, None)))?))
}

/// Keeps what somebody wrote: the body of the API's `update_department_evaluation`.
///
/// # Errors
/// `Invalid` for another shape, `WrongState`.
pub async fn write(writer: &mut Writer, id: i64, content: Value, by: (i64, i64)) -> Answer<()> {
    let content: DepartmentContent = shaped(content)?;
    let opened = Opened::read(writer, id).await?;
    let (kept, scored) = opened.written(content).await?;
    stay(writer, &opened.evaluation, WRITE, by, &kept, &scored.scores()).await
}

/// Keeps the points that finance gives instead: the body of the API's `rescore_department_evaluation`.
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

/// Takes a step; one to `reviewed` closes it.
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
    Ok(writer.keep_self_evaluation(id, &kept, &scores, whole.as_deref(), step).await?)
}

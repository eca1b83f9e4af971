//! Self-evaluations for programs that write a record without the API: the same computing, at moments of their own.
use crate::evaluation::flow::EvaluationAct;
use crate::evaluation::of_department::OfDepartment;
use crate::evaluation::of_project::OfProject;
use crate::evaluation::opened::{Evaluated, Opened};
use crate::evaluation::opening::{begun, missing};
use crate::evaluation::scored::Scores;
use crate::evaluation::steps::{stand, stay};
use crate::machine::Word;
use crate::monitoring::steps::signature;
use crate::output;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::reviews::{WRITE, named};
use crate::workflow::State;
use serde::de::DeserializeOwned;
use serde_json::Value;
use zs_store::{NewStep, Writer};

/// Prepares one for each undertaking of a branch that has none.
///
/// # Errors
/// `Unavailable`.
pub async fn open(writer: &mut Writer, path: &str, year: i64, by: (i64, i64)) -> Answer<()> {
    let all = missing(writer, path, year).await?;
    Ok(writer.create_self_evaluations(State::Draft.word(), &all, by).await?)
}

/// Begins that of a department, and gives its number.
///
/// # Errors
/// `Duplicate`.
pub async fn open_department(
    writer: &mut Writer,
    node: i64,
    year: i64,
    by: (i64, i64),
) -> Answer<i64> {
    Ok(begun(writer, node, year, by).await?.id)
}

/// The whole of it as it stands now, as the API sends it.
///
/// # Errors
/// `NotFound`.
pub async fn whole(writer: &mut Writer, id: i64) -> Answer<Value> {
    match of_project(writer, id).await? {
        true => whole_of::<OfProject>(writer, id).await,
        false => whole_of::<OfDepartment>(writer, id).await,
    }
}

/// What is written on that of a department, or what its approved documents say while nothing is.
///
/// # Errors
/// `NotFound`.
pub async fn content(writer: &mut Writer, id: i64) -> Answer<Value> {
    value(&*Opened::<OfDepartment>::read(writer, id).await?.of.content)
}

/// Keeps what somebody wrote: the body of the API's `update_self_evaluation` or `update_department_evaluation`.
///
/// # Errors
/// `Invalid` for another shape, `WrongState`.
pub async fn write(writer: &mut Writer, id: i64, content: Value, by: (i64, i64)) -> Answer<()> {
    match of_project(writer, id).await? {
        true => write_on::<OfProject>(writer, id, content, by).await,
        false => write_on::<OfDepartment>(writer, id, content, by).await,
    }
}

/// Keeps the points that a reviewer gives instead: the body of the API's `rescore_…`.
///
/// # Errors
/// `Invalid` for another shape, `WrongState`.
pub async fn rescore(writer: &mut Writer, id: i64, changes: Value, by: (i64, i64)) -> Answer<()> {
    match of_project(writer, id).await? {
        true => give_again::<OfProject>(writer, id, changes, by).await,
        false => give_again::<OfDepartment>(writer, id, changes, by).await,
    }
}

/// Takes a step; one to `reviewed` closes it, and makes the proposal of a project.
///
/// # Errors
/// `NotFound`, `WrongState`.
pub async fn step(writer: &mut Writer, id: i64, step: &NewStep<'_>) -> Answer<()> {
    match of_project(writer, id).await? {
        true => take::<OfProject>(writer, id, step).await,
        false => take::<OfDepartment>(writer, id, step).await,
    }
}

async fn of_project(writer: &mut Writer, id: i64) -> Answer<bool> {
    Ok(writer.self_evaluation(id).await?.undertaking.is_some())
}

async fn whole_of<E: Evaluated>(writer: &mut Writer, id: i64) -> Answer<Value> {
    let opened = Opened::<E>::read(writer, id).await?;
    let scored = opened.now().await?;
    value(&opened.whole(&scored, None))
}

async fn write_on<E: Evaluated>(
    writer: &mut Writer,
    id: i64,
    content: Value,
    by: (i64, i64),
) -> Answer<()> {
    let opened = Opened::<E>::read(writer, id).await?;
    let (kept, scored) = E::written(&opened, shaped(content)?).await?;
    stay(writer, &opened.evaluation, WRITE, by, &kept, &scored.scores()).await
}

async fn give_again<E: Evaluated>(
    writer: &mut Writer,
    id: i64,
    changes: Value,
    by: (i64, i64),
) -> Answer<()> {
    let opened = Opened::<E>::read(writer, id).await?;
    let (kept, scored) = opened.rescored(shaped(changes)?).await?;
    let action = EvaluationAct::Rescore.word();
    stay(writer, &opened.evaluation, action, by, &kept, &scored.scores()).await
}

async fn take<E: Evaluated>(writer: &mut Writer, id: i64, step: &NewStep<'_>) -> Answer<()> {
    let opened = Opened::<E>::read(writer, id).await?;
    let scored = opened.now().await?;
    let act: EvaluationAct = shaped(Value::from(step.action))?;
    let to = named(step.to)?;
    let whole = match to {
        State::Reviewed => {
            let name = writer.account(step.actor).await?.name;
            let last = signature(step.action, step.from, name, step.now);
            Some(output::bytes(&opened.whole(&scored, Some(last)))?)
        }
        _ => None,
    };
    stand(writer, &opened, &scored, (act, to), whole.as_deref(), step).await
}

fn shaped<T: DeserializeOwned>(value: Value) -> Answer<T> {
    serde_json::from_value(value).map_err(|error| {
        Problem::new(ProblemKind::Invalid).because(error.to_string(), error.to_string())
    })
}

fn value(of: &impl serde::Serialize) -> Answer<Value> {
    serde_json::to_value(of).map_err(|_| Problem::new(ProblemKind::Internal))
}

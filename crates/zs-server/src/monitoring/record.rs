//! Rounds and sheets for programs that write a record without the API: the same computing, at moments of their own.
use crate::monitoring::opening::{Branch, sheets};
use crate::monitoring::steps::{Opened, signature};
use crate::monitoring::written::SheetContent;
use crate::output;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::workflow::State;
use serde_json::Value;
use zs_store::{NewMonitoringRound, NewStep, Reader, Writer};

/// Opens a round with a sheet for each undertaking of its branch; gives its number.
///
/// # Errors
/// `Duplicate` where the node has it already, `Invalid` for a day that is none.
pub async fn open_round(writer: &mut Writer, new: &NewMonitoringRound<'_>) -> Answer<i64> {
    let id = writer.create_monitoring_round(new).await?;
    let branch = Branch::from(&writer.monitoring_round(id).await?);
    let made = sheets(writer, new.now, &branch).await?;
    writer.create_monitoring_sheets(id, State::Draft.word(), &made, (new.actor, new.now)).await?;
    Ok(id)
}

/// The whole of a sheet as it stands now, as the API sends it.
///
/// # Errors
/// `NotFound`.
pub async fn sheet_whole(reader: &mut Reader, id: i64) -> Answer<Value> {
    let opened = Opened::read(reader, id).await?;
    let look = opened.look().await?;
    let whole = opened.whole(&look, &opened.kept, None);
    serde_json::to_value(&whole).map_err(|_| Problem::new(ProblemKind::Internal))
}

/// Keeps what somebody wrote on a sheet: the body of the API's `update_monitoring_sheet`.
///
/// # Errors
/// `Invalid` for another shape, `WrongState`.
pub async fn write_sheet(
    writer: &mut Writer,
    id: i64,
    content: Value,
    step: &NewStep<'_>,
) -> Answer<()> {
    let wrong = |error: serde_json::Error| {
        Problem::new(ProblemKind::Invalid).because(error.to_string(), error.to_string())
    };
    let content: SheetContent = serde_json::from_value(content).map_err(wrong)?;
    let opened = Opened::read(writer, id).await?;
    let look = opened.look().await?;
    let text = output::bytes(&content.kept(&look.project)?)?;
    let text = String::from_utf8(text).map_err(|_| Problem::new(ProblemKind::Internal))?;
    let signs = look.signs(step.now, &opened.round.due_on);
    Ok(writer.write_sheet(id, &text, &signs, step).await?)
}

/// Takes a step of a sheet; one to `reviewed` freezes it as it stands.
///
/// # Errors
/// `NotFound`, `WrongState`.
pub async fn step_sheet(writer: &mut Writer, id: i64, step: &NewStep<'_>) -> Answer<()> {
    let opened = Opened::read(writer, id).await?;
    let look = opened.look().await?;
    let signs = look.signs(step.now, &opened.round.due_on);
    let whole = match step.to == State::Reviewed.word() {
        true => {
            let name = writer.account(step.actor).await?.name;
            let last = signature(step.action, step.from, name, step.now);
            Some(output::bytes(&opened.whole(&look, &opened.kept, Some(last)))?)
        }
        false => None,
    };
    Ok(writer.step_sheet(id, &signs, whole.as_deref(), step).await?)
}

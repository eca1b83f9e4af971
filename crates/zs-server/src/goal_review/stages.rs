//! What each stage of the review said, from the steps of the workflow: the opinion, and why it was returned.
use crate::days;
use crate::monitoring::form::{Signed, signatures};
use crate::steps::DELEGATED;
use crate::workflow::{Act, State};
use std::collections::BTreeMap;
use zs_engine::forms::Signature;
use zs_engine::forms::review::Stage;
use zs_store::{Document, WorkflowEvent};

/// The reviews in their order, and what the form calls each.
const STAGES: [(State, &str); 3] = [
    (State::UnitReview, "单位审核"),
    (State::DepartmentReview, "主管部门初审"),
    (State::FinanceReview, "财政部门复审"),
];

/// The steps until a version, since the last adjustment of what was approved before.
pub(super) fn cycle(events: &[WorkflowEvent], version: i64) -> &[WorkflowEvent] {
    let end = events.iter().position(|event| event.version > version).unwrap_or(events.len());
    let until = events.get(..end).unwrap_or_default();
    let begin = until.iter().rposition(|event| event.action == Act::Adjust.word());
    until.get(begin.map_or(0, |at| at + 1)..).unwrap_or_default()
}

/// What is passed counts since the last submission; what was returned, and why, stays.
fn submitted(events: &[WorkflowEvent]) -> &[WorkflowEvent] {
    let begin = events.iter().rposition(|event| event.action == Act::Submit.word());
    events.get(begin.unwrap_or(events.len())..).unwrap_or_default()
}

fn passed(event: &WorkflowEvent) -> bool {
    event.action == Act::Pass.word() || event.action == DELEGATED
}

/// The stages of the form; the unit's only where it went that way.
pub(super) fn stages(events: &[WorkflowEvent], names: &BTreeMap<i64, String>) -> Vec<Stage> {
    let stage = |(state, name): (State, &str)| {
        let here = |event: &&WorkflowEvent| event.from == state.word();
        let own: Vec<&WorkflowEvent> = events.iter().filter(here).collect();
        if state == State::UnitReview && own.is_empty() {
            return None;
        }
        let pass = submitted(events).iter().filter(here).rfind(|event| passed(event));
        let returned: Vec<String> = own
            .iter()
            .filter(|event| event.action == Act::Return.word())
            .map(|event| said(event, names, ""))
            .collect();
        Some(Stage {
            name: name.to_owned(),
            grade: None,
            opinion: pass.map(|event| said(event, names, "审核通过。")),
            returned: (!returned.is_empty()).then(|| returned.join("\n")),
        })
    };
    STAGES.into_iter().filter_map(stage).collect()
}

/// What somebody gave as the reason, else `silent`; who, and on which day.
fn said(event: &WorkflowEvent, names: &BTreeMap<i64, String>, silent: &str) -> String {
    let name = names.get(&event.actor).map_or("", String::as_str);
    let reason = event.reason.as_deref().unwrap_or(silent);
    format!("{reason}（{name}，{}）", days::text(days::day_of(event.created_at)))
}

/// Who submitted and passed it since then.
pub(super) fn signed(events: &[WorkflowEvent], names: &BTreeMap<i64, String>) -> Vec<Signature> {
    let signed = |event: &WorkflowEvent| {
        let action = if passed(event) { Act::Pass.word() } else { &event.action };
        let name = names.get(&event.actor).cloned().unwrap_or_default();
        Signed::new(action, &event.from, name, event.created_at)
    };
    signatures(&submitted(events).iter().map(signed).collect::<Vec<_>>())
}

/// What the form still is; nothing once the review of that version is over.
pub(super) fn state(document: &Document, version: i64) -> Option<String> {
    let sealed = [document.approved_version, document.published_version].contains(&Some(version));
    let now = State::of(&document.state).filter(|_| version == document.version);
    let word = match now {
        _ if sealed => return None,
        Some(State::UnitReview | State::DepartmentReview | State::FinanceReview) => "审核中",
        Some(State::Reviewed) => "已审核，待批复",
        _ => "草稿，未签批",
    };
    Some(word.to_owned())
}

//! The machine behind every workflow: a table of steps, where a thing stands in it, and who asks for what.
use crate::caller::Caller;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::rights::Action;

/// A state or an act: a closed list with one stable word for each member.
pub trait Word: Copy + PartialEq + 'static {
    /// The word in the record and in the API.
    fn word(self) -> &'static str;
}

/// What must hold besides state and right.
pub trait Guard: Copy + 'static {
    /// What the printed table says of it.
    fn told(self) -> &'static str;
}

/// A workflow: its states, what can be done, and the whole table.
pub trait Flow: Sized + 'static {
    /// Where a thing stands.
    type State: Word;
    /// What can be done with it.
    type Act: Word;
    /// What must hold besides.
    type Guard: Guard;
    /// Every step. What is not in the table is refused as `wrong-state`.
    const STEPS: &'static [Step<Self>];
}

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To<S> {
    /// To this state.
    State(S),
    /// To the first review that the thing's place in the tree has.
    FirstReview,
    /// To where it stood before the step that is taken back.
    Before,
    /// To `returned`, or to any review that it has passed since it was submitted.
    Earlier,
}

/// One line of the table.
pub struct Step<F: Flow> {
    /// What is done.
    pub act: F::Act,
    /// From which state.
    pub from: F::State,
    /// Where it leads.
    pub to: To<F::State>,
    /// The right that it needs at the thing's node.
    pub right: Action,
    /// The right instead, where the decision was left to somebody else.
    pub delegated: Option<Action>,
    /// What must hold besides.
    pub guards: &'static [F::Guard],
}

/// A line without delegation.
pub(crate) const fn step<F: Flow>(
    act: F::Act,
    from: F::State,
    to: To<F::State>,
    right: Action,
    guards: &'static [F::Guard],
) -> Step<F> {
    Step { act, from, to, right, delegated: None, guards }
}

/// A step that was taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Past<'a> {
    pub action: &'a str,
    pub from: &'a str,
    pub to: &'a str,
}

/// A thing in its workflow.
#[derive(Clone, Debug)]
pub(crate) struct Standing<'a> {
    pub state: &'a str,
    /// Path of the node where a right must hold.
    pub path: &'a str,
    pub etag: String,
    /// Whether the decision was left to somebody else.
    pub delegated: bool,
}

/// Refuses those who have the right in no state: before anything of the state is told.
pub(crate) fn may_at_all<F: Flow>(caller: &Caller, path: &str, act: F::Act) -> Answer<()> {
    let mut rights = F::STEPS.iter().filter(|step| step.act == act);
    let any = rights.any(|step| {
        step.delegated.is_some_and(|right| caller.may(right, path)) || caller.may(step.right, path)
    });
    if any {
        return Ok(());
    }
    let sees = caller.may(Action::ReadDocuments, path);
    Err(Problem::new(if sees { ProblemKind::Forbidden } else { ProblemKind::NotFound }))
}

/// Refuses who looked at something else than what stands now; `None` asks for nothing.
pub(crate) fn fresh(standing: &Standing<'_>, seen: Option<&str>) -> Answer<()> {
    if seen.is_none_or(|etag| etag == standing.etag) {
        return Ok(());
    }
    Err(moved(standing.etag.clone()).with("state", standing.state.to_owned()))
}

/// The refusal of what stands on something that is no more; `etag` is that of now.
pub(crate) fn moved(etag: String) -> Problem {
    let (zh, en) =
        ("此后有变动。请重新查看后再办理。", "it has changed since; look at it again first");
    Problem::new(ProblemKind::Stale).because(zh, en).with("current_etag", etag)
}

/// The line of the table, with the right that it needs here.
pub(crate) fn allowed<F: Flow>(
    caller: &Caller,
    standing: &Standing<'_>,
    act: F::Act,
) -> Answer<&'static Step<F>> {
    let here = |step: &&Step<F>| step.act == act && step.from.word() == standing.state;
    let step = F::STEPS.iter().find(here).ok_or_else(|| wrong_state(standing.state, "", ""))?;
    let delegated = step.delegated.filter(|_| standing.delegated);
    caller.require(delegated.unwrap_or(step.right), standing.path)?;
    Ok(step)
}

/// What the caller may do now, as far as state and right decide; guards may still refuse.
pub(crate) fn open_to<F: Flow>(caller: &Caller, standing: &Standing<'_>) -> Vec<F::Act> {
    let mut acts: Vec<F::Act> = Vec::new();
    for step in F::STEPS {
        if !acts.contains(&step.act) && allowed::<F>(caller, standing, step.act).is_ok() {
            acts.push(step.act);
        }
    }
    acts
}

pub(crate) fn wrong_state(state: &str, zh: &str, en: &str) -> Problem {
    Problem::new(ProblemKind::WrongState).because(zh, en).with("current", state.to_owned())
}

/// The table as lines of a page of the documentation.
pub(crate) fn printed<F: Flow>() -> String {
    let mut page =
        String::from("| act | from | to | right | besides |\n| --- | --- | --- | --- | --- |\n");
    for step in F::STEPS {
        let to = match step.to {
            To::State(state) => format!("`{}`", state.word()),
            To::FirstReview => "the first review of its place in the tree".to_owned(),
            To::Before => "where it stood before".to_owned(),
            To::Earlier => "`returned`, or an earlier review since the submission".to_owned(),
        };
        let delegated = step.delegated.map(|a| format!(" (delegated: `{}`)", a.word()));
        let guards: Vec<&str> = step.guards.iter().map(|guard| guard.told()).collect();
        page += &format!(
            "| `{}` | `{}` | {to} | `{}`{} | {} |\n",
            step.act.word(),
            step.from.word(),
            step.right.word(),
            delegated.unwrap_or_default(),
            guards.join("; "),
        );
    }
    page
}

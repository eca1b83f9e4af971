//! What waits for the caller, by role, with reasons and deadlines; and what of the calendar comes near.
use crate::api::documents::DocumentRow;
use crate::api::waiting::{self, EvaluationTask, RectificationTask, SheetTask};
use crate::app::App;
use crate::caller::Caller;
use crate::days;
use crate::deadlines::{self, Due, due};
use crate::input::Query;
use crate::problem::{Answer, ProblemBody};
use crate::rights::Action;
use crate::steps::{Approver, approver};
use crate::workflow::{Act, State as Standing};
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{CalendarPoint, Document, DocumentFilter, DocumentOrder, Page, Reader};

/// At most so many documents of one task and year are listed; the count says how many there are.
const LISTED: i64 = 100;
/// So many days before a date it is remembered.
const NEAR: i64 = 14;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_inbox))
}

/// A kind of work: what is to be done, by whom, in which states.
struct Task {
    name: &'static str,
    right: Action,
    states: &'static [Standing],
    /// Of reviewed documents: only those that this one approves.
    approver: Option<Approver>,
}

const fn task(name: &'static str, right: Action, states: &'static [Standing]) -> Task {
    Task { name, right, states, approver: None }
}

const TASKS: &[Task] = {
    use Action as A;
    use Standing as S;
    &[
        task("correct", A::WriteDocuments, &[S::Returned]),
        task("write", A::WriteDocuments, &[S::Draft, S::Adjusting]),
        task("review_unit", A::ReviewUnit, &[S::UnitReview]),
        task("review_department", A::ReviewDepartment, &[S::DepartmentReview]),
        task("review_finance", A::ReviewFinance, &[S::FinanceReview]),
        Task {
            approver: Some(Approver::Finance),
            ..task("approve", A::ReviewFinance, &[S::Reviewed])
        },
        Task {
            approver: Some(Approver::Department),
            ..task("approve", A::ReviewDepartment, &[S::Reviewed])
        },
        task("publish", A::Publish, &[S::Approved]),
    ]
};

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct InboxQuery {
    /// Only of this year; else of all open years.
    year: Option<i64>,
}

/// One kind of work in one year.
#[derive(Serialize, ToSchema)]
pub(crate) struct TaskBody {
    /// `correct`, `write`, `review_unit`, `review_department`, `review_finance`, `approve`, `publish`.
    task: &'static str,
    year: i64,
    /// How many documents wait (of `approve`: how many of the listed ones).
    count: i64,
    due: Option<Due>,
    /// At most 100, the last changed first.
    items: Vec<Waiting>,
}

/// A document that waits.
#[derive(Serialize, ToSchema)]
pub(crate) struct Waiting {
    #[serde(flatten)]
    document: DocumentRow,
    /// Why it came back, or why it is adjusted.
    reason: Option<String>,
}

/// A date that comes near or is over, with what is still open.
#[derive(Serialize, ToSchema)]
pub(crate) struct Reminder {
    year: i64,
    #[serde(flatten)]
    due: Due,
    note: Option<String>,
    /// Documents in the caller's branches that are not yet approved.
    open: i64,
}

/// What waits for the caller.
#[derive(Serialize, ToSchema)]
pub(crate) struct Inbox {
    tasks: Vec<TaskBody>,
    /// Monitoring sheets of open years.
    monitoring: Vec<SheetTask>,
    /// Self-evaluations of open years.
    evaluations: Vec<EvaluationTask>,
    /// Rectifications of any year: they go on when it is closed.
    rectifications: Vec<RectificationTask>,
    reminders: Vec<Reminder>,
}

/// What waits for me.
#[utoipa::path(get, path = "/inbox", tag = "workflow", params(InboxQuery), responses(
    (status = 200, description = "tasks and reminders", body = Inbox),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_inbox(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<InboxQuery>,
) -> Answer<Json<Inbox>> {
    let branches = caller.require_somewhere(Action::ReadDocuments)?;
    let mut reader = app.store.read(&caller.area).await?;
    let mut years = reader.fiscal_years().await?;
    years.retain(|year| match query.year {
        Some(asked) => year.year == asked,
        None => year.closed_at.is_none(),
    });
    let mut inbox = Inbox {
        tasks: Vec::new(),
        monitoring: Vec::new(),
        evaluations: Vec::new(),
        rectifications: waiting::rectifications(&mut reader, &caller, query.year, app.now())
            .await?,
        reminders: Vec::new(),
    };
    for year in years {
        let calendar = reader.calendar(year.year).await?;
        for task in TASKS {
            let branches = caller.branches(task.right);
            if branches.is_empty() {
                continue;
            }
            let found = documents(&mut reader, task, branches, year.year).await?;
            let first = task.states.first().copied();
            let due = first.and_then(|state| due(state, &calendar, app.now()));
            if let Some((count, items)) = found {
                let (task, year) = (task.name, year.year);
                inbox.tasks.push(TaskBody { task, year, count, due, items });
            }
        }
        inbox.monitoring.extend(waiting::sheets(&mut reader, &caller, year.year, app.now()).await?);
        inbox.evaluations.extend(waiting::evaluations(&mut reader, &caller, year.year).await?);
        let open = DocumentFilter {
            year: year.year,
            branches: branches.clone(),
            states: open_states(),
            ..DocumentFilter::default()
        };
        let near = near(&calendar, app.now());
        if !near.is_empty() {
            let (open, ..) = reader.count_documents(&open).await?;
            let remind = |(due, note)| Reminder { year: year.year, due, note, open };
            inbox.reminders.extend(near.into_iter().map(remind).filter(|r| r.open > 0));
        }
    }
    Ok(Json(inbox))
}

fn open_states() -> Vec<String> {
    let done = |state: &Standing| matches!(state, Standing::Approved | Standing::Published);
    let open = Standing::ALL.iter().copied().filter(|state| !done(state));
    open.map(|state| state.word().to_owned()).collect()
}

/// The calendar's points of the next two weeks, and of the last two.
fn near(calendar: &[CalendarPoint], now: i64) -> Vec<(Due, Option<String>)> {
    let today = days::day_of(now);
    let near = calendar.iter().filter_map(|point| {
        let due = deadlines::of(point, today)?;
        (due.days_left.abs() <= NEAR).then(|| (due, point.note.clone()))
    });
    near.collect()
}

async fn documents(
    reader: &mut Reader,
    task: &Task,
    branches: Vec<String>,
    year: i64,
) -> Answer<Option<(i64, Vec<Waiting>)>> {
    let states = task.states.iter().map(|state| state.word().to_owned()).collect();
    let filter = DocumentFilter { year, branches, states, ..DocumentFilter::default() };
    let page = reader.documents(&filter, DocumentOrder::Updated, &Page::first(LISTED)).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for document in page.items {
        let (reason, approver) = told(reader, &document).await?;
        if task.approver.is_none_or(|who| who == approver) {
            items.push(Waiting { document: document.into(), reason });
        }
    }
    let (count, ..) = match task.approver {
        Some(_) => (i64::try_from(items.len()).unwrap_or(i64::MAX), 0, 0),
        None => reader.count_documents(&filter).await?,
    };
    Ok((count > 0).then_some((count, items)))
}

/// Why a document is where it is, and who approves it; read only where the state asks for it.
async fn told(reader: &mut Reader, document: &Document) -> Answer<(Option<String>, Approver)> {
    let state = Standing::of(&document.state);
    let asks = matches!(state, Some(Standing::Returned | Standing::Adjusting | Standing::Reviewed));
    if !asks {
        return Ok((None, Approver::Finance));
    }
    let events = reader.workflow_events(document.id).await?;
    let reasoned = [Act::Return.word(), Act::Adjust.word()];
    let last = events.iter().rev().find(|event| reasoned.contains(&event.action.as_str()));
    Ok((last.and_then(|event| event.reason.clone()), approver(&events)))
}

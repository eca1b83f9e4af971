//! What of the year waits for the caller: monitoring sheets, rectifications, self-evaluations, with what is overdue.
use crate::api::monitoring_sheets::SheetRow;
use crate::api::rectifications::RectificationRow;
use crate::api::self_evaluations::EvaluationListed;
use crate::caller::Caller;
use crate::days;
use crate::machine::Word;
use crate::problem::Answer;
use crate::rectifications::Stage;
use crate::rights::Action;
use crate::workflow::State;
use serde::Serialize;
use utoipa::ToSchema;
use zs_store::{EvaluationFilter, Page, Reader, RectificationFilter, SheetFilter};

/// At most so many of one task are listed; the count says how many there are.
const LISTED: i64 = 100;

/// Which sheets wait for whom.
const SHEETS: &[(&str, Action, State)] = &[
    ("correct_sheet", Action::WriteMonitoring, State::Returned),
    ("write_sheet", Action::WriteMonitoring, State::Draft),
    ("review_sheet_unit", Action::ReviewUnit, State::UnitReview),
    ("review_sheet_department", Action::ReviewDepartment, State::DepartmentReview),
    ("review_sheet_finance", Action::ReviewFinance, State::FinanceReview),
];

/// Which rectifications wait for whom.
const RECTIFICATIONS: &[(&str, Action, &[Stage])] = &[
    ("accept_rectification", Action::WriteMonitoring, &[Stage::Issued]),
    ("rectify", Action::WriteMonitoring, &[Stage::Accepted, Stage::Rectifying, Stage::Reopened]),
    ("verify_rectification", Action::Rectify, &[Stage::Reported]),
];

/// Which self-evaluations wait for whom; those of departments last.
const EVALUATIONS: &[(&str, bool, Action, State)] = &[
    ("correct_evaluation", false, Action::WriteEvaluations, State::Returned),
    ("write_evaluation", false, Action::WriteEvaluations, State::Draft),
    ("review_evaluation_unit", false, Action::ReviewUnit, State::UnitReview),
    ("review_evaluation_department", false, Action::ReviewDepartment, State::DepartmentReview),
    ("review_evaluation_finance", false, Action::ReviewFinance, State::FinanceReview),
    ("correct_department", true, Action::WriteDepartmentEvaluations, State::Returned),
    ("write_department", true, Action::WriteDepartmentEvaluations, State::Draft),
    ("review_department", true, Action::ReviewFinance, State::FinanceReview),
];

/// Monitoring sheets that wait for one kind of work.
#[derive(Serialize, ToSchema)]
pub(crate) struct SheetTask {
    /// `correct_sheet`, `write_sheet`, `review_sheet_unit`, `review_sheet_department`, `review_sheet_finance`.
    task: &'static str,
    year: i64,
    count: i64,
    /// How many of the listed ones are over: the round's last day, or the last day to act on a warning.
    overdue: usize,
    /// At most 100.
    items: Vec<SheetRow>,
}

/// Rectifications that wait for one kind of work.
#[derive(Serialize, ToSchema)]
pub(crate) struct RectificationTask {
    /// `accept_rectification`, `rectify`, `verify_rectification`.
    task: &'static str,
    count: i64,
    /// How many of them are over.
    overdue: i64,
    /// At most 100, the newest first.
    items: Vec<RectificationRow>,
}

/// Self-evaluations that wait for one kind of work.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvaluationTask {
    /// `correct_evaluation`, `write_evaluation`, `review_evaluation_unit`, `review_evaluation_department`,
    /// `review_evaluation_finance`; of departments `correct_department`, `write_department`, `review_department`.
    task: &'static str,
    year: i64,
    count: i64,
    /// At most 100.
    items: Vec<EvaluationListed>,
}

/// The self-evaluations of a year that wait for the caller.
pub(crate) async fn evaluations(
    reader: &mut Reader,
    caller: &Caller,
    year: i64,
) -> Answer<Vec<EvaluationTask>> {
    let mut tasks = Vec::new();
    for (task, departments, right, state) in EVALUATIONS {
        let branches = caller.branches(*right);
        if branches.is_empty() {
            continue;
        }
        let filter = EvaluationFilter {
            departments: *departments,
            year: Some(year),
            branches,
            states: vec![state.word().to_owned()],
            ..EvaluationFilter::default()
        };
        let page = reader.self_evaluations(&filter, &Page::first(LISTED)).await?;
        if page.items.is_empty() {
            continue;
        }
        let count = reader.count_self_evaluations(&filter).await?;
        let items = page.items.into_iter().map(EvaluationListed::from).collect();
        tasks.push(EvaluationTask { task, year, count, items });
    }
    Ok(tasks)
}

/// The sheets of a year that wait for the caller.
pub(crate) async fn sheets(
    reader: &mut Reader,
    caller: &Caller,
    year: i64,
    now: i64,
) -> Answer<Vec<SheetTask>> {
    let today = days::text(days::day_of(now));
    let mut tasks = Vec::new();
    for (task, right, state) in SHEETS {
        let branches = caller.branches(*right);
        if branches.is_empty() {
            continue;
        }
        let states = vec![state.word().to_owned()];
        let filter = SheetFilter { year: Some(year), branches, states, ..SheetFilter::default() };
        let page = reader.monitoring_sheets(&filter, &Page::first(LISTED)).await?;
        if page.items.is_empty() {
            continue;
        }
        let over = |day: Option<&String>| day.is_some_and(|day| *day < today);
        let late = page.items.iter().filter(|sheet| {
            let acts = *right == Action::WriteMonitoring;
            over(Some(&sheet.due_on)) || (acts && over(sheet.signs.act_by.as_ref()))
        });
        let overdue = late.count();
        let count = reader.count_monitoring_sheets(&filter).await?;
        let items = page.items.into_iter().map(SheetRow::from).collect();
        tasks.push(SheetTask { task, year, count, overdue, items });
    }
    Ok(tasks)
}

/// The rectifications that wait for the caller, of one year or of any.
pub(crate) async fn rectifications(
    reader: &mut Reader,
    caller: &Caller,
    year: Option<i64>,
    now: i64,
) -> Answer<Vec<RectificationTask>> {
    let mut tasks = Vec::new();
    for (task, right, stages) in RECTIFICATIONS {
        let reach = caller.branches(*right);
        if reach.is_empty() {
            continue;
        }
        let states = stages.iter().map(|stage| stage.word().to_owned()).collect();
        let mut filter = RectificationFilter { year, states, ..RectificationFilter::default() };
        match right {
            Action::Rectify => filter.issuers = reach,
            _ => filter.branches = reach,
        }
        let page = reader.rectifications(&filter, &Page::first(LISTED)).await?;
        if page.items.is_empty() {
            continue;
        }
        let count = reader.count_rectifications(&filter).await?;
        filter.due_before = Some(days::text(days::day_of(now)));
        let overdue = reader.count_rectifications(&filter).await?;
        let items = page.items.into_iter().map(|one| RectificationRow::of(one, now)).collect();
        tasks.push(RectificationTask { task, count, overdue, items });
    }
    Ok(tasks)
}

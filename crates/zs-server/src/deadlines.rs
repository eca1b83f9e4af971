//! When a document of a state is due, by its year's calendar.
use crate::days;
use crate::workflow::State;
use serde::Serialize;
use utoipa::ToSchema;
use zs_store::CalendarPoint;

/// A date by which something is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Due {
    /// The kind of the calendar's point: `first_up`, `second_up`, `approval`, `publication`.
    pub kind: String,
    /// The last day, `YYYY-MM-DD`.
    pub on: String,
    /// Days that are left; negative where it is over.
    pub days_left: i64,
}

/// The points that a state works towards.
const fn kinds(state: State) -> &'static [&'static str] {
    match state {
        State::Draft | State::Returned | State::UnitReview | State::DepartmentReview => {
            &["first_up", "second_up"]
        }
        State::FinanceReview | State::Reviewed => &["approval"],
        State::Approved => &["publication"],
        State::Published | State::Adjusting => &[],
    }
}

/// The next due date of a state, or the last one where all are over.
pub(crate) fn due(state: State, calendar: &[CalendarPoint], now: i64) -> Option<Due> {
    let today = days::day_of(now);
    let fits = |point: &&CalendarPoint| kinds(state).contains(&point.kind.as_str());
    let mut all: Vec<Due> =
        calendar.iter().filter(fits).filter_map(|point| of(point, today)).collect();
    all.sort_by_key(|due| due.days_left);
    let next = all.iter().position(|due| due.days_left >= 0);
    next.or(all.len().checked_sub(1)).map(|at| all.swap_remove(at))
}

/// How far a point is from today.
pub(crate) fn of(point: &CalendarPoint, today: i64) -> Option<Due> {
    let days_left = days::parse(&point.due_on)? - today;
    Some(Due { kind: point.kind.clone(), on: point.due_on.clone(), days_left })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(kind: &str, due_on: &str) -> CalendarPoint {
        let (kind, due_on) = (kind.to_owned(), due_on.to_owned());
        CalendarPoint { id: 1, year: 2026, kind, opens_on: None, due_on, note: None }
    }

    #[test]
    fn the_next_point_counts_and_the_last_when_all_are_over() {
        let calendar = [point("first_up", "2025-09-30"), point("second_up", "2025-12-10")];
        let at = |day: &str| days::parse(day).map_or(0, |day| day * 86_400_000);
        let due = |state, day| due(state, &calendar, at(day)).map(|due| (due.kind, due.days_left));
        assert_eq!(due(State::Draft, "2025-09-28"), Some(("first_up".to_owned(), 2)));
        assert_eq!(due(State::Draft, "2025-10-01"), Some(("second_up".to_owned(), 70)));
        assert_eq!(due(State::Draft, "2025-12-12"), Some(("second_up".to_owned(), -2)));
        assert_eq!(due(State::Published, "2025-09-28"), None);
    }
}

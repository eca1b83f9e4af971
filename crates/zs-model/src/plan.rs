//! The spending plan (资金支出计划): cumulative percent by the end of given months.
use rust_decimal::Decimal;

/// One point of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanPoint {
    /// Month of the year, 1 to 12; the point is at its end.
    pub month: u8,
    /// Cumulative percent of the budget, or `None` for a blank cell ("no change", never zero).
    pub percent: Option<Decimal>,
}

/// Cumulative shares in the order of the form; empty where the form has no plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan(pub Vec<PlanPoint>);

impl Plan {
    /// The last filled percentage, if any point is filled.
    #[must_use]
    pub fn last(&self) -> Option<PlanPoint> {
        self.0.iter().rev().find(|p| p.percent.is_some()).copied()
    }

    /// The percentage due by the end of `month`: the latest filled point up to it, 0 before the first.
    #[must_use]
    pub fn due_by(&self, month: u8) -> Decimal {
        let due = self.0.iter().filter(|p| p.month <= month && p.percent.is_some());
        due.max_by_key(|p| p.month).and_then(|p| p.percent).unwrap_or(Decimal::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(points: &[(u8, Option<i64>)]) -> Plan {
        let point = |(month, percent): &(u8, Option<i64>)| PlanPoint {
            month: *month,
            percent: percent.map(Decimal::from),
        };
        Plan(points.iter().map(point).collect())
    }

    #[test]
    fn a_blank_changes_nothing() {
        let plan = plan(&[(3, None), (6, Some(20)), (10, None), (12, Some(100))]);
        let due: Vec<Decimal> = [1, 3, 6, 9, 10, 11, 12].map(|m| plan.due_by(m)).to_vec();
        assert_eq!(due, [0, 0, 20, 20, 20, 20, 100].map(Decimal::from));
        assert_eq!(plan.last().map(|p| p.month), Some(12));
    }

    #[test]
    fn the_order_of_the_columns_does_not_matter() {
        let plan = plan(&[(12, Some(100)), (3, Some(25)), (6, None)]);
        assert_eq!(plan.due_by(11), Decimal::from(25));
        assert_eq!(plan.due_by(12), Decimal::from(100));
    }

    #[test]
    fn an_empty_plan_is_due_nothing() {
        assert_eq!(plan(&[]).due_by(12), Decimal::ZERO);
        assert_eq!(plan(&[(12, None)]).last(), None);
    }
}

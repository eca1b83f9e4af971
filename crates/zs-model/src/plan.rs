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
        let due = self.0.iter().filter(|p| p.month <= month);
        due.filter_map(|p| p.percent).next_back().unwrap_or(Decimal::ZERO)
    }
}

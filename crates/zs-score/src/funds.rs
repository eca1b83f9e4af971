//! The money of one project in one year and its execution rate.
use crate::exact;
use zs_model::Decimal;

/// Budget and payments in 分.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funds {
    /// 年初预算数.
    pub initial: Option<i64>,
    /// 全年预算数: the initial budget with all adjustments.
    pub adjusted: i64,
    /// 执行数: what was paid, reversals taken off.
    pub paid: i64,
}

impl Funds {
    /// 预算执行率 in percent: paid ÷ adjusted budget; `None` without a budget.
    #[must_use]
    pub fn rate(&self) -> Option<Decimal> {
        exact::percent(Decimal::from(self.paid), Decimal::from(self.adjusted))
    }

    /// Whether the rate is at least so many percent, without any rounding; never without a budget.
    #[must_use]
    pub fn reaches(&self, percent: u32) -> bool {
        let due = i128::from(self.adjusted) * i128::from(percent);
        self.adjusted > 0 && i128::from(self.paid) * 100 >= due
    }

    /// The whole year's money of several projects or units.
    #[must_use]
    pub fn sum(all: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> i64| all.iter().map(of).fold(0, i64::saturating_add);
        let initial = all
            .iter()
            .map(|funds| funds.initial)
            .try_fold(0, |sum: i64, one| one.map(|one| sum.saturating_add(one)));
        Self { initial, adjusted: sum(|funds| funds.adjusted), paid: sum(|funds| funds.paid) }
    }
}

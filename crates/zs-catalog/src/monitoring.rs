//! Monitoring rules (绩效运行监控): rounds and the thresholds of the warning lights, as a place and a year set them.
use crate::Sure;
use serde::Deserialize;

/// When a place looks at money and goals, and from where on it warns.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Monitoring {
    /// Where the figures come from.
    pub source: String,
    /// The year of the source, where it states one.
    #[serde(default)]
    pub year: Option<u16>,
    /// How sure they are.
    pub sure: Sure,
    /// The months at whose ends a round is held.
    pub rounds: Vec<u8>,
    /// Working days within which a warning must be acted on.
    #[serde(default)]
    pub act_within: Option<u32>,
    /// Money.
    pub money: MoneyLights,
    /// Goals.
    pub goals: GoalLights,
}

/// Thresholds for the execution of a budget.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyLights {
    /// Execution in percent of what is due at the date.
    #[serde(default)]
    pub pace: Option<Pace>,
    /// Fixed rates at fixed months.
    #[serde(default)]
    pub points: Vec<RatePoint>,
}

/// Thresholds in percent of what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    /// What is due at a date.
    pub base: Base,
    /// Below it the light is red.
    pub red: u32,
    /// Below it the light is yellow.
    pub yellow: u32,
}

/// What share of a budget is due at the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// A twelfth each month.
    Even,
    /// The project's own spending plan; a twelfth each month where it has none.
    Plan,
}

/// A rate that must be reached by the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatePoint {
    /// 1 to 12.
    pub month: u8,
    /// Execution rate in percent below which the light is yellow.
    pub yellow: u32,
    /// Execution rate in percent below which it is red.
    #[serde(default)]
    pub red: u32,
}

/// Thresholds for goals in percent of what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalLights {
    /// Below it the light is red.
    pub red: u32,
    /// Below it the light is yellow.
    pub yellow: u32,
    /// From it on the light is blue.
    #[serde(default)]
    pub blue: Option<u32>,
    /// More percentage points than this between goals and money are a warning.
    #[serde(default)]
    pub gap: Option<u32>,
}

impl Monitoring {
    /// What is wrong with its figures, if anything is.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        let months = self.rounds.iter().chain(self.money.points.iter().map(|point| &point.month));
        let goals = self.goals;
        let falls = goals.red > goals.yellow
            || goals.blue.is_some_and(|blue| blue < goals.yellow)
            || self.money.pace.is_some_and(|pace| pace.red > pace.yellow)
            || self.money.points.iter().any(|point| point.red > point.yellow);
        Some(match () {
            () if months.clone().any(|month| !(1..=12).contains(month)) => {
                "月份须在1到12之间 (months are 1 to 12)"
            }
            () if falls => "红、黄、蓝的界限须递增 (red, yellow, blue must rise)",
            () if self.money.pace.is_none() && self.money.points.is_empty() => {
                "资金没有预警界限 (money has no threshold)"
            }
            () => return None,
        })
    }
}

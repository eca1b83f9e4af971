//! What was reached: a figure, a day, a state in words, done or not, or nothing known yet.
use zs_catalog::Bands;
use zs_model::{Deadline, Decimal, Op, Target, text};

/// The three states of a goal in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// 达成年度指标.
    Met,
    /// 部分达成年度指标并具有一定效果.
    Partial,
    /// 未达成年度指标且效果较差.
    Unmet,
}

/// 实际完成值.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Actual {
    /// Not known. Missing is missing, never zero.
    #[default]
    Missing,
    /// A figure in the unit of the target.
    Figure(Decimal),
    /// The day on which it was done.
    Day(Deadline),
    /// One of the three states, and the share of the points in percent that the scorer gives inside its band.
    State {
        /// The state.
        state: State,
        /// Percent of the points.
        share: Option<Decimal>,
    },
    /// Done or not: all points or none.
    Done(bool),
    /// A text that says nothing that can be held against the target.
    Unread(String),
}

impl Actual {
    /// Reads a cell: nothing, a state in words, a day, or a figure, converted to the unit of the target.
    #[must_use]
    pub fn read(cell: &str, target: &Target, bands: &Bands) -> Self {
        let flat = text::half_width(&text::squeeze(cell));
        if flat.is_empty() || matches!(flat.as_str(), "-" | "—" | "/") {
            return Self::Missing;
        }
        let named = |words: &[String]| words.contains(&flat);
        for (state, band) in [
            (State::Met, &bands.met),
            (State::Partial, &bands.partial),
            (State::Unmet, &bands.unmet),
        ] {
            if named(&band.words) {
                return Self::State { state, share: None };
            }
        }
        let read = match target.op {
            Op::By => day(&flat).map(Self::Day),
            Op::Qualitative | Op::None => yes_or_no(&flat).map(Self::Done),
            _ => figure(&flat, target).map(Self::Figure),
        };
        read.unwrap_or_else(|| Self::Unread(cell.trim().to_owned()))
    }
}

fn yes_or_no(flat: &str) -> Option<bool> {
    match flat {
        "是" | "有" => Some(true),
        "否" | "无" => Some(false),
        _ => None,
    }
}

/// A day as a form prints it, or as `YYYY-MM-DD`.
fn day(flat: &str) -> Option<Deadline> {
    let printed = || Target::parse(flat).deadline;
    let as_deadline = || Target::parse(&format!("{flat}前")).deadline;
    Deadline::parse(flat).or_else(printed).or_else(as_deadline)
}

/// A figure in the target's unit; units of another kind are no figure for it.
fn figure(flat: &str, target: &Target) -> Option<Decimal> {
    let actual = Target::parse(flat);
    let value = actual.value.filter(|_| actual.upper.is_none())?;
    let (Some(ours), Some(theirs)) = (&actual.unit, &target.unit) else { return Some(value) };
    if ours == theirs {
        return Some(value);
    }
    if ours.base() != theirs.base() {
        return None;
    }
    value.checked_mul(ours.factor())?.checked_div(theirs.factor())
}

//! A target value (指标值) as a sentence of a small grammar; what was printed is never lost.
mod parse;
mod print;
mod unit;

use rust_decimal::Decimal;
pub use unit::{Dimension, Unit};

/// How a target compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Op {
    /// ≥, 不少于, 以上 …
    Ge,
    /// ≤, 不超过, 以内 …
    Le,
    /// >, 超过 …
    Gt,
    /// <, 低于 …
    Lt,
    /// =, or a number without an operator (`op_implied`).
    Eq,
    /// A printed range.
    Between,
    /// A deadline.
    By,
    /// Words.
    Qualitative,
    /// Blank, or 无.
    #[default]
    None,
    /// Looks like a number but cannot be one.
    Unparsable,
}

/// A day, month or month of a year by which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// Four-digit year, where printed.
    pub year: Option<u16>,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, where printed.
    pub day: Option<u8>,
}

/// A parsed target value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    /// As printed, white space removed; `None` for a blank cell.
    pub raw: Option<String>,
    /// How it compares.
    pub op: Op,
    /// Whether the operator was not printed (a bare number).
    pub op_implied: bool,
    /// Whether it is printed as approximate (约, 左右, 大约).
    pub approximate: bool,
    /// The number, or the lower end of a range.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// The day by which, for `Op::By`.
    pub deadline: Option<Deadline>,
    /// The unit as printed, 百分比 read as %.
    pub unit: Option<Unit>,
    /// Text in front of the operator (保洁率≥90%): the real name of what is measured.
    pub label: Option<String>,
}

impl Target {
    /// Reads a target cell; never fails. Blank and 无 give `Op::None`.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        parse::parse(raw)
    }
}

//! A target value (指标值) as a sentence of a small grammar; what was printed is never lost.
mod ask;
mod date;
mod deadline;
mod numeral;
mod op;
mod parse;
mod print;
mod quantity;
mod scan;
mod split;
mod unit;
mod units;
mod words;

use rust_decimal::Decimal;

pub use deadline::Deadline;
pub use op::Op;
pub use unit::{Dimension, Unit};

/// A parsed target value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    /// As printed, white space removed; `None` for a blank cell.
    pub raw: Option<String>,
    /// How it compares.
    pub op: Op,
    /// Whether the operator was not printed (a bare number). 约 counts as printed; a range and a deadline need none.
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
    ///
    /// Cells longer than 120 characters are prose: they are not read further than that and come
    /// back as `Op::Qualitative`, or `Op::Unparsable` if digits stand in the part that was seen.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        parse::parse(raw)
    }

    /// The canonical text: `parse(print(t))` has the same meaning as `t`. Words, 无 and what could
    /// not be read are printed as they stand in the source.
    #[must_use]
    pub fn print(&self) -> String {
        print::print(self)
    }
}

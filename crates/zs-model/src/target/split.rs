//! Two targets that ran together in one cell, taken apart as a proposal.
use super::scan::{Line, Slice};
use super::words::LONGEST_CELL;
use super::{Op, Target, Unit, date, parse};
use crate::text;
use rust_decimal::Decimal;

impl Target {
    /// The two targets that a cell like ≥972023年12月底前 holds: ≥97% and 2023年12月底前.
    ///
    /// Only a comparison run together with a deadline is taken apart, in either order. A share is
    /// proposed where the number has no unit and is at most 100, because that is what such a cell
    /// nearly always lost. Empty if the target was read as it stands, or nothing fits.
    #[must_use]
    pub fn split_proposals(&self) -> Vec<Self> {
        let raw = self.raw.as_deref().filter(|_| self.op == Op::Unparsable).unwrap_or_default();
        if raw.chars().nth(LONGEST_CELL).is_some() {
            return Vec::new();
        }
        let line = Line::new(&text::squeeze(raw));
        let whole = parse::unwrap(line.whole());
        let cuts = || (1..whole.len()).map(|at| whole.split(at));
        let last = |(head, tail)| Some((deadline(tail)?, head));
        let first = |(head, tail)| Some((deadline(head)?, tail));
        let deadline_last =
            cuts().filter_map(last).find_map(|(due, head)| Some(vec![comparison(head)?, due]));
        // From the end, so that the deadline in front keeps its 底前.
        let deadline_first = || {
            cuts()
                .rev()
                .filter_map(first)
                .find_map(|(due, tail)| Some(vec![due, comparison(tail)?]))
        };
        deadline_last.or_else(deadline_first).unwrap_or_default()
    }
}

fn deadline(text: Slice<'_>) -> Option<Target> {
    date::due(text).map(|_| parse::parse(&text.text()))
}

/// A number that is compared or has a unit; a bare share gets its %.
fn comparison(text: Slice<'_>) -> Option<Target> {
    let target = parse::parse(&text.text());
    let told = !target.op_implied || target.unit.is_some();
    let value = target.value.filter(|_| target.op.is_comparison() && told)?;
    if target.unit.is_some() {
        return Some(target);
    }
    let is_share = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value);
    let unit = is_share.then(|| Unit::new("%"));
    let whole = Target { unit, ..target };
    Some(Target { raw: Some(whole.print()), ..whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposals(text: &str) -> Vec<String> {
        Target::parse(text).split_proposals().iter().filter_map(|t| t.raw.clone()).collect()
    }

    #[test]
    fn a_comparison_and_a_deadline_come_apart() {
        assert_eq!(proposals("≥972023年12月底前"), ["≥97%", "2023年12月底前"]);
        assert_eq!(proposals("≥1002023年12月底前"), ["≥100%", "2023年12月底前"]);
        assert_eq!(proposals("≥98%2024年6月30日前"), ["≥98%", "2024年6月30日前"]);
        assert_eq!(proposals("2023年12月底前≥97%"), ["2023年12月底前", "≥97%"]);
        assert_eq!(proposals("≥500人2024-12-31"), ["≥500人", "2024-12-31"]);
        assert_eq!(proposals("≥95%12月底前"), ["≥95%", "12月底前"]);
    }

    #[test]
    fn nothing_else_is_taken_apart() {
        for text in ["≥95%", "95%98%", "2023年12月底前", "≥≤5", "1,23", "优", "", "≥9720239912"]
        {
            assert!(proposals(text).is_empty(), "{text}");
        }
    }
}

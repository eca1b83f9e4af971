//! Two targets that ran together in one cell, taken apart as a proposal.
use super::{Op, Target, Unit, parse};
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
        let raw = text::squeeze(raw);
        if raw.chars().nth(super::words::LONGEST_CELL).is_some() {
            return Vec::new();
        }
        let cuts: Vec<_> = raw.char_indices().skip(1).map(|(at, _)| raw.split_at(at)).collect();
        let deadline_last =
            cuts.iter().find_map(|(head, tail)| Some(vec![comparison(head)?, deadline(tail)?]));
        // From the end, so that the deadline in front keeps its 底前.
        let deadline_first = || {
            cuts.iter()
                .rev()
                .find_map(|(head, tail)| Some(vec![deadline(head)?, comparison(tail)?]))
        };
        deadline_last.or_else(deadline_first).unwrap_or_default()
    }
}

fn deadline(text: &str) -> Option<Target> {
    let target = parse::parse(text);
    (target.op == Op::By && target.label.is_none()).then_some(target)
}

/// A number that is compared or has a unit; a bare share gets its %.
fn comparison(text: &str) -> Option<Target> {
    let target = parse::parse(text);
    let compared = matches!(target.op, Op::Ge | Op::Le | Op::Gt | Op::Lt | Op::Eq);
    let told = !target.op_implied || target.unit.is_some();
    let value = target.value.filter(|_| compared && told)?;
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

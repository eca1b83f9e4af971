//! Units of measure with their multiples (万度 = 10,000 度) and what they measure.
use super::units::{COUNTERS, MULTIPLES, PERCENT, Row, UNITS};
use crate::text::{half_width_char, is_plain};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// 元 and its multiples.
    Money,
    /// % and ‰.
    Ratio,
    /// 度, 千瓦时.
    Electricity,
    /// 吨, 公斤, 立方米 …: weight and volume.
    Amount,
    /// 平方米, 亩.
    Area,
    /// 年, 个月, 天, 小时 …
    Duration,
    /// 人, 次, 台, 辆 …: counted things.
    Count,
    /// 元/度, 次/月 …
    Rate,
    /// 分: points of a score.
    Points,
    /// Anything else.
    Other,
}

/// A unit as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    text: String,
    factor: Decimal,
    base: Base,
    dimension: Dimension,
}

/// The usual name of a known unit, or where in an unknown unit's text the multiple ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Known(&'static str),
    Rest(usize),
}

/// What the table says of a unit: its multiple, its usual name, and its kind.
#[derive(Clone, Copy)]
struct Reading {
    factor: Decimal,
    base: &'static str,
    dimension: Dimension,
}

impl Unit {
    /// A unit from its printed text; 百分比, 百分点 and full-width ％ are read as %.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let fold = |c| if c == '﹪' { '%' } else { half_width_char(c) };
        // All of these begin with one of five characters; most units with none of them.
        let may_be = text.starts_with(['%', '％', '﹪', '百', '个']);
        let is_percent =
            may_be && PERCENT.iter().any(|name| name.chars().eq(text.chars().map(fold)));
        let text = if is_percent { "%" } else { text };
        let (factor, rest, known) = without_multiples(text);
        let (factor, base, dimension) = match known {
            Some(reading) => {
                let factor = factor.checked_mul(reading.factor).unwrap_or(factor);
                (factor, Base::Known(reading.base), reading.dimension)
            }
            None => (factor, Base::Rest(text.len() - rest.len()), dimension_of_unknown(rest)),
        };
        Self { text: text.to_owned(), factor, base, dimension }
    }

    /// Whether the table of units names it.
    pub(super) const fn is_named(&self) -> bool {
        matches!(self.base, Base::Known(_))
    }

    /// The unit as printed (百分比 as %).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The factor to `base`: 10000 for 万度, 0.1 for ‰.
    #[must_use]
    pub fn factor(&self) -> Decimal {
        self.factor
    }

    /// The unit without its multiple, and by one name for each unit: 度 for 万度 and kWh, 元 for 万元,
    /// % for ‰, 月 for 个月. Nothing is converted: 吨 stays 吨. Empty for a bare 万.
    #[must_use]
    pub fn base(&self) -> &str {
        match self.base {
            Base::Known(base) => base,
            Base::Rest(from) => self.text.get(from..).unwrap_or_default(),
        }
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }
}

/// Takes multiples off the front until a unit of the table is left (万千瓦时: 千 belongs to the unit), or no multiple.
/// An absurd product counts as one. Gives the product, what is left, and what the table says of that.
fn without_multiples(text: &str) -> (Decimal, &str, Option<Reading>) {
    let (mut factor, mut rest) = (Some(Decimal::ONE), text);
    let mut reading = known(rest);
    while reading.is_none() {
        let mut chars = rest.chars();
        let Some(multiple) = chars.next().and_then(multiple_value) else { break };
        factor = factor.and_then(|product| product.checked_mul(multiple));
        rest = chars.as_str();
        reading = known(rest);
    }
    (factor.unwrap_or(Decimal::ONE), rest, reading)
}

/// Whether the table of units holds this text, with or without a multiple in front.
pub(super) fn is_known(text: &str) -> bool {
    let (_, rest, known) = without_multiples(text);
    rest.is_empty() || known.is_some()
}

/// Whether a range of this unit may run over its end: 12月—3月, 22时—6时.
pub(super) fn is_cyclic(text: &str) -> bool {
    matches!(text, "月" | "日" | "号" | "时" | "点")
}

/// 十, 百, 千, 万, 亿.
pub(super) fn is_multiple(c: char) -> bool {
    multiple_value(c).is_some()
}

fn multiple_value(c: char) -> Option<Decimal> {
    MULTIPLES.iter().find(|(sign, _)| *sign == c).map(|(_, value)| Decimal::from(*value))
}

/// A unit of the table by its exact text, in any width and, for Latin letters, any case.
fn known(text: &str) -> Option<Reading> {
    static BY_NAME: LazyLock<BTreeMap<Cow<'static, str>, Reading>> = LazyLock::new(|| {
        let reading = |row: &Row| Reading {
            factor: Decimal::new(row.factor.0, row.factor.1),
            base: row.base,
            dimension: row.dimension,
        };
        let names =
            |row: &'static Row| row.names.iter().map(move |name| (folded(name), reading(row)));
        UNITS.iter().flat_map(names).collect()
    });
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    BY_NAME.get(&*folded(text)).copied()
}

/// Bytes beyond which no unit is looked up: names are a few characters long.
const LONGEST: usize = 64;

/// A name as names are compared.
fn folded(name: &str) -> Cow<'_, str> {
    if is_plain(name) && !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    out.extend(name.chars().map(|c| half_width_char(c).to_ascii_lowercase()));
    Cow::Owned(out)
}

/// The kind of a unit that the table does not name: a rate by its stroke, a counted thing by its counter (台空调).
fn dimension_of_unknown(text: &str) -> Dimension {
    if text.contains(['/', '／']) {
        Dimension::Rate
    } else if text.starts_with(|c| COUNTERS.contains(&c)) {
        Dimension::Count
    } else {
        Dimension::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String, Dimension) {
        let unit = Unit::new(text);
        (unit.base().to_owned(), unit.factor().to_string(), unit.dimension())
    }

    fn is(text: &str, base: &str, factor: &str, dimension: Dimension) {
        assert_eq!(read(text), (base.to_owned(), factor.to_owned(), dimension), "{text}");
    }

    #[test]
    fn multiples_are_taken_off() {
        is("万度", "度", "10000", Dimension::Electricity);
        is("万元", "元", "10000", Dimension::Money);
        is("百万元", "元", "1000000", Dimension::Money);
        is("亿元", "元", "100000000", Dimension::Money);
        is("千人次", "人次", "1000", Dimension::Count);
        is("万平方米", "平方米", "10000", Dimension::Area);
        is("万", "", "10000", Dimension::Other);
    }

    #[test]
    fn a_multiple_that_belongs_to_the_unit_stays() {
        is("千瓦时", "度", "1", Dimension::Electricity);
        is("万千瓦时", "度", "10000", Dimension::Electricity);
        is("千克", "公斤", "1", Dimension::Amount);
        is("兆瓦时", "度", "1000", Dimension::Electricity);
    }

    #[test]
    fn one_name_for_each_unit() {
        is("％", "%", "1", Dimension::Ratio);
        is("百分比", "%", "1", Dimension::Ratio);
        is("个百分点", "%", "1", Dimension::Ratio);
        is("‰", "%", "0.1", Dimension::Ratio);
        is("成", "%", "10", Dimension::Ratio);
        is("个月", "月", "1", Dimension::Duration);
        is("㎡", "平方米", "1", Dimension::Area);
        is("m³", "立方米", "1", Dimension::Amount);
        is("ｋＷｈ", "度", "1", Dimension::Electricity);
        is("台（套）", "台", "1", Dimension::Count);
    }

    #[test]
    fn what_no_table_names_is_told_by_its_look() {
        is("元/平方米", "元/平方米", "1", Dimension::Rate);
        is("万元/年", "元/年", "10000", Dimension::Rate);
        is("kgce/㎡", "kgce/㎡", "1", Dimension::Rate);
        is("人·天", "人天", "1", Dimension::Count);
        is("台空调", "台空调", "1", Dimension::Count);
        is("分", "分", "1", Dimension::Points);
        is("摄氏度", "℃", "1", Dimension::Other);
        is("星级", "星级", "1", Dimension::Other);
    }

    #[test]
    fn a_multiple_of_multiples_never_overflows() {
        assert_eq!(Unit::new(&"亿".repeat(40)).factor(), Decimal::ONE);
    }

    #[test]
    fn every_name_is_short_enough_to_be_looked_up() {
        let names = UNITS.iter().flat_map(|row| row.names);
        assert!(names.map(|name| name.len() * 3).max() <= Some(LONGEST));
    }

    #[test]
    fn no_name_stands_twice_in_the_table() {
        let names: Vec<String> =
            UNITS.iter().flat_map(|row| row.names).map(|name| folded(name).into_owned()).collect();
        let unique: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(names.len(), unique.len());
    }
}

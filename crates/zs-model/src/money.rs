//! Money: an integer of 分 with the printed figure kept beside it.
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use std::fmt;

/// The unit in which a form prints its amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 千元.
    ThousandYuan,
    /// 万元.
    TenThousandYuan,
    /// 亿元.
    HundredMillionYuan,
}

impl MoneyUnit {
    /// How many 分 one unit holds.
    #[must_use]
    pub const fn fen(self) -> i64 {
        match self {
            Self::Yuan => 100,
            Self::ThousandYuan => 100_000,
            Self::TenThousandYuan => 1_000_000,
            Self::HundredMillionYuan => 10_000_000_000,
        }
    }

    /// Reads 元, 千元, 万元, 亿元 (also with 人民币 in front); `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Some(match crate::text::squeeze(text).trim_start_matches("人民币") {
            "元" => Self::Yuan,
            "千元" => Self::ThousandYuan,
            "万元" | "萬元" => Self::TenThousandYuan,
            "亿元" => Self::HundredMillionYuan,
            _ => return None,
        })
    }
}

impl fmt::Display for MoneyUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yuan => "元",
            Self::ThousandYuan => "千元",
            Self::TenThousandYuan => "万元",
            Self::HundredMillionYuan => "亿元",
        })
    }
}

/// An amount of money. Arithmetic uses `fen`; printing uses the figure as printed in the source.
///
/// A figure finer than a 分 (possible in 万元 with seven decimals) keeps all its digits in the
/// printed figure and is rounded half up in `fen`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    fen: i64,
    printed: Decimal,
    unit: MoneyUnit,
}

impl Money {
    /// An amount as printed in `unit`; `None` if it does not fit 64 bits of 分.
    #[must_use]
    pub fn new(printed: Decimal, unit: MoneyUnit) -> Option<Self> {
        let fen = printed.checked_mul(Decimal::from(unit.fen()))?;
        let fen = fen.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).to_i64()?;
        Some(Self { fen, printed, unit })
    }

    /// Reads a printed figure: full-width digits, thousands separators and inner spaces are accepted,
    /// a currency unit behind the figure overrides `unit`. `None` if the text is not one amount.
    #[must_use]
    pub fn parse(text: &str, unit: MoneyUnit) -> Option<Self> {
        let flat = crate::text::half_width(&crate::text::squeeze(text));
        let flat = flat.trim_start_matches("人民币").trim_start_matches(['¥', '￥']);
        let end =
            flat.find(|c: char| !(c.is_ascii_digit() || "+-.,".contains(c))).unwrap_or(flat.len());
        let (figure, rest) = flat.split_at(end);
        let unit = if rest.is_empty() { unit } else { MoneyUnit::parse(rest)? };
        Self::new(crate::text::decimal(figure)?, unit)
    }

    /// The amount in 分.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.fen
    }

    /// The figure as printed, in `unit`.
    #[must_use]
    pub const fn printed(self) -> Decimal {
        self.printed
    }

    /// The unit of the printed figure.
    #[must_use]
    pub const fn unit(self) -> MoneyUnit {
        self.unit
    }

    /// Decimals of the printed figure: the precision to compare at.
    #[must_use]
    pub fn decimals(self) -> u32 {
        self.printed.scale()
    }

    /// The exact value in 元.
    #[must_use]
    pub fn yuan(self) -> Decimal {
        self.printed * Decimal::new(self.unit.fen(), 2)
    }

    /// The exact value expressed in another unit.
    #[must_use]
    pub fn in_unit(self, unit: MoneyUnit) -> Decimal {
        (self.yuan() / Decimal::new(unit.fen(), 2)).normalize()
    }

    /// The value in another unit, rounded half up to so many decimals: a figure in 元 beside a budget
    /// in 万元 is compared at the budget's precision.
    #[must_use]
    pub fn in_unit_at(self, unit: MoneyUnit, decimals: u32) -> Decimal {
        self.in_unit(unit).round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.printed)
    }
}

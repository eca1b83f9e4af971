//! Quantity rows beside unit prices: which belong together, and what they come to.
use crate::costs::{Cost, CostRow, costs};
use crate::cx::{RowCx, TableCx};
use crate::money;
use crate::words;
use zs_model::{Decimal, Dimension, Level2, Op, Unit};

/// A quantity with the price of its unit.
pub struct Pair<'a> {
    /// The quantity row.
    pub quantity: RowCx<'a>,
    /// The row with the price per unit, in 元.
    pub price: CostRow<'a>,
}

/// A span of money in 元; without an upper end it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The least that it can be.
    pub low: Decimal,
    /// The most that it can be.
    pub high: Option<Decimal>,
}

impl Span {
    /// Both spans together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let high = self.high.zip(other.high).and_then(|(a, b)| a.checked_add(b));
        Self { low: self.low.saturating_add(other.low), high }
    }

    /// What a target leaves open around `value`, rounded at its printed place: ≤ opens below, ≥ above.
    fn of(op: Op, value: Decimal, place: Decimal) -> Self {
        let (low, high) = (value - place, value + place);
        match op {
            Op::Le | Op::Lt => Self { low: Decimal::ZERO, high: Some(high) },
            Op::Ge | Op::Gt => Self { low, high: None },
            _ => Self { low, high: Some(high) },
        }
    }

    fn times(self, other: Self) -> Self {
        let high = self.high.zip(other.high).and_then(|(a, b)| a.checked_mul(b));
        Self { low: self.low.checked_mul(other.low).unwrap_or(Decimal::MAX), high }
    }
}

impl Pair<'_> {
    /// Quantity times price as printed, in 元.
    #[must_use]
    pub fn product(&self) -> Option<Decimal> {
        counted(self.quantity)?.checked_mul(self.price.yuan).and_then(money::sane)
    }

    /// What the product can be: the price may be rounded at its last printed place, the quantity counts
    /// as stated.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        let (quantity, price) = (self.quantity.target(), self.price.row.target());
        let place = price.value.map(|value| Decimal::new(5, value.scale().min(20) + 1))?;
        let factor =
            self.price.yuan.checked_div(price.upper.or(price.value)?).unwrap_or(Decimal::ONE);
        let price = Span::of(price.op, self.price.yuan, place.checked_mul(factor)?);
        Some(Span::of(quantity.op, counted(self.quantity)?, Decimal::ZERO).times(price))
    }

    /// Whether quantity and price speak of one thing, and not only in one unit.
    #[must_use]
    pub fn is_named_alike(&self) -> bool {
        let (quantity, price) = (self.quantity.facts, self.price.row.facts);
        words::shared(quantity.shingles(), price.shingles()) > 0
    }

    /// `328万度 × 0.5元`.
    #[must_use]
    pub fn formula(&self) -> String {
        let text = |row: RowCx<'_>| {
            let target = row.target();
            let unit = target.unit.as_ref().map_or("", Unit::text);
            format!("{}{unit}", target.value.unwrap_or_default().normalize())
        };
        format!("{} × {}", text(self.quantity), text(self.price.row))
    }
}

/// The target's number in base units: 3280000 for 328万度.
#[must_use]
pub fn counted(row: RowCx<'_>) -> Option<Decimal> {
    let unit = row.target().unit.as_ref()?;
    row.target().value?.checked_mul(unit.factor()).and_then(money::sane)
}

/// Rows that state how much of a thing: 数量 rows that are no share, span of time or money.
pub fn quantities(table: TableCx<'_>) -> impl Iterator<Item = RowCx<'_>> {
    table.rows_of(Level2::Quantity).filter(|row| {
        let unit = row.target().unit.as_ref();
        row.target().value.is_some()
            && unit.is_some_and(|unit| {
                !matches!(
                    unit.dimension(),
                    Dimension::Ratio | Dimension::Money | Dimension::Duration | Dimension::Points
                )
            })
    })
}

/// All unit prices with their quantities; `None` if a price has no clear quantity.
#[must_use]
pub fn pairs(table: TableCx<'_>) -> Option<Vec<Pair<'_>>> {
    let prices = costs(table).filter(|cost| cost.cost == Cost::UnitPrice);
    prices.map(|price| Some(Pair { quantity: quantity_of(table, price.row)?, price })).collect()
}

/// The one quantity row that a price is for: the unit behind the stroke (元/度), the thing that both
/// names hold, or the only quantity there is for a bare 单价.
fn quantity_of<'a>(table: TableCx<'a>, price: RowCx<'a>) -> Option<RowCx<'a>> {
    let only = |fits: &dyn Fn(RowCx<'_>) -> bool| {
        let mut hits = quantities(table).filter(|row| fits(*row));
        hits.next().filter(|_| hits.next().is_none())
    };
    let per = price.target().unit.as_ref()?.text().split_once('/').map(|(_, per)| Unit::new(per));
    let by_unit = |row: RowCx<'_>| {
        let unit = row.target().unit.as_ref();
        per.as_ref().is_some_and(|per| unit.is_some_and(|unit| unit.base() == per.base()))
    };
    let thing = thing(price);
    let by_name = |row: RowCx<'_>| {
        let other = self::thing(row);
        !thing.is_empty() && !other.is_empty() && (thing.contains(&other) || other.contains(&thing))
    };
    match per {
        Some(_) => only(&by_unit).or_else(|| only(&|row| by_unit(row) && by_name(row))),
        None if thing.is_empty() => only(&|_| true),
        None => only(&by_name),
    }
}

/// The thing that a name is about: the name without words of measuring and paying.
fn thing(row: RowCx<'_>) -> String {
    let generic = row.cx().terms.words("measure-words");
    let mut rest = row.facts.bare_name.to_string();
    while let Some(word) = generic.find_in(&rest) {
        rest = rest.replace(word, "");
    }
    rest
}

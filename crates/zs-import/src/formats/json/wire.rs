//! The wire shape of `zhunsheng.document/1`: keys as the schema spells them, values checked one by one.
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use zs_model::{Deadline, Decimal, MoneyUnit, Op, Optional};

type Text = Option<String>;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Document {
    pub(super) schema: Text,
    pub(super) form: Text,
    pub(super) fiscal_year: Option<u16>,
    pub(super) department: Text,
    pub(super) overall: Overall,
    pub(super) projects: Vec<Project>,
    pub(super) department_form: Option<DepartmentForm>,
    pub(super) summary_form: Option<SummaryForm>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Overall {
    pub(super) goal: Text,
    pub(super) sub_goals: Vec<String>,
    pub(super) safeguards: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Project {
    pub(super) ordinal: Option<u32>,
    pub(super) title: Text,
    pub(super) unit_code: Text,
    pub(super) unit_name: Text,
    pub(super) code: Text,
    pub(super) name: Text,
    #[serde(deserialize_with = "present")]
    pub(super) special_fund: Optional<String>,
    #[serde(deserialize_with = "present")]
    pub(super) period: Optional<String>,
    pub(super) money_unit: Option<Currency>,
    pub(super) budget: Budget,
    pub(super) purpose: Text,
    pub(super) plan: Vec<Point>,
    #[serde(deserialize_with = "present")]
    pub(super) period_goal: Optional<String>,
    pub(super) goals: Vec<String>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) period_indicators: Vec<Indicator>,
    pub(super) extra: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Budget {
    pub(super) total: Option<Figure>,
    pub(super) fiscal: Option<Figure>,
    pub(super) other: Option<Figure>,
}

#[derive(Deserialize)]
pub(super) struct Point {
    pub(super) month: Month,
    pub(super) percent: Option<Figure>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Indicator {
    pub(super) level1: Text,
    pub(super) level2: Text,
    pub(super) level3: Text,
    pub(super) description: Text,
    pub(super) target: Target,
    pub(super) basis: Text,
    #[serde(deserialize_with = "present")]
    pub(super) note: Optional<String>,
    #[serde(deserialize_with = "present")]
    pub(super) weight: Optional<Figure>,
    pub(super) extra: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Target {
    pub(super) text: Text,
    pub(super) op: Option<Operator>,
    pub(super) value: Option<Value>,
    pub(super) unit: Text,
    pub(super) upper: Option<Figure>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DepartmentForm {
    pub(super) year: Option<u16>,
    pub(super) department: Text,
    pub(super) money_unit: Option<Currency>,
    pub(super) total: Option<Figure>,
    pub(super) by_income: Amounts,
    pub(super) by_expense: Amounts,
    pub(super) duties: Text,
    pub(super) key_tasks: Vec<KeyTask>,
    #[serde(deserialize_with = "present")]
    pub(super) goal: Optional<String>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) extra: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct KeyTask {
    pub(super) item: Text,
    pub(super) responsible: Text,
    pub(super) goal: Text,
    #[serde(deserialize_with = "present")]
    pub(super) amount: Optional<Figure>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SummaryForm {
    pub(super) department: Text,
    pub(super) money_unit: Option<Currency>,
    pub(super) total: Option<Figure>,
    pub(super) rows: Vec<SummaryRow>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SummaryRow {
    pub(super) ordinal: Text,
    pub(super) name: Text,
    pub(super) amount: Option<Figure>,
    pub(super) period_goal: Text,
    pub(super) annual_goal: Text,
}

/// A key that is there, even as null, differs from one that is not.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Optional<T>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// A decimal string; all its digits stay.
pub(super) struct Figure(pub(super) Decimal);

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let figure = zs_model::text::decimal(&text);
        figure.map(Self).ok_or_else(|| D::Error::custom(format!("\"{text}\" is not a decimal")))
    }
}

/// 1 to 12.
pub(super) struct Month(pub(super) u8);

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let month = u8::deserialize(from)?;
        let in_year = (1..=12).contains(&month);
        in_year.then_some(Self(month)).ok_or_else(|| D::Error::custom("a month is 1 to 12"))
    }
}

/// 元, 千元, 万元 or 亿元.
pub(super) struct Currency(pub(super) MoneyUnit);

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let unit = MoneyUnit::parse(&text);
        unit.map(Self).ok_or_else(|| D::Error::custom(format!("\"{text}\" is no unit of money")))
    }
}

/// The value of a target: a decimal, or a day as `YYYY-MM[-DD]` or `MM[-DD]`.
pub(super) struct Value {
    pub(super) decimal: Option<Decimal>,
    pub(super) deadline: Option<Deadline>,
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let value =
            Self { decimal: zs_model::text::decimal(&text), deadline: Deadline::parse(&text) };
        if value.decimal.is_none() && value.deadline.is_none() {
            return Err(D::Error::custom(format!("\"{text}\" is neither a decimal nor a day")));
        }
        Ok(value)
    }
}

/// One of the operator words of the schema.
pub(super) struct Operator(pub(super) Op);

impl<'de> Deserialize<'de> for Operator {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        let op = Op::parse(&word);
        op.map(Self).ok_or_else(|| D::Error::custom(format!("\"{word}\" is no operator")))
    }
}

/// Label → amount in the order of the file.
#[derive(Default)]
pub(super) struct Amounts(pub(super) Vec<(String, Option<Figure>)>);

impl<'de> Deserialize<'de> for Amounts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Amounts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of amounts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Amounts, A::Error> {
                let mut amounts = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    amounts.push(entry);
                }
                Ok(Amounts(amounts))
            }
        }
        from.deserialize_map(Entries)
    }
}

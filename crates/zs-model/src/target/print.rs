//! Printing a target in its canonical form.
use super::deadline::Deadline;
use super::op::Op;
use super::{Target, Unit, parse};
use rust_decimal::Decimal;
use std::fmt;

pub(super) fn print(target: &Target) -> String {
    let body = match target.op {
        Op::By => by(target),
        Op::Between => between(target),
        Op::Qualitative | Op::None | Op::Unparsable => None,
        _ => comparison(target),
    };
    let Some(body) = body else { return target.raw.clone().unwrap_or_default() };
    with_label(target, &body)
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.print())
    }
}

/// The label in front; a colon keeps its end from being read as an operator (扩大 + 约5).
fn with_label(target: &Target, body: &str) -> String {
    let Some(label) = &target.label else { return body.to_owned() };
    let plain = format!("{label}{body}");
    let reads_back = parse::parse(&plain).label.as_ref() == Some(label);
    if reads_back { plain } else { format!("{label}：{body}") }
}

fn comparison(target: &Target) -> Option<String> {
    let value = figure(target.value?, target.unit.as_ref());
    Some(match (target.op, target.approximate) {
        (Op::Eq, _) if target.op_implied => value,
        (Op::Eq, true) => format!("约{value}"),
        (op, true) => format!("{}{value}左右", op.sign()),
        (op, false) => format!("{}{value}", op.sign()),
    })
}

/// Percent stands at both ends of a range, any other unit after the upper one.
fn between(target: &Target) -> Option<String> {
    let unit = target.unit.as_ref();
    let lower = figure(target.value?, unit.filter(|unit| unit.text() == "%"));
    let upper = figure(target.upper?, unit);
    let about = if target.approximate { "左右" } else { "" };
    Some(format!("{lower}~{upper}{about}"))
}

fn by(target: &Target) -> Option<String> {
    let Deadline { year, month, day } = target.deadline?;
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    let day = day.map(|day| format!("{day}日")).unwrap_or_default();
    let about = if target.approximate { "左右" } else { "" };
    Some(format!("{year}{month}月{day}前{about}"))
}

fn figure(value: Decimal, unit: Option<&Unit>) -> String {
    format!("{value}{}", unit.map_or("", Unit::text))
}

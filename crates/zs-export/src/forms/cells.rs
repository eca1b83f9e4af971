//! Figures as the forms print them: 万元 to the last 分, points and rates; what is missing is never zero.
use crate::sheet::{Cell, Figure, Role, Row, Table, runs};
use zs_model::Decimal;

/// Printed where somebody still owes an actual value.
pub(super) const UNFILLED: &str = "未填报";
/// Printed where there is no score yet.
pub(super) const UNSCORED: &str = "未计分";
/// Printed where a form has nothing to fill.
pub(super) const NOTHING: &str = "—";
/// A tick.
pub(super) const TICK: &str = "√";

/// 分 as 万元, exactly: two decimals, more where a 分 needs them. Blank where it is not known.
pub(super) fn wan(fen: Option<i64>) -> Cell {
    Cell::number(fen.map(in_wan))
}

/// 分 as 万元 in a sentence.
pub(super) fn in_wan(fen: i64) -> Decimal {
    let mut amount = Decimal::new(fen, 6).normalize();
    amount.rescale(amount.scale().max(2));
    amount
}

/// `87.35%`, or a dash where nothing can be divided.
pub(super) fn rate(rate: Option<Decimal>) -> Cell {
    let Some(rate) = rate else { return Cell::short(NOTHING) };
    let value = two(rate);
    let figure = Some(Figure { value, percent: true, before: "" });
    Cell { figure, ..Cell::short(format!("{value}%")) }
}

/// Points as short as they are exact, at least as they were given: `8`, `7.25`.
pub(super) fn weight(points: Option<Decimal>) -> Cell {
    Cell::number(points.map(|points| points.normalize()))
}

/// A score with two decimals.
pub(super) fn score(points: Option<Decimal>) -> Cell {
    match points {
        Some(points) => Cell::number(Some(two(points))),
        None => Cell::short(UNSCORED),
    }
}

/// At two decimals; scores and rates have no more.
pub(super) fn two(figure: Decimal) -> Decimal {
    let mut figure = figure;
    figure.rescale(2);
    figure
}

/// A text, or that it is missing.
pub(super) fn filled(text: Option<&String>) -> Cell {
    let text = text.filter(|text| !text.trim().is_empty());
    Cell::short(text.map_or(UNFILLED, String::as_str))
}

/// A label and a text over all other columns.
pub(super) fn wide(label: &str, text: impl Into<String>, columns: usize) -> Row {
    vec![Cell::label(label), Cell::long(text).columns(columns)]
}

/// 一级 and 二级指标 over the rows they hold for: for each row the cells that begin in it.
pub(super) fn levels(rows: &[[Option<&String>; 2]]) -> Vec<Row> {
    let first = runs(rows, |a, b| a[0] == b[0]);
    let second = runs(rows, |a, b| a == b);
    let cells = |(at, row): (usize, &[Option<&String>; 2])| {
        let pairs = [(first[at], row[0]), (second[at], row[1])];
        let begun = pairs.into_iter().filter(|(run, _)| *run > 0);
        begun
            .map(|(run, level)| {
                Cell::new(Role::Group, level.cloned().unwrap_or_default()).rows(run)
            })
            .collect()
    };
    rows.iter().enumerate().map(cells).collect()
}

/// A table that hangs on to the one above.
pub(super) fn joined(widths: &[u16], head: Vec<Row>, body: Vec<Row>) -> Table {
    Table { widths: widths.to_vec(), head, body, joined: true }
}

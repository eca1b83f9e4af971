//! The indicator grid: what each column means, and rows as strings.
use super::lines::{At, Row};
use super::prose::{filled, prose};
use crate::Cell;
use std::borrow::Cow;
use std::collections::BTreeMap;
use zs_catalog::Label;
use zs_model::{Decimal, Indicator, Place, Target, text};

/// One column of the grid.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub label: Label,
    printed: String,
    start: u32,
    end: u32,
    /// Whether it belongs to the indicators of the whole period.
    period: bool,
}

/// The columns of a grid header.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    columns: Vec<Column>,
    /// Columns of the table that the header stood in: a table without header may continue it.
    pub width: u32,
    /// Whether its rows are about the whole period (中期指标, 长期绩效指标).
    pub period: bool,
    /// Names of columns that no family knows.
    pub unknown: Vec<(String, Place)>,
}

/// One row of the grid, not yet an indicator.
#[derive(Clone, Debug, Default)]
pub(super) struct RawRow<'a> {
    pub cells: Cells<'a>,
    pub extra: BTreeMap<String, String>,
    /// Filled cells outside every column.
    pub outside: Vec<&'a Cell>,
    /// Cells of the whole period's columns.
    pub period: Cells<'a>,
}

/// The cells of a row by the meaning of their columns; a row is short, so a list is fastest.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells<'a>(Vec<Printed<'a>>);

/// A cell's text and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Printed<'a> {
    pub label: Label,
    pub text: Cow<'a, str>,
    pub place: &'a Place,
    /// Whether it begins within its column.
    pub fits: bool,
}

impl<'a> Cells<'a> {
    pub fn get(&self, label: Label) -> Option<&Printed<'a>> {
        self.0.iter().find(|cell| cell.label == label)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Printed<'a>> {
        self.0.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a cell; text of a column that has one already goes on in it.
    pub fn put(&mut self, new: Printed<'a>) {
        match self.0.iter_mut().find(|cell| cell.label == new.label) {
            Some(cell) => cell.text.to_mut().push_str(&new.text),
            None => self.0.push(new),
        }
    }
}

impl<'a> IntoIterator for Cells<'a> {
    type Item = Printed<'a>;
    type IntoIter = std::vec::IntoIter<Printed<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Labels that may head a column of the grid.
pub(super) fn is_column(label: Label) -> bool {
    use Label as L;
    matches!(
        label,
        L::Level1
            | L::Level2
            | L::Level3
            | L::Description
            | L::Target
            | L::Operator
            | L::Direction
            | L::UnitOfMeasure
            | L::Weight
            | L::Basis
            | L::Note
            | L::ColumnExtra
    )
}

impl Grid {
    /// Reads a header row: at least three column labels, a level among them.
    pub fn header(row: &Row<'_>) -> Option<Self> {
        if row.filled().filter(|at| at.label.is_some_and(is_column)).count() < 3 {
            return None;
        }
        let found: Vec<(&At<'_>, Option<Label>)> = row.filled().map(|at| (at, at.label)).collect();
        let known = || found.iter().filter_map(|(_, label)| *label);
        let level = known().any(|l| matches!(l, Label::Level1 | Label::Level2 | Label::Level3));
        let body = known().any(|l| matches!(l, Label::Level3 | Label::Target | Label::Description));
        if !level || !body || found.len() > 2 * known().count() {
            return None;
        }
        let mut grid = Self { width: row.columns, ..Self::default() };
        for (at, label) in found {
            // A column of unknown name keeps its text under that name, and its name is reported.
            if label.is_none() {
                grid.unknown.push((prose(at.text()).into_owned(), at.place().clone()));
            }
            grid.push(at, label.unwrap_or(Label::ColumnExtra));
        }
        grid.split_period();
        Some(grid)
    }

    fn push(&mut self, at: &At<'_>, label: Label) {
        let range = at.columns();
        let printed = prose(at.text()).into_owned();
        self.columns.push(Column {
            label,
            printed,
            start: range.start,
            end: range.end,
            period: false,
        });
    }

    /// A form with two grids side by side prints the whole period first, the year second.
    fn split_period(&mut self) {
        let twice = |label| self.columns.iter().filter(|c| c.label == label).count() == 2;
        if !twice(Label::Level3) {
            return;
        }
        let mut seen = Vec::new();
        let first_half: Vec<u32> = self
            .columns
            .iter()
            .filter(|column| {
                let again = seen.contains(&column.label);
                seen.push(column.label);
                !again && self.columns.iter().filter(|c| c.label == column.label).count() == 2
            })
            .map(|column| column.start)
            .collect();
        for column in &mut self.columns {
            column.period = first_half.contains(&column.start);
        }
    }

    /// A second header row under the first names the parts of its wide columns.
    pub fn refine(&mut self, row: &Row<'_>) -> bool {
        let found: Option<Vec<(&At<'_>, Label)>> = row
            .filled()
            .map(|at| Some((at, at.label.filter(|label| is_column(*label))?)))
            .collect();
        let Some(found) = found.filter(|found| !found.is_empty()) else { return false };
        for (at, label) in found {
            let range = at.columns();
            self.columns
                .retain(|c| c.start < range.start || c.start >= range.end || c.end < range.end);
            for column in &mut self.columns {
                if column.start < range.end && range.start < column.end {
                    column.end = column.end.min(range.start).max(column.start);
                }
            }
            self.push(at, label);
        }
        self.columns.retain(|column| column.start < column.end);
        self.columns.sort_by_key(|column| column.start);
        true
    }

    /// Whether a grid has this column.
    pub fn has(&self, label: Label) -> bool {
        self.columns.iter().any(|column| column.label == label)
    }

    /// Where the levels begin: what stands in front is a label around the grid.
    pub fn first_level(&self) -> u32 {
        let levels = self.columns.iter().filter(|column| is_column(column.label));
        levels.map(|column| column.start).min().unwrap_or(0)
    }

    /// The word that stands over a column; empty where there is none.
    pub fn printed(&self, label: Label) -> &str {
        let column = self.columns.iter().find(|column| column.label == label);
        column.map_or("", |column| &column.printed)
    }

    /// The column of a cell, and whether the cell begins within it.
    fn column_at(&self, at: &At<'_>) -> Option<(&Column, bool)> {
        let start = at.cell.column;
        let inside = |column: &&Column| (column.start..column.end).contains(&start);
        // A cell may begin left of its column's label when rows are divided differently.
        let overlapping = |column: &&Column| {
            let range = at.columns();
            column.start < range.end && range.start < column.end
        };
        let found = self.columns.iter().find(inside).map(|column| (column, true));
        found.or_else(|| Some((self.columns.iter().find(overlapping)?, false)))
    }

    /// Sorts a row's cells into the columns.
    pub fn row<'a>(&self, row: &Row<'a>) -> RawRow<'a> {
        let mut raw = RawRow::default();
        for at in &row.cells {
            if at.is_blank() {
                continue;
            }
            let Some((column, fits)) = self.column_at(at) else {
                if !at.carried && at.cell.column >= self.first_level() {
                    raw.outside.push(at.cell);
                }
                continue;
            };
            // A merged cell speaks for each row it covers, but points are counted once.
            if at.carried
                && matches!(
                    column.label,
                    Label::Weight | Label::Note | Label::Name | Label::Goal | Label::Total
                )
            {
                continue;
            }
            raw.put(column, at, fits);
        }
        raw
    }
}

impl<'a> RawRow<'a> {
    fn put(&mut self, column: &Column, at: &At<'a>, fits: bool) {
        let text = match column.label {
            Label::Goal => Cow::Borrowed(at.text()),
            _ => prose(at.text()),
        };
        if column.label == Label::ColumnExtra {
            self.extra.entry(column.printed.clone()).or_default().push_str(&text);
            return;
        }
        let cells = if column.period { &mut self.period } else { &mut self.cells };
        cells.put(Printed { label: column.label, text, place: at.place(), fits });
    }

    /// The text of a cell, `None` for a blank.
    pub fn text(&self, label: Label) -> Option<&str> {
        self.cells.get(label).map(|cell| &*cell.text).filter(|text| !text.is_empty())
    }

    /// Whether the row names nothing but levels: it only sets what later rows inherit.
    pub fn only_levels(&self) -> bool {
        let body = |label: &Label| {
            is_column(*label)
                && !matches!(label, Label::Level1 | Label::Level2 | Label::Weight | Label::Note)
        };
        let cells = self.cells.iter().all(|cell| !body(&cell.label) || cell.text.is_empty());
        cells && self.extra.values().all(String::is_empty)
    }

    /// Whether nothing is filled.
    pub fn is_blank(&self) -> bool {
        self.cells.is_empty() && self.period.is_empty() && self.extra.is_empty()
    }
}

/// The indicator of a row, levels not yet inherited.
pub(super) fn indicator(raw: &RawRow<'_>, grid: &Grid) -> Indicator {
    let text = |label| raw.text(label).map(str::to_owned);
    let optional = |label| grid.has(label).then(|| text(label));
    let mut extra = raw.extra.clone();
    extra.retain(|_, value| !value.is_empty());
    let (raw_target, direction) = target_text(raw, &mut extra);
    if let Some(direction) = direction {
        extra.insert("指标方向".to_owned(), direction);
    }
    let weight = optional(Label::Weight).map(|printed| printed.as_deref().and_then(points));
    if let (Some(None), Some(printed)) = (&weight, text(Label::Weight)) {
        extra.insert("分值".to_owned(), printed);
    }
    Indicator {
        level1: text(Label::Level1),
        level2: text(Label::Level2),
        level3: text(Label::Level3),
        description: text(Label::Description),
        target: raw_target.map(|raw| Target::parse(&raw)).unwrap_or_default(),
        basis: text(Label::Basis),
        note: optional(Label::Note),
        weight,
        extra,
    }
}

/// Points of a weight cell: `10`, `10分`, `10%`.
fn points(printed: &str) -> Option<Decimal> {
    let flat = text::half_width(printed);
    text::decimal(flat.trim_end_matches(['分', '%']))
}

const DIRECTIONS: [&str; 8] =
    ["正向", "反向", "逆向", "正向指标", "反向指标", "逆向指标", "负向", "负向指标"];

fn is_direction(text: &str) -> bool {
    DIRECTIONS.contains(&text)
}

/// Sign, value and unit from cells of their own are joined as printed; a qualitative target has the
/// value alone. 指标性质 and 指标方向 mean operator or direction by province: what stands there decides.
fn target_text(
    raw: &RawRow<'_>,
    extra: &mut BTreeMap<String, String>,
) -> (Option<String>, Option<String>) {
    let mut sign = None;
    let mut direction = None;
    for label in [Label::Operator, Label::Direction] {
        match raw.text(label) {
            Some(text) if is_direction(text) => direction = Some(text.to_owned()),
            Some(text) => sign = Some(text).or(sign),
            None => {}
        }
    }
    let unit = raw.text(Label::UnitOfMeasure);
    let Some(value) = raw.text(Label::Target) else {
        let rest = sign.into_iter().chain(unit);
        return (filled(&rest.collect::<String>()).filter(|text| !is_qualitative(text)), direction);
    };
    let numeric = value.chars().any(|c| text::half_width_char(c).is_ascii_digit());
    let sign = sign.filter(|sign| {
        if is_qualitative(sign) {
            direction.get_or_insert_with(|| (*sign).to_owned());
        }
        !is_qualitative(sign) && !value.starts_with(*sign)
    });
    let unit = unit.filter(|unit| !value.ends_with(*unit));
    if !numeric {
        if let Some(unit) = unit.filter(|unit| !["无", "/", "-", "—"].contains(unit)) {
            extra.insert("度量单位".to_owned(), unit.to_owned());
        }
        return (Some(value.to_owned()), direction);
    }
    let unit = unit.filter(|unit| !["无", "/", "-", "—"].contains(unit)).unwrap_or_default();
    (Some(format!("{}{value}{unit}", sign.unwrap_or_default())), direction)
}

fn is_qualitative(sign: &str) -> bool {
    sign.contains("定性") || sign == "文字描述"
}

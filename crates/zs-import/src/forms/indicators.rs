//! Rows of the grid become indicators: levels inherited, rows cut by a page joined again.
use super::caption::FormKind;
use super::grid::{self, RawRow};
use super::lines::Row;
use super::state::{Mode, Open, State};
use zs_catalog::Label;
use zs_model::{Field, FieldRef, Indicator, Level1, Level2, Op, Place, Scope, Target};

/// Printed names of level 1 and level 2.
pub(super) type Levels = (Option<String>, Option<String>);

impl<'a> State<'a> {
    /// Reads one row of the grid.
    pub fn grid_row(&mut self, row: &Row<'a>) {
        let raw = self.grid.row(row);
        for cell in &raw.outside {
            self.unplaced(&cell.text, &cell.place);
        }
        if raw.is_blank() {
            return;
        }
        if self.grid.has(Label::Name) && self.wide_row(&raw) {
            return;
        }
        let broken = std::mem::take(&mut self.broken);
        if let Some(last) = self.last_row.take_if(|last| broken && continues(last, &raw)) {
            self.rejoin(last, raw);
            return;
        }
        self.push_row(raw);
    }

    /// In a table of many projects the first columns name the project; `true` if the row is used up.
    fn wide_row(&mut self, raw: &RawRow<'_>) -> bool {
        let filled = |label| raw.cells.get(label).filter(|cell| !cell.text.is_empty());
        if let Some(name) = filled(Label::Name) {
            let mut others = raw.cells.iter().filter(|cell| cell.label != Label::Name);
            let alone = others.all(|cell| cell.text.is_empty());
            if alone && raw.extra.values().all(String::is_empty) {
                self.unit_row = Some((name.text.clone().into_owned(), name.place.clone()));
                return true;
            }
            let same = matches!(&self.open, Some(Open::Project(p)) if p.name.as_deref() == Some(&*name.text));
            if !same {
                self.wide_project(&name.text, name.place);
            }
        } else if let Some((name, place)) = self.unit_row.take() {
            // What looked like a unit has indicators of its own: it is the project.
            self.wide_project(&name, &place);
        }
        let head = [
            Label::Code,
            Label::Unit,
            Label::UnitCode,
            Label::Department,
            Label::Total,
            Label::Fiscal,
            Label::Other,
            Label::Goal,
            Label::PeriodGoal,
            Label::Purpose,
            Label::Period,
        ];
        for cell in head.into_iter().filter_map(filled) {
            self.found_by_column(cell.label, cell.fits);
            self.assign_found(cell.label, "", &cell.text, cell.place);
        }
        false
    }

    fn wide_project(&mut self, name: &str, place: &Place) {
        let grid = std::mem::take(&mut self.grid);
        let unit = self.unit_row.take().or_else(|| match &self.open {
            Some(Open::Project(p)) => p.unit_name.clone().map(|name| (name, place.clone())),
            _ => None,
        });
        let (title, money) = match &self.open {
            Some(Open::Project(project)) => (project.title.clone(), project.money_unit),
            _ => (None, None),
        };
        self.open(FormKind::Project);
        (self.grid, self.mode) = (grid, Mode::Grid);
        self.levels = (None, None);
        self.last_row = None;
        if let Some((unit, place)) = unit {
            self.set_unit(None, &unit, &place);
        }
        if let Some(Open::Project(project)) = &mut self.open {
            project.title = project.title.take().or(title);
            project.money_unit = project.money_unit.or(money);
        }
        self.found_by_column(Label::Name, true);
        self.set_name(name, place);
    }

    fn push_row(&mut self, raw: RawRow<'a>) {
        self.levels_before = self.levels.clone();
        if raw.only_levels() {
            self.inherit(&mut grid::indicator(&raw, &self.grid));
            self.last_row = Some(raw);
            self.last_was_levels = true;
            return;
        }
        self.last_was_levels = false;
        self.store(&raw);
        self.last_row = Some(raw);
    }

    fn store(&mut self, raw: &RawRow<'_>) {
        let mut indicator = grid::indicator(raw, &self.grid);
        self.inherit(&mut indicator);
        let period = self.grid.period;
        let beside = RawRow { cells: raw.period.clone(), ..RawRow::default() };
        let scope = match &mut self.open {
            Some(Open::Project(project)) => {
                if !beside.cells.is_empty() {
                    let mut whole = grid::indicator(&beside, &self.grid);
                    whole.level1.clone_from(&indicator.level1);
                    whole.level2 = whole.level2.or_else(|| indicator.level2.clone());
                    project.period_indicators.push(whole);
                }
                if period {
                    project.period_indicators.push(indicator);
                    return;
                }
                project.indicators.push(indicator);
                let row = u32::try_from(project.indicators.len()).unwrap_or(u32::MAX);
                Scope::Indicator { project: project.ordinal, row }
            }
            Some(Open::Department(form)) => {
                form.indicators.push(indicator);
                Scope::DepartmentIndicator(u32::try_from(form.indicators.len()).unwrap_or(u32::MAX))
            }
            _ => return,
        };
        self.mark_row(scope, raw);
    }

    fn mark_row(&mut self, scope: Scope, raw: &RawRow<'_>) {
        self.row_stored(scope);
        for cell in raw.cells.iter() {
            let field = match cell.label {
                Label::Level1 => Field::Level1,
                Label::Level2 => Field::Level2,
                Label::Level3 => Field::Level3,
                Label::Description => Field::Description,
                Label::Target => Field::Target,
                // The sign's own cell stands for the target only where the value has none.
                Label::Operator if raw.cells.get(Label::Target).is_none() => Field::Target,
                Label::Basis => Field::Basis,
                Label::Note => Field::Note,
                Label::Weight => Field::Weight,
                _ => continue,
            };
            self.found_by_column(cell.label, cell.fits);
            self.place(FieldRef::new(scope, field), cell.place);
        }
    }

    /// A blank level means the level above it in the same grid.
    fn inherit(&mut self, indicator: &mut Indicator) {
        match &indicator.level1 {
            None => indicator.level1.clone_from(&self.levels.0),
            Some(level1) if self.levels.0.as_ref() != Some(level1) => {
                self.levels = (Some(level1.clone()), None);
            }
            Some(_) => {}
        }
        match &indicator.level2 {
            None => indicator.level2.clone_from(&self.levels.1),
            Some(level2) => self.levels.1 = Some(level2.clone()),
        }
    }

    /// A row cut by a page break is one row.
    fn rejoin(&mut self, mut last: RawRow<'a>, raw: RawRow<'a>) {
        for cell in raw.cells {
            last.cells.put(cell);
        }
        for (key, text) in raw.extra {
            last.extra.entry(key).or_default().push_str(&text);
        }
        if !self.last_was_levels {
            match &mut self.open {
                Some(Open::Project(project)) => _ = project.indicators.pop(),
                Some(Open::Department(form)) => _ = form.indicators.pop(),
                _ => {}
            }
        }
        self.levels = self.levels_before.clone();
        self.joining(true);
        self.push_row(last);
        self.joining(false);
    }

    /// Whether the open form's grid has rows already.
    pub fn grid_has_rows(&self) -> bool {
        match &self.open {
            Some(Open::Project(project)) => {
                !project.indicators.is_empty() || !project.period_indicators.is_empty()
            }
            Some(Open::Department(form)) => !form.indicators.is_empty(),
            _ => false,
        }
    }
}

/// Whether the first row after a page break is the rest of the last row before it.
fn continues(last: &RawRow<'_>, raw: &RawRow<'_>) -> bool {
    let joined = |label| {
        let text = |row: &RawRow<'_>| row.text(label).unwrap_or_default().to_owned();
        text(last) + &text(raw)
    };
    if let Some(level1) = raw.text(Label::Level1)
        && (Level1::parse(level1).is_some() || Level1::parse(&joined(Label::Level1)).is_none())
    {
        return false;
    }
    match raw.text(Label::Level2) {
        Some(level2) if Level2::parse(level2).is_some() => false,
        Some(_) => Level2::parse(&joined(Label::Level2)).is_some(),
        None => match raw.text(Label::Target) {
            None => raw.text(Label::Level3).is_none() || last_is_cut(last, raw),
            Some(target) => {
                let whole = Target::parse(&joined(Label::Target));
                let words = |op| matches!(op, Op::Qualitative | Op::None | Op::Unparsable);
                words(Target::parse(target).op) && !words(whole.op)
            }
        },
    }
}

/// A row with a name but no value after a break: the rest of a cut row, if other cells go on too.
fn last_is_cut(last: &RawRow<'_>, raw: &RawRow<'_>) -> bool {
    let filled = raw.cells.iter().filter(|cell| !cell.text.is_empty()).count();
    let ends_open =
        |label| last.text(label).is_some_and(|text| !text.ends_with(['。', '；', '！', '%', '）']));
    last.text(Label::Target).is_some() && ends_open(Label::Level3) && filled >= 1
}

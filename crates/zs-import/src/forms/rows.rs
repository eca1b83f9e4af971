//! A table row finds its meaning: caption, header, value row, grid row or labelled head fields.
use super::caption::{Caption, FormKind, Title, caption, second_caption};
use super::grid::{Grid, is_column};
use super::lines::{At, Row};
use super::plan::{month_label, percent};
use super::prose::prose;
use super::state::{Mode, Open, State};
use crate::Paragraph;
use zs_catalog::Label;
use zs_model::{Place, Reason};

/// Labels that stand around others and have no value of their own in a row.
const START: [Label; 2] = [Label::Code, Label::Name];

impl<'a> State<'a> {
    /// Reads one table row.
    pub fn row(&mut self, row: &Row<'a>) {
        if row.filled().next().is_none() {
            return;
        }
        if row.first {
            self.broken = true;
        }
        if self.line_of_sheet(row) || self.caption_row(row) || self.header(row) {
            return;
        }
        match std::mem::take(&mut self.mode) {
            Mode::PlanValues(columns) => self.plan_values(&columns, row),
            Mode::Under(columns) => self.under(&columns, row),
            Mode::Grid if !self.leaves_grid(row) => {
                self.mode = Mode::Grid;
                self.grid_row(row);
            }
            Mode::Tasks(columns) if !self.leaves_list(&columns, row) => {
                self.task_row(&columns, row);
                self.mode = Mode::Tasks(columns);
            }
            Mode::Summary(columns) => {
                self.summary_row(&columns, row);
                self.mode = Mode::Summary(columns);
            }
            _ => self.head(row),
        }
    }

    /// Outside forms a sheet's row of one cell is a paragraph: cover, headings, prose.
    fn line_of_sheet(&mut self, row: &Row<'_>) -> bool {
        if self.open.is_some() || !matches!(self.mode, Mode::Head) {
            return false;
        }
        let carried = row.cells.iter().any(|at| at.carried);
        let mut filled = row.filled();
        let (Some(at), None, false) = (filled.next(), filled.next(), carried) else { return false };
        if at.place().sheet.is_none() {
            return false;
        }
        let paragraph =
            Paragraph { text: at.text().to_owned(), heading: None, place: at.place().clone() };
        self.paragraph(&paragraph);
        true
    }

    /// A row of nothing but captions.
    fn caption_row(&mut self, row: &Row<'_>) -> bool {
        let some = row.filled().count() <= 4;
        if !some || !row.filled().all(|at| may_be_caption(&at.normal)) {
            return false;
        }
        let one = |text: &str| caption(text).is_some() || self.stated_owner(text);
        let is_caption = |at: &&At<'_>| match second_caption(at.text()) {
            Some(second) => one(&at.text()[..second]) && one(&at.text()[second..]),
            None => one(at.text()),
        };
        if !row.filled().all(|at| is_caption(&at)) || !self.captions_fit_here(row) {
            return false;
        }
        for at in row.filled() {
            self.caption(at.text(), at.place());
        }
        true
    }

    /// Between the rows of a grid only a title or annex begins something new.
    fn captions_fit_here(&self, row: &Row<'_>) -> bool {
        let titled = row
            .filled()
            .any(|at| matches!(caption(at.text()), Some(Caption::Title(_) | Caption::Layout)));
        titled
            || !matches!(self.mode, Mode::Grid | Mode::Tasks(_) | Mode::Summary(_) | Mode::Under(_))
    }

    /// `填报单位：…` and its like, before the form's first row.
    fn stated_owner(&self, printed: &str) -> bool {
        self.open.is_none()
            && self.inline(printed).is_some_and(|(label, _, _)| {
                matches!(
                    label,
                    Label::Unit
                        | Label::Department
                        | Label::FiscalYear
                        | Label::MoneyUnit
                        | Label::UnitCode
                        | Label::Extra
                )
            })
    }

    /// Takes one caption in; `false` if the text is none.
    pub fn caption(&mut self, printed: &str, place: &Place) -> bool {
        if let Some(at) = second_caption(printed) {
            let (first, second) = printed.split_at(at);
            return self.caption(second, place) && self.caption(first, place);
        }
        self.found_by(Reason::LabelExact);
        match caption(printed) {
            Some(Caption::Title(title)) => self.title(title, place),
            Some(Caption::Unit { code, name }) => self.unit_caption(code, name, place),
            Some(Caption::Money(unit)) => self.set_money_unit(unit, place),
            Some(Caption::Year(year)) => self.title_years.push(year),
            Some(Caption::Layout) => {}
            None if self.stated_owner(printed) => self.owner_caption(printed, place),
            None => return false,
        }
        true
    }

    fn unit_caption(&mut self, code: String, name: String, place: &Place) {
        match &self.open {
            // The unit stands above its form: behind a started one it belongs to the next.
            Some(Open::Project(project))
                if project.unit_code.is_none() && project.indicators.is_empty() =>
            {
                self.found_by(Reason::LabelPosition);
                self.set_unit(Some(code), &name, place);
            }
            _ => self.captions.unit = Some((code, name, place.clone())),
        }
    }

    fn owner_caption(&mut self, printed: &str, place: &Place) {
        let Some((label, head, value)) = self.inline(printed) else { return };
        match label {
            Label::Unit | Label::Department => self.set_owner(value, place),
            Label::FiscalYear => {
                self.document.fiscal_year =
                    super::caption::year_in(&format!("{}年", prose(value).trim_end_matches('年')));
            }
            _ if prose(value).is_empty() => {}
            _ => {
                let text = format!("{head}：{value}");
                self.unplaced(&text, place);
            }
        }
    }

    fn title(&mut self, title: Title, place: &Place) {
        let again = match &self.open {
            Some(Open::Project(project)) => {
                let continued = title.raw.contains('续') || !project.indicators.is_empty();
                continued
                    && title.raw.contains('续')
                    && project.title.as_deref() == Some(title.name.as_str())
            }
            _ => false,
        };
        if again {
            return;
        }
        self.close();
        self.narrative.end();
        self.announce_title(title, place);
    }

    /// Header rows: of the grid, the plan, the tasks, the summary.
    fn header(&mut self, row: &Row<'_>) -> bool {
        if let Some(grid) = Grid::header(row) {
            self.grid_header(grid, row);
            return true;
        }
        if matches!(self.mode, Mode::Grid) && !self.grid_has_rows() && self.grid.refine(row) {
            return true;
        }
        self.list_header(row) || self.month_header(row)
    }

    fn grid_header(&mut self, mut grid: Grid, row: &Row<'_>) {
        grid.period = row.filled().any(|at| at.label == Some(Label::PeriodIndicatorsGroup));
        let repeated = matches!(self.mode, Mode::Grid);
        let next = self.captions.title.is_some() && self.grid_has_rows();
        if !grid.has(Label::Name) && (self.open.is_none() || next) {
            self.open_by_title();
        }
        self.flush_plan();
        for (name, place) in std::mem::take(&mut grid.unknown) {
            self.unplaced(&name, &place);
        }
        self.broken |= repeated;
        if !repeated || grid.period != self.grid.period {
            self.levels = (None, None);
            self.last_row = None;
        }
        self.grid = grid;
        self.mode = Mode::Grid;
    }

    /// The form that the waiting title names; a project without a title.
    pub fn open_by_title(&mut self) {
        let kind = self.captions.title.as_ref().map_or(FormKind::Project, |(title, _)| title.form);
        self.open(if kind == FormKind::Summary { FormKind::Project } else { kind });
    }

    fn list_header(&mut self, row: &Row<'_>) -> bool {
        let has = |label| row.filled().any(|at| at.label == Some(label));
        if !has(Label::TaskItem) && !has(Label::Ordinal) {
            return false;
        }
        let columns: Vec<_> =
            row.filled().filter_map(|at| Some((at.columns(), at.label?))).collect();
        let tasks = columns.iter().filter(|(_, l)| is_task(*l)).count();
        if tasks >= 2 && has(Label::TaskItem) {
            if self.open.is_none() {
                self.open(FormKind::Department);
            }
            self.mode = Mode::Tasks(
                columns.into_iter().filter(|(_, l)| is_task(*l) || *l == Label::Total).collect(),
            );
            return true;
        }
        let summary = has(Label::Ordinal) && has(Label::Name) && has(Label::Total);
        if summary && columns.len() == row.filled().count() {
            self.open(FormKind::Summary);
            self.mode = Mode::Summary(columns);
            return true;
        }
        false
    }

    fn month_header(&mut self, row: &Row<'_>) -> bool {
        if row.filled().filter(|at| month_label(&at.normal).is_some()).nth(1).is_none() {
            return false;
        }
        let filled: Vec<_> = row.filled().collect();
        let months: Vec<_> = filled
            .iter()
            .enumerate()
            .filter_map(|(index, at)| Some((index, month_label(&at.normal)?)))
            .collect();
        if matches!(self.mode, Mode::Grid | Mode::Summary(_) | Mode::Tasks(_))
            && !self.plan_labelled(&filled)
        {
            return false;
        }
        if self.open.is_none() {
            self.open_by_title();
        }
        self.group = Some(Label::PlanGroup);
        let beside = |index: usize| {
            filled
                .get(index + 1)
                .filter(|at| month_label(&at.normal).is_none())
                .and_then(|at| Some((percent(at.text()).ok()?, at.place())))
        };
        self.found_by(Reason::LabelExact);
        if months.iter().any(|(index, _)| beside(*index).is_some()) {
            for (index, month) in months {
                let (percent, place) = beside(index).unwrap_or((None, filled[index].place()));
                self.plan_point(month, percent, place);
            }
            self.mode = Mode::Head;
        } else {
            let columns = months.iter().map(|(index, month)| (filled[*index].columns(), *month));
            self.mode = Mode::PlanValues(columns.collect());
        }
        true
    }

    fn plan_labelled(&self, filled: &[&At<'_>]) -> bool {
        filled.iter().any(|at| at.label == Some(Label::PlanGroup))
    }

    /// Whether a row that follows a grid is labelled as something else.
    fn leaves_grid(&self, row: &Row<'_>) -> bool {
        let Some(first) = row.filled().next() else { return false };
        if self.grid.has(Label::Name) && first.label.is_none() {
            return false;
        }
        first.cell.column <= self.grid.first_level() && self.is_head_label(first)
            || (row.first && row.columns != self.grid.width && self.starts_form(row))
    }

    fn starts_form(&self, row: &Row<'_>) -> bool {
        row.filled().any(|at| at.label.is_some_and(|label| START.contains(&label)))
    }

    fn is_head_label(&self, at: &At<'_>) -> bool {
        let inline = || self.inline(at.text()).map(|(label, _, _)| label);
        let label = at.label.or_else(inline);
        label.is_some_and(|label| {
            !is_column(label)
                && !matches!(label, Label::IndicatorsGroup | Label::PeriodIndicatorsGroup)
        })
    }

    fn leaves_list(&self, columns: &[(std::ops::Range<u32>, Label)], row: &Row<'_>) -> bool {
        let begin = columns.iter().map(|(range, _)| range.start).min().unwrap_or(0);
        row.filled().next().is_some_and(|at| {
            at.cell.column <= begin
                && at.label.is_some_and(|label| !is_task(label) && label != Label::TasksGroup)
        })
    }

    fn plan_values(&mut self, columns: &[(std::ops::Range<u32>, u8)], row: &Row<'_>) {
        let figures = row.filled().filter(|at| percent(at.text()).is_ok()).count();
        if figures == 0 {
            self.blank_plan(columns);
            return self.head(row);
        }
        self.found_by(Reason::LabelExact);
        let mut used = Vec::new();
        for (range, month) in columns {
            let inside = |at: &&At<'_>| {
                let cell = at.columns();
                cell.start < range.end && range.start < cell.end
            };
            let at = row.filled().find(inside);
            let value = at.and_then(|at| percent(at.text()).ok()).flatten();
            if let Some(at) = at.filter(|_| value.is_some()) {
                used.push(at.cell.column);
                self.plan_point(*month, value, at.place());
            } else {
                let place = row.cells.first().map(|at| at.place().clone()).unwrap_or_default();
                self.plan_point(*month, None, &place);
            }
        }
        for at in row.filled().filter(|at| !used.contains(&at.cell.column)) {
            if at.label.is_none() {
                self.unplaced(at.text(), at.place());
            }
        }
    }

    fn blank_plan(&mut self, columns: &[(std::ops::Range<u32>, u8)]) {
        for (_, month) in columns {
            self.plan_point(*month, None, &Place::default());
        }
    }

    /// Month labels whose percentages never came are blanks.
    pub fn flush_plan(&mut self) {
        if let Mode::PlanValues(columns) = &mut self.mode {
            let columns = std::mem::take(columns);
            self.blank_plan(&columns);
            self.mode = Mode::Head;
        }
    }

    fn under(&mut self, columns: &[(std::ops::Range<u32>, Label, String)], row: &Row<'_>) {
        if row.filled().any(|at| self.head_label(at).is_some()) {
            return self.head(row);
        }
        let over = |at: &At<'_>| {
            let cell = at.columns();
            columns.iter().find(|(range, _, _)| cell.start < range.end && range.start < cell.end)
        };
        // Amounts that nobody has filled in: what stands below them is the purpose.
        let is_amount =
            |label: &Label| matches!(label, Label::Total | Label::Fiscal | Label::Other);
        let no_amount = |at: &At<'_>| {
            over(at).is_some_and(|(_, label, _)| is_amount(label))
                && self.money(at.text()).is_none()
        };
        if self.group == Some(Label::BudgetGroup) && row.filled().any(no_amount) {
            return self.head(row);
        }
        for at in row.filled() {
            match over(at) {
                Some((_, label, printed)) => self.assign(*label, printed, at.text(), at.place()),
                None => self.unplaced(at.text(), at.place()),
            }
        }
    }
}

/// A cheap look before captions are really read: most rows hold none.
fn may_be_caption(normal: &str) -> bool {
    let begins = |c: char| c.is_ascii_digit() || "附第续盖公[-—－(【年预".contains(c);
    normal.starts_with(begins) || normal.contains([':', '表', '单']) || normal.is_empty()
}

pub(super) fn is_task(label: Label) -> bool {
    matches!(label, Label::TaskItem | Label::TaskResponsible | Label::TaskGoal | Label::TaskAmount)
}

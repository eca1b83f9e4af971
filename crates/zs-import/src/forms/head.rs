//! The head of a form: labels with their values beside or below them.
use super::caption::{FormKind, without_stamp, year_in};
use super::lines::{At, Row};
use super::plan;
use super::prose::{filled, prose};
use super::state::{Mode, Open, State};
use std::ops::Range;
use zs_catalog::Label;
use zs_model::{Field, KeyTask, MoneyUnit, Place, Reason, text};

impl State<'_> {
    /// Reads a row of labels and values.
    pub fn head(&mut self, row: &Row<'_>) {
        self.begin(row);
        let mut current: Option<(Label, String)> = None;
        let mut bare = Vec::new();
        let mut valued = false;
        let mut stray = Vec::new();
        for at in row.cells.iter().filter(|at| !at.carried) {
            if at.is_blank() {
                continue;
            }
            self.column = at.cell.column;
            if let Some((label, printed, value)) = self.inline_value(at.text()) {
                self.assign(label, printed, value, at.place());
                (current, valued) = (None, true);
                continue;
            }
            if let Some(label) = self.head_label(at) {
                self.announce(label, at);
                self.note_period_money(label, at, &bare);
                if row.cells.first().is_some_and(|first| first.cell.column == at.cell.column) {
                    self.group = Some(label);
                }
                bare.push((at.columns(), label, at.text().to_owned()));
                current = Some((label, at.text().to_owned()));
                continue;
            }
            match current.take() {
                Some((label, printed)) => {
                    self.assign(label, &printed, at.text(), at.place());
                    valued = true;
                }
                None if self.continues(row, at, valued) => {}
                None => stray.push(at),
            }
        }
        self.stray(&stray);
        if !valued && stray.is_empty() && bare.len() >= 2 {
            self.mode = Mode::Under(bare);
        }
    }

    /// Opens a form when the row begins one.
    fn begin(&mut self, row: &Row<'_>) {
        let labels: Vec<Label> = row.filled().filter_map(|at| at.label).collect();
        let begins = |label: &Label| matches!(label, Label::Code | Label::Name);
        let again = labels.iter().any(|label| begins(label) && self.seen.contains(label));
        let is_project = matches!(self.open, Some(Open::Project(_)));
        if is_project && again {
            self.open(FormKind::Project);
        } else if self.open.is_none() && self.captions.title.is_some() {
            self.open_by_title();
        } else if self.open.is_none() && labels.contains(&Label::Duties) {
            self.open(FormKind::Department);
        } else if self.open.is_none() && labels.iter().any(|label| starts_project(*label)) {
            self.open(FormKind::Project);
        }
        self.seen.extend(labels.into_iter().filter(begins));
    }

    /// A head label; in the department's form the kinds of income and expense are labels too.
    pub fn head_label(&self, at: &At<'_>) -> Option<Label> {
        if matches!(self.open, Some(Open::Department(_))) {
            if self.catalog.income.contains(&*at.normal) {
                return Some(Label::ByIncome);
            }
            if self.catalog.expense.contains(&*at.normal) {
                return Some(Label::ByExpense);
            }
        }
        at.label
    }

    fn inline_value<'t>(&self, printed: &'t str) -> Option<(Label, &'t str, &'t str)> {
        let (label, head, value) = self.inline(printed)?;
        (!prose(value).is_empty()).then_some((label, head, value))
    }

    /// A label was met: some fields exist from then on, even when they stay blank.
    fn announce(&mut self, label: Label, at: &At<'_>) {
        let printed = prose(at.text());
        if let Some(unit) = unit_in(&printed) {
            self.found_by(Reason::LabelExact);
            self.set_money_unit(unit, at.place());
        }
        match &mut self.open {
            Some(Open::Project(project)) => match label {
                Label::SpecialFund => _ = project.special_fund.get_or_insert(None),
                Label::Period => _ = project.period.get_or_insert(None),
                Label::PeriodGoal => _ = project.period_goal.get_or_insert(None),
                _ => {}
            },
            Some(Open::Department(form)) => {
                let name = Self::key(&printed);
                let list = match label {
                    Label::ByIncome if self.catalog.income.contains(&name) => &mut form.by_income,
                    Label::ByExpense if self.catalog.expense.contains(&name) => {
                        &mut form.by_expense
                    }
                    _ => return,
                };
                if !list.iter().any(|(known, _)| *known == name) {
                    list.push((name, None));
                }
            }
            _ => {}
        }
    }

    /// Forms with amounts of the whole period print them left of the year's.
    fn note_period_money(
        &mut self,
        label: Label,
        at: &At<'_>,
        before: &[(Range<u32>, Label, String)],
    ) {
        let period = |(_, _, printed): &(Range<u32>, Label, String)| {
            ["中期资金总额", "实施期资金总额", "项目总投资"].contains(&Self::key(printed).as_str())
        };
        if label == Label::Total && before.iter().any(period) {
            self.annual_from = Some(at.cell.column);
        }
    }

    /// A value without a label beside it belongs to the label that spans the rows.
    fn continues(&mut self, row: &Row<'_>, at: &At<'_>, valued: bool) -> bool {
        let first = row.cells.first().is_some_and(|cell| cell.carried || cell.is_blank());
        let Some(group) = self.group.filter(|_| first || valued) else { return false };
        match group {
            Label::BudgetGroup | Label::Purpose if !valued => {
                self.assign(Label::Purpose, "", at.text(), at.place());
            }
            Label::Goal
            | Label::PeriodGoal
            | Label::Duties
            | Label::OverallGoal
            | Label::SubGoals
            | Label::Safeguards
                if !valued =>
            {
                self.assign(group, "", at.text(), at.place());
            }
            Label::PlanGroup => self.assign(group, "", at.text(), at.place()),
            _ => return false,
        }
        true
    }

    fn stray(&mut self, stray: &[&At<'_>]) {
        let texts: Vec<String> = stray.iter().filter_map(|at| filled(at.text())).collect();
        if let Some(first) =
            stray.first().filter(|_| texts.iter().any(|text| !Self::key(text).is_empty()))
        {
            self.unplaced(&texts.join("｜"), first.place());
        }
    }

    /// Puts a value where its label says.
    pub fn assign(&mut self, label: Label, printed: &str, value: &str, place: &Place) {
        self.found_by_label(label, printed);
        self.assign_found(label, printed, value, place);
    }

    /// As `assign`, where it is said already how the value was found.
    pub fn assign_found(&mut self, label: Label, printed: &str, value: &str, place: &Place) {
        if prose(value).is_empty() {
            return;
        }
        let taken = match &mut self.open {
            Some(Open::Project(_)) => self.assign_project(label, printed, value, place),
            Some(Open::Department(_)) => self.assign_department(label, printed, value, place),
            Some(Open::Summary(_)) | None => self.assign_overall(label, value, place),
        };
        if !taken {
            let text = format!("{}：{}", prose(printed), prose(value));
            self.unplaced(text.trim_start_matches('：'), place);
        }
    }

    fn assign_overall(&mut self, label: Label, value: &str, place: &Place) -> bool {
        match label {
            Label::OverallGoal | Label::SubGoals | Label::Safeguards => {
                self.narrative.table_text(label, value, place);
                true
            }
            Label::Department | Label::Unit => {
                self.set_owner(value, place);
                true
            }
            Label::FiscalYear => {
                self.document.fiscal_year = year_of(value);
                self.document.fiscal_year.is_some()
            }
            _ => false,
        }
    }

    fn assign_project(&mut self, label: Label, printed: &str, value: &str, place: &Place) -> bool {
        match label {
            Label::Total | Label::Fiscal | Label::Other => {
                return self.amount(label, printed, value, place);
            }
            Label::BudgetGroup if self.money(value).is_some() => {
                return self.amount(Label::Total, printed, value, place);
            }
            Label::Goal | Label::OverallGoal => {
                self.goals.push((value.to_owned(), place.clone()));
                self.mark(Field::Goals, place);
            }
            Label::Unit => self.set_unit(None, &prose(value), place),
            Label::Department => self.set_owner(value, place),
            Label::MoneyUnit => match MoneyUnit::parse(value) {
                Some(unit) => self.set_money_unit(unit, place),
                None => return false,
            },
            Label::FiscalYear => match year_of(value) {
                Some(year) => self.title_years.push(year),
                None => return false,
            },
            Label::PlanGroup => {
                let Some(points) = plan::inline(value) else { return false };
                for (month, percent) in points {
                    self.plan_point(month, percent, place);
                }
            }
            Label::Name => self.set_name(value, place),
            _ => return self.assign_text(label, printed, value, place),
        }
        true
    }

    /// `51092324T000010263357-公务用车购置`: some provinces print code and name in one cell.
    pub fn set_name(&mut self, value: &str, place: &Place) {
        let name = prose(value);
        let Some(Open::Project(project)) = &mut self.open else { return };
        let coded = name.char_indices().nth(21).and_then(|(at, mark)| {
            let code = text::half_width(&name[..at]);
            let known = zs_model::ProjectCode::parse(&code).is_ok() && "-—－ ".contains(mark);
            known.then(|| (code, name[at + mark.len_utf8()..].to_owned()))
        });
        match coded {
            Some((code, name)) => {
                project.code.get_or_insert(code);
                project.name = Some(name);
                self.mark(Field::Code, place);
            }
            None => project.name = Some(name.into_owned()),
        }
        self.mark(Field::Name, place);
    }

    fn assign_text(&mut self, label: Label, printed: &str, value: &str, place: &Place) -> bool {
        let key = Self::key(printed);
        let Some(Open::Project(project)) = &mut self.open else { return false };
        let text = prose(value);
        let (slot, field) = match label {
            Label::Code => {
                project.code = Some(text::half_width(&text::squeeze(value)));
                self.mark(Field::Code, place);
                return true;
            }
            Label::UnitCode => {
                project.unit_code = Some(text::half_width(&text));
                self.mark(Field::UnitCode, place);
                return true;
            }
            Label::Purpose | Label::BudgetGroup => (&mut project.purpose, Field::Purpose),
            Label::SpecialFund => (project.special_fund.get_or_insert(None), Field::SpecialFund),
            Label::Period => (project.period.get_or_insert(None), Field::Period),
            Label::PeriodGoal => (project.period_goal.get_or_insert(None), Field::PeriodGoal),
            Label::Extra
            | Label::Note
            | Label::ColumnExtra
            | Label::Basis
            | Label::Duties
            | Label::GrandTotal
            | Label::Description => {
                project.extra.entry(key).or_default().push_str(&text);
                self.mark(Field::Extra, place);
                return true;
            }
            _ => return false,
        };
        slot.get_or_insert_default().push_str(&text);
        self.mark(field, place);
        true
    }

    fn amount(&mut self, label: Label, printed: &str, value: &str, place: &Place) -> bool {
        let Some(money) = self.money(value) else {
            return ["-", "—", "/", "无"].contains(&&*prose(value));
        };
        let mut key = Self::key(printed);
        let of_period = self.annual_from.is_some_and(|from| self.column < from);
        let Some(Open::Project(project)) = &mut self.open else { return false };
        if of_period {
            key.insert_str(0, "中期");
            project.extra.insert(key, prose(value).into_owned());
            self.mark(Field::Extra, place);
            return true;
        }
        let (slot, field) = match label {
            Label::Total => (&mut project.budget.total, Field::Total),
            Label::Fiscal => (&mut project.budget.fiscal, Field::Fiscal),
            _ => (&mut project.budget.other, Field::Other),
        };
        if slot.is_some() {
            project.extra.entry(key).or_default().push_str(&prose(value));
        } else {
            *slot = Some(money);
        }
        self.mark(field, place);
        self.mark(Field::Budget, place);
        true
    }

    fn assign_department(
        &mut self,
        label: Label,
        printed: &str,
        value: &str,
        place: &Place,
    ) -> bool {
        let money = self.money(value);
        let name = Self::key(printed);
        let text = prose(value);
        let Some(Open::Department(form)) = &mut self.open else { return false };
        match label {
            Label::Total | Label::GrandTotal | Label::BudgetGroup => match money {
                Some(money) => form.total = Some(money),
                None => return false,
            },
            Label::ByIncome | Label::ByExpense => {
                let list = if label == Label::ByIncome {
                    &mut form.by_income
                } else {
                    &mut form.by_expense
                };
                let slot = list.iter_mut().rev().find(|(known, _)| *known == name);
                match (slot, money) {
                    (Some((_, slot)), Some(money)) => *slot = Some(money),
                    _ => return false,
                }
            }
            Label::Duties => form.duties.get_or_insert_default().push_str(&text),
            Label::Department | Label::Unit => {
                form.department = Some(without_stamp(&text));
                self.document.department.get_or_insert(without_stamp(&text));
                self.mark(Field::Department, place);
                return true;
            }
            Label::FiscalYear => {
                form.year = year_of(value);
                return form.year.is_some();
            }
            Label::Goal | Label::OverallGoal | Label::PeriodGoal => {
                self.goals.push((value.to_owned(), place.clone()));
            }
            Label::Extra | Label::Fiscal | Label::Other | Label::Note => {
                form.extra.entry(name).or_default().push_str(&text);
            }
            _ => return false,
        }
        let field = match label {
            Label::Duties => Field::Duties,
            Label::ByIncome => Field::ByIncome,
            Label::ByExpense => Field::ByExpense,
            Label::Goal | Label::OverallGoal | Label::PeriodGoal => Field::Goal,
            Label::Extra | Label::Note => Field::Extra,
            _ => Field::Total,
        };
        self.mark(field, place);
        true
    }

    /// A row of 年度重点工作.
    pub fn task_row(&mut self, columns: &[(Range<u32>, Label)], row: &Row<'_>) {
        let has_amount = columns.iter().any(|(_, l)| matches!(l, Label::TaskAmount | Label::Total));
        let mut task = KeyTask { amount: has_amount.then_some(None), ..KeyTask::default() };
        self.found_by(Reason::LabelExact);
        for at in row.filled() {
            let column = columns.iter().find(|(range, _)| range.contains(&at.cell.column));
            match column.map(|(_, label)| *label) {
                Some(Label::TaskItem) => task.item = filled(at.text()),
                Some(Label::TaskResponsible) => task.responsible = filled(at.text()),
                Some(Label::TaskGoal) => task.goal = filled(at.text()),
                Some(Label::TaskAmount | Label::Total) => task.amount = Some(self.money(at.text())),
                _ if at.label == Some(Label::TasksGroup) => {}
                _ => self.unplaced(at.text(), at.place()),
            }
            self.mark(Field::KeyTasks, at.place());
        }
        let Some(Open::Department(form)) = &mut self.open else { return };
        if task.item.is_some() || task.goal.is_some() || task.responsible.is_some() {
            form.key_tasks.push(task);
        }
    }
}

fn starts_project(label: Label) -> bool {
    matches!(
        label,
        Label::Code
            | Label::Name
            | Label::SpecialFund
            | Label::BudgetGroup
            | Label::Total
            | Label::PlanGroup
            | Label::Goal
    )
}

/// `（万元）` behind a label states the unit of the amounts under it.
fn unit_in(label: &str) -> Option<MoneyUnit> {
    let open = label.rfind(['（', '('])?;
    MoneyUnit::parse(label[open..].trim_matches(['（', '(', '）', ')', '：', ':']))
}

fn year_of(value: &str) -> Option<u16> {
    let digits = prose(value);
    year_in(&digits).or_else(|| year_in(&format!("{digits}年")))
}

//! Every field of a document with its text, and whether that fits the grammar of the field.
use std::borrow::Cow;
use zs_model::{
    DepartmentForm, Document, Field, FieldRef, Indicator, Level1, Money, Op, Project, ProjectCode,
    Scope, SummaryForm, Target,
};

/// A field as it was read.
pub(super) struct Seen<'a> {
    pub at: FieldRef,
    /// `None` for a blank.
    pub text: Option<Cow<'a, str>>,
    /// Whether the value fits its grammar; `None` where there is no grammar.
    pub fits: Option<bool>,
}

/// All fields of a document, in order.
pub(super) fn of(document: &Document) -> impl Iterator<Item = Seen<'_>> {
    let mut all = Vec::new();
    let mut put = List { scope: Scope::Document, all: &mut all };
    put.all.push(Seen {
        at: FieldRef::new(Scope::Document, Field::Form),
        text: Some(Cow::Borrowed(&document.form)),
        fits: None,
    });
    let year = document.fiscal_year.map(|year| year.to_string());
    put.owned(Field::FiscalYear, year);
    put.text(Field::Department, document.department.as_deref());
    put.scope = Scope::Overall;
    put.text(Field::Goal, document.overall.goal.as_deref());
    put.items(Field::SubGoals, &document.overall.sub_goals);
    put.items(Field::Safeguards, &document.overall.safeguards);
    for project in &document.projects {
        put.project(project);
    }
    if let Some(form) = &document.department_form {
        put.department(form);
    }
    if let Some(form) = &document.summary_form {
        put.summary(form);
    }
    all.into_iter()
}

/// The parts of a document.
pub(super) fn parts(document: &Document) -> impl Iterator<Item = Scope> {
    let fixed = [Scope::Document, Scope::Overall, Scope::Department, Scope::Summary];
    fixed.into_iter().chain(document.projects.iter().map(|of| Scope::Project(of.ordinal)))
}

/// Whether a blank cell of this field means the one above.
pub(super) fn inherits(at: &FieldRef) -> bool {
    matches!(at.field, Field::Level1 | Field::Level2)
        && matches!(at.scope, Scope::Indicator { .. } | Scope::DepartmentIndicator(_))
}

struct List<'l, 'a> {
    scope: Scope,
    all: &'l mut Vec<Seen<'a>>,
}

impl<'a> List<'_, 'a> {
    fn text(&mut self, field: Field, text: Option<&'a str>) {
        let at = FieldRef::new(self.scope, field);
        self.all.push(Seen { at, text: text.map(Cow::Borrowed), fits: None });
    }

    fn judged(&mut self, field: Field, text: Option<&'a str>, fits: impl Fn(&str) -> bool) {
        let at = FieldRef::new(self.scope, field);
        self.all.push(Seen { at, text: text.map(Cow::Borrowed), fits: text.map(fits) });
    }

    /// A value that was parsed: where there is one, it fits.
    fn owned(&mut self, field: Field, text: Option<String>) {
        let at = FieldRef::new(self.scope, field);
        let fits = text.is_some().then_some(true);
        self.all.push(Seen { at, text: text.map(Cow::Owned), fits });
    }

    fn money(&mut self, field: Field, money: Option<Money>) {
        self.owned(field, money.map(|money| money.printed().to_string()));
    }

    /// Each item, and the list as a whole.
    fn items(&mut self, field: Field, items: &'a [String]) {
        let whole = items.first().map(|_| Cow::Owned(items.concat()));
        self.all.push(Seen { at: FieldRef::new(self.scope, field), text: whole, fits: None });
        for (number, text) in (1..).zip(items) {
            let at = FieldRef::item(self.scope, field, number);
            self.all.push(Seen { at, text: Some(Cow::Borrowed(text)), fits: None });
        }
    }

    fn project(&mut self, project: &'a Project) {
        self.scope = Scope::Project(project.ordinal);
        self.text(Field::Title, project.title.as_deref());
        self.judged(Field::UnitCode, project.unit_code.as_deref(), is_unit_code);
        self.judged(Field::UnitName, project.unit_name.as_deref(), is_name);
        self.judged(Field::Code, project.code.as_deref(), |code| ProjectCode::parse(code).is_ok());
        self.judged(Field::Name, project.name.as_deref(), is_name);
        self.owned(Field::MoneyUnit, project.money_unit.map(|unit| unit.to_string()));
        self.money(Field::Total, project.budget.total);
        self.money(Field::Fiscal, project.budget.fiscal);
        self.money(Field::Other, project.budget.other);
        self.text(Field::Purpose, project.purpose.as_deref());
        let points = project.plan.0.iter();
        for (number, point) in (1..).zip(points) {
            let at = FieldRef::item(self.scope, Field::Plan, number);
            let text = point.percent.map(|percent| Cow::Owned(percent.to_string()));
            self.all.push(Seen { at, fits: text.is_some().then_some(true), text });
        }
        self.items(Field::Goals, &project.goals);
        for (field, text) in [
            (Field::SpecialFund, &project.special_fund),
            (Field::Period, &project.period),
            (Field::PeriodGoal, &project.period_goal),
        ] {
            if let Some(text) = text {
                self.text(field, text.as_deref());
            }
        }
        if !project.extra.is_empty() {
            let all = project.extra.values().map(String::as_str).collect::<String>();
            self.extra(all);
        }
        for (row, indicator) in (1..).zip(&project.indicators) {
            self.scope = Scope::Indicator { project: project.ordinal, row };
            self.indicator(indicator);
        }
    }

    fn extra(&mut self, text: String) {
        let at = FieldRef::new(self.scope, Field::Extra);
        self.all.push(Seen { at, text: Some(Cow::Owned(text)), fits: None });
    }

    fn indicator(&mut self, of: &'a Indicator) {
        let known = of.kind1().is_some();
        self.judged(Field::Level1, of.level1.as_deref(), |name| Level1::parse(name).is_some());
        let second = of.kind2().is_some() && known;
        self.judged(Field::Level2, of.level2.as_deref(), |_| second);
        self.text(Field::Level3, of.level3.as_deref());
        // A row without its levels or its name is one that was cut or is out of line.
        for seen in self.all.iter_mut().rev().take(3).filter(|seen| seen.text.is_none()) {
            seen.fits = Some(false);
        }
        self.text(Field::Description, of.description.as_deref());
        let at = FieldRef::new(self.scope, Field::Target);
        let text = of.target.raw.as_deref().map(Cow::Borrowed);
        self.all.push(Seen { at, text, fits: target_fits(&of.target) });
        self.text(Field::Basis, of.basis.as_deref());
        if let Some(note) = &of.note {
            self.text(Field::Note, note.as_deref());
        }
        if let Some(weight) = of.weight {
            self.owned(Field::Weight, weight.map(|weight| weight.to_string()));
        }
    }

    fn department(&mut self, form: &'a DepartmentForm) {
        self.scope = Scope::Department;
        self.owned(Field::FiscalYear, form.year.map(|year| year.to_string()));
        self.judged(Field::Department, form.department.as_deref(), is_name);
        self.owned(Field::MoneyUnit, form.money_unit.map(|unit| unit.to_string()));
        self.money(Field::Total, form.total);
        for (field, amounts) in
            [(Field::ByIncome, &form.by_income), (Field::ByExpense, &form.by_expense)]
        {
            let printed = amounts.iter().filter_map(|(_, money)| *money);
            let all: String = printed.map(|money| money.printed().to_string()).collect();
            self.owned(field, (!all.is_empty()).then_some(all));
        }
        self.text(Field::Duties, form.duties.as_deref());
        let tasks = form.key_tasks.iter().flat_map(|task| [&task.item, &task.goal]);
        let all: String = tasks.flatten().map(String::as_str).collect();
        let at = FieldRef::new(self.scope, Field::KeyTasks);
        let text = (!all.is_empty()).then_some(Cow::Owned(all));
        self.all.push(Seen { at, text, fits: None });
        if let Some(goal) = &form.goal {
            self.text(Field::Goal, goal.as_deref());
        }
        if !form.extra.is_empty() {
            self.extra(form.extra.values().map(String::as_str).collect());
        }
        for (row, indicator) in (1..).zip(&form.indicators) {
            self.scope = Scope::DepartmentIndicator(row);
            self.indicator(indicator);
        }
    }

    fn summary(&mut self, form: &'a SummaryForm) {
        self.scope = Scope::Summary;
        self.judged(Field::Department, form.department.as_deref(), is_name);
        self.owned(Field::MoneyUnit, form.money_unit.map(|unit| unit.to_string()));
        self.money(Field::Total, form.total);
        for (number, row) in (1..).zip(&form.rows) {
            self.scope = Scope::SummaryRow(number);
            self.text(Field::Name, row.name.as_deref());
            self.money(Field::Amount, row.amount);
            self.text(Field::PeriodGoal, row.period_goal.as_deref());
            self.text(Field::AnnualGoal, row.annual_goal.as_deref());
        }
    }
}

/// Words have no grammar; a figure that cannot be one does not fit.
fn target_fits(target: &Target) -> Option<bool> {
    match target.op {
        Op::Qualitative => None,
        Op::None => target.raw.is_none().then_some(false),
        Op::Unparsable => Some(false),
        _ => Some(true),
    }
}

fn is_unit_code(code: &str) -> bool {
    (3..=12).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name has at least two Chinese characters and is no sentence.
fn is_name(name: &str) -> bool {
    let chinese = |c: &char| ('\u{3400}'..='\u{9fff}').contains(c);
    name.chars().filter(chinese).count() >= 2 && !name.contains(['。', '；', '\n'])
}

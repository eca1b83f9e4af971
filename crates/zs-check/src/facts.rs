//! What all rules share, computed once per document: normal texts, level kinds, heads, shingles.
use crate::costs::Cost;
use crate::lookup::Lookup;
use crate::names::{Index, Name};
use crate::namesakes::{Namesakes, Place};
use crate::promises::canonical;
use crate::told::Told;
use crate::words::{self, Shingle, is_han};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use zs_catalog::{Scanned, TermFile, Terms};
use zs_model::text::{is_layout, is_plain, squeeze};
use zs_model::{Decimal, Document, Field, FieldRef, Indicator, Level1, Level2, Scope};

/// What kind of thing the end of a 三级指标 name says it measures (catalog/terms/name-heads.toml).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// …率, …比例.
    Rate,
    /// …满意度.
    Satisfaction,
    /// …数量, …次数, …面积.
    Count,
    /// …时间, …期限.
    Time,
    /// …成本, …费用.
    Money,
    /// …程度, …水平, …情况.
    Degree,
    /// Anything else.
    #[default]
    Other,
}

/// Facts of one indicator row. Texts are in normal form (`words::normal`), empty for a blank cell.
#[derive(Clone, Debug, Default)]
pub struct RowFacts<'a> {
    /// 一级指标, if known.
    pub level1: Option<Level1>,
    /// 二级指标, if known.
    pub level2: Option<Level2>,
    /// 三级指标.
    pub name: Scanned<'a>,
    /// 三级指标 without brackets.
    pub bare_name: Scanned<'a>,
    /// What is measured: the label printed in the target cell, else the name without brackets.
    pub measured: Scanned<'a>,
    /// What the end of the name says it measures.
    pub head: Head,
    /// 绩效指标描述.
    pub description: Scanned<'a>,
    /// 指标值确定依据.
    pub basis: Scanned<'a>,
    /// 指标值 as printed.
    pub target: Scanned<'a>,
    shingles: OnceCell<Vec<Shingle>>,
    content: OnceCell<Vec<Shingle>>,
    pub(crate) cost: OnceCell<Option<(Cost, Decimal)>>,
    canonical: OnceCell<String>,
    /// What a row about a change saves or adds: 电 of 节电量.
    pub(crate) changed: OnceCell<Option<String>>,
    /// The rows of the same name, in `Facts::namesakes`; nothing for a 无 row.
    pub(crate) namesakes: Option<usize>,
}

impl RowFacts<'_> {
    /// Shingles of name and description; computed when first asked for.
    #[must_use]
    pub fn shingles(&self) -> &[Shingle] {
        self.shingles
            .get_or_init(|| words::shingles(&format!("{}，{}", self.name, self.description)))
    }

    /// As `shingles`, without generic words; computed when first asked for.
    #[must_use]
    pub fn content(&self, terms: &Terms) -> &[Shingle] {
        self.content.get_or_init(|| {
            crate::content::content(terms, &format!("{}，{}", self.name, self.description))
        })
    }

    /// 三级指标 without brackets in its usual form: 满意率 is 满意度; computed when first asked for.
    #[must_use]
    pub(crate) fn canonical(&self, terms: &Terms) -> &str {
        self.canonical.get_or_init(|| canonical(terms.get("goal-figures"), &self.bare_name))
    }

    /// A row that says that there is no such indicator: 无, 不涉及, or nothing at all.
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self.name.as_str(), "" | "无" | "不涉及" | "/" | "-" | "—" | "——" | "不适用")
    }
}

/// Facts of one indicator table.
#[derive(Clone, Debug, Default)]
pub struct TableFacts<'a> {
    /// Facts of the rows, in order.
    pub rows: Vec<RowFacts<'a>>,
    /// The project's name (or title), or the department's, as printed.
    pub name: Scanned<'a>,
    /// The project's name and, if it is another, its title, ready to be looked for; none for the department
    /// form.
    pub names: Vec<Name>,
    /// Project name and title, purpose and goals (duties and tasks of the department form) as one text,
    /// parts kept apart by a line break.
    pub text: Scanned<'a>,
    /// Whether the project runs for more than one year.
    pub(crate) multi_year: OnceCell<bool>,
    /// What the project says of itself.
    pub(crate) told: OnceCell<Told>,
}

/// One text of the document.
#[derive(Clone, Debug)]
pub struct CellText<'a> {
    /// The field it stands in.
    pub at: FieldRef,
    /// As printed.
    pub text: &'a str,
    /// Without layout.
    pub squeezed: Scanned<'a>,
}

/// A text → every row that has it, in order.
type Places = Lookup<String, Vec<Place>>;

/// Facts of one document.
#[derive(Debug, Default)]
pub struct Facts<'a> {
    /// Each project, then the department form if there is one.
    pub tables: Vec<TableFacts<'a>>,
    /// The rows of each normal 三级指标 name.
    pub namesakes: Vec<Namesakes>,
    /// Normal 三级指标 names without brackets → rows, 无 rows left out; built when first asked for.
    bare_names: OnceCell<Places>,
    /// Every normal 指标值 that stands anywhere.
    pub targets: Lookup<Cow<'a, str>, ()>,
    /// Normal 三级指标 name and 指标值, a line each → rows; built when first asked for.
    named_targets: OnceCell<Places>,
    /// The projects by their names; built when first asked for.
    pub(crate) index: OnceCell<Index>,
    /// Every text in document order.
    pub cells: Vec<CellText<'a>>,
    /// The area and year that most project codes state.
    pub code_area: Option<String>,
    /// The year that most project codes state.
    pub code_year: Option<u16>,
}

impl<'a> Facts<'a> {
    /// Computes everything.
    pub fn of(document: &'a Document, terms: &Terms) -> Self {
        let rows = document.projects.iter().map(|project| project.indicators.len()).sum();
        let mut facts = Self { targets: Lookup::with_capacity(rows), ..Self::default() };
        for project in &document.projects {
            let goals = project.goals.iter().map(String::as_str);
            let texts = [&project.name, &project.title, &project.purpose];
            let subject = texts.into_iter().flatten().map(String::as_str).chain(goals);
            let name = project.name.as_deref().or(project.title.as_deref());
            facts.push_table(&project.indicators, name, subject, terms);
            let mut names: Vec<&String> =
                [&project.name, &project.title].into_iter().flatten().collect();
            names.dedup();
            if let Some(table) = facts.tables.last_mut() {
                table.names = names.into_iter().map(|name| Name::new(name)).collect();
            }
        }
        if let Some(form) = &document.department_form {
            let tasks = form.key_tasks.iter().flat_map(|task| [&task.item, &task.goal]);
            let subject = tasks.chain([&form.duties]).flatten().map(String::as_str);
            facts.push_table(&form.indicators, form.department.as_deref(), subject, terms);
        }
        facts.namesakes = Namesakes::of(document, &mut facts.tables);
        facts.cells = cells(document, &facts.tables, terms);
        let codes = || document.projects.iter().filter_map(|p| p.code.as_deref()).map(squeeze);
        let unified = |code: &String| code.len() == 21 && code.is_ascii();
        facts.code_area = most(codes().filter(unified).map(|code| code[..6].to_owned()));
        let year = |code: String| code[6..8].parse::<u16>().ok().map(|year| 2000 + year);
        facts.code_year = most(codes().filter(unified).filter_map(year));
        facts
    }

    /// Every row with this name and this 指标值, both in normal form.
    pub fn named_targets(&self, name: &str, target: &str) -> &[Place] {
        let key = |name: &str, target: &str| format!("{name}\n{target}");
        let places = || self.places(|row| key(&row.name, &row.target));
        let all = self.named_targets.get_or_init(places);
        all.get(key(name, target).as_str()).map_or(&[], Vec::as_slice)
    }

    /// Every row with this name without brackets, in normal form.
    pub fn bare_names(&self, name: &str) -> &[Place] {
        let all = self.bare_names.get_or_init(|| self.places(|row| row.bare_name.to_string()));
        all.get(name).map_or(&[], Vec::as_slice)
    }

    fn places(&self, key: impl Fn(&RowFacts<'_>) -> String) -> Places {
        let mut places = Places::default();
        for (table, facts) in self.tables.iter().enumerate() {
            let rows = facts.rows.iter().enumerate().filter(|(_, row)| !row.is_none());
            rows.for_each(|(at, row)| places.of(key(row)).push((table, at)));
        }
        places
    }

    fn push_table<'t>(
        &mut self,
        rows: &'a [Indicator],
        name: Option<&'a str>,
        subject: impl Iterator<Item = &'t str>,
        terms: &Terms,
    ) {
        let facts: Vec<RowFacts<'a>> = rows.iter().map(|row| row_facts(row, terms)).collect();
        facts.iter().for_each(|row| *self.targets.of(row.target.cow()) = ());
        let text = subject.collect::<Vec<_>>().join("\n");
        self.tables.push(TableFacts {
            rows: facts,
            name: terms.scan(Cow::Borrowed(name.unwrap_or_default())),
            text: terms.scan(Cow::Owned(text)),
            ..TableFacts::default()
        });
    }
}

fn row_facts<'a>(row: &'a Indicator, terms: &Terms) -> RowFacts<'a> {
    let text = |cell: &'a Option<String>| {
        terms.scan(cell.as_deref().map(words::normal_form).unwrap_or_default())
    };
    let (name, description) = (text(&row.level3), text(&row.description));
    let bare_name = if name.contains(words::is_bracket) {
        terms.scan(Cow::Owned(words::without_brackets(&name)))
    } else {
        name.clone()
    };
    let label = row.target.label.as_deref().filter(|label| !label.is_empty());
    RowFacts {
        level1: row.kind1(),
        level2: row.kind2(),
        head: head(&bare_name, terms.get("name-heads")),
        measured: label.map_or_else(|| bare_name.clone(), |label| terms.scan(Cow::Borrowed(label))),
        bare_name,
        name,
        description,
        basis: text(&row.basis),
        target: text(&row.target.raw),
        shingles: OnceCell::new(),
        content: OnceCell::new(),
        cost: OnceCell::new(),
        canonical: OnceCell::new(),
        changed: OnceCell::new(),
        namesakes: None,
    }
}

fn head(name: &Scanned<'_>, heads: &TermFile) -> Head {
    match heads.end_of(name).map(|(group, _)| group) {
        Some("rate") => Head::Rate,
        Some("satisfaction") => Head::Satisfaction,
        Some("count") => Head::Count,
        Some("time") => Head::Time,
        Some("money") => Head::Money,
        Some("degree") => Head::Degree,
        _ => Head::Other,
    }
}

/// The value that occurs most often; of equals the smallest.
fn most<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map(|(v, _)| v)
}

/// Every text of the document in its order.
fn cells<'a>(
    document: &'a Document,
    tables: &[TableFacts<'a>],
    terms: &Terms,
) -> Vec<CellText<'a>> {
    let rows = |table: usize| tables.get(table).into_iter().flat_map(|table| &table.rows);
    let texts = tables.iter().map(|table| table.rows.len() * 4 + 8).sum();
    let mut cells = Cells { found: Vec::with_capacity(texts), terms };
    let overall = Scope::Overall;
    cells.one(overall, Field::Goal, document.overall.goal.as_deref());
    cells.list(overall, Field::SubGoals, &document.overall.sub_goals);
    cells.list(overall, Field::Safeguards, &document.overall.safeguards);
    if let Some(form) = &document.department_form {
        cells.one(Scope::Department, Field::Duties, form.duties.as_deref());
        for (at, task) in (1..).zip(&form.key_tasks) {
            for text in [&task.item, &task.goal].into_iter().flatten() {
                cells.push(FieldRef::item(Scope::Department, Field::KeyTasks, at), text, None);
            }
        }
        cells.one(Scope::Department, Field::Goal, form.goal.as_ref().and_then(Option::as_deref));
        let facts = rows(document.projects.len());
        for ((row, indicator), facts) in (1..).zip(&form.indicators).zip(facts) {
            cells.row(Scope::DepartmentIndicator(row), indicator, facts);
        }
    }
    for (row, line) in (1..).zip(document.summary_form.iter().flat_map(|form| &form.rows)) {
        cells.one(Scope::SummaryRow(row), Field::Name, line.name.as_deref());
        cells.one(Scope::SummaryRow(row), Field::PeriodGoal, line.period_goal.as_deref());
        cells.one(Scope::SummaryRow(row), Field::AnnualGoal, line.annual_goal.as_deref());
    }
    for (table, project) in document.projects.iter().enumerate() {
        let scope = Scope::Project(project.ordinal);
        cells.one(scope, Field::Title, project.title.as_deref());
        cells.one(scope, Field::UnitName, project.unit_name.as_deref());
        cells.one(scope, Field::Name, project.name.as_deref());
        cells.one(scope, Field::Purpose, project.purpose.as_deref());
        cells.list(scope, Field::Goals, &project.goals);
        let period_goal = project.period_goal.as_ref().and_then(Option::as_deref);
        cells.one(scope, Field::PeriodGoal, period_goal);
        for ((row, indicator), facts) in (1..).zip(&project.indicators).zip(rows(table)) {
            cells.row(Scope::Indicator { project: project.ordinal, row }, indicator, facts);
        }
    }
    cells.found
}

struct Cells<'a, 't> {
    found: Vec<CellText<'a>>,
    terms: &'t Terms,
}

impl<'a> Cells<'a, '_> {
    /// `known` is a scanned text that is probably the same.
    fn push(&mut self, at: FieldRef, text: &'a str, known: Option<&Scanned<'a>>) {
        // A normal form has no layout.
        let same = known.filter(|known| known.as_str() == text).cloned();
        let squeezed = same.unwrap_or_else(|| self.squeezed(text, known));
        self.found.push(CellText { at, text, squeezed });
    }

    fn squeezed(&self, text: &'a str, known: Option<&Scanned<'a>>) -> Scanned<'a> {
        let laid_out = !is_plain(text) && text.chars().any(|c| !is_han(c) && is_layout(c));
        let squeezed = if laid_out { Cow::Owned(squeeze(text)) } else { Cow::Borrowed(text) };
        let known = known.filter(|known| known.as_str() == squeezed);
        known.cloned().unwrap_or_else(|| self.terms.scan(squeezed))
    }

    fn one(&mut self, scope: Scope, field: Field, text: Option<&'a str>) {
        text.into_iter().for_each(|text| self.push(FieldRef::new(scope, field), text, None));
    }

    fn list(&mut self, scope: Scope, field: Field, items: &'a [String]) {
        for (item, text) in (1..).zip(items) {
            self.push(FieldRef::item(scope, field, item), text, None);
        }
    }

    fn row(&mut self, scope: Scope, row: &'a Indicator, facts: &RowFacts<'a>) {
        let texts = [
            (Field::Level3, &row.level3, &facts.name),
            (Field::Description, &row.description, &facts.description),
            (Field::Target, &row.target.raw, &facts.target),
            (Field::Basis, &row.basis, &facts.basis),
        ];
        for (field, text, known) in texts {
            let at = FieldRef::new(scope, field);
            text.iter().for_each(|text| self.push(at, text, Some(known)));
        }
        self.one(scope, Field::Note, row.note.as_ref().and_then(Option::as_deref));
    }
}

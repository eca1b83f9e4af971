//! What a rule sees: exactly what its scope allows, with the shared facts beside it.
use crate::facts::{CellText, Facts, RowFacts, TableFacts};
use crate::namesakes::{Namesakes, Place};
use crate::told::Told;
use std::borrow::Cow;
use zs_catalog::{Profile, Scanned, Terms};
use zs_model::text::squeeze;
use zs_model::{
    Document, Field, FieldRef, Indicator, Level2, Money, MoneyUnit, Project, Scope, Target,
};

/// The whole document.
pub struct DocumentCx<'a> {
    /// The document.
    pub document: &'a Document,
    /// What its place and year require.
    pub profile: &'a Profile,
    /// Lists of words.
    pub terms: &'a Terms,
    /// What was computed once for all rules.
    pub facts: Facts<'a>,
}

/// An indicator table: a project's, or the department form's.
#[derive(Clone, Copy)]
pub struct TableCx<'a> {
    /// The document around it.
    pub cx: &'a DocumentCx<'a>,
    /// The project, or `None` for the department form.
    pub project: Option<&'a Project>,
    /// Its indicators.
    pub indicators: &'a [Indicator],
    /// Its facts.
    pub facts: &'a TableFacts<'a>,
    /// 0-based position among all tables.
    pub index: usize,
}

/// A project.
#[derive(Clone, Copy)]
pub struct ProjectCx<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its indicator table.
    pub table: TableCx<'a>,
}

/// An indicator row.
#[derive(Clone, Copy)]
pub struct RowCx<'a> {
    /// The table around it.
    pub table: TableCx<'a>,
    /// The row.
    pub indicator: &'a Indicator,
    /// Its facts.
    pub facts: &'a RowFacts<'a>,
    /// 0-based position in its table.
    pub index: usize,
}

/// One text.
#[derive(Clone, Copy)]
pub struct CellCx<'a> {
    /// The document around it.
    pub cx: &'a DocumentCx<'a>,
    /// The field it stands in.
    pub at: FieldRef,
    /// As printed.
    pub text: &'a str,
    /// Without layout.
    pub squeezed: &'a Scanned<'a>,
}

impl<'a> DocumentCx<'a> {
    /// All tables: each project's, then the department form's.
    pub fn tables(&'a self) -> impl Iterator<Item = TableCx<'a>> {
        (0..self.facts.tables.len()).filter_map(|index| self.table(index))
    }

    /// The table at a position of `Facts::tables`.
    #[must_use]
    pub fn table(&'a self, index: usize) -> Option<TableCx<'a>> {
        let facts = self.facts.tables.get(index)?;
        let project = self.document.projects.get(index);
        let indicators = match project {
            Some(project) => &project.indicators,
            None => &self.document.department_form.as_ref()?.indicators,
        };
        Some(TableCx { cx: self, project, indicators, facts, index })
    }

    /// All projects.
    pub fn projects(&'a self) -> impl Iterator<Item = ProjectCx<'a>> {
        self.tables().filter_map(|table| Some(ProjectCx { project: table.project?, table }))
    }

    /// All rows of all tables.
    pub fn rows(&'a self) -> impl Iterator<Item = RowCx<'a>> {
        self.tables().flat_map(TableCx::rows)
    }

    /// All texts.
    pub fn cells(&'a self) -> impl Iterator<Item = CellCx<'a>> {
        let cell = |CellText { at, text, squeezed }: &'a CellText<'a>| CellCx {
            cx: self,
            at: *at,
            text,
            squeezed,
        };
        self.facts.cells.iter().map(cell)
    }

    /// The rows with this normal 三级指标 name and this normal 指标值, in all tables.
    pub fn rows_aimed(&'a self, name: &str, target: &str) -> impl Iterator<Item = RowCx<'a>> {
        self.rows_at(self.facts.named_targets(name, target))
    }

    /// The rows with this normal 三级指标 name without brackets, in all tables.
    pub fn rows_barely_named(&'a self, name: &str) -> impl Iterator<Item = RowCx<'a>> {
        self.rows_at(self.facts.bare_names(name))
    }

    fn rows_at(&'a self, places: &'a [Place]) -> impl Iterator<Item = RowCx<'a>> {
        places.iter().filter_map(|(table, row)| self.table(*table)?.row(*row))
    }

    /// The fiscal year that the document states, else the year of most project codes.
    #[must_use]
    pub fn likely_year(&self) -> Option<u16> {
        self.document.fiscal_year.or(self.facts.code_year)
    }

    /// A field of the document itself.
    #[must_use]
    pub const fn at(&self, field: Field) -> FieldRef {
        FieldRef::new(Scope::Document, field)
    }
}

impl<'a> CellCx<'a> {
    /// Its lines without layout.
    pub fn lines(self) -> impl Iterator<Item = Cow<'a, str>> {
        let plain = self.text.len() == self.squeezed.len();
        let lines = (!plain).then(|| self.text.lines().map(squeeze).map(Cow::Owned));
        plain
            .then_some(Cow::Borrowed(self.squeezed.as_str()))
            .into_iter()
            .chain(lines.into_iter().flatten())
    }
}

impl<'a> TableCx<'a> {
    /// Its rows.
    pub fn rows(self) -> impl Iterator<Item = RowCx<'a>> {
        (0..self.indicators.len()).filter_map(move |index| self.row(index))
    }

    /// The row at a 0-based position.
    #[must_use]
    pub fn row(self, index: usize) -> Option<RowCx<'a>> {
        let (indicator, facts) = (self.indicators.get(index)?, self.facts.rows.get(index)?);
        Some(RowCx { table: self, indicator, facts, index })
    }

    /// Its rows of one 二级指标 kind, without 无 rows.
    pub fn rows_of(self, level2: Level2) -> impl Iterator<Item = RowCx<'a>> {
        self.rows().filter(move |row| row.facts.level2 == Some(level2) && !row.facts.is_none())
    }

    /// The part of the document that it is.
    #[must_use]
    pub fn scope(self) -> Scope {
        self.project.map_or(Scope::Department, |project| Scope::Project(project.ordinal))
    }

    /// A field of this part.
    #[must_use]
    pub fn at(self, field: Field) -> FieldRef {
        FieldRef::new(self.scope(), field)
    }

    /// What may be spent: the project's budget, or the department's total.
    #[must_use]
    pub fn budget(self) -> Option<Money> {
        match self.project {
            Some(project) => project.budget.total,
            None => self.cx.document.department_form.as_ref()?.total,
        }
    }

    /// The unit in which its amounts are printed; forms that say nothing are in 万元.
    #[must_use]
    pub fn money_unit(self) -> MoneyUnit {
        let stated = match self.project {
            Some(project) => project.money_unit,
            None => self.cx.document.department_form.as_ref().and_then(|form| form.money_unit),
        };
        stated.unwrap_or(MoneyUnit::TenThousandYuan)
    }

    /// The project's name (or title), or the department's.
    #[must_use]
    pub const fn name(self) -> &'a Scanned<'a> {
        &self.facts.name
    }

    /// The part of the project's name that tells it from others (`names::core`).
    #[must_use]
    pub fn core(self) -> &'a str {
        self.facts.names.first().map_or("", |name| &name.core)
    }
}

impl<'a> ProjectCx<'a> {
    /// A field of the project.
    #[must_use]
    pub fn at(self, field: Field) -> FieldRef {
        self.table.at(field)
    }

    /// One item of a list field, 1-based.
    #[must_use]
    pub fn item(self, field: Field, item: u32) -> FieldRef {
        FieldRef::item(self.table.scope(), field, item)
    }

    /// Name, title, purpose and goals as one text, parts kept apart by a line break.
    #[must_use]
    pub const fn subject(self) -> &'a Scanned<'a> {
        &self.table.facts.text
    }

    /// What it says of itself.
    pub(crate) fn told(self) -> &'a Told {
        self.table.facts.told.get_or_init(|| Told::of(self))
    }

    /// The document around it.
    #[must_use]
    pub const fn cx(self) -> &'a DocumentCx<'a> {
        self.table.cx
    }
}

impl<'a> RowCx<'a> {
    /// A cell of the row.
    #[must_use]
    pub fn at(self, field: Field) -> FieldRef {
        FieldRef::new(self.scope(), field)
    }

    /// The part of the document that it is.
    #[must_use]
    pub fn scope(self) -> Scope {
        let row = self.number();
        match self.table.project {
            Some(project) => Scope::Indicator { project: project.ordinal, row },
            None => Scope::DepartmentIndicator(row),
        }
    }

    /// 1-based position in its table.
    #[must_use]
    pub fn number(self) -> u32 {
        u32::try_from(self.index + 1).unwrap_or(u32::MAX)
    }

    /// Its target.
    #[must_use]
    pub const fn target(self) -> &'a Target {
        &self.indicator.target
    }

    /// Its target as printed, empty for a blank cell.
    #[must_use]
    pub fn target_text(self) -> &'a str {
        self.indicator.target.raw.as_deref().unwrap_or_default()
    }

    /// The document around it.
    #[must_use]
    pub const fn cx(self) -> &'a DocumentCx<'a> {
        self.table.cx
    }

    fn same_name(self) -> Option<&'a Namesakes> {
        self.cx().facts.namesakes.get(self.facts.namesakes?)
    }

    /// The rows with its normal 三级指标 name in all tables, itself too; none for a 无 row.
    pub fn namesakes(self) -> impl Iterator<Item = RowCx<'a>> {
        self.cx().rows_at(self.same_name().map_or(&[], |same| &same.rows))
    }

    /// Its namesakes with a ceiling as target.
    pub fn ceilings(self) -> impl Iterator<Item = RowCx<'a>> {
        self.cx().rows_at(self.same_name().map_or(&[], |same| &same.ceilings))
    }

    /// Its namesakes that compare in a unit that is no share.
    pub fn counts(self) -> impl Iterator<Item = RowCx<'a>> {
        self.cx().rows_at(self.same_name().map_or(&[], |same| &same.counts))
    }

    /// How many other tables' rows have the same 三级指标 name.
    #[must_use]
    pub fn sibling_count(self) -> usize {
        let places = self.same_name().map_or(&[][..], |same| &same.rows);
        // In order of tables.
        let from = places.partition_point(|(table, _)| *table < self.table.index);
        let to = places.partition_point(|(table, _)| *table <= self.table.index);
        places.len() - (to - from)
    }

    /// Other rows of the same 三级指标 name in other tables.
    pub fn siblings(self) -> impl Iterator<Item = RowCx<'a>> {
        let here = self.table.index;
        self.namesakes().filter(move |row| row.table.index != here)
    }
}

//! What differs between two documents, field by field: for a refused save, a re-import, two versions.
mod cells;
mod pair;

use crate::{Document, Field, Indicator, Project, Scope};
use cells::{Cell, Cells};
use pair::Pairs;

/// Which way a field differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Only the later document has it.
    Added,
    /// Only the earlier document has it.
    Removed,
    /// Both have it, with different texts.
    Changed,
}

impl ChangeKind {
    /// The stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// One field that differs. A project or row that only one document has is one change of its
/// [`Field::Title`]; its cells are not listed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it stands: in the later document, or in the earlier one where it was removed.
    pub scope: Scope,
    /// The project's name (without one: its title or code), if it lies in a project.
    pub project: Option<String>,
    /// The row's name, if it lies in a row.
    pub row: Option<String>,
    /// The key.
    pub field: Field,
    /// 1-based position in a list, the month of a plan; 0 else.
    pub item: u32,
    /// The printed label where a field holds several (`extra`, `by_income`, a key task's column); empty else.
    pub label: String,
    /// The text before; `None` for a blank.
    pub before: Option<String>,
    /// The text after; `None` for a blank.
    pub after: Option<String>,
    /// Which way it differs.
    pub kind: ChangeKind,
}

/// The changes that lead from one document to another, in the order of the later one; what was removed
/// comes last in its list. Projects are the same by code, else by name; rows by 三级指标 and description,
/// else by one of them, else by position. 目录, places and the order of projects and rows are not compared.
#[must_use]
pub fn compare(before: &Document, after: &Document) -> Vec<Change> {
    let mut changes = Changes { here: Here::default(), list: Vec::new() };
    let document = |d| cells::document(d);
    changes.cells(Scope::Document, &document(before), &document(after));
    changes.cells(Scope::Overall, &cells::overall(before), &cells::overall(after));
    let form = |d: &Document| d.department_form.clone().unwrap_or_default();
    let (old, new) = (form(before), form(after));
    changes.cells(Scope::Department, &cells::department(&old), &cells::department(&new));
    changes.rows(&old.indicators, &new.indicators, Scope::DepartmentIndicator);
    changes.summary(before, after);
    changes.projects(&before.projects, &after.projects);
    changes.list
}

/// The names that the next changes carry.
#[derive(Clone, Default)]
struct Here {
    project: Option<String>,
    row: Option<String>,
}

struct Changes {
    here: Here,
    list: Vec<Change>,
}

impl Changes {
    fn push(&mut self, scope: Scope, cell: &Cell, before: Option<&str>, after: Option<&str>) {
        let kind = match (before, after) {
            (None, None) => return,
            (Some(before), Some(after)) if before == after => return,
            (None, Some(_)) => ChangeKind::Added,
            (Some(_), None) => ChangeKind::Removed,
            (Some(_), Some(_)) => ChangeKind::Changed,
        };
        let Here { project, row } = self.here.clone();
        let (field, item, label) = (cell.field, cell.item, cell.label.clone());
        let (before, after) = (before.map(str::to_owned), after.map(str::to_owned));
        self.list.push(Change { scope, project, row, field, item, label, before, after, kind });
    }

    /// The cells of one part that both documents have.
    fn cells(&mut self, scope: Scope, before: &Cells, after: &Cells) {
        let pairs = Pairs::of(before.len(), after.len()).by(before, after, Cell::key);
        for (old, new) in pairs.by_texts(before, after).all() {
            let text = |cells: &Cells, at: Option<usize>| {
                at.and_then(|at| cells.get(at)).and_then(|cell| cell.text.clone())
            };
            let cell = new.and_then(|at| after.get(at));
            let Some(cell) = cell.or_else(|| old.and_then(|at| before.get(at))) else { continue };
            let (old, new) = (text(before, old), text(after, new));
            self.push(scope, cell, old.as_deref(), new.as_deref());
        }
    }

    /// A project or row that only one of the documents has.
    fn whole(&mut self, scope: Scope, name: &str, added: bool) {
        let cell = Cell::new(Field::Title, None);
        let (before, after) = if added { (None, Some(name)) } else { (Some(name), None) };
        self.push(scope, &cell, before, after);
    }

    fn rows(&mut self, before: &[Indicator], after: &[Indicator], scope: impl Fn(u32) -> Scope) {
        let both = |i: &Indicator| Some((i.level3.clone()?, i.description.clone()));
        let pairs = Pairs::of(before.len(), after.len()).by(before, after, both);
        let pairs = pairs.by(before, after, |i: &Indicator| i.level3.clone());
        let pairs = pairs.by(before, after, |i: &Indicator| i.description.clone()).by_position();
        for (old, new) in pairs.all() {
            let number = new.or(old).map_or(0, number);
            let (old, new) = (old.and_then(|at| before.get(at)), new.and_then(|at| after.get(at)));
            let Some(named) = new.or(old) else { continue };
            self.here.row = named.level3.clone().or_else(|| named.description.clone());
            match (old, new) {
                (Some(old), Some(new)) => {
                    self.cells(scope(number), &cells::indicator(old), &cells::indicator(new));
                }
                (_, added) => {
                    let text = [&named.level3, &named.target.raw].map(Option::as_deref);
                    let text: Vec<&str> = text.into_iter().flatten().collect();
                    self.whole(scope(number), &text.join(" "), added.is_some());
                }
            }
        }
        self.here.row = None;
    }

    fn summary(&mut self, before: &Document, after: &Document) {
        let form = |d: &Document| d.summary_form.clone().unwrap_or_default();
        let (old, new) = (form(before), form(after));
        self.cells(Scope::Summary, &cells::summary(&old), &cells::summary(&new));
        let pairs = Pairs::of(old.rows.len(), new.rows.len());
        let pairs = pairs.by(&old.rows, &new.rows, |row| row.name.clone()).by_position();
        for (before, after) in pairs.all() {
            let scope = Scope::SummaryRow(after.or(before).map_or(0, number));
            let before = before.and_then(|at| old.rows.get(at));
            let after = after.and_then(|at| new.rows.get(at));
            let Some(named) = after.or(before) else { continue };
            self.here.row = named.name.clone();
            if let (Some(before), Some(after)) = (before, after) {
                self.cells(scope, &cells::summary_row(before), &cells::summary_row(after));
            } else {
                let name = named.name.clone().unwrap_or_default();
                self.whole(scope, &name, after.is_some());
            }
        }
        self.here.row = None;
    }

    fn projects(&mut self, before: &[Project], after: &[Project]) {
        let pairs = Pairs::of(before.len(), after.len()).by(before, after, |p| p.code.clone());
        let pairs = pairs.by(before, after, |p| p.name.clone()).nameless(before, after);
        for (old, new) in pairs.all() {
            let (old, new) = (old.and_then(|at| before.get(at)), new.and_then(|at| after.get(at)));
            let Some(named) = new.or(old) else { continue };
            let name = named.name.as_ref().or(named.title.as_ref()).or(named.code.as_ref());
            self.here.project = name.cloned();
            let project = named.ordinal;
            let scope = Scope::Project(project);
            if let (Some(old), Some(new)) = (old, new) {
                self.cells(scope, &cells::project(old), &cells::project(new));
                let row = |row| Scope::Indicator { project, row };
                self.rows(&old.indicators, &new.indicators, row);
            } else {
                let name = name.cloned().unwrap_or_default();
                self.whole(scope, &name, new.is_some());
            }
        }
        self.here.project = None;
    }
}

/// 1-based.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

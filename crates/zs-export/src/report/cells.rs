//! The cells of the row that a finding is about.
use zs_model::{Document, Field, Indicator, Scope};

/// A row as its filled cells: field and text.
pub(super) type Row = Vec<(Field, String)>;

/// The indicator row of a scope, if it is one and exists.
pub(super) fn row(document: &Document, scope: Scope) -> Option<Row> {
    let at = |rows: &[Indicator], row: u32| {
        let index = usize::try_from(row).ok()?.checked_sub(1)?;
        rows.get(index).map(cells)
    };
    match scope {
        Scope::Indicator { project, row } => {
            let index = usize::try_from(project).ok()?.checked_sub(1)?;
            at(&document.projects.get(index)?.indicators, row)
        }
        Scope::DepartmentIndicator(row) => at(&document.department_form.as_ref()?.indicators, row),
        _ => None,
    }
}

fn cells(indicator: &Indicator) -> Row {
    let cell = |field, text: &Option<String>| (field, text.clone().unwrap_or_default());
    vec![
        cell(Field::Level2, &indicator.level2),
        cell(Field::Level3, &indicator.level3),
        cell(Field::Description, &indicator.description),
        cell(Field::Target, &indicator.target.raw),
        cell(Field::Basis, &indicator.basis),
    ]
}

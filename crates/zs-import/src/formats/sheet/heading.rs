//! The sheet's name as a heading, where it says something that the cells do not.
use super::grid::Sheet;
use super::trouble;
use crate::Paragraph;

/// A title stands in the first rows, if anywhere.
const ROWS: u32 = 5;

/// A heading with the sheet's name, unless the name is one that programs give, or the first rows say it.
pub(super) fn of(sheet: &Sheet) -> Option<Paragraph> {
    let name = bare(&sheet.name);
    let top = sheet.cells.iter().map(|cell| cell.row).min()?;
    let told = |cell: &super::grid::Filled| {
        cell.row < top.saturating_add(ROWS) && bare(&cell.text).contains(&name)
    };
    if is_given_by_program(&name) || sheet.cells.iter().any(told) {
        return None;
    }
    let text = sheet.name.trim().to_owned();
    Some(Paragraph { text, heading: Some(1), place: trouble::sheet(&sheet.name) })
}

fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// `Sheet1`, `工作表2`, `表3`, `Sheet1(2)`, `1`: names without meaning.
fn is_given_by_program(name: &str) -> bool {
    let lower = name.to_lowercase();
    let rest = ["sheet", "工作表", "表", "table"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .unwrap_or(&lower);
    rest.chars().all(|character| character.is_ascii_digit() || "()（）_-.".contains(character))
}

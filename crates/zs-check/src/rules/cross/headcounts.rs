//! How many people a row and the texts of a project count.
use crate::cx::{ProjectCx, RowCx};
use crate::words;
use zs_model::Decimal;

/// The number of people of a headcount row; a number of visits is none.
pub(super) fn people(row: RowCx<'_>) -> Option<Decimal> {
    let unit = row.target().unit.as_ref()?;
    matches!(unit.base(), "人" | "名").then_some(())?;
    row.target().value.filter(|_| !row.facts.name.contains("人次"))
}

/// Different numbers of people in purpose, goals and the overall item of the project, with the words
/// before them; nothing if one is said to be part of another, or is per day, room or month.
pub(super) fn counts(cx: ProjectCx<'_>, items: &[(u32, &String)]) -> Vec<(Decimal, String)> {
    let items =
        items.iter().filter(|(ordinal, _)| *ordinal == cx.project.ordinal).map(|(_, item)| *item);
    let texts = cx.project.purpose.iter().chain(&cx.project.goals).chain(items);
    let mut counts: Vec<(Decimal, String)> = Vec::new();
    for figure in texts.flat_map(|text| words::figures(text)) {
        let counted = figure.after.strip_prefix(['人', '名', '位']);
        let Some(after) = counted.filter(|rest| !rest.starts_with(['次', '均', '以', '/']))
        else {
            continue;
        };
        let before = words::clauses(figure.before).last().unwrap_or_default();
        let before = before.rsplit('、').next().unwrap_or_default();
        if figure.before.contains("其中")
            || ["共", "合计", "总计", "每", "约"].iter().any(|w| before.contains(w))
        {
            return Vec::new();
        }
        if !counts.iter().any(|(value, _)| *value == figure.value) {
            let behind: String = after.chars().take_while(|c| c.is_alphabetic()).take(6).collect();
            counts.push((figure.value, format!("{before}{behind}")));
        }
    }
    counts
}

/// Whether the words around the number speak of those that the row counts.
pub(super) fn same(row: RowCx<'_>, around: &str) -> bool {
    let text = format!("{}，{}", row.facts.name, row.facts.description);
    let mut shared = words::shingles(around);
    shared.retain(|pair| !matches!(pair, ['人', '员'] | ['人', '数'] | ['数', '量']));
    words::shared(&shared, &words::shingles(&text)) > 0
}

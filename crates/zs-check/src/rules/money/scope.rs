//! What a project says that it pays for, and whether a cost item is part of it.
use crate::costs::cost;
use crate::cx::{ProjectCx, RowCx, TableCx};
use crate::quantities::{Pair, quantities};
use crate::words;

/// Purpose, goals and name, and all rows that are no cost.
pub(super) fn scope(table: TableCx<'_>) -> String {
    let project = table.project.into_iter().flat_map(|p| {
        let texts = [&p.name, &p.purpose].into_iter().flatten();
        texts.chain(&p.goals).cloned()
    });
    let form = table.cx.document.department_form.as_ref().filter(|_| table.project.is_none());
    let tasks = form.into_iter().flat_map(|form| {
        let tasks = form.key_tasks.iter().flat_map(|task| [&task.item, &task.goal]);
        tasks.chain([&form.duties]).flatten().cloned()
    });
    let other = |row: &RowCx<'_>| cost(*row).is_none();
    let rows = table
        .rows()
        .filter(other)
        .map(|row| format!("{}\n{}", row.facts.name, row.facts.description));
    project.chain(tasks).chain(rows).collect::<Vec<_>>().join("\n")
}

/// The last two characters of what is paid for: 评估 of 车辆评估费; nothing for small spending that any
/// project may have.
pub(super) fn head(cx: &RowCx<'_>) -> Option<String> {
    let words = cx.cx().terms.get("cost-heads");
    let generic = words.group("endings");
    if words.group("anywhere").stands_in(&cx.facts.name) {
        return None;
    }
    let mut name = cx.facts.bare_name.as_str();
    while let Some(word) = generic.end_of(name) {
        name = &name[..name.len() - word.len()];
    }
    let from = name.char_indices().rev().nth(1).map(|(at, _)| at)?;
    let head = &name[from..];
    (!words.group("generic").has(head)).then(|| head.to_owned())
}

/// Whether three neighbouring characters of the name, or two of what the description adds, stand in the scope.
pub(super) fn shares(subject: &str, cx: &RowCx<'_>) -> bool {
    let window = |text: &str, size: usize| {
        let text: Vec<char> = text.chars().collect();
        text.windows(size).any(|run| subject.contains(&run.iter().collect::<String>()))
    };
    let name = cx.facts.bare_name.as_str();
    let generic = cx.cx().terms.get("cost-heads").group("generic");
    let mut rest = cx.facts.description.replace(name, "\n");
    generic.iter().for_each(|word| rest = rest.replace(word, "\n"));
    window(name, 3) || rest.split(['\n', '、', '，', '的']).any(|part| window(part, 2))
}

/// Whether the scope holds another word of a group that the name belongs to (物业 covers 保洁).
pub(super) fn means_the_same(cx: &RowCx<'_>, subject: &str) -> bool {
    let mut groups = cx.cx().terms.get("spending-synonyms").groups.values();
    groups.any(|words| words.stands_in(&cx.facts.name) && words.stands_in(subject))
}

/// Whether the project pays for more than the pairs: another …费 in its texts, 等, 其他, or a second
/// quantity in the unit of a paired one (260场演出 beside 3120场放映).
pub(super) fn pays_for_more(cx: &ProjectCx<'_>, pairs: &[Pair<'_>]) -> bool {
    let words = cx.cx().terms.get("spending-words");
    let (items, subject) = (words.group("items"), cx.subject());
    if words.group("open").stands_in(subject) {
        return true;
    }
    let facts = pairs.iter().flat_map(|p| [p.price.row.facts, p.quantity.facts]);
    let covered: String = facts.map(|f| format!("{}{}", f.name, f.description)).collect();
    let base = |row: &RowCx<'_>| row.target().unit.as_ref().map(|unit| unit.base().to_owned());
    let paired = |row: &RowCx<'_>| pairs.iter().any(|p| p.quantity.index == row.index);
    let mut beside = quantities(cx.table).filter(|row| !paired(row));
    if beside.any(|row| pairs.iter().any(|p| base(&p.quantity) == base(&row))) {
        return true;
    }
    let mut parts =
        words::clauses(subject).flat_map(|clause| clause.split(['、', '和', '及', '与']));
    parts.any(|part| items.all_in(part).any(|(_, item)| !covered.contains(item)))
}

//! A cost item for something that neither purpose, goals nor any other indicator speaks of.
use crate::costs::{Cost, cost};
use crate::cx::{RowCx, TableCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "cost-item-outside-scope",
    code: "JX120",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text { zh: "成本分项超出资金用途", en: "Cost item outside the purpose" },
    messages: &[Message {
        key: "outside",
        zh: "成本分项“{name}”（{target}）在资金用途、绩效目标和产出指标里都没有提到（“{head}”）。",
        en: "The cost item \"{name}\" ({target}) is mentioned by neither purpose, goals nor output indicators (\"{head}\").",
        help_zh: "请在用途和产出指标里写明这项支出，或删去这一行。",
        help_en: "Name this spending in the purpose and the output, or drop the row.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx120_cost_item_outside_scope.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cost(*cx).is_none_or(|cost| cost.cost != Cost::Item) {
        return;
    }
    let subject = scope(cx.table);
    let Some(head) = head(cx).filter(|_| subject.chars().count() >= 20) else { return };
    if subject.contains(&head) || shares(&subject, cx) || means_the_same(cx, &subject) {
        return;
    }
    sink.push(
        Draft::at(cx.at(Field::Level3))
            .arg("name", &cx.facts.name)
            .arg("target", cx.target_text())
            .arg("head", head),
    );
}

/// Purpose, goals and name, and all rows that are no cost.
fn scope(table: TableCx<'_>) -> String {
    let project = table.project.into_iter().flat_map(|p| {
        let texts = [&p.name, &p.purpose].into_iter().flatten();
        texts.chain(&p.goals).cloned()
    });
    let duties =
        table.project.is_none().then(|| table.cx.document.department_form.as_ref()).flatten();
    let tasks = duties.into_iter().flat_map(|form| {
        form.duties
            .iter()
            .chain(form.key_tasks.iter().flat_map(|t| [&t.item, &t.goal]).flatten())
            .cloned()
    });
    let other = |row: &RowCx<'_>| cost(*row).is_none();
    let rows = table
        .rows()
        .filter(other)
        .map(|row| format!("{}\n{}", row.facts.name, row.facts.description));
    project.chain(tasks).chain(rows).collect::<Vec<_>>().join("\n")
}

/// The last two characters of what is paid for: 评估 of 车辆评估费.
fn head(cx: &RowCx<'_>) -> Option<String> {
    let generic = cx.cx().terms.get("cost-heads").group("endings");
    let mut name = cx.facts.bare_name.as_str();
    while let Some(word) = generic.end_of(name) {
        name = &name[..name.len() - word.len()];
    }
    let from = name.char_indices().rev().nth(1).map(|(at, _)| at)?;
    Some(name[from..].to_owned())
}

/// Whether three neighbouring characters of the name, or two of what the description adds, stand in the scope.
fn shares(subject: &str, cx: &RowCx<'_>) -> bool {
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
fn means_the_same(cx: &RowCx<'_>, subject: &str) -> bool {
    let mut groups = cx.cx().terms.get("spending-synonyms").groups.values();
    groups.any(|words| words.find_in(&cx.facts.name).is_some() && words.find_in(subject).is_some())
}

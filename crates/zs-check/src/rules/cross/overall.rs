//! Whether the overall part speaks of a project, and which of its tasks and costs stand alone.
use crate::content::{content, related};
use crate::costs::says_total;
use crate::cx::{DocumentCx, RowCx, TableCx};
use crate::money;
use crate::words;
use zs_model::Money;

/// A text or a project's name, prepared once for many comparisons.
pub(super) struct Topic {
    /// What the text begins with, if that is a heading: 路灯。城区亮灯率…
    head: Option<String>,
    text: String,
    content: Vec<words::Shingle>,
}

impl Topic {
    /// Of a text of the overall part.
    pub(super) fn text(cx: &DocumentCx<'_>, text: &str) -> Self {
        let head = words::without_mark(text).split(['。', '：', ':']).next().map(words::normal);
        let head = head.filter(|head| (2..=8).contains(&head.chars().count()));
        let head = head.filter(|head| !content(cx.terms, head).is_empty());
        Self { head, text: words::normal(text), content: content(cx.terms, text) }
    }

    /// Of a project's name.
    pub(super) fn name(table: TableCx<'_>) -> Self {
        let core = table.core();
        Self { head: None, content: content(table.cx.terms, core), text: core.to_owned() }
    }

    /// Whether this text speaks of the project: its name, or two pairs of characters of it.
    pub(super) fn covers(&self, name: &Self) -> bool {
        let need = if name.content.len() <= 2 { 1 } else { 2 };
        name.content.is_empty()
            || self.head.as_ref().is_some_and(|head| name.text.contains(head.as_str()))
            || words::shared(&self.content, &name.content) >= need
            || self.text.contains(&name.text)
    }
}

/// Key tasks (position from 1, name) that no row of the department's table is about.
pub(super) fn lonely_tasks<'a>(cx: &'a DocumentCx<'_>) -> Vec<(u32, &'a str)> {
    let Some(form) = cx.document.department_form.as_ref().filter(|form| form.key_tasks.len() > 1)
    else {
        return Vec::new();
    };
    let rows = form.indicators.iter().flat_map(|row| [&row.level3, &row.description]).flatten();
    let rows = rows.map(String::as_str).collect::<Vec<_>>().join("\n");
    let alone = |name: &str| !content(cx.terms, name).is_empty() && !related(cx.terms, name, &rows);
    let names =
        (1..).zip(form.key_tasks.iter().map(|task| task.item.as_deref().unwrap_or_default()));
    names.filter(|(_, name)| !rows.is_empty() && alone(name)).collect()
}

/// The department's cost row that equals its 项目支出 and not its total, with that total.
pub(super) fn project_cost<'a>(cx: &'a DocumentCx<'_>) -> Option<(RowCx<'a>, Money)> {
    let form = cx.document.department_form.as_ref()?;
    let label = |(label, _): &&(String, Option<Money>)| label.contains("项目支出");
    let (total, projects) = (form.total?, form.by_expense.iter().find(label)?.1?);
    let wrong = |row: &RowCx<'_>| {
        let named = says_total(*row)
            || ["总费用", "总成本"].iter().any(|word| row.facts.name.contains(word));
        let yuan = money::upper_yuan(row.target()).filter(|_| named);
        yuan.is_some_and(|yuan| !money::differ(yuan, projects) && money::differ(yuan, total))
    };
    let row = cx.tables().find(|table| table.project.is_none())?.rows().find(wrong)?;
    Some((row, total))
}

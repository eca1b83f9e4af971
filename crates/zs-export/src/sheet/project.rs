//! One project's form: heading, caption, head and grid.
use super::cells::{Cell, Row, Table, figure, pairs, text};
use super::words::{Words, words};
use super::{Block, grid, hebei, title_end};
use zs_catalog::{Form, PlanStyle, PrintKind};
use zs_model::{Project, text::half_width_char};

/// Value columns beside the label column of the common head.
const COLUMNS: usize = 6;

pub(super) fn blocks(project: &Project, form: Option<&Form>, kind: PrintKind) -> Vec<Block> {
    let words = words(form.map_or("unknown", |form| form.id.as_str()));
    let mut blocks = Vec::new();
    blocks.extend(heading(project, form, kind).map(|text| Block::Heading(3, text)));
    let (caption, unit) = caption(project, kind);
    blocks.extend(caption);
    let percent = form.is_none_or(|form| form.recognise.plan != Some(PlanStyle::Decimal));
    blocks.push(Block::Table(match kind {
        PrintKind::Hebei => {
            let mut before = unit;
            before.extend(optional(project, words));
            hebei::head(project, words, percent, before)
        }
        _ => head(project, words, percent, unit, kind),
    }));
    if !project.period_indicators.is_empty() {
        let group = Some("中期绩效指标");
        blocks.push(Block::Table(grid::table(&project.period_indicators, words, group)));
    }
    if !project.indicators.is_empty() {
        blocks.push(Block::Table(grid::table(&project.indicators, words, words.group)));
    }
    blocks
}

fn heading(project: &Project, form: Option<&Form>, kind: PrintKind) -> Option<String> {
    let title = project.title.as_deref()?;
    let end = title_end(form);
    Some(match kind {
        PrintKind::Hunan => format!("{title}{end}"),
        _ => format!("{}.{title}{end}", project.ordinal),
    })
}

/// The line above the table; what cannot stand there unmistakably goes into the head as pairs.
fn caption(project: &Project, kind: PrintKind) -> (Option<Block>, Vec<(String, String)>) {
    let code = project.unit_code.as_deref();
    let name = project.unit_name.as_deref();
    let (left, rest) = match (kind, code, name) {
        (PrintKind::Hebei, Some(code), Some(name)) if tells_apart(code, name) => {
            (Some(format!("{code} {name}")), vec![])
        }
        (PrintKind::Hunan, code, Some(name)) => {
            (Some(format!("项目主管部门：{name}")), vec![("单位编码", code)])
        }
        (PrintKind::Hebei, ..) => (None, vec![("单位编码", code), ("单位名称", name)]),
        _ => (None, vec![("单位编码", code), ("实施单位", name)]),
    };
    let right = project.money_unit.map(|unit| match kind {
        PrintKind::Hunan => format!("金额单位：{unit}"),
        _ => format!("单位：{unit}"),
    });
    let filled = left.is_some() || right.is_some();
    let pairs =
        rest.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?.to_owned())));
    (filled.then_some(Block::Caption { left, right }), pairs.collect())
}

/// Whether code and name can be told apart in one line: digits, then a Chinese name.
fn tells_apart(code: &str, name: &str) -> bool {
    let digits = (3..=12).contains(&code.len()) && code.len() != 4;
    let chinese = name.chars().next().is_some_and(|c| c >= '\u{4e00}' && !"年月日元号".contains(c));
    digits
        && code.bytes().all(|b| b.is_ascii_digit())
        && chinese
        && name.chars().count() >= 4
        && name.chars().all(|c| c == half_width_char(c) || !c.is_whitespace())
}

/// Fields that only some forms have.
fn optional(project: &Project, words: &Words) -> Vec<(String, String)> {
    let fields = [
        ("所属专项", &project.special_fund),
        (words.period, &project.period),
        (words.period_goal, &project.period_goal),
    ];
    let filled = fields
        .into_iter()
        .filter_map(|(label, field)| Some((label.to_owned(), text(field.as_ref()?.as_ref()))));
    let extra = project.extra.iter().map(|(label, value)| (label.clone(), value.clone()));
    filled.chain(extra).collect()
}

/// The common head: pairs, amounts, plan, goals.
fn head(
    project: &Project,
    words: &Words,
    percent: bool,
    unit: Vec<(String, String)>,
    kind: PrintKind,
) -> Table {
    let mut first = vec![(words.name.to_owned(), text(project.name.as_ref()))];
    first.extend(project.code.clone().map(|code| ("项目编码".to_owned(), code)));
    let mut later = unit;
    let period_goal = |pair: &(String, String)| pair.0 == words.period_goal;
    let (goal, mut others): (Vec<_>, Vec<_>) =
        optional(project, words).into_iter().partition(period_goal);
    if kind == PrintKind::Hunan {
        let special = others.iter().take_while(|pair| pair.0 == "所属专项").count();
        first.extend(others.drain(..special));
        later.insert(0, (words.total.to_owned(), figure(project.budget.total)));
    }
    later.extend(others);
    let mut body = pairs(first, COLUMNS);
    body.extend(pairs(later, COLUMNS));
    body.extend(budget(project, words, kind));
    if let Some(purpose) = &project.purpose {
        body.push(vec![Cell::label("资金用途"), Cell::long(purpose).columns(COLUMNS)]);
    }
    let columns = COLUMNS.max(project.plan.0.len());
    body.extend(hebei::plan(&project.plan, percent, columns));
    body.extend(
        goal.into_iter()
            .map(|(label, goal)| vec![Cell::label(label), Cell::long(goal).columns(COLUMNS)]),
    );
    let goals = hebei::numbered(&project.goals, false);
    body.push(vec![Cell::label(words.goal), Cell::long(goals).columns(COLUMNS)]);
    let mut widths = vec![24];
    widths.extend(std::iter::repeat_n(26, columns));
    Table { widths, head: Vec::new(), body, joined: false }
}

/// The amounts in one row; Hunan prints the total among the pairs and parts only if there are any.
fn budget(project: &Project, words: &Words, kind: PrintKind) -> Option<Row> {
    let budget = &project.budget;
    let hunan = kind == PrintKind::Hunan;
    if hunan && budget.fiscal.is_none() && budget.other.is_none() {
        return None;
    }
    let mut amounts = vec![
        (words.total, budget.total),
        (words.fiscal, budget.fiscal),
        ("其他资金", budget.other),
    ];
    if hunan {
        amounts.remove(0);
    }
    let span = COLUMNS / (2 * amounts.len());
    let mut row = vec![Cell::label(match project.money_unit {
        Some(unit) => format!("{}（{unit}）", words.money),
        None => words.money.to_owned(),
    })];
    for (label, amount) in amounts {
        row.extend([Cell::label(label).columns(span), Cell::short(figure(amount)).columns(span)]);
    }
    Some(row)
}

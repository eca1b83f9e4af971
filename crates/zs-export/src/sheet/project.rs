//! One project's form: heading, caption, head and grid.
use super::cells::{Cell, Pair, Row, Sum, Table, pair, pairs, spread, text};
use super::{Block, grid, hebei, title_end};
use zs_catalog::{Form, Label, PlanStyle, PrintKind, Printed};
use zs_model::{Project, text::half_width_char};

/// Value columns beside the label column of the common head.
const COLUMNS: usize = 6;

/// Lays out a project; `department` is the one that its own table has to name, if any.
pub(super) fn blocks(
    project: &Project,
    form: Option<&Form>,
    words: &Printed,
    department: Option<&str>,
) -> Vec<Block> {
    let kind = form.map(|form| form.print).unwrap_or_default();
    let mut blocks = Vec::new();
    blocks.extend(heading(project, form, kind).map(|text| Block::Heading(3, text)));
    let (caption, mut unit) = caption(project, words, kind);
    let department = department.map(|name| (words.label(Label::Department), name));
    unit.extend(department.map(|(label, name)| pair(label, name)));
    blocks.extend(caption);
    let percent = form.is_none_or(|form| form.recognise.plan != Some(PlanStyle::Decimal));
    blocks.push(Block::Table(match kind {
        PrintKind::Hebei => {
            let mut others = optional(project, words);
            others.extend(extra(project));
            hebei::head(project, words, percent, unit, others)
        }
        _ => head(project, words, percent, unit, kind),
    }));
    let grids = [
        (&project.period_indicators, Label::PeriodIndicatorsGroup),
        (&project.indicators, Label::IndicatorsGroup),
    ];
    for (indicators, group) in grids.into_iter().filter(|(indicators, _)| !indicators.is_empty()) {
        blocks.push(Block::Table(grid::table(indicators, words, words.label(group))));
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
fn caption(project: &Project, words: &Printed, kind: PrintKind) -> (Option<Block>, Vec<Pair>) {
    let code = project.unit_code.as_deref();
    let name = project.unit_name.as_deref();
    let (left, rest) = match (kind, code, name) {
        (PrintKind::Hebei, Some(code), Some(name)) if tells_apart(code, name) => {
            (Some(format!("{code} {name}")), vec![])
        }
        (PrintKind::Hunan, code, Some(name)) => (
            Some(format!("{}：{name}", words.label(Label::Department))),
            vec![(Label::UnitCode, code)],
        ),
        _ => (None, vec![(Label::UnitCode, code), (Label::Unit, name)]),
    };
    let right = project.money_unit.map(|unit| format!("{}：{unit}", words.label(Label::MoneyUnit)));
    let filled = left.is_some() || right.is_some();
    let pairs =
        rest.into_iter().filter_map(|(label, value)| Some(pair(words.label(label), value?)));
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
fn optional(project: &Project, words: &Printed) -> Vec<Pair> {
    let fields = [
        (Label::SpecialFund, &project.special_fund),
        (Label::Period, &project.period),
        (Label::PeriodGoal, &project.period_goal),
    ];
    let filled = fields.into_iter().filter_map(|(label, field)| {
        Some(pair(words.label(label), text(field.as_ref()?.as_ref())))
    });
    filled.collect()
}

/// Fields of the family that the common model has no place for.
fn extra(project: &Project) -> Vec<Pair> {
    project.extra.iter().map(|(label, value)| pair(label, value)).collect()
}

/// The common head: pairs, amounts, plan, goals.
fn head(
    project: &Project,
    words: &Printed,
    percent: bool,
    unit: Vec<Pair>,
    kind: PrintKind,
) -> Table {
    let word = |label| words.label(label).to_owned();
    let mut first = vec![pair(word(Label::Name), text(project.name.as_ref()))];
    first.extend(project.code.as_ref().map(|code| pair(word(Label::Code), code)));
    let mut later = unit;
    let period_goal = |pair: &Pair| pair.0 == words.label(Label::PeriodGoal);
    let (goal, mut others): (Vec<_>, Vec<_>) =
        optional(project, words).into_iter().partition(period_goal);
    if kind == PrintKind::Hunan {
        let special =
            others.iter().take_while(|pair| pair.0 == words.label(Label::SpecialFund)).count();
        first.extend(others.drain(..special));
        later.insert(0, (word(Label::Total), Cell::amount(project.budget.total)));
    }
    later.extend(others);
    let columns = COLUMNS.max(project.plan.0.len());
    let wide =
        |label: String, text: &str| vec![Cell::label(label), Cell::long(text).columns(columns)];
    let mut body = pairs(first, columns);
    body.extend(pairs(later, columns));
    body.extend(budget(project, words, columns, kind));
    body.extend(project.purpose.as_ref().map(|purpose| wide(word(Label::Purpose), purpose)));
    body.extend(hebei::plan(&project.plan, words, percent, columns));
    // Behind the amounts: a label such as 财政拨款 may stand among them.
    body.extend(pairs(extra(project), columns));
    body.extend(goal.into_iter().map(|(label, goal)| wide(label, &goal.text)));
    body.push(wide(word(Label::Goal), &hebei::numbered(&project.goals, false)));
    let mut widths = vec![24];
    widths.extend(std::iter::repeat_n(26, columns));
    Table { widths, head: Vec::new(), body, joined: false }
}

/// The amounts in one row; Hunan prints the total among the pairs and parts only if there are any.
fn budget(project: &Project, words: &Printed, columns: usize, kind: PrintKind) -> Option<Row> {
    let budget = &project.budget;
    let hunan = kind == PrintKind::Hunan;
    if hunan && budget.fiscal.is_none() && budget.other.is_none() {
        return None;
    }
    let mut amounts = vec![
        (Label::Total, budget.total),
        (Label::Fiscal, budget.fiscal),
        (Label::Other, budget.other),
    ];
    if hunan {
        amounts.remove(0);
    }
    let mut spans = spread(columns, 2 * amounts.len());
    let mut row = vec![Cell::label(match project.money_unit {
        Some(unit) => format!("{}（{unit}）", words.label(Label::BudgetGroup)),
        None => words.label(Label::BudgetGroup).to_owned(),
    })];
    for (label, amount) in amounts {
        let mut span = || spans.next().unwrap_or(1);
        row.push(Cell::label(words.label(label)).columns(span()));
        let sum = if label == Label::Total { Sum::Total(0) } else { Sum::Part(0) };
        row.push(Cell::amount(amount).sum(sum).columns(span()));
    }
    Some(row)
}

//! Which form family a document belongs to: whatever speaks for one counts, the strongest wins.
use super::lines::{Line, Row};
use super::plan::month_label;
use std::collections::BTreeSet;
use zs_catalog::{Catalog, CodeStyle, Form, PlanStyle, normal};
use zs_model::{ProjectCode, text};

/// What was seen in the document.
#[derive(Default)]
struct Signs {
    labels: BTreeSet<String>,
    titles: BTreeSet<String>,
    code: Option<CodeStyle>,
    plan: Option<PlanStyle>,
}

const LABEL_POINTS: usize = 2;
const TITLE_POINTS: usize = 3;
const STYLE_POINTS: usize = 3;
/// Below this nothing is recognised: two labels alone are common to many forms.
const THRESHOLD: usize = 5;
/// No label or level name that speaks for a family is longer, in bytes.
const LONGEST_SIGN: usize = 48;

/// The family of the document, `None` when nothing speaks clearly enough.
pub(super) fn family<'c>(lines: &[Line<'_>], catalog: &'c Catalog) -> Option<&'c Form> {
    let signs = signs(lines);
    let scored = catalog.forms.iter().map(|form| (points(form, &signs), form));
    // The first of equals wins: the catalog's order is the order of preference.
    let best = scored.rev().max_by_key(|(points, _)| *points)?;
    (best.0 >= THRESHOLD).then_some(best.1)
}

fn points(form: &Form, signs: &Signs) -> usize {
    let recognise = &form.recognise;
    let seen = |list: &[String]| list.iter().filter(|l| signs.labels.contains(*l)).count();
    let titled = recognise.titles.iter().filter(|t| signs.titles.contains(*t)).count();
    let code = recognise.code.is_some() && recognise.code == signs.code;
    let plan = recognise.plan.is_some() && recognise.plan == signs.plan;
    let style = usize::from(code) + usize::from(plan);
    let levels = seen(&recognise.level1) + seen(&recognise.level2);
    let labels = seen(&recognise.labels);
    // Styles and level names tell relatives apart; alone they name no family.
    if labels + titled == 0 {
        return 0;
    }
    LABEL_POINTS * (labels + levels) + TITLE_POINTS * titled + STYLE_POINTS * style
}

fn signs(lines: &[Line<'_>]) -> Signs {
    let mut signs = Signs::default();
    let mut months = false;
    for line in lines {
        match line {
            Line::Paragraph(paragraph) => note_title(&mut signs, &paragraph.text),
            Line::Row(row) => {
                note_row(&mut signs, row, months);
                months = row.filled().any(|at| month_label(&at.normal).is_some());
            }
        }
    }
    signs
}

fn note_title(signs: &mut Signs, printed: &str) {
    if printed.len() > 200 {
        return;
    }
    let label = normal(printed);
    if let Some(end) = label.find("目标表").map(|at| at + "目标表".len()) {
        let title = &label[..end];
        let year = title.find('年').map_or(0, |at| at + '年'.len_utf8());
        signs.titles.insert(title[year..].to_owned());
    }
}

fn note_row(signs: &mut Signs, row: &Row<'_>, after_months: bool) {
    for at in row.filled().filter(|at| !at.normal.is_empty()) {
        let label = at.normal.as_str();
        if signs.code.is_none() && label.len() >= 16 && label.is_ascii() {
            signs.code = ProjectCode::parse(label).ok().map(|code| match code {
                ProjectCode::Dashed(_) => CodeStyle::Dashed,
                ProjectCode::Unified { .. } => CodeStyle::Unified,
            });
        }
        if after_months && signs.plan.is_none() {
            signs.plan = plan_style(label);
        }
        if label.contains("目标表") {
            note_title(signs, label);
        }
        if label.ends_with(')')
            && let Some(open) = label.find('(').filter(|open| *open > 0)
        {
            signs.labels.insert(label[..open].to_owned());
        }
        if label.len() <= LONGEST_SIGN && !signs.labels.contains(label) {
            signs.labels.insert(label.to_owned());
        }
    }
}

fn plan_style(figure: &str) -> Option<PlanStyle> {
    if figure.ends_with('%') {
        return Some(PlanStyle::Percent);
    }
    text::decimal(figure).filter(|value| value.scale() > 0).map(|_| PlanStyle::Decimal)
}

//! Which form family a document belongs to: whatever speaks for one counts, the strongest wins.
use super::lines::{Line, Row};
use super::plan::month_label;
use std::collections::BTreeMap;
use zs_catalog::{Catalog, CodeStyle, Form, PlanStyle, normal};
use zs_model::{ProjectCode, text};

/// What speaks for any family, and whether it was seen in the document.
struct Signs<'c> {
    catalog: &'c Catalog,
    labels: BTreeMap<&'c str, bool>,
    titles: BTreeMap<&'c str, bool>,
    code: Option<CodeStyle>,
    plan: Option<PlanStyle>,
}

const LABEL_POINTS: usize = 2;
const TITLE_POINTS: usize = 3;
const STYLE_POINTS: usize = 3;
/// Below this nothing is recognised: two labels alone are common to many forms.
const THRESHOLD: usize = 5;

/// The family of the document, `None` when nothing speaks clearly enough.
pub(super) fn family<'c>(lines: &[Line<'_>], catalog: &'c Catalog) -> Option<&'c Form> {
    let mut signs = Signs::new(catalog);
    look(lines, &mut signs);
    let scored = scored(&signs, catalog);
    // The first of equals wins: the catalog's order is the order of preference.
    let best = scored.rev().max_by_key(|(points, _)| *points)?;
    (best.0 >= THRESHOLD).then_some(best.1)
}

/// Whether the document's family is known and no other has as many points.
pub(super) fn stands_out(lines: &[Line<'_>], catalog: &Catalog) -> bool {
    let mut signs = Signs::new(catalog);
    look(lines, &mut signs);
    let mut points: Vec<usize> = scored(&signs, catalog).map(|(points, _)| points).collect();
    points.sort_unstable_by(|a, b| b.cmp(a));
    points.first().is_some_and(|best| *best >= THRESHOLD && points.get(1) < Some(best))
}

fn scored<'c>(
    signs: &Signs<'_>,
    catalog: &'c Catalog,
) -> impl DoubleEndedIterator<Item = (usize, &'c Form)> {
    catalog.forms.iter().map(|form| (points(form, signs), form))
}

impl<'c> Signs<'c> {
    fn new(catalog: &'c Catalog) -> Self {
        let (mut labels, mut titles) = (BTreeMap::new(), BTreeMap::new());
        for recognise in catalog.forms.iter().map(|form| &form.recognise) {
            labels.extend(recognise.signs().map(|label| (label.as_str(), false)));
            titles.extend(recognise.titles.iter().map(|title| (title.as_str(), false)));
        }
        Self { catalog, labels, titles, code: None, plan: None }
    }

    /// Notes a label, also without the bracket behind it.
    fn label(&mut self, label: &str) {
        if !self.catalog.signs.may_begin(label) {
            return;
        }
        let open = if label.ends_with(')') { label.find('(') } else { None };
        for sign in open.map(|open| &label[..open]).into_iter().chain([label]) {
            if let Some(seen) = self.labels.get_mut(sign) {
                *seen = true;
            }
        }
    }

    fn title(&mut self, title: &str) {
        if let Some(seen) = self.titles.get_mut(title) {
            *seen = true;
        }
    }
}

fn points(form: &Form, signs: &Signs<'_>) -> usize {
    let recognise = &form.recognise;
    let count = |list: &[String], among: &BTreeMap<&str, bool>| {
        list.iter().filter(|sign| among.get(sign.as_str()) == Some(&true)).count()
    };
    let seen = |list: &[String]| count(list, &signs.labels);
    let titled = count(&recognise.titles, &signs.titles);
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

fn look(lines: &[Line<'_>], signs: &mut Signs<'_>) {
    let mut months = false;
    for line in lines {
        match line {
            Line::Paragraph(paragraph) => note_title(signs, &paragraph.text),
            Line::Row(row) => {
                note_row(signs, row, months);
                months = signs.plan.is_none()
                    && row.filled().any(|at| month_label(&at.normal).is_some());
            }
        }
    }
}

fn note_title(signs: &mut Signs<'_>, printed: &str) {
    if printed.len() > 200 {
        return;
    }
    let label = normal(printed);
    if let Some(end) = label.find("目标表").map(|at| at + "目标表".len()) {
        let title = &label[..end];
        let year = title.find('年').map_or(0, |at| at + '年'.len_utf8());
        signs.title(&title[year..]);
    }
}

fn note_row(signs: &mut Signs<'_>, row: &Row<'_>, after_months: bool) {
    for at in row.filled().filter(|at| !at.normal.is_empty()) {
        let label = &*at.normal;
        if signs.code.is_none() && label.len() >= 16 && label.is_ascii() {
            signs.code = ProjectCode::parse(label).ok().map(|code| match code {
                ProjectCode::Dashed(_) => CodeStyle::Dashed,
                ProjectCode::Unified { .. } => CodeStyle::Unified,
            });
        }
        if after_months && signs.plan.is_none() {
            signs.plan = plan_style(label);
        }
        // One character is found faster than a word, and most cells lack it.
        if label.contains('表') && label.contains("目标表") {
            note_title(signs, label);
        }
        signs.label(label);
    }
}

fn plan_style(figure: &str) -> Option<PlanStyle> {
    if figure.ends_with('%') {
        return Some(PlanStyle::Percent);
    }
    text::decimal(figure).filter(|value| value.scale() > 0).map(|_| PlanStyle::Decimal)
}

//! Which rows stand under a 二级指标 that they do not belong to, and why.
use crate::cx::RowCx;
use crate::facts::Head;
use zs_catalog::{Scanned, TermFile};
use zs_model::{Dimension, Level1, Level2, Severity};

/// Why a row stands in the wrong place, and where it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// The key of the message.
    pub(super) why: &'static str,
    /// Where it belongs.
    pub(super) to: &'static str,
    pub(super) severity: Severity,
}

const fn misplaced(why: &'static str, to: &'static str, severity: Severity) -> Misplaced {
    Misplaced { why, to, severity }
}

/// A row seen beside the dictionary.
struct Seen<'a> {
    row: RowCx<'a>,
    terms: &'a TermFile,
    level2: Level2,
}

impl Seen<'_> {
    const fn measured(&self) -> &Scanned<'_> {
        &self.row.facts.measured
    }

    fn ends(&self, group: &str) -> bool {
        self.terms.group(group).end_of(self.measured()).is_some()
    }

    fn has(&self, group: &str, text: &Scanned<'_>) -> bool {
        self.terms.group(group).stands_in(text)
    }

    const fn is_benefit(&self) -> bool {
        use Level2::{Ecological, Economic, Social, Sustainability};
        matches!(self.level2, Economic | Social | Ecological | Sustainability)
    }

    fn is_satisfaction(&self) -> bool {
        self.level2 == Level2::ClientSatisfaction
    }
}

/// What is wrong with the row's place, if anything.
pub(super) fn of(row: RowCx<'_>) -> Option<Misplaced> {
    let level2 = row.facts.level2.or_else(|| {
        (row.facts.level1 == Some(Level1::Satisfaction)).then_some(Level2::ClientSatisfaction)
    })?;
    if row.facts.is_none() {
        return None;
    }
    let seen = Seen { row, terms: row.cx().terms.get("indicator-categories"), level2 };
    process(&seen)
        .or_else(|| satisfaction(&seen))
        .or_else(|| output(&seen))
        .or_else(|| benefit(&seen))
}

/// Paying, purchasing, spending: process, neither benefit nor satisfaction.
fn process(seen: &Seen<'_>) -> Option<Misplaced> {
    // Money paid out in time is timeliness, not an amount of work or its quality.
    let output = matches!(seen.level2, Level2::Quantity | Level2::Quality);
    if output && seen.ends("paid") {
        return Some(misplaced("payment", "时效指标", Severity::Warning));
    }
    if !seen.is_benefit() && !seen.is_satisfaction() {
        return None;
    }
    if seen.ends("payment") {
        return Some(misplaced("payment", "时效指标", Severity::Error));
    }
    if seen.ends("budget") {
        return Some(misplaced("budget", "预算执行情况", Severity::Warning));
    }
    seen.ends("procedure").then_some(misplaced("procedure", "质量或时效指标", Severity::Warning))
}

/// Satisfaction elsewhere, or something else among satisfaction.
fn satisfaction(seen: &Seen<'_>) -> Option<Misplaced> {
    let facts = seen.row.facts;
    let texts = [seen.measured(), &facts.name, &facts.description, &facts.basis];
    let said = texts.iter().any(|text| seen.has("satisfaction", text));
    if seen.is_satisfaction() {
        return (!said).then_some(misplaced(
            "not-satisfaction",
            "产出或效益指标",
            Severity::Warning,
        ));
    }
    let satisfied = facts.head == Head::Satisfaction && facts.bare_name.contains("满意");
    satisfied.then_some(misplaced("satisfaction", "满意度指标", Severity::Warning))
}

/// Counts, times and costs under another kind of output.
fn output(seen: &Seen<'_>) -> Option<Misplaced> {
    use Level2::{Cost, Quality, Quantity, Timeliness};
    let facts = seen.row.facts;
    let unit = seen.row.target().unit.as_ref().map(zs_model::Unit::dimension);
    let share = unit == Some(Dimension::Ratio);
    let area = facts.description.ends_with("面积") && !facts.name.contains('时');
    if seen.level2 == Timeliness && area {
        return Some(misplaced("area", "数量指标", Severity::Error));
    }
    let counted = matches!(unit, Some(Dimension::Count | Dimension::Area));
    let count = seen.ends("count") && counted && !seen.has("count-not", &facts.name);
    if matches!(seen.level2, Quality | Timeliness) && count {
        return Some(misplaced("count", "数量指标", Severity::Warning));
    }
    if matches!(seen.level2, Quantity | Quality | Cost) && seen.ends("due") && !share {
        return Some(misplaced("due", "时效指标", Severity::Warning));
    }
    let money = unit == Some(Dimension::Money);
    let cost = seen.ends("total-cost") && money && !seen.has("saved", &facts.name);
    let elsewhere = matches!(seen.level2, Quality | Timeliness) || seen.is_benefit();
    (cost && elsewhere).then_some(misplaced("cost", "成本指标", Severity::Warning))
}

/// Savings, surroundings and use under the wrong kind of benefit.
fn benefit(seen: &Seen<'_>) -> Option<Misplaced> {
    use Level2::{Ecological, Social, Sustainability};
    let name = &seen.row.facts.name;
    let saving = seen.has("saved", name) && seen.has("money", name);
    if matches!(seen.level2, Social | Ecological) && saving && !seen.has("burden", name) {
        return Some(misplaced("saved", "经济效益指标", Severity::Warning));
    }
    if seen.level2 == Ecological && seen.has("not-ecological", name) {
        return Some(misplaced("indoor", "社会效益指标", Severity::Warning));
    }
    let used = seen.level2 == Sustainability && seen.ends("usage");
    used.then_some(misplaced("usage", "质量指标", Severity::Info))
}

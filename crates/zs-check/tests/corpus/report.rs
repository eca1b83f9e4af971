//! The table that rule authors read.
use crate::listed::{Listed, Reading};
use zs_check::{Rule, text};
use zs_model::{Finding, Severity};

/// One rule's figures.
pub struct Row {
    pub rule: &'static Rule,
    /// Listed at warning or error: all, and those that we found.
    heavy: (usize, usize),
    /// Listed at info.
    light: (usize, usize),
    missed: Vec<String>,
}

impl Row {
    pub fn new(rule: &'static Rule) -> Self {
        Self { rule, heavy: (0, 0), light: (0, 0), missed: Vec::new() }
    }

    /// Adds one document's lists.
    pub fn count(&mut self, reading: &Reading, ours: &[&Finding]) {
        for listed in reading.listed.iter().filter(|listed| listed.rule == self.rule.name) {
            let found = ours.iter().any(|finding| listed.means(&reading.document, finding));
            let heavy = listed.severity.is_some_and(|severity| severity > Severity::Info);
            let counts = if heavy { &mut self.heavy } else { &mut self.light };
            counts.0 += 1;
            counts.1 += usize::from(found);
            if !found {
                self.missed.push(missed(&reading.name, listed));
            }
        }
    }
}

fn missed(document: &str, listed: &Listed) -> String {
    let severity = listed.severity.map_or("", Severity::word);
    format!("{document} 项目{} {severity} {} {}", listed.project, listed.place, listed.evidence)
}

/// One finding of ours in one line.
pub fn line(document: &str, finding: &Finding) -> String {
    let at = finding.at;
    let part = at.scope.project().map_or_else(|| "总体".to_owned(), |n| format!("项目{n}"));
    let row = at.scope.indicator().map_or_else(String::new, |n| format!(" 第{n}行"));
    let (message, _) = text::render(finding, text::Lang::Zh);
    let (rule, severity, field) = (finding.rule, finding.severity, at.field.key());
    format!("{document} {part}{row}·{field} {rule} {severity} 「{}」 {message}", finding.text)
}

/// Prints recall per rule, what is missed, and what nobody listed.
pub fn print(rows: &[Row], extras: &[String], weighty: usize) {
    println!("{:8} {:44} {:>4} {:>9} {:>9}", "code", "rule", "tier", "err+warn", "info");
    for row in rows.iter().filter(|row| row.heavy.0 + row.light.0 > 0) {
        let of = |(all, found): (usize, usize)| match all {
            0 => String::new(),
            _ => format!("{found}/{all}"),
        };
        let (code, name, tier) = (row.rule.code, row.rule.name, row.rule.tier.word());
        println!("{code:8} {name:44} {tier:>4} {:>9} {:>9}", of(row.heavy), of(row.light));
    }
    for missed in rows.iter().flat_map(|row| row.missed.iter().map(move |m| (row.rule.name, m))) {
        println!("missed  {} {}", missed.0, missed.1);
    }
    for extra in extras {
        println!("extra   {extra}");
    }
    println!("unlisted {} of {weighty} findings at warning or error", extras.len());
    for tier in [zs_check::Tier::A, zs_check::Tier::B, zs_check::Tier::C] {
        let recall = recall(rows.iter().filter(|row| row.rule.tier == tier));
        println!("tier {} recall of errors and warnings: {recall}%", tier.word());
    }
}

/// Recall of listed errors and warnings in percent; 100 of nothing.
pub fn recall<'a>(rows: impl Iterator<Item = &'a Row>) -> usize {
    let (all, found) = rows.fold((0, 0), |sum, row| (sum.0 + row.heavy.0, sum.1 + row.heavy.1));
    percent(found, all)
}

/// Percent, rounded down; 100 of nothing.
pub fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or(100)
}

//! The rules beside what a careful reader found in real documents. `-- --nocapture` prints recall per
//! rule, what is missed and what nobody listed; `ZS_RULE=name` (or a code's beginning) looks at one.
mod listed;
mod report;
#[path = "../../../../tests/shared.rs"]
mod shared;

use listed::{Listed, Reading};
use report::{Row, percent};
use shared::shared;
use zs_check::{RULES, Rule, Settings, Tier, check};
use zs_model::{Finding, Severity};

/// Defended extras: findings at warning or error that nobody listed and that are right all the same.
const DEFENDED: &str = include_str!("../../../../docs/reference/precision.md");

fn asked(rule: &Rule) -> bool {
    std::env::var("ZS_RULE").map_or(true, |only| rule.name == only || rule.code.starts_with(&only))
}

/// A finding of ours is defended by a line of the table `| document | rule | project | row |`.
fn defended(document: &str, finding: &Finding) -> bool {
    let number = |n: Option<u32>| n.map_or_else(|| "—".to_owned(), |n| n.to_string());
    let (project, row) = (number(finding.at.scope.project()), number(finding.at.scope.indicator()));
    let wanted = [document, finding.rule, &project, &row];
    let cells =
        |line: &str| line.split('|').skip(1).map(|c| c.trim().to_owned()).collect::<Vec<_>>();
    let mut lines = DEFENDED.lines().map(cells).filter(|cells| cells.len() > wanted.len());
    lines.any(|cells| cells.iter().zip(wanted).all(|(cell, wanted)| cell == wanted))
}

#[test]
fn the_rules_find_what_a_careful_reader_found() {
    let Some(corpus) = shared("corpus") else { return };
    let readings = listed::readings(&corpus);
    assert!(readings.len() >= 3, "no list of findings in {}", corpus.display());
    let mut rows: Vec<Row> = RULES.iter().copied().filter(|r| asked(r)).map(Row::new).collect();
    let (mut alarms, mut extras, mut weighty) = (Vec::new(), Vec::new(), 0);
    for reading in &readings {
        let findings = check(&reading.document, &Settings::default()).findings;
        for row in &mut rows {
            let ours: Vec<&Finding> = findings.iter().filter(|f| f.rule == row.rule.name).collect();
            row.count(reading, &ours);
            alarms.extend(false_alarms(reading, &ours));
            if !reading.listed.is_empty() {
                let heavy = ours.into_iter().filter(|f| f.severity > Severity::Info);
                for finding in heavy {
                    weighty += 1;
                    if !is_listed(reading, finding) && !defended(&reading.name, finding) {
                        extras.push(report::line(&reading.name, finding));
                    }
                }
            } else if std::env::var_os("ZS_RULE").is_some() {
                ours.iter().for_each(|f| println!("unread  {}", report::line(&reading.name, f)));
            }
        }
    }
    report::print(&rows, &extras, weighty);
    assert!(alarms.is_empty(), "cleared by the reader, yet reported:\n{}", alarms.join("\n"));
    if std::env::var_os("ZS_RULE").is_none() {
        let recall = |tier| report::recall(rows.iter().filter(|row| row.rule.tier == tier));
        assert!(recall(Tier::A) >= 95, "tier A recall {}%", recall(Tier::A));
        assert!(recall(Tier::B) >= 60, "tier B recall {}%", recall(Tier::B));
        let right = percent(weighty - extras.len(), weighty);
        assert!(right >= 95, "precision {right}%");
    }
}

fn is_listed(reading: &Reading, finding: &Finding) -> bool {
    reading.listed.iter().any(|listed| listed.means(&reading.document, finding))
}

/// Our findings that the reader looked at and cleared.
fn false_alarms(reading: &Reading, ours: &[&Finding]) -> Vec<String> {
    // A clearance of a whole project says nothing where the same rule is listed for that project.
    let open = |cleared: &&Listed| {
        let same = |l: &&Listed| l.rule == cleared.rule && l.project == cleared.project;
        !cleared.rows(&reading.document).is_empty() || !reading.listed.iter().any(|l| same(&l))
    };
    let cleared: Vec<&Listed> = reading.cleared.iter().filter(open).collect();
    let means = |f: &&&Finding| cleared.iter().any(|c| c.means_exactly(&reading.document, f));
    ours.iter().filter(means).map(|f| report::line(&reading.name, f)).collect()
}

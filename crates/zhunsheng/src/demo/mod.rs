//! The demonstration: an invented county with its people, three fiscal years, documents in every state.
mod county;
mod course;
mod departments;
mod evaluating;
mod money;
mod paper;
mod people;
mod record;
mod watching;

pub use people::{PASSWORD, Person, title};

use anyhow::Result;
use county::{AREA, Department, Unit};
use course::Step;
use people::Directory;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use zs_server::{Prepared, Saving};
use zs_store::{
    Acknowledgement, AuditEntry, FindingFilter, NewArea, NewCalendarPoint, NewComment, NewDocument,
    Page, Store, Transition, Writer,
};

const DAY: i64 = 86_400_000;
/// Half a year: from July on the year to come is in the making.
const HALF_A_YEAR: i64 = 182 * DAY;

/// Who there is, and which years.
pub struct Demo {
    /// Everybody, in the order of the list.
    pub people: Vec<Person>,
    /// The three years, the oldest first.
    pub years: [i64; 3],
    /// How many documents there are.
    pub documents: usize,
    /// How many projects they hold.
    pub projects: usize,
}

/// Something that happens at a moment; everything is written down in the order in which it happens.
struct Event<'a> {
    at: i64,
    paper: usize,
    what: What<'a>,
}

enum What<'a> {
    Create,
    Step(&'a Step),
    Save,
    Comments,
    Round(watching::Round),
    Evaluation(i64),
}

struct Paper<'a> {
    department: &'a Department,
    unit: &'a Unit,
    nth: usize,
    year: i64,
    /// What is saved next: the document, and what changes when it is adjusted.
    versions: std::vec::IntoIter<Prepared>,
    document: i64,
    version: i64,
}

/// Fills an empty record.
pub async fn build(store: &Store, now: i64) -> Result<Demo> {
    let departments = county::departments()?;
    let newest = year_of(now + HALF_A_YEAR);
    let years = [newest - 2, newest - 1, newest];
    let mut papers = papers(&departments, years)?;
    let begin = now - 900 * DAY;
    let area = NewArea { area: AREA.0, parent: None, name: AREA.1, now: begin };
    store.create_area(&area).await?;
    let hash = zs_server::password::hash(PASSWORD).await;
    let hash = hash.map_err(record::told)?;
    let mut writer = store.write(AREA.0).await?;
    let directory = people::furnish(&mut writer, &departments, &hash, begin).await?;
    note(&mut writer, begin, "system", "area.furnish", "area", AREA.0).await?;
    calendar(&mut writer, years, now).await?;
    let mut events: Vec<Event<'_>> = Vec::new();
    for (n, paper) in papers.iter().enumerate() {
        events.extend(schedule(paper, n, now));
    }
    let rounds = watching::rounds(years[0], years[1], now);
    events.extend(rounds.into_iter().map(|round| Event {
        at: round.at,
        paper: 0,
        what: What::Round(round),
    }));
    // After the last round of the past year, before the year is closed.
    let evaluated = evaluating::begins(years[0]);
    if evaluated + 40 * DAY < now {
        let what = What::Evaluation(years[0]);
        events.push(Event { at: evaluated, paper: 0, what });
    }
    events.sort_by_key(|event| event.at);
    let mut booked = BTreeMap::new();
    for event in &events {
        if let What::Round(round) = &event.what {
            // A round looks at what was paid until then.
            let since = booked.insert(round.year, event.at).unwrap_or(begin);
            money::book(&mut writer, &directory, round.year, (since, event.at)).await?;
            watching::hold(&mut writer, &directory, &departments, round).await?;
            continue;
        }
        if let What::Evaluation(year) = event.what {
            let since = booked.insert(year, event.at).unwrap_or(begin);
            money::book(&mut writer, &directory, year, (since, event.at)).await?;
            evaluating::hold(&mut writer, &directory, &departments, year, event.at).await?;
            let then = event.at + 14 * DAY;
            departments::evaluate(&mut writer, &directory, &departments, year, then).await?;
            continue;
        }
        happen(&mut writer, &directory, &mut papers[event.paper], event).await?;
    }
    for year in years {
        let since = booked.get(&year).copied().unwrap_or(begin);
        money::book(&mut writer, &directory, year, (since, now)).await?;
    }
    writer.commit().await?;
    let projects = papers.iter().map(|paper| paper.unit.projects.len()).sum();
    Ok(Demo { people: directory.people, years, documents: papers.len(), projects })
}

/// Every document of every year, read and checked on all cores.
fn papers(departments: &[Department], years: [i64; 3]) -> Result<Vec<Paper<'_>>> {
    let mut plans = Vec::new();
    for (nth, year) in years.into_iter().enumerate() {
        for department in departments {
            plans.extend(department.units.iter().map(|unit| (department, unit, nth, year)));
        }
    }
    let read = |plan: &(&Department, &Unit, usize, i64)| {
        let (_, unit, nth, year) = *plan;
        let good = paper::write(unit, year, nth)?;
        let state = unit.states[nth].as_str();
        let wrong = |text: &str| {
            unit.defects.iter().fold(text.to_owned(), |t, d| t.replace(&d.right, &d.wrong))
        };
        let texts = match (nth, state) {
            (2, "draft" | "returned") => vec![wrong(&good)],
            // More work during the year: the budgets of the next one.
            (_, "adjusting") => vec![good, paper::write(unit, year, 2)?],
            _ => vec![good],
        };
        texts.iter().map(|text| record::prepare(text)).collect::<Result<Vec<_>>>()
    };
    let mut papers = Vec::new();
    let mut failed = None;
    let _ = zs_engine::in_order(&plans, read, |plan, versions| {
        let (department, unit, nth, year) = *plan;
        match versions {
            Ok(versions) => {
                let versions = versions.into_iter();
                papers.push(Paper {
                    department,
                    unit,
                    nth,
                    year,
                    versions,
                    document: 0,
                    version: 0,
                });
                ControlFlow::Continue(())
            }
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    failed.map_or(Ok(papers), Err)
}

/// When what happens to a document: years before last year, drafts of the last weeks.
fn schedule<'a>(paper: &Paper<'_>, n: usize, now: i64) -> Vec<Event<'a>> {
    let steps = course::to(&paper.unit.states[paper.nth]);
    let offset = i64::try_from(n % 14).unwrap_or(0);
    let begin = now - (i64::try_from(2 - paper.nth).unwrap_or(0) * 365 + 40 - offset) * DAY;
    let mut events = vec![Event { at: begin, paper: n, what: What::Create }];
    for (step, k) in steps.into_iter().zip(1..) {
        let at = begin + k * 4 * DAY + (offset * 37 + k * 13) % 480 * 60_000;
        if step.action == "return" || (paper.nth == 2 && step.by != 'c') {
            events.push(Event { at: at - 60_000, paper: n, what: What::Comments });
        }
        events.push(Event { at, paper: n, what: What::Step(step) });
        if step.action == "adjust" {
            events.push(Event { at: at + DAY, paper: n, what: What::Save });
        }
    }
    events
}

async fn happen(
    writer: &mut Writer,
    directory: &Directory,
    paper: &mut Paper<'_>,
    event: &Event<'_>,
) -> Result<()> {
    match event.what {
        What::Create => create(writer, directory, paper, event.at).await,
        What::Save => save(writer, directory, paper, "adjust", event.at).await,
        What::Step(step) => take(writer, directory, paper, step, event.at).await,
        What::Comments => comment(writer, directory, paper, event.at).await,
        What::Round(_) | What::Evaluation(_) => Ok(()),
    }
}

fn who(directory: &Directory, paper: &Paper<'_>, by: char) -> i64 {
    let login = match by {
        'd' => format!("d{}", paper.department.code),
        'f' => "finance".to_owned(),
        other => format!("{other}{}", paper.unit.code),
    };
    directory.accounts.get(&login).copied().unwrap_or_default()
}

async fn create(
    writer: &mut Writer,
    directory: &Directory,
    paper: &mut Paper<'_>,
    now: i64,
) -> Result<()> {
    let actor = who(directory, paper, 'c');
    let node = directory.nodes.get(&paper.unit.code).copied().unwrap_or_default();
    let (year, form) = (paper.year, "hebei-2022");
    let new = NewDocument { node, year, form, state: "draft", actor, now };
    paper.document = writer.create_document(&new).await?;
    save(writer, directory, paper, "import", now).await
}

async fn save(
    writer: &mut Writer,
    directory: &Directory,
    paper: &mut Paper<'_>,
    origin: &str,
    now: i64,
) -> Result<()> {
    let actor = who(directory, paper, 'c');
    let Some(prepared) = paper.versions.next() else { return Ok(()) };
    let saving = Saving { origin, reason: None, actor, now };
    let saved = prepared.save(writer, paper.document, paper.version, saving).await;
    let saved = saved.map_err(record::told)?;
    paper.version = saved.version;
    let (actor, id) = (format!("account:{actor}"), paper.document.to_string());
    note(writer, now, &actor, "document.save", "document", &id).await
}

async fn take(
    writer: &mut Writer,
    directory: &Directory,
    paper: &Paper<'_>,
    step: &Step,
    now: i64,
) -> Result<()> {
    let actor = who(directory, paper, step.by);
    if step.action == "submit" {
        acknowledge(writer, paper, actor, now).await?;
    }
    let transition = Transition {
        from: step.from,
        to: step.to,
        action: step.action,
        version: paper.version,
        seal: step.seal,
        reason: step.reason,
        actor,
        now,
    };
    writer.transition(paper.document, &transition).await?;
    let (actor, id) = (format!("account:{actor}"), paper.document.to_string());
    note(writer, now, &actor, &format!("document.{}", step.action), "document", &id).await
}

/// Whoever submits has seen the warnings: once per cause, with their places.
async fn acknowledge(writer: &mut Writer, paper: &Paper<'_>, actor: i64, now: i64) -> Result<()> {
    let warnings =
        FindingFilter { severity: Some("warning".to_owned()), ..FindingFilter::default() };
    let page = Page::first(500);
    let found = writer.findings(paper.document, paper.version, &warnings, &page).await?.items;
    let mut causes: BTreeMap<String, (String, Vec<Value>)> = BTreeMap::new();
    for finding in found {
        let kept: Value = serde_json::from_str(&finding.args)?;
        let (_, places) = causes.entry(finding.cause).or_insert((finding.rule, Vec::new()));
        places.push(kept["place"].clone());
    }
    for (cause, (rule, places)) in causes {
        let new = Acknowledgement {
            document: paper.document,
            version: paper.version,
            cause,
            rule,
            places: Value::Array(places).to_string(),
            reason: Some("已核对，情况属实。".to_owned()),
            actor,
            created_at: now,
        };
        writer.acknowledge(&new).await?;
    }
    Ok(())
}

async fn comment(
    writer: &mut Writer,
    directory: &Directory,
    paper: &Paper<'_>,
    now: i64,
) -> Result<()> {
    let said = writer.comments(paper.document).await?;
    if paper.nth != 2 || !said.is_empty() {
        return Ok(());
    }
    for remark in &paper.unit.comments {
        let letter = remark.by.chars().next().unwrap_or('u');
        let author = who(directory, paper, letter);
        let new = NewComment {
            document: paper.document,
            version: paper.version,
            thread: None,
            project: Some(remark.project),
            indicator: remark.indicator,
            field: &remark.field,
            body: &remark.text,
            author,
            now,
        };
        let thread = writer.create_comment(&new).await?;
        if let Some(answer) = &remark.answer {
            let clerk = who(directory, paper, 'c');
            let answer = NewComment {
                thread: Some(thread),
                body: answer,
                author: clerk,
                now: now + 30_000,
                ..new
            };
            writer.create_comment(&answer).await?;
            writer.resolve_thread(thread, Some((author, now + 45_000))).await?;
        }
        let id = thread.to_string();
        note(writer, now, &format!("account:{author}"), "comment.create", "comment", &id).await?;
    }
    Ok(())
}

/// Each year's calendar; the youngest year's dates lie around today, so that something is due.
async fn calendar(writer: &mut Writer, years: [i64; 3], now: i64) -> Result<()> {
    const POINTS: &[(&str, i64, i64, &str)] = &[
        ("first_up", -45, -15, "一上：报送绩效文本初稿"),
        ("second_up", -10, 12, "二上：按审核意见修改后报送"),
        ("approval", 13, 40, "随预算一并批复"),
        ("publication", 41, 60, "批复后二十日内公开"),
        ("monitoring", 190, 220, "一至七月绩效运行监控"),
        ("self_evaluation", 400, 440, "单位自评"),
        ("department_evaluation", 441, 480, "部门评价"),
    ];
    for (year, back) in years.into_iter().zip([730, 365, 0]) {
        writer.create_fiscal_year(year, now - (back + 60) * DAY).await?;
        for (kind, opens, due, remark) in POINTS {
            let day = |days: &i64| date(now + (days - back) * DAY);
            let (opens_on, due_on) = (day(opens), day(due));
            let new = NewCalendarPoint {
                year,
                kind,
                opens_on: Some(&opens_on),
                due_on: &due_on,
                note: Some(remark),
            };
            writer.create_calendar_point(&new).await?;
        }
        let at = now - (back + 60) * DAY;
        note(writer, at, "system", "year.open", "fiscal_year", &year.to_string()).await?;
    }
    writer.close_fiscal_year(years[0], Some(now - 200 * DAY)).await?;
    Ok(())
}

async fn note(
    writer: &mut Writer,
    now: i64,
    actor: &str,
    action: &str,
    object: &str,
    id: &str,
) -> Result<()> {
    let entry = AuditEntry {
        now,
        actor,
        action,
        object,
        object_id: id,
        detail: "{}",
        origin: "demo",
        ..AuditEntry::default()
    };
    writer.append_audit(&entry).await?;
    Ok(())
}

fn date(at: i64) -> String {
    zs_model::day::text(at.div_euclid(DAY))
}

fn year_of(at: i64) -> i64 {
    date(at)[..4].parse().unwrap_or(2026)
}

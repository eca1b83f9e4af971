//! What was said of single indicators and fields while a document was reviewed: its comments, thread by thread.
use std::collections::BTreeMap;
use zs_engine::forms::review::IndicatorOpinion;
use zs_model::{Document, Field, Indicator, Project};
use zs_store::Comment;

/// A thread, and the version that it looks at.
pub(super) struct Thread<'a> {
    pub first: &'a Comment,
    pub answers: Vec<&'a Comment>,
}

/// The threads about a document's projects, oldest first.
pub(super) fn threads(comments: &[Comment]) -> Vec<Thread<'_>> {
    let of = |first: &Comment| {
        let answer = |comment: &&Comment| comment.thread == first.id && comment.id != first.id;
        comments.iter().filter(answer).collect()
    };
    let first = comments.iter().filter(|comment| comment.thread == comment.id);
    first.map(|first| Thread { first, answers: of(first) }).collect()
}

/// The threads about a project, which is found by its code or name in the version that each looks at.
pub(super) fn remarks(
    threads: &[Thread<'_>],
    versions: &BTreeMap<i64, Document>,
    project: &Project,
    names: &BTreeMap<i64, String>,
) -> Vec<IndicatorOpinion> {
    let remark = |thread: &Thread<'_>| {
        let seen = u32::try_from(thread.first.project?).ok()?;
        let seen =
            versions.get(&thread.first.version)?.projects.iter().find(|p| p.ordinal == seen)?;
        (named(seen) == named(project)).then(|| opinion(thread, seen, names))
    };
    threads.iter().filter_map(remark).collect()
}

/// A code, else a name.
fn named(project: &Project) -> Option<&String> {
    project.code.as_ref().or(project.name.as_ref())
}

fn opinion(
    thread: &Thread<'_>,
    project: &Project,
    names: &BTreeMap<i64, String>,
) -> IndicatorOpinion {
    let first = thread.first;
    let row = first.indicator.and_then(|row| usize::try_from(row).ok()?.checked_sub(1));
    let row: Option<&Indicator> = row.and_then(|row| project.indicators.get(row));
    let said = |comment: &Comment| {
        let name = names.get(&comment.author).map_or("", String::as_str);
        format!("{name}：{}", comment.body)
    };
    let all = std::iter::once(first).chain(thread.answers.iter().copied());
    IndicatorOpinion {
        indicator: row.map_or_else(
            || label(&first.field).to_owned(),
            |row| {
                let levels = [&row.level2, &row.level3].into_iter().flatten();
                levels.map(String::as_str).collect::<Vec<_>>().join("：")
            },
        ),
        target: row.and_then(|row| row.target.raw.clone()),
        action: first.resolved_at.map(|_| "已解决".to_owned()),
        opinion: Some(all.map(said).collect::<Vec<_>>().join("\n")),
    }
}

/// A field of a project as its table calls it.
fn label(field: &str) -> &'static str {
    match Field::parse(field) {
        Some(Field::Code) => "项目编码",
        Some(Field::Name | Field::Title) => "项目名称",
        Some(Field::UnitCode | Field::UnitName) => "实施单位",
        Some(Field::Budget | Field::Total | Field::Fiscal | Field::Other | Field::MoneyUnit) => {
            "预算数"
        }
        Some(Field::Purpose) => "资金用途",
        Some(Field::Plan) => "资金支出计划",
        Some(Field::Goals | Field::Goal | Field::AnnualGoal) => "绩效目标",
        Some(Field::Period | Field::PeriodGoal) => "实施期目标",
        _ => "绩效指标",
    }
}

//! The written report of a department's self-evaluation: its sections, filled with figures for people to go on from.
use crate::evaluation::department::{DepartmentBasis, DepartmentContent, DepartmentScored};
use crate::evaluation::whole::{points, rate};
use serde::Serialize;
use utoipa::ToSchema;
use zs_engine::scoring::Funds;
use zs_model::Decimal;

/// A section of the report.
pub(crate) struct Section {
    pub id: &'static str,
    zh: &'static str,
    en: &'static str,
    fill: fn(&Filled<'_>) -> String,
}

/// The sections in their order.
pub(crate) const SECTIONS: &[Section] = &[
    Section { id: "overview", zh: "一、基本概况", en: "1 Overview", fill: overview },
    Section {
        id: "funds", zh: "二、收支和预算执行情况", en: "2 Money and execution", fill: funds
    },
    Section { id: "goals", zh: "三、绩效目标完成情况", en: "3 Goals", fill: goals },
    Section {
        id: "scores", zh: "四、自评得分和等级", en: "4 Scores and grades", fill: scores
    },
    Section {
        id: "problems",
        zh: "五、存在问题及原因",
        en: "5 Problems and causes",
        fill: problems,
    },
    Section {
        id: "measures",
        zh: "六、改进措施和结果应用",
        en: "6 Measures and use",
        fill: measures,
    },
];

/// A section as it stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct SectionPart {
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    /// What the record fills in.
    filled: String,
    /// The text that counts: what somebody wrote, else what is filled in.
    text: String,
    /// Somebody wrote it.
    edited: bool,
}

struct Filled<'a> {
    basis: &'a DepartmentBasis,
    content: &'a DepartmentContent,
    scored: &'a DepartmentScored,
}

/// The report as it stands.
pub(crate) fn sections(
    basis: &DepartmentBasis,
    content: &DepartmentContent,
    scored: &DepartmentScored,
) -> Vec<SectionPart> {
    let about = Filled { basis, content, scored };
    let part = |section: &Section| {
        let filled = (section.fill)(&about);
        let written = content.report.get(section.id);
        SectionPart {
            id: section.id,
            zh: section.zh,
            en: section.en,
            text: written.unwrap_or(&filled).clone(),
            filled,
            edited: written.is_some(),
        }
    };
    SECTIONS.iter().map(part).collect()
}

/// 万元 with two decimals.
fn wan(fen: i64) -> String {
    let wan = Decimal::new(fen, 2) / Decimal::from(10_000);
    format!("{:.2}万元", wan.round_dp(2))
}

fn percent(funds: Funds) -> String {
    funds
        .rate()
        .map_or_else(|| "无法计算".to_owned(), |rate| zs_engine::scoring::printed(rate) + "%")
}

fn name(text: Option<&String>) -> &str {
    text.map_or("本部门", String::as_str)
}

fn overview(about: &Filled<'_>) -> String {
    let (basis, funds) = (about.basis, about.scored.sum.funds);
    format!(
        "{}{}年度共有项目{}个，年初预算{}，全年预算{}。",
        name(basis.name.as_ref()),
        basis.year,
        basis.projects.len(),
        wan(funds.initial.unwrap_or_default()),
        wan(funds.adjusted),
    )
}

fn funds(about: &Filled<'_>) -> String {
    let funds = about.scored.sum.funds;
    let mut text = format!(
        "全年预算{}，全年执行{}，预算执行率{}。",
        wan(funds.adjusted),
        wan(funds.paid),
        percent(funds),
    );
    let slow = about.basis.projects.iter().filter(|project| {
        let funds = Funds { initial: None, adjusted: project.adjusted_fen, paid: project.paid_fen };
        project.adjusted_fen > 0 && !funds.reaches(90)
    });
    let slow: Vec<&str> = slow.map(|project| name(project.name.as_ref())).collect();
    if !slow.is_empty() {
        text += &format!("执行率低于90%的项目{}个：{}。", slow.len(), slow.join("、"));
    }
    if let Some(reason) = &about.content.texts.execution_reason {
        text += reason;
    }
    text
}

fn goals(about: &Filled<'_>) -> String {
    let rows = &about.scored.own.rows;
    let met = rows.iter().filter(|row| row.met == Some(true)).count();
    let mut text = format!("部门整体绩效指标{}项，达到指标值{met}项。", rows.len());
    for goal in &about.content.goals {
        if let (Some(goal), Some(result)) = (&goal.goal, &goal.result) {
            text += &format!("\n{goal}：{result}");
        }
    }
    text
}

fn scores(about: &Filled<'_>) -> String {
    let (sum, own) = (&about.scored.sum, &about.scored.own);
    let grades: Vec<String> =
        sum.grades.iter().map(|(grade, count)| format!("“{grade}”{count}个")).collect();
    let mut text = match (&own.total, &own.grade) {
        (Some(total), Some(grade)) => {
            format!("部门整体支出绩效自评{}分，等级“{grade}”。", points(*total))
        }
        _ => "部门整体支出绩效自评尚无总分。".to_owned(),
    };
    if let Some(mean) = sum.mean {
        text += &format!("项目自评按预算加权平均{}分：{}。", points(mean), grades.join("，"));
    }
    if sum.open > 0 {
        text += &format!("另有{}个项目尚无得分。", sum.open);
    }
    if let Some(rate) = rate(own) {
        text += &format!("整体预算执行率{rate}%。");
    }
    text
}

fn problems(about: &Filled<'_>) -> String {
    let low = about.basis.projects.iter().filter(|project| {
        project.grade.as_deref().is_some_and(|grade| matches!(grade, "中" | "差"))
    });
    let low: Vec<&str> = low.map(|project| name(project.name.as_ref())).collect();
    let mut text = about.content.texts.problems.clone().unwrap_or_default();
    if !low.is_empty() {
        text += &format!("自评等级为“中”“差”的项目{}个：{}。", low.len(), low.join("、"));
    }
    let reasons = about.content.lines.iter().filter_map(|line| line.written.reason.as_ref());
    for reason in reasons {
        text += &format!("\n{reason}");
    }
    text
}

fn measures(about: &Filled<'_>) -> String {
    let mut text = about.content.texts.measures.clone().unwrap_or_default();
    for measure in about.content.lines.iter().filter_map(|line| line.written.measure.as_ref()) {
        text += &format!("\n{measure}");
    }
    text
}

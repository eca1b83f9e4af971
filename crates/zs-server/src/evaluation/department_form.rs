//! A department's self-evaluation as the official form, and its projects as one summary.
use crate::evaluation::department::{DepartmentGoal, DepartmentLine, ProjectScore};
use crate::evaluation::form_parts::{
    Item, Level, Scores, read, reason, sources, told, with_points,
};
use crate::evaluation::proposing;
use crate::evaluation::written::EvaluationTexts;
use crate::monitoring::form::{Signed, figure, signatures, stamp};
use crate::problem::Answer;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use zs_engine::forms::evaluation::{
    EvaluatedFund, EvaluatedGoal, EvaluatedRow, Evaluation, Subject,
};
use zs_engine::forms::summary::{Summary, SummaryLine};
use zs_engine::scoring::{self, Light};
use zs_model::Decimal;

/// The parts of `zhunsheng.department-evaluation/1` that are printed.
#[derive(Deserialize)]
pub(super) struct Whole {
    pub year: u16,
    pub department: Department,
    pub funds: Funds,
    pub projects: Projects,
    goals: Vec<DepartmentGoal>,
    pub rows: Vec<Row>,
    levels: Vec<Level>,
    pub scores: Scores,
    written: EvaluationTexts,
    pub report: Vec<Section>,
    pub signatures: Vec<Signed>,
}

#[derive(Deserialize)]
pub(super) struct Department {
    pub code: Option<String>,
    pub name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Funds {
    initial_fen: i64,
    adjustments_fen: i64,
    adjusted_fen: i64,
    paid_fen: i64,
    #[serde(deserialize_with = "figure")]
    pub rate: Option<Decimal>,
    #[serde(flatten)]
    pub item: Item,
}

#[derive(Deserialize)]
pub(super) struct Projects {
    #[serde(deserialize_with = "figure")]
    mean: Option<Decimal>,
    grades: BTreeMap<String, usize>,
    open: usize,
    pub items: Vec<ProjectScore>,
}

#[derive(Deserialize)]
pub(super) struct Row {
    pub line: DepartmentLine,
    #[serde(flatten)]
    pub item: Item,
}

/// A section of the written report.
#[derive(Deserialize)]
pub(super) struct Section {
    pub id: String,
    pub zh: String,
    pub text: String,
}

/// The form from the bytes of the whole; their SM3 stands on every page.
///
/// # Errors
/// `Internal` for bytes that are no self-evaluation of a department.
pub(crate) fn form(bytes: &[u8], signed: bool) -> Answer<Evaluation> {
    let whole: Whole = read(bytes)?;
    let mut explained = vec![whole.funds.item.explained("预算执行率")];
    let name = |row: &Row| row.line.level3.clone().unwrap_or_default();
    explained.extend(whole.rows.iter().map(|row| row.item.explained(&name(row))));
    let goal = |goal: DepartmentGoal| EvaluatedGoal {
        expected: goal.goal.unwrap_or_default(),
        actual: goal.result,
        reason: goal.reason,
    };
    let mut form = Evaluation {
        stamp: stamp(whole.year, bytes, signed),
        subject: Subject::Department,
        code: whole.department.code,
        name: whole.department.name,
        funds: funds(&whole.funds, &whole.written),
        goals: whole.goals.into_iter().map(goal).collect(),
        whole: told(&whole.written),
        explained,
        signatures: signatures(&whole.signatures),
        ..Evaluation::default()
    };
    whole.scores.fill(&mut form);
    let row = |Row { line, item }: Row| EvaluatedRow {
        level1: with_points(line.level1, &whole.levels),
        level2: line.level2,
        level3: line.level3,
        target: line.target,
        actual: line.actual,
        points: item.points(),
        reason: reason(line.written),
    };
    form.rows = whole.rows.into_iter().map(row).collect();
    Ok(form)
}

fn funds(funds: &Funds, written: &EvaluationTexts) -> Vec<EvaluatedFund> {
    let total = EvaluatedFund {
        label: "年度资金总额".to_owned(),
        initial: Some(funds.initial_fen),
        change: Some(funds.adjustments_fen),
        adjusted: Some(funds.adjusted_fen),
        paid: Some(funds.paid_fen),
        rate: funds.rate,
        points: Some(funds.item.points()),
    };
    std::iter::once(total).chain(sources(written, (None, None))).collect()
}

impl ProjectScore {
    /// 执行率 in percent.
    pub(super) fn rate(&self) -> Option<Decimal> {
        let initial = Some(self.initial_fen);
        scoring::Funds { initial, adjusted: self.adjusted_fen, paid: self.paid_fen }.rate()
    }

    pub(super) fn points(&self) -> Option<Decimal> {
        self.total.as_ref().and_then(|total| total.parse().ok())
    }
}

/// A light in words; nothing for one that says that nothing is known.
fn light(word: Option<&String>) -> Option<String> {
    let light = proposing::light(zs_store::Light::parse(word?)?);
    (light != Light::Grey).then(|| format!("{}灯", light.zh()))
}

/// Where the lights come from; nothing where no project was monitored.
fn watched(projects: &[ProjectScore]) -> Option<String> {
    let months: BTreeSet<i64> = projects.iter().filter_map(|project| project.watched).collect();
    let months: Vec<String> = months.iter().map(|month| format!("{month}月底")).collect();
    let months = (!months.is_empty()).then(|| months.join("、"))?;
    Some(format!("预算执行、目标实现两栏为各项目最近一次绩效运行监控（{months}）的亮灯结果。"))
}

/// One line per project, with the mean weighted by budgets in the line of all.
///
/// # Errors
/// `Internal` for bytes that are no self-evaluation of a department.
pub(crate) fn summary(bytes: &[u8], signed: bool) -> Answer<Summary> {
    let Whole { year, department, funds, projects, signatures: signed_by, .. } = read(bytes)?;
    let line = |project: ProjectScore| SummaryLine {
        rate: project.rate(),
        score: project.points(),
        name: project.name,
        unit: project.unit_name,
        initial: Some(project.initial_fen),
        adjusted: Some(project.adjusted_fen),
        paid: Some(project.paid_fen),
        money_light: light(project.money_light.as_ref()),
        goal_light: light(project.goal_light.as_ref()),
        grade: project.grade,
        note: None,
    };
    let grades = projects.grades.iter().map(|(grade, count)| format!("“{grade}”{count}个"));
    let open = (projects.open > 0).then(|| format!("未计分{}个", projects.open));
    let grades: Vec<String> = grades.chain(open).collect();
    let mut notes = vec!["合计的得分为各项目得分按全年预算数加权的平均分。".to_owned()];
    if !grades.is_empty() {
        notes.push(format!("项目等级：{}。", grades.join("，")));
    }
    notes.extend(watched(&projects.items));
    Ok(Summary {
        stamp: stamp(year, bytes, signed),
        department: department.name,
        until: Some(format!("{year}-12-31")),
        total: SummaryLine {
            initial: Some(funds.initial_fen),
            adjusted: Some(funds.adjusted_fen),
            paid: Some(funds.paid_fen),
            rate: funds.rate,
            score: projects.mean,
            ..SummaryLine::default()
        },
        rows: projects.items.into_iter().map(line).collect(),
        notes,
        signatures: signatures(&signed_by),
    })
}

//! A project's self-evaluation as the official form: what its whole says, in the places of the printed form.
use crate::evaluation::form_parts::{
    Item, Level, Scores, read, reason, sources, told, with_points,
};
use crate::evaluation::written::{EvaluationRow, EvaluationTexts};
use crate::monitoring::form::{Actual, Signed, department, figure, reached, signatures, stamp};
use crate::problem::Answer;
use serde::Deserialize;
use zs_engine::forms::evaluation::{
    EvaluatedFund, EvaluatedGoal, EvaluatedRow, Evaluation, Subject,
};
use zs_model::Decimal;

/// The parts of `zhunsheng.self-evaluation/1` that are printed.
#[derive(Deserialize)]
pub(super) struct Whole {
    pub year: u16,
    pub project: Project,
    pub funds: Funds,
    goals: Vec<String>,
    pub rows: Vec<Row>,
    levels: Vec<Level>,
    pub scores: Scores,
    written: EvaluationTexts,
    pub signatures: Vec<Signed>,
}

#[derive(Deserialize)]
pub(super) struct Project {
    pub code: Option<String>,
    pub name: Option<String>,
    pub unit_name: Option<String>,
    pub department: Option<String>,
    pub department_code: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Funds {
    initial_fen: i64,
    adjusted_fen: i64,
    paid_fen: i64,
    fiscal_fen: Option<i64>,
    other_fen: Option<i64>,
    #[serde(deserialize_with = "figure")]
    pub rate: Option<Decimal>,
    #[serde(flatten)]
    pub item: Item,
}

#[derive(Deserialize)]
pub(super) struct Row {
    pub level1: Option<String>,
    level2: Option<String>,
    pub level3: Option<String>,
    pub target: Option<String>,
    pub actual: Option<Actual>,
    #[serde(flatten)]
    pub item: Item,
    written: EvaluationRow,
}

/// The form from the bytes of the whole; their SM3 stands on every page.
///
/// # Errors
/// `Internal` for bytes that are no self-evaluation of a project.
pub(crate) fn form(bytes: &[u8], signed: bool) -> Answer<Evaluation> {
    let whole: Whole = read(bytes)?;
    let Project { code, name, unit_name, .. } = whole.project;
    let goal = EvaluatedGoal {
        expected: whole.goals.join("\n"),
        actual: whole.written.goals_result.clone(),
        reason: None,
    };
    let mut explained = vec![whole.funds.item.explained("预算执行率")];
    let name_of = |row: &Row| row.level3.clone().unwrap_or_default();
    explained.extend(whole.rows.iter().map(|row| row.item.explained(&name_of(row))));
    let mut form = Evaluation {
        stamp: stamp(whole.year, bytes, signed),
        subject: Subject::Project,
        code,
        name,
        department: department(whole.project.department, whole.project.department_code),
        unit: unit_name,
        funds: funds(&whole.funds, &whole.written),
        goals: vec![goal],
        whole: told(&whole.written),
        explained,
        signatures: signatures(&whole.signatures),
        ..Evaluation::default()
    };
    whole.scores.fill(&mut form);
    let row = |row: Row| EvaluatedRow {
        level1: with_points(row.level1, &whole.levels),
        level2: row.level2,
        level3: row.level3,
        target: row.target,
        actual: row.actual.and_then(reached),
        points: row.item.points(),
        reason: reason(row.written),
    };
    form.rows = whole.rows.into_iter().map(row).collect();
    Ok(form)
}

fn funds(funds: &Funds, written: &EvaluationTexts) -> Vec<EvaluatedFund> {
    let total = EvaluatedFund {
        label: "年度资金总额".to_owned(),
        initial: Some(funds.initial_fen),
        adjusted: Some(funds.adjusted_fen),
        paid: Some(funds.paid_fen),
        rate: funds.rate,
        points: Some(funds.item.points()),
        change: None,
    };
    let approved = (funds.fiscal_fen, funds.other_fen);
    std::iter::once(total).chain(sources(written, approved)).collect()
}

//! What the printed self-evaluations of projects and of departments share: points, levels, totals, what was written.
use crate::evaluation::written::{EvaluationRow, EvaluationTexts, Given};
use crate::monitoring::form::figure;
use crate::monitoring::written::Fund;
use crate::problem::{Answer, Problem, ProblemKind};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use zs_engine::forms::Explained;
use zs_engine::forms::evaluation::{EvaluatedFund, Evaluation, Points};
use zs_model::Decimal;

/// The points of one item.
#[derive(Deserialize)]
pub(super) struct Item {
    #[serde(deserialize_with = "figure")]
    pub weight: Option<Decimal>,
    #[serde(deserialize_with = "figure")]
    pub score: Option<Decimal>,
    #[serde(deserialize_with = "figure")]
    pub counts: Option<Decimal>,
    /// What the department, and finance, gave instead.
    pub department: Option<Given>,
    pub finance: Option<Given>,
    lines: Vec<Line>,
    notices: Vec<Line>,
}

/// A sentence that explains.
#[derive(Deserialize)]
pub(super) struct Line {
    zh: String,
}

/// The sum of a first level.
#[derive(Deserialize)]
pub(super) struct Level {
    level: Option<String>,
    #[serde(deserialize_with = "figure")]
    weight: Option<Decimal>,
}

/// What was claimed, and what reviewers made of it.
#[derive(Deserialize)]
pub(super) struct Scores {
    pub own: Total,
    pub department: Option<Total>,
    pub finance: Option<Total>,
}

/// One total.
#[derive(Deserialize)]
pub(super) struct Total {
    #[serde(deserialize_with = "figure")]
    pub weight: Option<Decimal>,
    #[serde(deserialize_with = "figure")]
    pub cap: Option<Decimal>,
    #[serde(deserialize_with = "figure")]
    pub total: Option<Decimal>,
    pub grade: Option<String>,
    lines: Vec<Line>,
}

/// Reads the whole of something.
///
/// # Errors
/// `Internal` for bytes that are none.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Answer<T> {
    serde_json::from_slice(bytes).map_err(|error| {
        tracing::error!(%error, "a self-evaluation cannot be printed");
        Problem::new(ProblemKind::Internal)
    })
}

impl Item {
    pub const fn points(&self) -> Points {
        Points { weight: self.weight, score: self.score, reviewed: self.counts }
    }

    /// How the points come about, and what is still owed.
    pub fn explained(&self, item: &str) -> Explained {
        let lines = self.lines.iter().chain(&self.notices).map(|line| line.zh.clone());
        let item = item.to_owned();
        Explained { item, weight: self.weight, score: self.counts, lines: lines.collect() }
    }
}

/// `产出指标（50分）`, where the level is one whose points are known.
pub(super) fn with_points(level: Option<String>, levels: &[Level]) -> Option<String> {
    let level = level?;
    let found = levels.iter().find(|known| known.level.as_ref() == Some(&level));
    Some(match found.and_then(|found| found.weight) {
        Some(weight) => format!("{level}\n（{}分）", weight.normalize()),
        None => level,
    })
}

/// 偏差原因分析及改进措施.
pub(super) fn reason(written: EvaluationRow) -> Option<String> {
    match (written.reason, written.measure) {
        (Some(reason), Some(measure)) => Some(format!("{reason}\n{measure}")),
        (reason, measure) => reason.or(measure),
    }
}

impl Total {
    /// How total and grade come about.
    pub fn told(&self) -> String {
        self.lines.iter().map(|line| line.zh.as_str()).collect::<Vec<_>>().join("\n")
    }
}

impl Scores {
    /// Totals and grades of the form; the last review stands beside the unit's own.
    pub fn fill(self, form: &mut Evaluation) {
        let Self { own, department, finance } = self;
        let last = finance.or(department);
        let counting = last.as_ref().unwrap_or(&own);
        form.explained.push(Explained {
            item: "总分".to_owned(),
            weight: own.weight,
            score: counting.total,
            lines: counting.lines.iter().map(|line| line.zh.clone()).collect(),
        });
        let reviewed = last.as_ref().and_then(|last| last.total);
        form.points = Points { weight: own.weight, score: own.total, reviewed };
        form.off = own.cap;
        form.grade = own.grade;
        form.reviewed = last.is_some();
        form.reviewed_off = last.as_ref().and_then(|last| last.cap);
        form.reviewed_grade = last.and_then(|last| last.grade);
    }
}

/// What was written on the whole: a label and its text.
pub(super) fn told(texts: &EvaluationTexts) -> Vec<(String, String)> {
    let lines = [
        ("执行率偏低的原因", &texts.execution_reason),
        ("评价结论", &texts.conclusion),
        ("存在问题", &texts.problems),
        ("改进措施", &texts.measures),
        ("其他需要说明的事项", &texts.note),
    ];
    let told = |(label, text): (&str, &Option<String>)| Some((label.to_owned(), text.clone()?));
    lines.into_iter().filter_map(told).collect()
}

/// The rows below 年度资金总额; what nobody wrote of a source is what the approved version says of it.
pub(super) fn sources(
    texts: &EvaluationTexts,
    (fiscal, other): (Option<i64>, Option<i64>),
) -> Vec<EvaluatedFund> {
    let sources = [
        (Fund::GeneralBudget, "其中：当年财政拨款", fiscal),
        (Fund::CarryOver, "上年结转资金", None),
        (Fund::Other, "其他资金", other),
    ];
    let source = |(fund, label, approved): (Fund, &str, Option<i64>)| {
        let said = texts.funds.iter().find(|one| one.fund == fund);
        EvaluatedFund {
            label: label.to_owned(),
            initial: said.and_then(|one| one.initial_fen).or(approved),
            adjusted: said.and_then(|one| one.adjusted_fen),
            paid: said.and_then(|one| one.paid_fen),
            ..EvaluatedFund::default()
        }
    };
    sources.map(source).into()
}

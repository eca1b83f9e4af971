//! The whole of a department's self-evaluation: all that its form and its written report need.
use crate::evaluation::department::{
    DepartmentBasis, DepartmentContent, DepartmentGoal, DepartmentLine, DepartmentScored,
    ItemFigures, ProjectScore,
};
use crate::evaluation::report::{SectionPart, sections};
use crate::evaluation::whole::{
    LevelPart, SchemePart, ScoredItem, ScoresPart, Sheets, points, rate,
};
use crate::evaluation::written::{Changes, EvaluationTexts, Weighting};
use crate::monitoring::whole::Signature;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use zs_engine::scoring::{COMMON_ITEMS, CommonItem, printed};
use zs_model::Decimal;

/// 部门整体支出绩效自评表 and its report. Amounts are 分, points decimal strings with two decimals.
#[derive(Serialize, ToSchema)]
pub(crate) struct DepartmentWhole {
    /// `zhunsheng.department-evaluation/1`.
    schema: &'static str,
    year: i64,
    profile: &'static str,
    scheme: SchemePart,
    weighting: Weighting,
    department: DepartmentPart,
    funds: DepartmentFunds,
    projects: ProjectsPart,
    goals: Vec<DepartmentGoal>,
    rows: Vec<DepartmentRow>,
    /// Sums by first and second level, of the score that counts.
    levels: Vec<LevelPart>,
    scores: ScoresPart,
    items: Vec<ItemPart>,
    /// What people wrote on the whole.
    written: EvaluationTexts,
    report: Vec<SectionPart>,
    /// Who submitted and passed it, in order.
    signatures: Vec<Signature>,
}

/// Which department.
#[derive(Serialize, ToSchema)]
pub(crate) struct DepartmentPart {
    node: i64,
    code: Option<String>,
    name: Option<String>,
}

/// The money of all projects, and its points.
#[derive(Serialize, ToSchema)]
pub(crate) struct DepartmentFunds {
    initial_fen: i64,
    /// 调整预算: all adjustments together.
    adjustments_fen: i64,
    /// 调整后预算.
    adjusted_fen: i64,
    /// 全年执行数.
    paid_fen: i64,
    /// 预算执行率 in percent, two decimals; `null` without a budget.
    rate: Option<String>,
    #[serde(flatten)]
    item: ScoredItem,
}

/// All projects together.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProjectsPart {
    count: usize,
    /// Mean of the totals, weighted by adjusted budgets.
    mean: Option<String>,
    /// Projects by grade.
    grades: BTreeMap<String, usize>,
    /// Projects without a total.
    open: usize,
    items: Vec<ProjectScore>,
}

/// One line of the department's own goal table.
#[derive(Serialize, ToSchema)]
pub(crate) struct DepartmentRow {
    /// From 1.
    indicator: usize,
    line: DepartmentLine,
    /// Whether the target is met; `null` while that is not known.
    met: Option<bool>,
    #[serde(flatten)]
    item: ScoredItem,
}

/// A common item.
#[derive(Serialize, ToSchema)]
pub(crate) struct ItemPart {
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    /// What is divided by what.
    part: &'static str,
    whole: &'static str,
    figures: ItemFigures,
    /// The record filled in the figures.
    filled: bool,
    /// In percent, two decimals.
    rate: Option<String>,
}

/// What belongs to it beside what is computed.
pub(crate) struct DepartmentAround<'a> {
    pub basis: &'a DepartmentBasis,
    pub content: &'a DepartmentContent,
    pub finance: Option<&'a Changes>,
    pub signatures: Vec<Signature>,
}

impl DepartmentWhole {
    pub fn of(scored: &DepartmentScored, around: DepartmentAround<'_>) -> Self {
        let (basis, content, sum) = (around.basis, around.content, &scored.sum);
        let sheets = Sheets {
            own: &scored.own,
            department: None,
            finance: scored.finance.as_ref(),
            given: (None, around.finance),
        };
        let initial = sum.funds.initial.unwrap_or_default();
        let rows = content.lines.iter().zip(0..).filter_map(|(line, at)| {
            let (item, met) = sheets.row(at)?;
            Some(DepartmentRow { indicator: at + 1, line: line.clone(), met, item })
        });
        Self {
            schema: "zhunsheng.department-evaluation/1",
            year: basis.year,
            profile: &scored.profile.id,
            scheme: scored.scheme.into(),
            weighting: content.weighting,
            department: DepartmentPart {
                node: basis.node,
                code: basis.code.clone(),
                name: basis.name.clone(),
            },
            funds: DepartmentFunds {
                initial_fen: initial,
                adjustments_fen: sum.funds.adjusted.saturating_sub(initial),
                adjusted_fen: sum.funds.adjusted,
                paid_fen: sum.funds.paid,
                rate: rate(&scored.own),
                item: sheets.execution(),
            },
            projects: ProjectsPart {
                count: basis.projects.len(),
                mean: sum.mean.map(points),
                grades: sum.grades.clone(),
                open: sum.open,
                items: basis.projects.clone(),
            },
            goals: content.goals.clone(),
            rows: rows.collect(),
            levels: sheets.levels(),
            scores: sheets.scores(),
            items: COMMON_ITEMS.iter().map(|item| common(item, content, scored)).collect(),
            written: content.texts.clone(),
            report: sections(basis, content, scored),
            signatures: around.signatures,
        }
    }
}

/// A common item: as somebody wrote it, else as far as the record knows it.
fn common(
    item: &'static CommonItem,
    content: &DepartmentContent,
    scored: &DepartmentScored,
) -> ItemPart {
    let funds = &scored.sum.funds;
    let yuan = |fen: i64| Some(Decimal::new(fen, 2).to_string());
    let initial = funds.initial.unwrap_or_default();
    let known = match item.id {
        "budget-completion" => (yuan(funds.paid), yuan(funds.adjusted)),
        "budget-adjustment" => (yuan(funds.adjusted.saturating_sub(initial)), yuan(initial)),
        _ => (None, None),
    };
    let written = content.items.get(item.id).cloned();
    let filled = written.is_none() && known.0.is_some();
    let figures = written.unwrap_or(ItemFigures { part: known.0, whole: known.1 });
    let figure = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
    let rate = figure(&figures.part).zip(figure(&figures.whole));
    let rate = rate.and_then(|(part, whole)| item.rate(part, whole)).map(printed);
    let (part, whole) = (item.part, item.whole);
    ItemPart { id: item.id, zh: item.zh, en: item.en, part, whole, figures, filled, rate }
}

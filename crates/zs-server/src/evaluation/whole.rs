//! The whole of a project's self-evaluation: all that the official form needs, every point with its explanation.
use crate::api::actuals::EntryBody;
use crate::evaluation::basis::{Basis, Hint};
use crate::evaluation::scored::Scored;
use crate::evaluation::written::{Changes, EvaluationRow, EvaluationTexts, Given, Kept, Weighting};
use crate::monitoring::rows::Rows;
use crate::monitoring::whole::{LinePart, Signature};
use serde::Serialize;
use utoipa::ToSchema;
use zs_engine::Scheme;
use zs_engine::scoring::{LevelSum, Line, Sheet, printed};
use zs_model::{Decimal, Level1, Level2, Money};

/// The name of its shape.
pub(crate) const SCHEMA: &str = "zhunsheng.self-evaluation/1";

/// 项目支出绩效自评表 of one undertaking. Amounts are 分, points decimal strings with two decimals; an item without a
/// score is `null`, which is not zero.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvaluationWhole {
    /// `zhunsheng.self-evaluation/1`.
    schema: &'static str,
    year: i64,
    profile: &'static str,
    scheme: SchemePart,
    weighting: Weighting,
    project: EvaluationProject,
    funds: EvaluationFunds,
    /// 年度总体目标.
    goals: Vec<String>,
    rows: Vec<ScoredRow>,
    /// Sums by first and second level, of the score that counts.
    levels: Vec<LevelPart>,
    scores: ScoresPart,
    /// What people wrote on the whole.
    written: EvaluationTexts,
    /// Values whose row the approved version no longer has.
    unmatched: Vec<EntryBody>,
    /// Who submitted and passed it, in order.
    signatures: Vec<Signature>,
}

/// The scheme that scores it.
#[derive(Serialize, ToSchema)]
pub(crate) struct SchemePart {
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    source: &'static str,
    /// Points of the whole, and of budget execution in it.
    total: u32,
    execution: u32,
}

impl From<&'static Scheme> for SchemePart {
    fn from(scheme: &'static Scheme) -> Self {
        Self {
            id: &scheme.id,
            zh: &scheme.zh,
            en: &scheme.en,
            source: &scheme.source,
            total: scheme.total,
            execution: scheme.execution.points,
        }
    }
}

/// What it is about.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvaluationProject {
    undertaking: i64,
    document: i64,
    /// The approved version that it follows.
    version: i64,
    code: Option<String>,
    name: Option<String>,
    unit_code: Option<String>,
    unit_name: Option<String>,
    /// 主管部门.
    department: Option<String>,
    department_code: Option<String>,
}

/// The money of the year, and its points.
#[derive(Serialize, ToSchema)]
pub(crate) struct EvaluationFunds {
    /// 年初预算数.
    initial_fen: i64,
    /// 全年预算数: with all adjustments.
    adjusted_fen: i64,
    /// 全年执行数.
    paid_fen: i64,
    /// 其中：财政资金, 其他资金, as the approved version states them.
    fiscal_fen: Option<i64>,
    other_fen: Option<i64>,
    /// 执行率 in percent, two decimals; `null` without a budget.
    rate: Option<String>,
    #[serde(flatten)]
    item: ScoredItem,
}

/// The points of one item. The lines explain every point that was given, those of reviewers included.
#[derive(Serialize, ToSchema)]
pub(crate) struct ScoredItem {
    /// 分值.
    weight: String,
    /// 得分, as the unit claims it.
    score: Option<String>,
    /// The points that the department, and finance, gave instead.
    department: Option<Given>,
    finance: Option<Given>,
    /// 得分 that counts.
    counts: Option<String>,
    lines: Vec<LinePart>,
    /// What the unit still owes.
    notices: Vec<LinePart>,
}

/// One row of the goal table.
#[derive(Serialize, ToSchema)]
pub(crate) struct ScoredRow {
    /// From 1.
    indicator: usize,
    level1: Option<String>,
    level2: Option<String>,
    level3: Option<String>,
    description: Option<String>,
    /// 年度指标值.
    target: Option<String>,
    /// 实际完成值 with its source; `null` where none is known.
    actual: Option<EntryBody>,
    /// Whether the target is met; `null` while that is not known.
    met: Option<bool>,
    #[serde(flatten)]
    item: ScoredItem,
    /// What was written: 偏差原因分析及改进措施.
    written: EvaluationRow,
    /// What monitoring wrote last on the row, to begin with.
    monitoring: Option<HintPart>,
}

/// What monitoring wrote on a row.
#[derive(Serialize, ToSchema)]
pub(crate) struct HintPart {
    /// Of the round at the end of this month.
    month: i64,
    reason: Option<String>,
    note: Option<String>,
}

/// One first level.
#[derive(Serialize, ToSchema)]
pub(crate) struct LevelPart {
    /// 一级指标; `null` for rows of no known level.
    level: Option<&'static str>,
    weight: String,
    score: String,
    /// Rows without a score.
    missing: usize,
    parts: Vec<PartPart>,
}

/// One second level.
#[derive(Serialize, ToSchema)]
pub(crate) struct PartPart {
    /// 二级指标.
    level: Option<&'static str>,
    weight: String,
    score: String,
    missing: usize,
}

/// What was claimed and what reviewers made of it.
#[derive(Serialize, ToSchema)]
pub(crate) struct ScoresPart {
    own: TotalPart,
    department: Option<TotalPart>,
    finance: Option<TotalPart>,
    /// Which of them counts: `own`, `department`, `finance`.
    counts: &'static str,
}

/// One total.
#[derive(Serialize, ToSchema)]
pub(crate) struct TotalPart {
    /// Sum of all weights.
    weight: String,
    /// Sum of the points that are known.
    known: String,
    /// Items without a score.
    missing: usize,
    /// What low execution takes off.
    cap: Option<String>,
    /// 总分; `null` while an item has no score.
    total: Option<String>,
    /// 优, 良, 中, 差.
    grade: Option<String>,
    /// How total and grade come about.
    lines: Vec<LinePart>,
    /// What is wrong with the weights.
    notices: Vec<LinePart>,
}

/// Points with their two decimals.
pub(crate) fn points(points: Decimal) -> String {
    format!("{points:.2}")
}

pub(crate) fn lines(lines: &[Line]) -> Vec<LinePart> {
    lines.iter().map(LinePart::from).collect()
}

impl From<&Sheet> for TotalPart {
    fn from(sheet: &Sheet) -> Self {
        Self {
            weight: points(sheet.weight),
            known: points(sheet.known),
            missing: sheet.missing,
            cap: sheet.cap.as_ref().map(|cap| points(cap.off)),
            total: sheet.total.map(points),
            grade: sheet.grade.clone(),
            lines: lines(&sheet.lines),
            notices: lines(&sheet.notices),
        }
    }
}

impl From<&LevelSum> for LevelPart {
    fn from(sum: &LevelSum) -> Self {
        let parts = sum.parts.iter().map(|part| PartPart {
            level: part.level.map(level2),
            weight: points(part.weight),
            score: points(part.score),
            missing: part.missing,
        });
        Self {
            level: sum.level.map(level1),
            weight: points(sum.weight),
            score: points(sum.score),
            missing: sum.missing,
            parts: parts.collect(),
        }
    }
}

const fn level1(level: Level1) -> &'static str {
    match level {
        Level1::Cost => "成本指标",
        Level1::Output => "产出指标",
        Level1::Benefit => "效益指标",
        Level1::Satisfaction => "满意度指标",
    }
}

const fn level2(level: Level2) -> &'static str {
    match level {
        Level2::Quantity => "数量指标",
        Level2::Quality => "质量指标",
        Level2::Timeliness => "时效指标",
        Level2::Cost => "成本指标",
        Level2::SocialCost => "社会成本指标",
        Level2::EcologicalCost => "生态环境成本指标",
        Level2::Economic => "经济效益指标",
        Level2::Social => "社会效益指标",
        Level2::Ecological => "生态效益指标",
        Level2::Sustainability => "可持续影响指标",
        Level2::ClientSatisfaction => "服务对象满意度指标",
    }
}

/// What belongs to a self-evaluation beside what is computed.
pub(crate) struct Around<'a> {
    pub basis: &'a Basis,
    pub kept: &'a Kept,
    pub department: Option<&'a Changes>,
    pub finance: Option<&'a Changes>,
    pub department_code: Option<String>,
    pub signatures: Vec<Signature>,
}

/// All sheets of one self-evaluation, with what reviewers gave.
pub(crate) struct Sheets<'a> {
    pub own: &'a Sheet,
    pub department: Option<&'a Sheet>,
    pub finance: Option<&'a Sheet>,
    pub given: (Option<&'a Changes>, Option<&'a Changes>),
}

impl Sheets<'_> {
    fn last(&self) -> &Sheet {
        self.finance.or(self.department).unwrap_or(self.own)
    }

    pub fn execution(&self) -> ScoredItem {
        let (own, last) = (&self.own.execution, &self.last().execution);
        let given = |changes: Option<&Changes>| changes.and_then(|c| c.execution.clone());
        ScoredItem {
            weight: points(own.weight),
            score: own.score.map(points),
            department: given(self.given.0),
            finance: given(self.given.1),
            counts: last.score.map(points),
            lines: lines(&last.lines),
            notices: lines(&own.notices),
        }
    }

    /// The row at a place (from 0), and whether its target is met.
    pub fn row(&self, at: usize) -> Option<(ScoredItem, Option<bool>)> {
        let (own, last) = (self.own.rows.get(at)?, self.last().rows.get(at)?);
        let given = |changes: Option<&Changes>| changes.and_then(|c| c.of(at + 1).cloned());
        let item = ScoredItem {
            weight: points(own.weight),
            score: own.score.map(points),
            department: given(self.given.0),
            finance: given(self.given.1),
            counts: last.score.map(points),
            lines: lines(&last.lines),
            notices: lines(&own.notices),
        };
        Some((item, own.met))
    }

    pub fn scores(&self) -> ScoresPart {
        let counts = match (self.department, self.finance) {
            (_, Some(_)) => "finance",
            (Some(_), None) => "department",
            (None, None) => "own",
        };
        ScoresPart {
            own: self.own.into(),
            department: self.department.map(TotalPart::from),
            finance: self.finance.map(TotalPart::from),
            counts,
        }
    }

    pub fn levels(&self) -> Vec<LevelPart> {
        self.last().levels.iter().map(LevelPart::from).collect()
    }
}

/// 执行率 with two decimals.
pub(crate) fn rate(sheet: &Sheet) -> Option<String> {
    sheet.execution.rate.map(printed)
}

impl EvaluationWhole {
    pub fn of(scored: &Scored, around: Around<'_>) -> Self {
        let basis = around.basis;
        let sheets = Sheets {
            own: &scored.own,
            department: scored.department.as_ref(),
            finance: scored.finance.as_ref(),
            given: (around.department, around.finance),
        };
        let hints = hints(scored, &basis.hints);
        let budget = &scored.project.budget;
        Self {
            schema: SCHEMA,
            year: basis.year,
            profile: &scored.profile.id,
            scheme: scored.scheme.into(),
            weighting: around.kept.weighting,
            project: EvaluationProject {
                undertaking: basis.undertaking,
                document: basis.document,
                version: basis.version,
                code: basis.code.clone(),
                name: basis.name.clone(),
                unit_code: basis.unit_code.clone(),
                unit_name: basis.unit_name.clone(),
                department: basis.department.clone(),
                department_code: around.department_code,
            },
            funds: EvaluationFunds {
                initial_fen: basis.initial,
                adjusted_fen: basis.adjusted,
                paid_fen: basis.paid,
                fiscal_fen: budget.fiscal.map(Money::fen),
                other_fen: budget.other.map(Money::fen),
                rate: rate(&scored.own),
                item: sheets.execution(),
            },
            goals: scored.project.goals.clone(),
            rows: rows(scored, &sheets, hints),
            levels: sheets.levels(),
            scores: sheets.scores(),
            written: around.kept.texts.clone(),
            unmatched: scored.unmatched.iter().map(EntryBody::unmatched).collect(),
            signatures: around.signatures,
        }
    }
}

fn rows(scored: &Scored, sheets: &Sheets<'_>, hints: Vec<Option<HintPart>>) -> Vec<ScoredRow> {
    let indicators = scored.project.indicators.iter().zip(&scored.counting).zip(&scored.written);
    let rows = indicators.zip(hints).zip(0..);
    rows.filter_map(|((((indicator, counting), written), hint), at)| {
        let (item, met) = sheets.row(at)?;
        Some(ScoredRow {
            indicator: at + 1,
            level1: indicator.level1.clone(),
            level2: indicator.level2.clone(),
            level3: indicator.level3.clone(),
            description: indicator.description.clone(),
            target: indicator.target.raw.clone(),
            actual: counting.entry.as_ref().map(|entry| EntryBody::of(entry, &counting.actual)),
            met,
            item,
            written: written.clone(),
            monitoring: hint,
        })
    })
    .collect()
}

/// The last thing that monitoring wrote on each row.
fn hints(scored: &Scored, hints: &[Hint]) -> Vec<Option<HintPart>> {
    let known = Rows::of(&scored.project.indicators);
    let mut rows: Vec<Option<HintPart>> = Vec::new();
    rows.resize_with(scored.project.indicators.len(), || None);
    for hint in hints {
        let at = known.find(hint.level3.as_deref(), hint.description.as_deref());
        let (reason, note) = (hint.written.reason.clone(), hint.written.note.clone());
        if let Some(slot) = at.and_then(|at| rows.get_mut(at))
            && (reason.is_some() || note.is_some())
        {
            *slot = Some(HintPart { month: hint.month, reason, note });
        }
    }
    rows
}

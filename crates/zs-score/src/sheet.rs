//! The whole self-evaluation of a project or a department: rows, level sums, total, grade.
use crate::line::{Arg, Line};
use crate::{ExecutionScore, Funds, Row, RowScore, Say, execution, row};
use std::collections::{BTreeMap, BTreeSet};
use zs_catalog::Scheme;
use zs_model::{Decimal, Level1, Level2};

/// What is scored: one project, or a whole department (the form is the same).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// The fiscal year, for deadlines that print none.
    pub year: Option<u16>,
    /// The year's money.
    pub funds: Funds,
    /// Whether a reason for low execution is written down.
    pub explained: bool,
    /// The indicators.
    pub rows: Vec<Row>,
}

impl Project {
    /// The known first levels of the rows.
    #[must_use]
    pub fn levels(&self) -> BTreeSet<Level1> {
        self.rows.iter().filter_map(|row| row.level1).collect()
    }
}

/// Weights and points of one first level. `None` holds the rows whose level is no known one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelSum {
    /// 一级指标.
    pub level: Option<Level1>,
    /// Sum of the weights.
    pub weight: Decimal,
    /// Sum of the known points.
    pub score: Decimal,
    /// Rows without a score.
    pub missing: usize,
    /// Its second levels.
    pub parts: Vec<PartSum>,
}

/// Weights and points of one second level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSum {
    /// 二级指标.
    pub level: Option<Level2>,
    /// Sum of the weights.
    pub weight: Decimal,
    /// Sum of the known points.
    pub score: Decimal,
    /// Rows without a score.
    pub missing: usize,
}

/// What a cap takes off the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capped {
    /// Points taken off.
    pub off: Decimal,
    /// Why.
    pub line: Line,
}

/// A scored sheet. `execution + rows − cap = total`, exactly, at two decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Id of the scheme.
    pub scheme: String,
    /// Budget execution.
    pub execution: ExecutionScore,
    /// The rows, in the order given.
    pub rows: Vec<RowScore>,
    /// Sums by first and second level, in the order of the levels.
    pub levels: Vec<LevelSum>,
    /// Sum of all weights.
    pub weight: Decimal,
    /// Sum of the points that are known.
    pub known: Decimal,
    /// Items without a score: rows, and execution where it waits for a decision.
    pub missing: usize,
    /// What low execution takes off.
    pub cap: Option<Capped>,
    /// The total; `None` while an item has no score.
    pub total: Option<Decimal>,
    /// 优, 良, 中, 差; `None` while there is no total.
    pub grade: Option<String>,
    /// How total and grade come about.
    pub lines: Vec<Line>,
    /// What is wrong with the weights.
    pub notices: Vec<Line>,
}

/// Scores a project or a department.
#[must_use]
pub fn score(project: &Project, scheme: &Scheme) -> Sheet {
    let execution = execution::score(&project.funds, project.explained, scheme);
    let rows = project.rows.iter().map(|row| row::score(row, project.year, scheme)).collect();
    let levels = project.rows.iter().map(|row| (row.level1, row.level2)).collect::<Vec<_>>();
    assemble(scheme, &project.funds, execution, rows, &levels)
}

/// The sheet from the points of its items; also used when a reviewer has changed some.
pub(crate) fn assemble(
    scheme: &Scheme,
    funds: &Funds,
    execution: ExecutionScore,
    rows: Vec<RowScore>,
    levels: &[(Option<Level1>, Option<Level2>)],
) -> Sheet {
    let levels = sums(&rows, levels);
    let zero = Decimal::new(0, 2);
    let indicators: Decimal = rows.iter().filter_map(|row| row.score).fold(zero, |a, b| a + b);
    let row_weight: Decimal = rows.iter().fold(zero, |sum, row| sum + row.weight);
    let missing = rows.iter().filter(|row| row.score.is_none()).count()
        + usize::from(execution.score.is_none());
    let known = indicators + execution.score.unwrap_or_default();
    let mut sheet = Sheet {
        scheme: scheme.id.clone(),
        weight: row_weight + execution.weight,
        known,
        missing,
        notices: notices(scheme, row_weight, &levels),
        execution,
        rows,
        levels,
        cap: None,
        total: None,
        grade: None,
        lines: Vec::new(),
    };
    if missing == 0 {
        close(&mut sheet, scheme, funds, indicators);
    } else {
        sheet.lines.push(open(&sheet));
    }
    sheet
}

/// Total, cap and grade of a sheet without gaps.
fn close(sheet: &mut Sheet, scheme: &Scheme, funds: &Funds, indicators: Decimal) {
    sheet.cap = cap(scheme, funds, sheet.known);
    let off = sheet.cap.as_ref().map_or(Decimal::ZERO, |cap| cap.off);
    let total = sheet.known - off;
    let say = if sheet.cap.is_some() { Say::TotalCapped } else { Say::Total };
    let args = [
        ("execution", Arg::Points(sheet.execution.score.unwrap_or_default())),
        ("indicators", Arg::Points(indicators)),
        ("off", Arg::Points(off)),
        ("total", Arg::Points(total)),
        ("weight", Arg::Points(sheet.weight)),
    ];
    sheet.lines.extend(sheet.cap.iter().map(|cap| cap.line.clone()));
    sheet.lines.push(Line::new(say, args));
    if let Some(grade) = scheme.grades.iter().find(|grade| total >= Decimal::from(grade.from)) {
        let args = [
            ("total", Arg::Points(total)),
            ("from", Arg::Count(u64::from(grade.from))),
            ("grade", Arg::Text(grade.name.clone())),
        ];
        sheet.lines.push(Line::new(Say::Grade, args));
        sheet.grade = Some(grade.name.clone());
    }
    sheet.total = Some(total);
}

/// The strictest cap that the execution rate falls under, if it lowers the total.
fn cap(scheme: &Scheme, funds: &Funds, known: Decimal) -> Option<Capped> {
    let under = scheme.caps.iter().filter(|cap| funds.adjusted > 0 && !funds.reaches(cap.below));
    let cap = under.min_by_key(|cap| cap.most)?;
    let most = Decimal::from(cap.most);
    (known > most).then(|| {
        let off = known - most;
        let args = [
            ("below", Arg::Percent(Decimal::from(cap.below))),
            ("most", Arg::Points(most)),
            ("off", Arg::Points(off)),
        ];
        Capped { off, line: Line::new(Say::Cap, args) }
    })
}

fn open(sheet: &Sheet) -> Line {
    let unscored = sheet.rows.iter().filter(|row| row.score.is_none());
    let mut open = unscored.fold(Decimal::new(0, 2), |sum, row| sum + row.weight);
    if sheet.execution.score.is_none() {
        open += sheet.execution.weight;
    }
    let missing = u64::try_from(sheet.missing).unwrap_or(u64::MAX);
    let args = [
        ("missing", Arg::Count(missing)),
        ("open", Arg::Points(open)),
        ("known", Arg::Points(sheet.known)),
    ];
    Line::new(Say::TotalOpen, args)
}

fn sums(rows: &[RowScore], levels: &[(Option<Level1>, Option<Level2>)]) -> Vec<LevelSum> {
    let zero = Decimal::new(0, 2);
    let mut parts: BTreeMap<(Option<Level1>, Option<Level2>), PartSum> = BTreeMap::new();
    for (row, key) in rows.iter().zip(levels) {
        let empty = || PartSum { level: key.1, weight: zero, score: zero, missing: 0 };
        let part = parts.entry(*key).or_insert_with(empty);
        part.weight += row.weight;
        part.score += row.score.unwrap_or_default();
        part.missing += usize::from(row.score.is_none());
    }
    let mut sums: Vec<LevelSum> = Vec::new();
    for ((level, _), part) in parts {
        if sums.last().is_none_or(|last| last.level != level) {
            let parts = Vec::new();
            sums.push(LevelSum { level, weight: zero, score: zero, missing: 0, parts });
        }
        if let Some(sum) = sums.last_mut() {
            sum.weight += part.weight;
            sum.score += part.score;
            sum.missing += part.missing;
            sum.parts.push(part);
        }
    }
    sums
}

/// Weights that do not sum to what the scheme says.
fn notices(scheme: &Scheme, sum: Decimal, levels: &[LevelSum]) -> Vec<Line> {
    let mut notices = Vec::new();
    let differs = |sum: Decimal, due: u32| sum != Decimal::from(due);
    let due = scheme.indicator_points();
    if differs(sum, due) {
        let due = Arg::Points(Decimal::from(due));
        notices.push(Line::new(Say::WeightsSum, [("sum", Arg::Points(sum)), ("due", due)]));
    }
    let present = levels.iter().filter_map(|sum| sum.level).collect();
    let Some(split) = scheme.split_for(&present) else { return notices };
    for sum in levels {
        let Some(level) = sum.level.filter(|level| differs(sum.weight, split.of(*level))) else {
            continue;
        };
        let args = [
            ("level", level_name(level)),
            ("sum", Arg::Points(sum.weight)),
            ("due", Arg::Points(Decimal::from(split.of(level)))),
        ];
        notices.push(Line::new(Say::LevelSum, args));
    }
    notices
}

const fn level_name(level: Level1) -> Arg {
    match level {
        Level1::Cost => Arg::Word("成本指标", "cost"),
        Level1::Output => Arg::Word("产出指标", "output"),
        Level1::Benefit => Arg::Word("效益指标", "benefit"),
        Level1::Satisfaction => Arg::Word("满意度指标", "satisfaction"),
    }
}

//! A department's self-evaluation (部门整体支出绩效自评), computed: its projects together, its own lines, common items.
use crate::blocking::blocking;
use crate::evaluation::scored::{Given, Scores, profile, said, weigh};
use crate::evaluation::watched::last_sheets;
use crate::evaluation::written::{
    EvaluationRow, EvaluationTexts, Weighting, chosen, points, short,
};
use crate::problem::{Answer, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;
use zs_engine::scoring::{
    self, Actual, CommonItem, DepartmentProject, DepartmentSum, Funds, Row, Sheet, department,
    rescore,
};
use zs_engine::{Profile, Profiles, Scheme};
use zs_model::{Decimal, Indicator, Target};
use zs_store::{
    EvaluationFilter, EvaluationScores, Page, Reader, SelfEvaluation, UndertakingFilter,
};

/// One line of the department's own goal table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct DepartmentLine {
    pub level1: Option<String>,
    pub level2: Option<String>,
    pub level3: Option<String>,
    pub description: Option<String>,
    /// 年度指标值, as it is written.
    pub target: Option<String>,
    /// 实际完成值, as it is written; `null` where none is known, which is not zero.
    pub actual: Option<String>,
    #[serde(flatten)]
    pub written: EvaluationRow,
}

/// 年度绩效目标 of a department with what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct DepartmentGoal {
    #[schema(max_length = 2000)]
    pub goal: Option<String>,
    /// 实际完成情况.
    #[schema(max_length = 2000)]
    pub result: Option<String>,
    /// 偏差原因分析及改进措施.
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
}

/// Figures of a common item (财预〔2013〕53号).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct ItemFigures {
    /// What is divided; a decimal.
    pub part: Option<String>,
    /// By what; a decimal.
    pub whole: Option<String>,
}

/// What is written on a department's self-evaluation; it replaces what was written before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct DepartmentContent {
    /// The profile, where it is not to be the one that place and year choose.
    pub profile: Option<String>,
    /// The scheme, where it is not to be the one that the profile chooses.
    pub scheme: Option<String>,
    pub weighting: Weighting,
    #[serde(flatten)]
    pub texts: EvaluationTexts,
    pub goals: Vec<DepartmentGoal>,
    pub lines: Vec<DepartmentLine>,
    /// Figures of common items, by their id.
    pub items: BTreeMap<String, ItemFigures>,
    /// Texts of sections of the written report, by their id, where somebody changed them.
    pub report: BTreeMap<String, String>,
}

/// At most so many lines, goals.
pub(crate) const MOST: usize = 200;
/// The longest section of the report, in characters.
const SECTION: usize = 20_000;

impl DepartmentContent {
    /// Refuses what cannot be.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn check(&self) -> Answer<()> {
        let texts = &self.texts;
        short(&[&texts.goals_result, &texts.execution_reason, &texts.conclusion])?;
        short(&[&texts.problems, &texts.measures, &texts.note])?;
        chosen(self.profile.as_deref(), self.scheme.as_deref())?;
        for goal in &self.goals {
            short(&[&goal.goal, &goal.result, &goal.reason])?;
        }
        for line in &self.lines {
            short(&[&line.level1, &line.level2, &line.level3, &line.description])?;
            short(&[&line.target, &line.actual, &line.written.reason, &line.written.measure])?;
            line.written.weight.as_deref().map(points).transpose()?;
        }
        let figure =
            |text: &Option<String>| text.as_ref().is_none_or(|t| t.parse::<Decimal>().is_ok());
        let items = self.items.iter().all(|(id, item)| {
            CommonItem::by_id(id).is_some() && figure(&item.part) && figure(&item.whole)
        });
        let sections = self.report.iter().all(|(id, text)| {
            super::report::SECTIONS.iter().any(|section| section.id == id)
                && text.chars().count() <= SECTION
        });
        if items && sections && self.lines.len() <= MOST && self.goals.len() <= MOST {
            return Ok(());
        }
        let zh = "共性指标、报告章节或行数有误。";
        let en = "a common item, a section of the report or the number of lines is wrong";
        Err(Problem::new(ProblemKind::Invalid).because(zh, en))
    }
}

/// One project of the department as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub(crate) struct ProjectScore {
    pub undertaking: i64,
    /// Its self-evaluation; `null` where none was prepared.
    pub evaluation: Option<i64>,
    pub code: Option<String>,
    pub name: Option<String>,
    pub unit_name: Option<String>,
    /// Where its self-evaluation stands.
    pub state: Option<String>,
    pub initial_fen: i64,
    pub adjusted_fen: i64,
    pub paid_fen: i64,
    /// The score that counts.
    pub total: Option<String>,
    pub grade: Option<String>,
    /// The month of its last monitoring sheet of the year; `null` where none was made.
    pub watched: Option<i64>,
    /// 预算执行 as that sheet shows it: `red`, `yellow`, `green`, `blue`, `grey` (nothing is known).
    pub money_light: Option<String>,
    /// 绩效目标, likewise.
    pub goal_light: Option<String>,
}

/// Everything that a department's score is computed from, beside what people wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DepartmentBasis {
    pub node: i64,
    pub code: Option<String>,
    pub name: Option<String>,
    pub year: i64,
    pub projects: Vec<ProjectScore>,
    /// Profile and scheme, once they are fixed.
    pub scheme: Option<(String, String)>,
}

impl DepartmentBasis {
    /// The record as it stands now.
    pub async fn gather(reader: &mut Reader, one: &SelfEvaluation) -> Answer<Self> {
        let branches = vec![one.path.clone()];
        let filter = EvaluationFilter {
            year: Some(one.year),
            branches: branches.clone(),
            ..EvaluationFilter::default()
        };
        let mut evaluations = BTreeMap::new();
        let mut page = Page::first(500);
        loop {
            let found = reader.self_evaluations(&filter, &page).await?;
            let of = found.items.into_iter();
            evaluations.extend(of.filter_map(|found| Some((found.undertaking?, found))));
            let Some(cursor) = found.next else { break };
            page = Page::after(cursor, 500);
        }
        let sheets = last_sheets(reader, one.year, &one.path).await?;
        let filter = UndertakingFilter { year: one.year, month: 12, branches, light: None };
        let mut projects = Vec::new();
        let mut page = Page::first(500);
        loop {
            let found = reader.undertakings(&filter, &page).await?;
            let all = found.items.into_iter();
            projects.extend(all.filter(|row| row.undertaking.dropped_at.is_none()).map(|row| {
                let evaluation = evaluations.get(&row.undertaking.id);
                let score = evaluation.map(SelfEvaluation::score).cloned().unwrap_or_default();
                let sheet = sheets.get(&row.undertaking.id);
                let light = |light: zs_store::Light| light.word().to_owned();
                ProjectScore {
                    undertaking: row.undertaking.id,
                    evaluation: evaluation.map(|found| found.id),
                    code: row.undertaking.code,
                    name: row.undertaking.name,
                    unit_name: row.undertaking.unit_name,
                    state: evaluation.map(|found| found.state.clone()),
                    initial_fen: row.undertaking.initial,
                    adjusted_fen: row.end.adjusted,
                    paid_fen: row.end.paid,
                    total: score.total,
                    grade: score.grade,
                    watched: sheet.map(|sheet| sheet.month),
                    money_light: sheet.map(|sheet| light(sheet.signs.money)),
                    goal_light: sheet.map(|sheet| light(sheet.signs.goals)),
                }
            }));
            let Some(cursor) = found.next else { break };
            page = Page::after(cursor, 500);
        }
        let (code, name) = (one.code.clone(), one.name.clone());
        Ok(Self { node: one.node, code, name, year: one.year, projects, scheme: None })
    }

    /// 年初预算 of all projects.
    pub fn initial(&self) -> i64 {
        self.projects.iter().fold(0, |sum, project| sum.saturating_add(project.initial_fen))
    }

    fn sum(&self) -> DepartmentSum {
        let of = |project: &ProjectScore| DepartmentProject {
            funds: Funds {
                initial: Some(project.initial_fen),
                adjusted: project.adjusted_fen,
                paid: project.paid_fen,
            },
            total: project.total.as_ref().and_then(|total| total.parse().ok()),
            grade: project.grade.clone(),
        };
        department(&self.projects.iter().map(of).collect::<Vec<_>>())
    }
}

/// A department's self-evaluation with all its scores.
pub(crate) struct DepartmentScored {
    pub profile: &'static Profile,
    pub scheme: &'static Scheme,
    pub sum: DepartmentSum,
    pub own: Sheet,
    pub finance: Option<Sheet>,
}

impl DepartmentScored {
    /// Computes it on a thread where it may take its time.
    pub async fn of(
        area: String,
        basis: Arc<DepartmentBasis>,
        content: Arc<DepartmentContent>,
        given: Arc<Given>,
    ) -> Answer<Arc<Self>> {
        blocking(move || Self::computed(&area, &basis, &content, &given).map(Arc::new)).await
    }

    fn computed(
        area: &str,
        basis: &DepartmentBasis,
        content: &DepartmentContent,
        given: &Given,
    ) -> Answer<Self> {
        let indicators: Vec<Indicator> = content.lines.iter().map(indicator).collect();
        let fixed = basis.scheme.as_ref().map(|(p, s)| (Some(p.as_str()), Some(s.as_str())));
        let chosen = fixed.unwrap_or((content.profile.as_deref(), content.scheme.as_deref()));
        // A department has no form of a project: place and year choose.
        let profile = profile(area, ("", basis.year), chosen, given.place.as_deref());
        let levels = indicators.iter().filter_map(Indicator::kind1).collect();
        let year = u16::try_from(basis.year).ok();
        let scheme = chosen.1.and_then(|id| Profiles::embedded().scheme(id));
        let scheme = scheme.unwrap_or_else(|| profile.scheme(year, &levels));
        let lines = content.lines.iter().zip(&indicators).zip(1..);
        let mut rows: Vec<Row> = lines
            .map(|((line, indicator), at)| Row {
                actual: line.actual.as_ref().map_or(Actual::Missing, |actual| {
                    Actual::read(actual, &indicator.target, &scheme.bands)
                }),
                explained: said(line.written.reason.as_ref()),
                ..Row::of(format!("{at:04}"), indicator)
            })
            .collect();
        let written: Vec<EvaluationRow> =
            content.lines.iter().map(|line| line.written.clone()).collect();
        weigh(&mut rows, &written, content.weighting, scheme);
        let sum = basis.sum();
        let explained = said(content.texts.execution_reason.as_ref());
        let input = scoring::Project { year, funds: sum.funds, explained, rows };
        let own = zs_engine::score(&input, scheme).map_err(|error| {
            tracing::error!(why = error.en(), "a department cannot be scored");
            Problem::new(ProblemKind::Internal)
        })?;
        let finance = match &given.finance {
            Some(changes) => {
                let (rows, execution) = changes.for_sheet(&own)?;
                Some(rescore(&own, &input, scheme, &rows, execution.as_ref()))
            }
            None => None,
        };
        Ok(Self { profile, scheme, sum, own, finance })
    }
}

impl Scores for DepartmentScored {
    fn claimed(&self) -> &Sheet {
        &self.own
    }

    fn scores(&self) -> EvaluationScores {
        EvaluationScores {
            own: super::scored::score(Some(&self.own)),
            finance: super::scored::score(self.finance.as_ref()),
            ..EvaluationScores::default()
        }
    }
}

fn indicator(line: &DepartmentLine) -> Indicator {
    let weight = line.written.weight.as_ref().and_then(|weight| weight.parse().ok());
    Indicator {
        level1: line.level1.clone(),
        level2: line.level2.clone(),
        level3: line.level3.clone(),
        description: line.description.clone(),
        target: Target::parse(line.target.as_deref().unwrap_or_default()),
        weight: Some(weight),
        ..Indicator::default()
    }
}

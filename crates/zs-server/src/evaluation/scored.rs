//! A self-evaluation, computed: the rows with what was reached, scored by a scheme, and scored again by reviewers.
use crate::days;
use crate::evaluation::basis::Basis;
use crate::evaluation::written::{Changes, EvaluationRow, Kept, Weighting};
use crate::monitoring::facts::project_of;
use crate::monitoring::look::{Counting, read};
use crate::monitoring::rows::{Rows, assign};
use crate::problem::{Answer, Problem, ProblemKind};
use zs_engine::scoring::{self, Actual, Row, Sheet, rescore, weights};
use zs_engine::{Profile, Profiles, Scheme};
use zs_model::{Decimal, Project};
use zs_store::{ActualValue, EvaluationScores, Score};

/// What has scores: the own one, and those that reviewers gave instead.
pub(crate) trait Scores {
    /// What is claimed by who evaluates.
    fn claimed(&self) -> &Sheet;

    /// All totals, as the record keeps them.
    fn scores(&self) -> EvaluationScores;
}

/// A self-evaluation with all its scores.
pub(crate) struct Scored {
    pub project: Project,
    pub profile: &'static Profile,
    pub scheme: &'static Scheme,
    /// For each row the entry that counts.
    pub counting: Vec<Counting>,
    pub unmatched: Vec<ActualValue>,
    /// What people wrote on each row.
    pub written: Vec<EvaluationRow>,
    pub own: Sheet,
    pub department: Option<Sheet>,
    pub finance: Option<Sheet>,
}

/// What was chosen by hand, and what reviewers gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Given {
    /// The profile that the area has set for all its documents.
    pub place: Option<String>,
    pub profile: Option<String>,
    pub scheme: Option<String>,
    pub department: Option<Changes>,
    pub finance: Option<Changes>,
}

/// The profile: the one that was chosen, or that of the chosen scheme, or the one that the area has set, or the one that
/// place and year choose.
pub(crate) fn profile(
    area: &str,
    (form, year): (&str, i64),
    chosen: (Option<&str>, Option<&str>),
    place: Option<&str>,
) -> &'static Profile {
    let profiles = Profiles::embedded();
    let named = chosen.0.and_then(|id| profiles.get(id));
    let of_scheme = chosen.1.and_then(|id| {
        profiles.iter().find(|profile| profile.scoring.iter().any(|scheme| scheme.id == id))
    });
    let year = u16::try_from(year).ok();
    let set = place.and_then(|id| profiles.get(id));
    named.or(of_scheme).or(set).unwrap_or_else(|| profiles.choose(form, year, Some(area)))
}

impl Scored {
    /// Computes it. Slow work.
    pub fn of(area: &str, basis: &Basis, kept: &Kept, given: &Given) -> Answer<Self> {
        let project = project_of(&basis.form, basis.project.as_bytes())?;
        let fixed = basis.scheme.as_ref().map(|(p, s)| (Some(p.as_str()), Some(s.as_str())));
        let chosen = fixed.unwrap_or((given.profile.as_deref(), given.scheme.as_deref()));
        let profile = profile(area, (&basis.form, basis.year), chosen, given.place.as_deref());
        let levels = project.indicators.iter().filter_map(|i| i.kind1()).collect();
        let year = u16::try_from(basis.year).ok();
        let scheme = chosen.1.and_then(|id| Profiles::embedded().scheme(id));
        let scheme = scheme.unwrap_or_else(|| profile.scheme(year, &levels));

        let day = days::end_of_month(basis.year, 12);
        let entries = basis.entries();
        let assigned = assign(&project.indicators, &entries);
        let counting: Vec<Counting> = project
            .indicators
            .iter()
            .zip(&assigned.rows)
            .map(|(indicator, entries)| {
                let entry = ActualValue::counting(entries.iter().copied(), &day);
                let actual =
                    entry.map_or(Actual::Missing, |entry| read(entry, &indicator.target, scheme));
                Counting { entry: entry.cloned(), actual }
            })
            .collect();
        let unmatched = assigned.unmatched.into_iter().cloned().collect();
        let written = written(&project, kept);
        let mut rows: Vec<Row> = project
            .indicators
            .iter()
            .zip(&counting)
            .zip(&written)
            .zip(1..)
            .map(|(((indicator, counting), written), at)| Row {
                actual: counting.actual.clone(),
                explained: said(written.reason.as_ref()),
                ..Row::of(format!("{at:04}"), indicator)
            })
            .collect();
        weigh(&mut rows, &written, kept.weighting, scheme);
        let explained = said(kept.texts.execution_reason.as_ref());
        let input = scoring::Project { year, funds: basis.funds(), explained, rows };
        let own = zs_engine::score(&input, scheme).map_err(|error| {
            tracing::error!(why = error.en(), "a self-evaluation cannot be scored");
            Problem::new(ProblemKind::Internal)
        })?;
        let again = |before: &Sheet, changes: &Changes| {
            let (rows, execution) = changes.for_sheet(before)?;
            Ok::<_, Problem>(rescore(before, &input, scheme, &rows, execution.as_ref()))
        };
        let department =
            given.department.as_ref().map(|changes| again(&own, changes)).transpose()?;
        let before = department.as_ref().unwrap_or(&own);
        let finance = given.finance.as_ref().map(|changes| again(before, changes)).transpose()?;
        Ok(Self {
            project,
            profile,
            scheme,
            counting,
            unmatched,
            written,
            own,
            department,
            finance,
        })
    }

    /// The sheet that counts: the last one.
    pub fn last(&self) -> &Sheet {
        self.finance.as_ref().or(self.department.as_ref()).unwrap_or(&self.own)
    }
}

impl Scores for Scored {
    fn claimed(&self) -> &Sheet {
        &self.own
    }

    fn scores(&self) -> EvaluationScores {
        EvaluationScores {
            own: score(Some(&self.own)),
            department: score(self.department.as_ref()),
            finance: score(self.finance.as_ref()),
        }
    }
}

/// Total and grade as the record keeps them.
pub(crate) fn score(sheet: Option<&Sheet>) -> Score {
    Score {
        total: sheet.and_then(|sheet| sheet.total).map(|total| format!("{total:.2}")),
        grade: sheet.and_then(|sheet| sheet.grade.clone()),
    }
}

pub(crate) fn said(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// What was written on each row.
fn written(project: &Project, kept: &Kept) -> Vec<EvaluationRow> {
    let known = Rows::of(&project.indicators);
    let mut rows = vec![EvaluationRow::default(); project.indicators.len()];
    for row in &kept.rows {
        let at = known.find(row.level3.as_deref(), row.description.as_deref());
        if let Some(slot) = at.and_then(|at| rows.get_mut(at)) {
            *slot = row.written.clone();
        }
    }
    rows
}

/// Gives the rows their points.
pub(crate) fn weigh(
    rows: &mut [Row],
    written: &[EvaluationRow],
    weighting: Weighting,
    scheme: &Scheme,
) {
    let due = Decimal::from(scheme.indicator_points());
    let stated = || rows.iter().map(|row| row.weight).sum::<Decimal>() == due;
    let ids = || rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>();
    let given: Vec<Decimal> = match weighting {
        Weighting::Stated if stated() => return,
        Weighting::Stated | Weighting::ByLevel => weights::by_level(rows, scheme),
        Weighting::Equal => weights::equal(due, &ids()),
        Weighting::Hand => {
            let weight = |row: &EvaluationRow| row.weight.as_ref().and_then(|w| w.parse().ok());
            written.iter().map(|row| weight(row).unwrap_or_default()).collect()
        }
    };
    for (row, weight) in rows.iter_mut().zip(given) {
        row.weight = weight;
    }
}

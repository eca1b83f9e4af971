//! One undertaking at the end of a month, computed: money against the plan, goals against their pace, lights.
use crate::days;
use crate::monitoring::facts::{Facts, LastFacts};
use crate::monitoring::rows::{Rows, assign};
use crate::problem::{Answer, Problem, ProblemKind};
use std::collections::BTreeSet;
use zs_engine::scoring::{Actual, Funds, GoalWatch, LastYear, Light, Row, State, Watch, Watched};
use zs_engine::{Profile, Profiles, Scheme};
use zs_model::{Decimal, Level1, Project, Target};
use zs_store::{ActualValue, SheetSigns};

/// An undertaking as it stands.
pub(crate) struct Look {
    pub project: Project,
    pub profile: &'static Profile,
    pub funds: Funds,
    /// For each row the entry that counts.
    pub rows: Vec<Counting>,
    pub unmatched: Vec<ActualValue>,
    pub watched: Watched,
}

/// The entry that counts for a row, and how it reads against the target.
pub(crate) struct Counting {
    pub entry: Option<ActualValue>,
    pub actual: Actual,
}

/// The profile that a document chooses, or the one that was chosen for it.
pub(crate) fn profile(area: &str, facts: &Facts, chosen: Option<&str>) -> &'static Profile {
    let profiles = Profiles::embedded();
    let year = u16::try_from(facts.undertaking.year).ok();
    let chosen = chosen.and_then(|id| profiles.get(id));
    chosen.unwrap_or_else(|| profiles.choose(&facts.form, year, Some(area)))
}

/// The scheme whose words for the three states are understood.
pub(crate) fn scheme(profile: &'static Profile, project: &Project, year: i64) -> &'static Scheme {
    let levels: BTreeSet<Level1> = project.indicators.iter().filter_map(|i| i.kind1()).collect();
    profile.scheme(u16::try_from(year).ok(), &levels)
}

/// How an entry reads against a target.
pub(crate) fn read(entry: &ActualValue, target: &Target, scheme: &Scheme) -> Actual {
    let share = entry.share.as_deref().and_then(|share| share.parse::<Decimal>().ok());
    let state = entry.state.as_deref().and_then(state_of);
    match (state, entry.value.as_deref()) {
        (Some(state), _) => Actual::State { state, share },
        (None, Some(value)) => Actual::read(value, target, &scheme.bands),
        (None, None) => Actual::Missing,
    }
}

/// One of the three states of a goal in words.
pub(crate) fn state_of(word: &str) -> Option<State> {
    Some(match word {
        "met" => State::Met,
        "partial" => State::Partial,
        "unmet" => State::Unmet,
        _ => return None,
    })
}

impl Look {
    /// Looks at it by the rules of its place. Slow work.
    pub fn at(facts: &Facts, month: i64, area: &str, chosen: Option<&str>) -> Answer<Self> {
        let profile = profile(area, facts, chosen);
        let project = facts.project()?;
        let year = facts.undertaking.year;
        let scheme = scheme(profile, &project, year);
        let day = days::end_of_month(year, month);
        let assigned = assign(&project.indicators, &facts.values);
        let rows: Vec<Counting> = project
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
        let before = match &facts.last {
            Some(last) => Some(Before::of(last, &facts.form, month, scheme)?),
            None => None,
        };
        let end = facts.end(month).ok_or_else(|| Problem::new(ProblemKind::Internal))?;
        let initial = Some(facts.undertaking.initial);
        let funds = Funds { initial, adjusted: end.adjusted, paid: end.paid };
        let goals = project.indicators.iter().zip(&rows).zip(1..).map(|((indicator, row), at)| {
            let last_year = before.as_ref().and_then(|before| {
                before.figures(
                    indicator.level3.as_deref(),
                    indicator.description.as_deref(),
                    &indicator.target,
                )
            });
            let actual = row.actual.clone();
            let row = Row { actual, ..Row::of(format!("{at:04}"), indicator) };
            GoalWatch { row, adds_up: None, last_year }
        });
        let watch = Watch {
            year: u16::try_from(year).ok(),
            month: u8::try_from(month).unwrap_or(12),
            funds,
            plan: project.plan.clone(),
            last_year: facts.last.as_ref().and_then(paid),
            goals: goals.collect(),
        };
        let watched = zs_engine::watch(&watch, &profile.monitoring).map_err(|error| {
            tracing::error!(why = error.en(), "an undertaking cannot be looked at");
            Problem::new(ProblemKind::Internal)
        })?;
        let unmatched = assigned.unmatched.into_iter().cloned().collect();
        Ok(Self { project, profile, funds, rows, unmatched, watched })
    }

    /// What a sheet shows at a glance; a warning that comes now must be acted on within the profile's working days,
    /// without such a rule by the round's last day.
    pub fn signs(&self, now: i64, due_on: &str) -> SheetSigns {
        let within = self.profile.monitoring.act_within;
        let act_by = || match within {
            Some(count) => days::text(days::after_working_days(days::day_of(now), count)),
            None => due_on.to_owned(),
        };
        SheetSigns {
            light: kept(self.watched.light),
            money: kept(self.watched.money_light),
            goals: kept(self.watched.goal_light),
            act_by: self.watched.light.warns().then(act_by),
        }
    }
}

/// A light as the record keeps it.
pub(crate) fn kept(light: Light) -> zs_store::Light {
    zs_store::Light::parse(light.word()).unwrap_or(zs_store::Light::Grey)
}

/// Last year's payments; nothing where nothing was paid.
fn paid(last: &LastFacts) -> Option<LastYear> {
    let mut year = LastYear::default();
    for (slot, end) in year.0.iter_mut().zip(&last.months) {
        *slot = end.paid;
    }
    (year.0[11] > 0).then_some(year)
}

/// Last year's values by the rows of last year's table.
struct Before {
    rows: Rows,
    /// At the end of the same month, and of the year.
    entries: Vec<(Option<ActualValue>, Option<ActualValue>)>,
    scheme: &'static Scheme,
}

impl Before {
    fn of(last: &LastFacts, form: &str, month: i64, scheme: &'static Scheme) -> Answer<Self> {
        let project = last.project(form)?;
        let assigned = assign(&project.indicators, &last.values);
        let (then, whole) =
            (days::end_of_month(last.year, month), days::end_of_month(last.year, 12));
        let entries = assigned.rows.iter().map(|entries| {
            let at = |day: &str| ActualValue::counting(entries.iter().copied(), day).cloned();
            (at(&then), at(&whole))
        });
        let entries = entries.collect();
        Ok(Self { rows: Rows::of(&project.indicators), entries, scheme })
    }

    /// Both figures in the unit of this year's target.
    fn figures(
        &self,
        level3: Option<&str>,
        description: Option<&str>,
        target: &Target,
    ) -> Option<(Decimal, Decimal)> {
        let (then, whole) = self.entries.get(self.rows.find(level3, description)?)?;
        let figure = |entry: &Option<ActualValue>| match read(entry.as_ref()?, target, self.scheme)
        {
            Actual::Figure(figure) => Some(figure),
            _ => None,
        };
        figure(then).zip(figure(whole))
    }
}

//! Actual values: what was reached for each indicator of an undertaking, entry after entry, with its evidence.
use crate::app::App;
use crate::caller::Caller;
use crate::days;
use crate::deed::{Deed, Told};
use crate::input::{Body, Path, Query};
use crate::monitoring::facts::Facts;
use crate::monitoring::look::{profile, read, scheme, state_of};
use crate::monitoring::rows::assign;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::Action;
use crate::rule_settings;
use crate::{blocking::blocking, years};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::scoring::Actual;
use zs_model::{Decimal, Indicator, Op};
use zs_store::{ActualValue, NewActualValue, ValueSource};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_actuals, create_actual))
}

/// The longest value, and the longest evidence, in characters.
const LONGEST: usize = 500;

/// One entry.
#[derive(Serialize, ToSchema)]
pub(crate) struct EntryBody {
    id: i64,
    /// The approved version that was looked at.
    version: i64,
    /// The row's words in that version.
    level3: Option<String>,
    description: Option<String>,
    /// Until which day it was reached.
    day: String,
    /// As it was written.
    value: Option<String>,
    /// `met`, `partial`, `unmet`.
    state: Option<String>,
    /// Percent of the points that the state is worth.
    share: Option<String>,
    /// How it reads against the target: `figure`, `day`, `state`, `done`, `unread`; `missing` takes back.
    reading: &'static str,
    /// The figure in the unit of the target.
    figure: Option<String>,
    /// What it rests on: `attachment`, `record`, `statement`.
    source: &'static str,
    /// Which record, or the statement.
    evidence: Option<String>,
    attachment: Option<i64>,
    created_by: i64,
    created_at: i64,
}

impl EntryBody {
    pub fn of(entry: &ActualValue, actual: &Actual) -> Self {
        let (reading, figure) = match actual {
            Actual::Missing => ("missing", None),
            Actual::Figure(figure) => ("figure", Some(figure.normalize().to_string())),
            Actual::Day(_) => ("day", None),
            Actual::State { .. } => ("state", None),
            Actual::Done(_) => ("done", None),
            Actual::Unread(_) => ("unread", None),
        };
        Self {
            id: entry.id,
            version: entry.version,
            level3: entry.level3.clone(),
            description: entry.description.clone(),
            day: entry.day.clone(),
            value: entry.value.clone(),
            state: entry.state.clone(),
            share: entry.share.clone(),
            reading,
            figure,
            source: entry.source.word(),
            evidence: entry.evidence.clone(),
            attachment: entry.attachment,
            created_by: entry.created_by,
            created_at: entry.created_at,
        }
    }

    /// An entry without a target to read it against.
    pub fn unmatched(entry: &ActualValue) -> Self {
        let actual = match entry.is_known() {
            true => Actual::Unread(String::new()),
            false => Actual::Missing,
        };
        Self::of(entry, &actual)
    }
}

/// One row of the goal table with its entries.
#[derive(Serialize, ToSchema)]
pub(crate) struct RowActuals {
    /// The row, from 1.
    indicator: usize,
    level1: Option<String>,
    level2: Option<String>,
    level3: Option<String>,
    description: Option<String>,
    /// 年度指标值.
    target: Option<String>,
    /// The entry that counts on the day; `null` where none is known, which is not zero.
    counting: Option<EntryBody>,
    /// Every entry, the newest first.
    entries: Vec<EntryBody>,
}

/// The actual values of an undertaking.
#[derive(Serialize, ToSchema)]
pub(crate) struct ActualList {
    undertaking: i64,
    /// The approved version whose rows these are: an entry names it.
    version: i64,
    /// The day on which `counting` counts.
    on: String,
    items: Vec<RowActuals>,
    /// Entries whose row the approved version no longer has.
    unmatched: Vec<EntryBody>,
}

/// On which day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ActualQuery {
    /// `YYYY-MM-DD`; without it the last day of the year.
    on: Option<String>,
}

/// An entry to make.
#[derive(Deserialize, ToSchema)]
pub(crate) struct NewActual {
    /// The approved version that is looked at.
    version: i64,
    /// The row of its goal table, from 1.
    indicator: usize,
    /// Until which day it was reached, `YYYY-MM-DD`.
    day: String,
    /// As it is written: a figure with its unit, a day, a word. Neither value nor state takes back what stood.
    #[schema(max_length = 500)]
    value: Option<String>,
    /// Of a goal in words: `met`, `partial`, `unmet`.
    state: Option<String>,
    /// Percent of the points that the state is worth, a decimal.
    share: Option<String>,
    /// What it rests on: `attachment` (needs `attachment`), `record` or `statement` (need `evidence`).
    source: String,
    #[schema(max_length = 500)]
    evidence: Option<String>,
    attachment: Option<i64>,
}

/// What somebody may read of an undertaking.
pub(crate) async fn readable_facts(app: &App, caller: &Caller, id: i64) -> Answer<Facts> {
    let mut reader = app.store.read(&caller.area).await?;
    let undertaking = reader.undertaking(id).await?;
    caller.require(Action::ReadDocuments, &undertaking.path)?;
    Facts::gather(&mut reader, id).await
}

/// The actual values of an undertaking, row by row.
#[utoipa::path(get, path = "/undertakings/{undertaking}/actuals", tag = "monitoring",
    params(("undertaking" = i64, Path), ActualQuery), responses(
    (status = 200, description = "the values", body = ActualList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_actuals(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(query): Query<ActualQuery>,
) -> Answer<Json<ActualList>> {
    let facts = readable_facts(&app, &caller, id).await?;
    let on = query.on.unwrap_or_else(|| days::end_of_month(facts.undertaking.year, 12));
    if days::parse(&on).is_none() {
        return Err(invalid("日期应写作 YYYY-MM-DD。", "a day is written YYYY-MM-DD"));
    }
    let chosen = rule_settings::stored(&mut app.store.read(&caller.area).await?).await?.profile;
    let area = caller.area.clone();
    blocking(move || listed(&facts, on, &area, chosen.as_deref())).await.map(Json)
}

fn listed(facts: &Facts, on: String, area: &str, chosen: Option<&str>) -> Answer<ActualList> {
    let project = facts.project()?;
    let scheme = scheme(profile(area, facts, chosen), &project, facts.undertaking.year);
    let assigned = assign(&project.indicators, &facts.values);
    let rows = project.indicators.iter().zip(&assigned.rows).zip(1..);
    let items = rows.map(|((row, entries), indicator)| {
        let wire = |entry: &ActualValue| EntryBody::of(entry, &read(entry, &row.target, scheme));
        RowActuals {
            indicator,
            level1: row.level1.clone(),
            level2: row.level2.clone(),
            level3: row.level3.clone(),
            description: row.description.clone(),
            target: row.target.raw.clone(),
            counting: ActualValue::counting(entries.iter().copied(), &on).map(wire),
            entries: entries.iter().rev().map(|entry| wire(entry)).collect(),
        }
    });
    Ok(ActualList {
        undertaking: facts.undertaking.id,
        version: facts.undertaking.version,
        items: items.collect(),
        unmatched: assigned.unmatched.iter().rev().map(|e| EntryBody::unmatched(e)).collect(),
        on,
    })
}

/// Make an entry. Nothing is overwritten: of the entries of one row and day the newest counts.
#[utoipa::path(post, path = "/undertakings/{undertaking}/actuals", tag = "monitoring",
    params(("undertaking" = i64, Path)), request_body = NewActual, responses(
    (status = 201, description = "entered; with how it reads against the target", body = EntryBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_actual(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(new): Body<NewActual>,
) -> Answer {
    let mut reader = app.store.read(&caller.area).await?;
    let undertaking = reader.undertaking(id).await?;
    caller.require(Action::WriteMonitoring, &undertaking.path)?;
    Deed::replayed(&app, &caller).await?;
    let facts = Facts::gather(&mut reader, id).await?;
    let chosen = rule_settings::stored(&mut reader).await?.profile;
    drop(reader);
    let version = facts.undertaking.version;
    if new.version != version {
        let (zh, en) =
            ("绩效目标已调整，请按新的指标填写。", "the goals were adjusted; look at them again");
        return Err(Problem::new(ProblemKind::Stale).because(zh, en).with("current", version));
    }
    let (year, document) = (facts.undertaking.year, facts.undertaking.document);
    let source = acceptable(&new, year, days::day_of(app.now()))?;
    let area = caller.area.clone();
    let ordinal = new.indicator;
    let (row, scheme) = blocking(move || {
        let mut project = facts.project()?;
        let scheme = scheme(profile(&area, &facts, chosen.as_deref()), &project, year);
        match ordinal.checked_sub(1).filter(|at| *at < project.indicators.len()) {
            Some(at) => Ok((project.indicators.swap_remove(at), scheme)),
            None => Err(invalid("没有这一行指标。", "there is no such row")),
        }
    })
    .await?;
    fits(&new, &row)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    years::require_open(&mut deed, year).await?;
    if let Some(file) = new.attachment
        && deed.attachment(file).await?.document != Some(document)
    {
        return Err(invalid("附件不属于这份文本。", "the file belongs to another document"));
    }
    let entry = NewActualValue {
        undertaking: id,
        version,
        level3: row.level3.as_deref(),
        description: row.description.as_deref(),
        day: &new.day,
        value: new.value.as_deref().map(str::trim),
        state: new.state.as_deref(),
        share: new.share.as_deref(),
        source,
        evidence: new.evidence.as_deref(),
        attachment: new.attachment,
        actor: caller.account,
        now: deed.now,
    };
    let number = deed.create_actual_value(&entry).await?;
    let detail = json!({ "entry": number, "indicator": new.indicator, "day": new.day });
    let told = Told { action: "actual.create", object: "undertaking", detail, ..Told::default() };
    let after = new.value.as_deref().or(new.state.as_deref());
    deed.audit(Told { id: id.to_string(), after, ..told }).await?;
    let made = deed.actual_values(id).await?.into_iter().find(|one| one.id == number);
    let made = made.ok_or_else(|| Problem::new(ProblemKind::Internal))?;
    let body = EntryBody::of(&made, &read(&made, &row.target, scheme));
    deed.done(StatusCode::CREATED, &body).await
}

fn invalid(zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::Invalid).because(zh, en)
}

/// What can be said of an entry without the goal table; gives its source.
fn acceptable(new: &NewActual, year: i64, today: i64) -> Answer<ValueSource> {
    let day = days::parse(&new.day)
        .ok_or_else(|| invalid("日期应写作 YYYY-MM-DD。", "a day is written YYYY-MM-DD"))?;
    if !new.day.starts_with(&format!("{year:04}-")) || day > today {
        let zh = format!("时点应在 {year} 年度内，且不晚于今天。");
        let en = format!("the day lies within {year} and not after today");
        return Err(invalid(zh, en));
    }
    let long =
        |text: &Option<String>| text.as_ref().is_some_and(|text| text.chars().count() > LONGEST);
    if long(&new.value) || long(&new.evidence) {
        let zh = format!("每栏不超过 {LONGEST} 字。");
        return Err(invalid(zh, format!("no more than {LONGEST} characters in a field")));
    }
    if new.value.as_ref().is_some_and(|value| value.trim().is_empty()) {
        let en = "a blank is no value; send null to take back what stood";
        return Err(invalid("完成值不能为空白；撤回请填 null。", en));
    }
    let source = ValueSource::parse(&new.source)
        .ok_or_else(|| invalid("来源应是 attachment、record 或 statement。", "no such source"))?;
    let told = new.evidence.as_ref().is_some_and(|text| !text.trim().is_empty());
    match source {
        ValueSource::Attachment if new.attachment.is_none() => {
            Err(invalid("请给出附件。", "name the file"))
        }
        ValueSource::Record | ValueSource::Statement if !told => {
            let zh = "请写明记录的名称或说明的内容。";
            Err(invalid(zh, "say which record it is, or what is stated"))
        }
        source => Ok(source),
    }
}

/// A state is for goals in words, and a share for a state.
fn fits(new: &NewActual, row: &Indicator) -> Answer<()> {
    let op = row.target.op;
    let figure = op.is_comparison() || op == Op::Between;
    if let Some(state) = &new.state {
        if state_of(state).is_none() || new.value.is_some() {
            let zh = "state 应是 met、partial 或 unmet，且不与 value 同时填写。";
            return Err(invalid(
                zh,
                "a state is met, partial or unmet, and stands without a value",
            ));
        }
        if figure {
            let zh = "该指标是定量指标，请填写数值。";
            return Err(invalid(zh, "the target is a figure; enter a figure"));
        }
    }
    let share = new.share.as_deref().map(|share| {
        let read: Option<Decimal> = share.parse().ok();
        read.is_some_and(|share| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&share))
    });
    if share.is_some_and(|fine| !fine || new.state.is_none()) {
        let zh = "share 是 0 至 100 的数，只与 state 一起填写。";
        return Err(invalid(zh, "a share is 0 to 100, and stands with a state"));
    }
    Ok(())
}

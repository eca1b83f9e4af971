//! What is due and the light at the end of each month, by the rules; kept beside the sums so that a board only reads.
use super::rules::Rules;
use crate::app::App;
use crate::problem::{Answer, Problem, ProblemKind};
use serde::Deserialize;
use zs_engine::Monitoring;
use zs_engine::scoring::{Funds, Watch, Watched};
use zs_model::{Decimal, Money, MoneyUnit, Plan, PlanPoint};
use zs_store::{Light, Lights, MonthEnd, Unlit, Writer};

/// So many are lit in one transaction.
const AT_ONCE: i64 = 100;
/// So many transactions somebody who looks waits for; the rest is lit behind their back.
const PATIENCE: usize = 3;

#[derive(Default, Deserialize)]
struct Body {
    #[serde(default)]
    plan: Vec<Point>,
}

#[derive(Deserialize)]
struct Point {
    month: u8,
    percent: Option<String>,
}

/// The spending plan of a project as the record keeps it; empty where its content is of another shape.
pub(crate) fn plan_of(body: &[u8]) -> Plan {
    let body: Body = serde_json::from_slice(body).unwrap_or_default();
    let point = |point: Point| PlanPoint {
        month: point.month,
        percent: point.percent.and_then(|percent| percent.parse().ok()),
    };
    Plan(body.plan.into_iter().map(point).collect())
}

/// The money of a project at the end of a month, as the rules see it.
fn watched(plan: &Plan, end: &MonthEnd, rules: &Monitoring) -> Answer<Watched> {
    let month = u8::try_from(end.month).unwrap_or(1);
    let funds = Funds { initial: None, adjusted: end.adjusted, paid: end.paid };
    let watch = Watch { month, funds, plan: plan.clone(), ..Watch::default() };
    zs_engine::watch(&watch, rules).map_err(|error| {
        tracing::error!(why = error.en(), "a light was not found");
        Problem::new(ProblemKind::Internal)
    })
}

/// The percent of the budget that is due when so many months of the year have ended.
pub(crate) fn due_percent(plan: &Plan, months: u8, rules: &Monitoring) -> Decimal {
    let base = rules.money.pace.map_or(zs_engine::Base::Plan, |pace| pace.base);
    zs_engine::scoring::curve::due_by(plan, base, months)
}

/// So many percent of an amount in 分, half up.
fn share(fen: i64, percent: Decimal) -> i64 {
    let yuan =
        Decimal::new(fen, 2).checked_mul(percent).map(|product| product / Decimal::from(100));
    yuan.and_then(|yuan| Money::new(yuan, MoneyUnit::Yuan)).map_or(fen, Money::fen)
}

fn lights(unlit: &Unlit, rules: &Rules) -> Answer<Lights> {
    let plan = plan_of(&unlit.body);
    let rules = rules.monitoring(&unlit.form, unlit.year);
    let mut months = [(0, Light::Grey); 12];
    for (place, end) in months.iter_mut().zip(&unlit.ends) {
        let seen = watched(&plan, end, rules)?;
        let light = Light::parse(seen.money_light.word()).unwrap_or(Light::Grey);
        *place = (share(end.adjusted, seen.due), light);
    }
    Ok(Lights { undertaking: unlit.undertaking, months })
}

/// Lights undertakings that something was booked on, in the same transaction.
pub(crate) async fn light(writer: &mut Writer, undertakings: &[i64]) -> Answer<()> {
    let rules = Rules::of(writer).await?;
    light_by(writer, undertakings, &rules).await
}

async fn light_by(writer: &mut Writer, undertakings: &[i64], rules: &Rules) -> Answer<()> {
    let unlit = writer.to_light(undertakings).await?;
    let lit = unlit.iter().map(|one| lights(one, rules)).collect::<Answer<Vec<_>>>()?;
    Ok(writer.set_lights(&lit, &rules.stamp).await?)
}

/// Lights what an approval made or changed.
pub(crate) async fn light_document(writer: &mut Writer, document: i64) -> Answer<()> {
    let all = writer.undertakings_of(document).await?;
    let unlit: Vec<i64> = all.iter().filter(|u| u.lit.is_empty()).map(|u| u.id).collect();
    light(writer, &unlit).await
}

/// Brings the lights of a year up to date before somebody looks. `false` where there were too many: the rest is lit
/// behind their back.
pub(crate) async fn light_year(app: &App, area: &str, year: i64) -> Answer<bool> {
    for _ in 0..PATIENCE {
        if !light_some(app, area, year).await? {
            return Ok(true);
        }
    }
    if let Some(turn) = app.lighting.begin((area.to_owned(), year)) {
        let (app, area) = (app.clone(), area.to_owned());
        tokio::spawn(async move {
            let _turn = turn;
            while !*app.stopping.borrow() {
                match light_some(&app, &area, year).await {
                    Ok(true) => tokio::task::yield_now().await,
                    Ok(false) => return,
                    Err(problem) => {
                        tracing::warn!(kind = problem.kind.word(), "lights were not found");
                        return;
                    }
                }
            }
        });
    }
    Ok(false)
}

/// Lights some; whether more may be out of date. Nothing is held where nothing is to do.
async fn light_some(app: &App, area: &str, year: i64) -> Answer<bool> {
    let mut reader = app.store.read(area).await?;
    let rules = Rules::of(&mut reader).await?;
    if reader.unlit(year, &rules.stamp, 1).await?.is_empty() {
        return Ok(false);
    }
    drop(reader);
    let mut writer = app.store.write(area).await?;
    let some = writer.unlit(year, &rules.stamp, AT_ONCE).await?;
    light_by(&mut writer, &some, &rules).await?;
    writer.commit().await?;
    Ok(!some.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_exact_and_goes_half_up() {
        assert_eq!(share(1_000_001, Decimal::new(50, 0)), 500_001);
        assert_eq!(share(333, Decimal::new(333, 1)), 111);
        assert_eq!(share(i64::MAX, Decimal::from(100)), i64::MAX);
        assert_eq!(share(0, Decimal::from(7)), 0);
    }

    #[test]
    fn a_plan_is_read_from_the_kept_project() {
        let body =
            br#"{"name":"x","plan":[{"month":3,"percent":"25"},{"month":6,"percent":null}]}"#;
        assert_eq!(plan_of(body).due_by(6), Decimal::from(25));
        assert_eq!(plan_of(b"[]"), Plan::default());
    }
}

//! The light board: money against the plan and fixed points, goals against their pace, forecasts.
use crate::door::{d, funds, row, scheme};
use zs_catalog::{Monitoring, Profiles};
use zs_model::{Deadline, Decimal, Level2, Plan, PlanPoint};
use zs_score::{
    Actual, GoalRow, GoalWatch, LastYear, Light, Likelihood, State, Watch, Watched, curve, watch,
};

fn rules(profile: &str) -> &'static Monitoring {
    &Profiles::embedded().get(profile).unwrap().monitoring
}

/// The plan 25, blank, 75, 100 at the ends of months 3, 6, 10, 12.
fn plan() -> Plan {
    let point = |(month, percent): (u8, Option<u32>)| PlanPoint {
        month,
        percent: percent.map(Decimal::from),
    };
    Plan([(3, Some(25)), (6, None), (10, Some(75)), (12, Some(100))].map(point).to_vec())
}

fn money(profile: &str, month: u8, paid: i64) -> Watched {
    let project = Watch { month, funds: funds(1000, paid), plan: plan(), ..Watch::default() };
    watch(&project, rules(profile))
}

#[test]
fn a_blank_point_changes_nothing_on_any_day() {
    let due = |day: &str| curve::due_on(&plan(), Deadline::parse(day).unwrap()).to_string();
    let days = ["2024-03-30", "2024-03-31", "2024-06-30", "2024-10-30", "2024-10-31", "2024-12"];
    assert_eq!(days.map(due), ["0", "25", "25", "25", "75", "100"]);
    assert_eq!(due("2024-02-29"), "0");
}

#[test]
fn money_is_held_against_the_plan() {
    let june = money("national", 6, 200);
    // 200 ÷ 1000 = 20%, 25% due: 80% of it, 5 points behind.
    assert_eq!((june.due, june.rate, june.deviation), (d("25"), Some(d("20")), Some(d("-5.00"))));
    assert_eq!(june.money_light, Light::Green);
    assert_eq!(money("national", 6, 199).money_light, Light::Yellow);
    assert_eq!(money("national", 6, 149).money_light, Light::Red);
    assert_eq!(money("national", 2, 0).money_light, Light::Green);
    assert_eq!(watch(&Watch::default(), rules("national")).money_light, Light::Grey);
}

#[test]
fn money_is_held_against_even_months() {
    // Half of the year: 50% due; 40% of the budget is 80% of that.
    assert_eq!(money("anhui", 6, 400).money_light, Light::Green);
    assert_eq!(money("anhui", 6, 399).money_light, Light::Yellow);
    assert_eq!(money("anhui", 6, 299).money_light, Light::Red);
}

#[test]
fn money_is_held_against_fixed_points() {
    let lights = [(3, 0), (4, 249), (4, 250), (5, 250), (6, 399), (8, 600), (10, 799), (12, 799)]
        .map(|(month, paid)| money("sichuan", month, paid).money_light.word());
    assert_eq!(lights.join(" "), "green yellow green green yellow green yellow yellow");
}

#[test]
fn forecasts_of_money() {
    let mut last = LastYear([0; 12]);
    last.0[5..].copy_from_slice(&[200, 300, 400, 500, 600, 700, 800]);
    let project =
        Watch { month: 6, funds: funds(1000, 200), last_year: Some(last), ..Watch::default() };
    let watched = watch(&project, rules("national"));
    assert_eq!(watched.linear.unwrap().paid, 40_000);
    // Last year a quarter was paid by June: 200 × 800 ÷ 200.
    let shaped = watched.like_last_year.unwrap();
    assert_eq!((shaped.paid, shaped.rate, shaped.capped), (80_000, d("80"), false));
    let early = watch(&Watch { month: 5, ..project.clone() }, rules("national"));
    assert_eq!(early.like_last_year, None);
    let fast = watch(&Watch { funds: funds(1000, 900), ..project }, rules("national"));
    assert_eq!((fast.linear.unwrap().paid, fast.linear.unwrap().capped), (100_000, true));
    assert!(fast.lines.iter().any(|line| line.zh().contains("已按预算封顶")));
}

fn goal(target: &str, actual: &str, month: u8) -> GoalRow {
    let goal = GoalWatch {
        row: row(target, actual, "10", &scheme("national-2020")),
        ..GoalWatch::default()
    };
    one(goal, month)
}

fn one(goal: GoalWatch, month: u8) -> GoalRow {
    let project = Watch { year: Some(2024), month, goals: vec![goal], ..Watch::default() };
    watch(&project, rules("national")).goals.remove(0)
}

#[test]
fn counted_things_are_held_against_their_share_of_the_year() {
    let june = |actual| goal("≥100次", actual, 6);
    let lights = ["29", "30", "39", "40", "59", "60"].map(|actual| june(actual).light.word());
    assert_eq!(lights.join(" "), "red yellow yellow green green blue");
    assert_eq!(june("40").linear, Some(d("80")));
    assert_eq!(june("40").progress, Some(d("40")));
    assert_eq!(june("40").likelihood, Some(Likelihood::Possible));
    assert_eq!(june("50").likelihood, Some(Likelihood::Certain));
    assert_eq!(goal("≥100次", "99", 12).likelihood, Some(Likelihood::Impossible));
    assert!(june("40").lines[0].zh().contains("应达50"));
}

#[test]
fn ratios_are_held_against_the_whole_target() {
    let june = goal("≥95%", "90%", 6);
    // 90 ÷ 95 = 94.7% of what is due
    assert_eq!((june.light, june.linear, june.progress), (Light::Green, Some(d("90")), None));
    let forced = GoalWatch {
        row: row("≥90%", "45%", "10", &scheme("national-2020")),
        adds_up: Some(true),
        ..GoalWatch::default()
    };
    assert_eq!(one(forced, 6).linear, Some(d("90")));
}

#[test]
fn a_limit_is_kept_or_broken() {
    assert_eq!(goal("≤328万度", "150万度", 6).light, Light::Green);
    let broken = goal("≤328万度", "329万度", 10);
    assert_eq!((broken.light, broken.likelihood), (Light::Red, Some(Likelihood::Impossible)));
    let ratio = goal("≤5%", "6%", 6);
    assert_eq!((ratio.light, ratio.likelihood), (Light::Red, Some(Likelihood::Possible)));
}

#[test]
fn deadlines_and_states_have_lights() {
    assert_eq!(goal("2024年6月前", "2024-05-20", 6).light, Light::Green);
    assert_eq!(goal("2024年6月前", "", 5).light, Light::Grey);
    assert_eq!(goal("2024年6月前", "", 6).light, Light::Red);
    assert_eq!(goal("2024年6月前", "2024-07-01", 7).light, Light::Red);
    let mut partial = GoalWatch {
        row: row("有效保障", "", "10", &scheme("national-2020")),
        ..GoalWatch::default()
    };
    assert_eq!(one(partial.clone(), 6).light, Light::Grey);
    partial.row.actual = Actual::State { state: State::Partial, share: None };
    assert_eq!(one(partial, 6).light, Light::Yellow);
}

#[test]
fn the_project_shows_its_worst_light_and_the_gap() {
    let mut slow = GoalWatch {
        row: row("≥100次", "60", "10", &scheme("national-2020")),
        ..GoalWatch::default()
    };
    slow.row.level2 = Some(Level2::Quantity);
    let project =
        Watch { month: 6, funds: funds(1000, 450), goals: vec![slow], ..Watch::default() };
    let watched = watch(&project, rules("sichuan"));
    assert_eq!((watched.money_light, watched.goal_light), (Light::Green, Light::Green));
    // Goals stand at 60%, money at 45%: 15 points apart, more than 10.
    assert_eq!((watched.gap, watched.light), (Some(d("15")), Light::Yellow));
    assert_eq!(watch(&project, rules("national")).light, Light::Green.min(Light::Blue));
}

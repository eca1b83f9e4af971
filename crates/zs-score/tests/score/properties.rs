//! What holds for every scheme, target and figure: range, monotony, order, exact sums, no panic.
use proptest::prelude::*;
use zs_catalog::{Exact, OverPolicy, Profiles, Scheme, Strict};
use zs_model::{Deadline, Decimal, Level1, Level2, Op, Plan, PlanPoint, Target};
use zs_score::{
    Actual, Funds, GoalWatch, Line, Project, Row, Sheet, State, Watch, forecast, score, watch,
    weights,
};

/// Small figures with ties, and figures as large and as fine as they come.
fn figure() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        4 => (-300_i64..300).prop_map(|n| Decimal::new(n, 1)),
        2 => (-40_i64..40).prop_map(Decimal::from),
        1 => (any::<i64>(), 0_u32..28).prop_map(|(n, scale)| Decimal::new(n, scale)),
        1 => Just(Decimal::MAX),
        1 => Just(Decimal::MIN),
        1 => Just(Decimal::ZERO),
    ]
}

fn points() -> impl Strategy<Value = Decimal> {
    prop_oneof![8 => (0_i64..5000).prop_map(|n| Decimal::new(n, 2)), 1 => figure()]
}

fn target() -> impl Strategy<Value = Target> {
    let texts = ["有效保障", "无", "", "2024年6月前", "12月", "≥95%", "≤3万元", "≥972023年"];
    let number = (0..6_usize, figure(), figure()).prop_map(|(op, value, upper)| Target {
        op: [Op::Ge, Op::Gt, Op::Le, Op::Lt, Op::Eq, Op::Between][op],
        value: Some(value),
        upper: Some(upper),
        ..Target::default()
    });
    prop_oneof![5 => number, 1 => proptest::sample::select(texts.to_vec()).prop_map(Target::parse)]
}

fn actual() -> impl Strategy<Value = Actual> {
    let state = (0..3_usize, proptest::option::of(figure())).prop_map(|(state, share)| {
        Actual::State { state: [State::Met, State::Partial, State::Unmet][state], share }
    });
    let day = (proptest::option::of(2023_u16..2026), 1_u8..=12, proptest::option::of(1_u8..29));
    prop_oneof![
        6 => figure().prop_map(Actual::Figure),
        2 => state,
        1 => day.prop_map(|(y, m, d)| Deadline::new(y, m, d).map_or(Actual::Missing, Actual::Day)),
        1 => any::<bool>().prop_map(Actual::Done),
        1 => Just(Actual::Missing),
        1 => Just(Actual::Unread("？".to_owned())),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    let level1 = [None, Some(Level1::Output), Some(Level1::Cost), Some(Level1::Satisfaction)];
    let level2 = [None, Some(Level2::Cost), Some(Level2::ClientSatisfaction)];
    let levels = (0..level1.len(), 0..level2.len());
    (levels, target(), points(), actual(), any::<bool>()).prop_map(
        move |((one, two), target, weight, actual, explained)| Row {
            id: String::new(),
            level1: level1[one],
            level2: level2[two],
            target,
            weight,
            actual,
            explained,
        },
    )
}

fn project() -> impl Strategy<Value = Project> {
    let money = prop_oneof![-10_i64..1000, any::<i64>()];
    (money.clone(), money, proptest::collection::vec(row(), 0..8)).prop_map(
        |(adjusted, paid, mut rows)| {
            for (at, row) in rows.iter_mut().enumerate() {
                row.id = format!("{at}");
            }
            let funds = Funds { initial: None, adjusted, paid };
            Project { year: Some(2024), funds, explained: false, rows }
        },
    )
}

/// Every scheme of the catalog, and every policy beside.
fn scheme() -> impl Strategy<Value = Scheme> {
    let all: Vec<Scheme> =
        Profiles::embedded().iter().flat_map(|profile| profile.scoring.clone()).collect();
    let exact = [Exact::AtLeast, Exact::AtMost, Exact::Symmetric, Exact::AllOrNothing];
    let over = [OverPolicy::None, OverPolicy::Reason, OverPolicy::Deduct];
    let late = proptest::option::of(0_u32..5);
    (0..all.len(), 0..4_usize, 0..3_usize, any::<bool>(), late).prop_map(
        move |(at, number, policy, strict, late_months)| {
            let mut scheme = all[at].clone();
            scheme.operators.exact = exact[number];
            scheme.operators.late_months = late_months;
            if strict {
                scheme.operators.strict = Strict::AllOrNothing;
            }
            scheme.over.policy = over[policy];
            scheme.over.most = 20;
            scheme.caps = vec![zs_catalog::Cap { below: 60, most: 75 }];
            scheme
        },
    )
}

fn alone(row: &Row, scheme: &Scheme) -> Option<Decimal> {
    let project = Project { year: Some(2024), rows: vec![row.clone()], ..Project::default() };
    score(&project, scheme).rows[0].score
}

fn two_decimals(points: Decimal) -> bool {
    points.round_dp(2) == points
}

fn is_whole(line: &Line) -> bool {
    !line.zh().contains('{') && !line.en().contains('{')
}

/// Range and sums of one sheet.
fn check(sheet: &Sheet) -> Result<(), TestCaseError> {
    let inside = |score: Decimal, weight: Decimal| {
        score >= Decimal::ZERO && score <= weight && two_decimals(score) && two_decimals(weight)
    };
    let mut known = Decimal::ZERO;
    for (score, weight) in sheet
        .rows
        .iter()
        .map(|row| (row.score, row.weight))
        .chain([(sheet.execution.score, sheet.execution.weight)])
    {
        prop_assert!(score.is_none_or(|score| inside(score, weight)), "{score:?} of {weight}");
        known += score.unwrap_or_default();
    }
    prop_assert_eq!(known, sheet.known);
    let levels: Decimal = sheet.levels.iter().map(|level| level.score).sum();
    prop_assert_eq!(levels + sheet.execution.score.unwrap_or_default(), known);
    for level in &sheet.levels {
        prop_assert_eq!(level.score, level.parts.iter().map(|part| part.score).sum::<Decimal>());
        prop_assert_eq!(level.weight, level.parts.iter().map(|part| part.weight).sum::<Decimal>());
    }
    prop_assert_eq!(sheet.total.is_some(), sheet.missing == 0);
    if let Some(total) = sheet.total {
        let off = sheet.cap.as_ref().map_or(Decimal::ZERO, |cap| cap.off);
        prop_assert_eq!(total + off, known);
        prop_assert!(inside(total, sheet.weight) && sheet.grade.is_some());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_score_leaves_its_range_and_every_sum_is_exact(project in project(), scheme in scheme()) {
        let sheet = score(&project, &scheme);
        check(&sheet)?;
        for line in sheet.rows.iter().flat_map(|row| row.lines.iter().chain(&row.notices)) {
            prop_assert!(is_whole(line));
        }
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(project in project(), scheme in scheme(), by in 0..8_usize) {
        let one = score(&project, &scheme);
        let mut turned = project.clone();
        let length = turned.rows.len().max(1);
        turned.rows.rotate_left(by % length);
        turned.rows.reverse();
        let other = score(&turned, &scheme);
        prop_assert_eq!((&one.levels, one.total, &one.grade), (&other.levels, other.total, &other.grade));
        for row in &one.rows {
            prop_assert!(other.rows.contains(row));
        }
        let weights = |project: &Project| {
            let given = weights::by_level(&project.rows, &scheme);
            let mut named: Vec<_> = project.rows.iter().map(|row| row.id.clone()).zip(given).collect();
            named.sort();
            named
        };
        prop_assert_eq!(weights(&project), weights(&turned));
    }

    /// Better is more for ≥, less for ≤, nearer for = and a range; beyond the limit of a scheme that takes points
    /// off, more is not better any more.
    #[test]
    fn no_score_falls_when_an_actual_improves(
        mut row in row(), a in figure(), b in figure(), scheme in scheme()
    ) {
        let (low, high) = (a.min(b), a.max(b));
        let mut at = |actual| {
            row.actual = Actual::Figure(actual);
            alone(&row, &scheme)
        };
        let (below, above) = (at(low), at(high));
        prop_assert_eq!(below.is_some(), above.is_some());
        let (Some(below), Some(above), Some(value)) = (below, above, row.target.value) else { return Ok(()) };
        let full = scheme.over.policy != OverPolicy::Deduct;
        let cost = row.level1 == Some(Level1::Cost) || row.level2 == Some(Level2::Cost);
        let (op, exact) = (row.target.op, if cost { scheme.operators.exact_cost } else { scheme.operators.exact });
        match op {
            Op::Ge | Op::Gt => prop_assert!(!full || below <= above),
            Op::Le | Op::Lt => prop_assert!(below >= above),
            Op::Eq if exact == Exact::AtLeast && !value.is_zero() => prop_assert!(!full || below <= above),
            Op::Eq if exact == Exact::AtLeast || exact == Exact::AtMost => prop_assert!(below >= above),
            Op::Eq if high <= value => prop_assert!(below <= above),
            Op::Eq if low >= value => prop_assert!(below >= above),
            Op::Between => {
                let upper = row.target.upper.unwrap_or(value);
                if high <= value.max(upper) { prop_assert!(below <= above); }
                if low >= value.min(upper) { prop_assert!(below >= above); }
            }
            _ => {}
        }
    }

    #[test]
    fn a_better_state_a_higher_share_and_an_earlier_day_never_score_less(
        scheme in scheme(), weight in points(), shares in (figure(), figure()), days in ((1_u8..=12, 1_u8..29), (1_u8..=12, 1_u8..29))
    ) {
        let mut row = Row { target: Target::parse("有效保障"), weight, ..Row::default() };
        let mut of = |state, share| {
            row.actual = Actual::State { state, share: Some(share) };
            alone(&row, &scheme).unwrap()
        };
        let (low, high) = (shares.0.min(shares.1), shares.0.max(shares.1));
        for state in [State::Met, State::Partial, State::Unmet] {
            prop_assert!(of(state, low) <= of(state, high));
        }
        prop_assert!(of(State::Unmet, high) <= of(State::Partial, low));
        prop_assert!(of(State::Partial, high) <= of(State::Met, low));
        let mut row = Row { target: Target::parse("2024年6月15日前"), weight, ..Row::default() };
        let mut on = |(month, day)| {
            row.actual = Actual::Day(Deadline::new(Some(2024), month, Some(day)).unwrap());
            alone(&row, &scheme).unwrap()
        };
        prop_assert!(on(days.0.min(days.1)) >= on(days.0.max(days.1)));
    }

    #[test]
    fn more_paid_never_scores_less(scheme in scheme(), adjusted in any::<i64>(), a in any::<i64>(), b in any::<i64>()) {
        let of = |paid| {
            let funds = Funds { initial: None, adjusted, paid };
            score(&Project { funds, ..Project::default() }, &scheme).total
        };
        prop_assert!(of(a.min(b)) <= of(a.max(b)));
    }

    #[test]
    fn weights_sum_exactly(points in 0_i64..20_000, given in proptest::collection::vec(figure(), 1..60)) {
        let points = Decimal::new(points, 2);
        let names: Vec<String> = (0..given.len()).map(|at| at.to_string()).collect();
        let named: Vec<(&str, Decimal)> = names.iter().map(String::as_str).zip(given).collect();
        let scaled = weights::in_proportion(points, &named);
        prop_assert_eq!(scaled.iter().sum::<Decimal>(), points);
        prop_assert!(scaled.iter().all(|weight| *weight >= Decimal::ZERO && two_decimals(*weight)));
        let ids: Vec<&str> = names.iter().map(String::as_str).collect();
        let equal = weights::equal(points, &ids);
        prop_assert_eq!(equal.iter().sum::<Decimal>(), points);
        let (least, most) = (equal.iter().min().unwrap(), equal.iter().max().unwrap());
        prop_assert!(*most - *least <= Decimal::new(1, 2));
    }

    #[test]
    fn monitoring_never_panics_and_more_paid_is_never_a_worse_light(
        project in project(), month in any::<u8>(), more in 0_i64..1000,
        points in proptest::collection::vec((any::<u8>(), proptest::option::of(figure())), 0..5),
        last in (figure(), figure()), adds_up in proptest::option::of(any::<bool>())
    ) {
        let plan = Plan(points.into_iter().map(|(month, percent)| PlanPoint { month, percent }).collect());
        let goal = |row: &Row| GoalWatch { row: row.clone(), adds_up, last_year: Some(last) };
        let goals = project.rows.iter().map(goal).collect();
        let mut project = Watch { year: project.year, month, funds: project.funds, plan, last_year: None, goals };
        for profile in Profiles::embedded().iter() {
            let before = watch(&project, &profile.monitoring);
            let lines = before.lines.iter().chain(before.goals.iter().flat_map(|goal| &goal.lines));
            for line in lines {
                prop_assert!(is_whole(line));
            }
            let paid = project.funds.paid;
            project.funds.paid = paid.saturating_add(more);
            let after = watch(&project, &profile.monitoring);
            project.funds.paid = paid;
            prop_assert!(before.money_light <= after.money_light);
            let last = zs_score::LastYear([paid; 12]);
            let _ = forecast::like_last_year(&project.funds, month, &last);
        }
    }
}

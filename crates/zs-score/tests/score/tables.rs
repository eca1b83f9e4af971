//! The published rules, line by line: execution, operators, bands, over-completion, grades.
use crate::door::{d, funds, of_row, points, row, scheme, text};
use zs_catalog::{Cap, Exact, OverPolicy, Strict, ZeroBudget};
use zs_model::Level2;
use zs_score::{Actual, Funds, Project, Say, State, score};

fn execution(id: &str, funds: Funds) -> String {
    text(score(&Project { funds, ..Project::default() }, &scheme(id)).execution.score)
}

#[test]
fn execution_in_proportion() {
    // 10 × 876543 ÷ 1000000 = 8.76543
    assert_eq!(execution("national-2020", funds(1_000_000, 876_543)), "8.77");
    assert_eq!(execution("national-2020", funds(1_000_000, 1_000_000)), "10.00");
    assert_eq!(execution("national-2020", funds(1_000_000, 1_200_000)), "10.00");
    assert_eq!(execution("national-2020", funds(1_000_000, 0)), "0.00");
    // 20 × 1 ÷ 3 = 6.666…
    assert_eq!(execution("hubei-2020", funds(3, 1)), "6.67");
    // Reversals above payments are no negative points.
    assert_eq!(execution("national-2020", funds(100, -5)), "0.00");
}

#[test]
fn execution_by_steps() {
    for (paid, points) in [
        (10_000, "10.00"),
        (9_999, "7.00"),
        (8_000, "7.00"),
        (7_999, "5.00"),
        (6_000, "5.00"),
        (5_999, "0.00"),
    ] {
        let funds = Funds { initial: None, adjusted: 10_000, paid };
        assert_eq!(execution("national-2021-steps", funds), points, "{paid}");
    }
}

#[test]
fn a_budget_of_zero_is_no_crash() {
    assert_eq!(execution("national-2020", funds(0, 0)), "0.00");
    assert_eq!(execution("national-2020", funds(-10, 5)), "0.00");
    let mut scheme = scheme("national-2020");
    scheme.execution.zero_budget = ZeroBudget::Missing;
    let sheet = score(&Project { funds: funds(0, 7), ..Project::default() }, &scheme);
    assert_eq!((sheet.execution.score, sheet.total, sheet.missing), (None, None, 1));
    assert_eq!(sheet.execution.notices[0].say, Say::NoBudget);
}

#[test]
fn sichuan_asks_for_a_reason_below_ninety_percent() {
    let notices = |paid| {
        let project = Project { funds: funds(1000, paid), ..Project::default() };
        score(&project, &scheme("sichuan-2023")).execution.notices.len()
    };
    assert_eq!((notices(899), notices(900)), (1, 0));
}

#[test]
fn positive_targets() {
    let national = scheme("national-2020");
    let points = |target, actual| points(target, actual, "10", &national);
    assert_eq!(points("≥95%", "95%"), "10.00");
    assert_eq!(points("≥95%", "100%"), "10.00");
    // 10 × 90 ÷ 95 = 9.4736…
    assert_eq!(points("≥95%", "90%"), "9.47");
    assert_eq!(points("≥500人", "0人"), "0.00");
    assert_eq!(points("≥500人", "-1"), "0.00");
    assert_eq!(points("≥0次", "0"), "10.00");
    assert_eq!(points("≥0次", "-1"), "0.00");
    // Units of one kind are converted: 2万度 are 20000度.
    assert_eq!(points("≥40000度", "2万度"), "5.00");
}

#[test]
fn negative_targets_by_the_linear_rule() {
    let national = scheme("national-2020");
    let points = |target, actual| points(target, actual, "10", &national);
    assert_eq!(points("≤200次", "200"), "10.00");
    // 10 × (1 − (250−200)÷200) = 7.5
    assert_eq!(points("≤200次", "250"), "7.50");
    assert_eq!(points("≤200次", "399"), "0.05");
    assert_eq!(points("≤200次", "400"), "0.00");
    assert_eq!(points("≤200次", "4000"), "0.00");
    assert_eq!(points("≤0次", "0"), "10.00");
    assert_eq!(points("≤0次", "1"), "0.00");
}

#[test]
fn negative_targets_by_hubei_s_rule() {
    let hubei = scheme("hubei-2020");
    // 10 × 200 ÷ 250 = 8; 10 × 200 ÷ 400 = 5
    assert_eq!(points("≤200次", "250", "10", &hubei), "8.00");
    assert_eq!(points("≤200次", "400", "10", &hubei), "5.00");
    assert_eq!(points("≤0次", "3", "10", &hubei), "0.00");
    assert_eq!(points("≥200次", "250", "10", &hubei), "10.00");
}

#[test]
fn exact_targets_by_each_policy() {
    let mut national = scheme("national-2020");
    let both = |scheme: &_| {
        ["90", "100", "110"].map(|actual| points("=100人", actual, "10", scheme)).join(" ")
    };
    assert_eq!(both(&national), "9.00 10.00 10.00");
    assert_eq!(points("=0次", "0", "10", &national), "10.00");
    assert_eq!(points("=0次", "1", "10", &national), "0.00");
    national.operators.exact = Exact::Symmetric;
    assert_eq!(both(&national), "9.00 10.00 9.00");
    national.operators.exact = Exact::AllOrNothing;
    assert_eq!(both(&national), "0.00 10.00 0.00");
    national.operators.exact = Exact::AtMost;
    assert_eq!(both(&national), "10.00 10.00 9.00");
}

#[test]
fn a_cost_that_is_just_a_number_is_a_most() {
    let national = scheme("national-2020");
    let cost = |actual| {
        let mut row = row("50万元", actual, "10", &national);
        row.level2 = Some(Level2::Cost);
        text(of_row(row, &national).score)
    };
    assert_eq!(cost("45万元"), "10.00");
    // 10 × (1 − (55−50)÷50) = 9, given in 元
    assert_eq!(cost("550000元"), "9.00");
}

#[test]
fn strict_bounds_keep_the_strict_test() {
    let mut national = scheme("national-2020");
    let at = |scheme: &_, target, actual| {
        let scored = of_row(row(target, actual, "10", scheme), scheme);
        (scored.met, text(scored.score))
    };
    assert_eq!(at(&national, ">90%", "90%"), (Some(false), "10.00".to_owned()));
    assert_eq!(at(&national, ">90%", "90.1%"), (Some(true), "10.00".to_owned()));
    assert_eq!(at(&national, "<5%", "5%"), (Some(false), "10.00".to_owned()));
    national.operators.strict = Strict::AllOrNothing;
    assert_eq!(at(&national, ">90%", "90%"), (Some(false), "0.00".to_owned()));
    assert_eq!(at(&national, "≥90%", "90%"), (Some(true), "10.00".to_owned()));
}

#[test]
fn ranges_and_targets_below_zero() {
    let national = scheme("national-2020");
    let points = |target, actual| points(target, actual, "10", &national);
    assert_eq!(points("50~60人", "55"), "10.00");
    assert_eq!(points("50~60人", "40"), "8.00");
    assert_eq!(points("50~60人", "66"), "9.00");
    // At least −5: −6 misses it by a fifth; at most −5: −4 misses it by a fifth.
    assert_eq!(points("≥-5%", "-6%"), "8.00");
    assert_eq!(points("≤-5%", "-4%"), "8.00");
}

#[test]
fn deadlines() {
    let mut national = scheme("national-2020");
    let at = |scheme: &_, actual| points("2024年11月30日前", actual, "10", scheme);
    assert_eq!(at(&national, "2024年11月30日"), "10.00");
    assert_eq!(at(&national, "2024-12-01"), "0.00");
    national.operators.late_months = Some(4);
    assert_eq!(at(&national, "2024-12-20"), "7.50");
    assert_eq!(at(&national, "2025-06-20"), "0.00");
}

#[test]
fn states_stay_in_their_bands() {
    let of = |id: &str, state, share: Option<&str>| {
        let scheme = scheme(id);
        let mut row = row("有效保障", "", "10", &scheme);
        row.actual = Actual::State { state, share: share.map(d) };
        text(of_row(row, &scheme).score)
    };
    assert_eq!(of("national-2020", State::Met, None), "10.00");
    assert_eq!(of("national-2020", State::Met, Some("80")), "8.00");
    assert_eq!(of("national-2020", State::Met, Some("70")), "8.00");
    assert_eq!(of("national-2020", State::Partial, Some("60")), "6.00");
    // 80 belongs to the better state: 10 × 79.99% = 7.999
    assert_eq!(of("national-2020", State::Partial, Some("79")), "7.90");
    assert_eq!(of("national-2020", State::Unmet, Some("59.5")), "5.95");
    assert_eq!(of("hubei-2020", State::Partial, Some("50")), "5.00");
    assert_eq!(of("hubei-2020", State::Unmet, Some("55")), "5.00");
}

#[test]
fn words_of_published_forms_are_read() {
    let national = scheme("national-2020");
    let state = |words| match row("有效保障", words, "10", &national).actual {
        Actual::State { state, share: None } => state,
        other => panic!("{words}: {other:?}"),
    };
    assert_eq!(state("达成预期指标"), State::Met);
    assert_eq!(state("部分达成目标并具有一定效果"), State::Partial);
    assert_eq!(state("未达成年度指标且效果较差"), State::Unmet);
}

#[test]
fn satisfaction_by_steps() {
    let steps = scheme("national-2021-steps");
    let at = |actual| {
        let mut row = row("≥95%", actual, "10", &steps);
        row.level2 = Some(Level2::ClientSatisfaction);
        text(of_row(row, &steps).score)
    };
    assert_eq!(
        ["90%", "89.99%", "80%", "60%", "59%"].map(at).join(" "),
        "10.00 8.00 8.00 5.00 0.00"
    );
}

#[test]
fn missing_is_missing_and_never_zero() {
    let national = scheme("national-2020");
    for (target, actual) in
        [("≥95%", ""), ("≥95%", "达成年度指标"), ("有效保障", "95%"), ("≥5吨", "7人")]
    {
        let scored = of_row(row(target, actual, "10", &national), &national);
        assert_eq!((scored.score, scored.met), (None, None), "{target} {actual}");
        assert_eq!(scored.lines.len(), 1);
    }
    let rows = vec![row("≥95%", "", "90", &national)];
    let sheet = score(&Project { funds: funds(10, 10), rows, ..Project::default() }, &national);
    assert_eq!((sheet.total, sheet.grade.as_deref(), sheet.missing), (None, None, 1));
    assert_eq!(sheet.known.to_string(), "10.00");
    assert!(sheet.lines[0].zh().contains("暂无总分"));
}

#[test]
fn far_above_the_target() {
    let notices = |id: &str, target: &str, actual: &str| {
        let scheme = scheme(id);
        let row = zs_score::Row { explained: false, ..row(target, actual, "10", &scheme) };
        let scored = of_row(row, &scheme);
        assert_eq!(text(scored.score), "10.00");
        scored.notices.iter().map(|line| line.say).collect::<Vec<_>>()
    };
    assert_eq!(notices("guangxi", "≥100人", "129人"), []);
    assert_eq!(notices("guangxi", "≥100人", "130人"), [Say::OverReason]);
    assert_eq!(notices("guangxi", "≥0人", "30人"), [Say::OverZeroReason]);
    assert_eq!(notices("guangxi", "≥0人", "29人"), []);
    assert_eq!(notices("shanxi", "≥100人", "500人"), []);
    assert_eq!(notices("guangxi", "≤100人", "10人"), []);

    let mut scheme = scheme("guangxi");
    scheme.over.policy = OverPolicy::Deduct;
    scheme.over.most = 20;
    let at = |actual| points("≥100人", actual, "10", &scheme);
    // 145% is 15% above 130%: 10 − 1.5; at most 20% is taken off.
    assert_eq!((at("145人"), at("900人")), ("8.50".to_owned(), "8.00".to_owned()));
}

#[test]
fn an_unexplained_miss_is_named() {
    let national = scheme("national-2020");
    let row = zs_score::Row { explained: false, ..row("≥95%", "90%", "10", &national) };
    assert_eq!(of_row(row, &national).notices[0].say, Say::ReasonDue);
}

#[test]
fn grades_are_data() {
    let grade = |id: &str, points: &str| {
        let scheme = scheme(id);
        let rows = vec![row("≥100人", points, "100", &scheme)];
        let project = Project { funds: funds(1, 0), rows, ..Project::default() };
        score(&project, &scheme).grade.unwrap()
    };
    for (points, national, shanxi) in
        [("90", "优", "优"), ("89.99", "良", "优"), ("79.99", "中", "良"), ("59.99", "差", "差")]
    {
        assert_eq!(grade("national-2020", points), national, "{points}");
        assert_eq!(grade("shanxi", points), shanxi, "{points}");
    }
}

#[test]
fn low_execution_caps_the_total() {
    let mut scheme = scheme("national-2020");
    scheme.caps = vec![Cap { below: 80, most: 89 }, Cap { below: 50, most: 79 }];
    let total = |paid| {
        let rows = vec![row("≥100人", "100人", "90", &scheme)];
        let sheet =
            score(&Project { funds: funds(100, paid), rows, ..Project::default() }, &scheme);
        let off = sheet.cap.map_or(d("0"), |cap| cap.off);
        assert_eq!(sheet.known - off, sheet.total.unwrap());
        (text(sheet.total), sheet.grade.unwrap())
    };
    assert_eq!(total(80), ("98.00".to_owned(), "优".to_owned()));
    assert_eq!(total(79), ("89.00".to_owned(), "良".to_owned()));
    assert_eq!(total(49), ("79.00".to_owned(), "中".to_owned()));
}

//! Weights, levels, reviews, departments and proposals.
use crate::door::{d, funds, row, scheme, text};
use std::collections::BTreeMap;
use zs_catalog::{Action, Profiles};
use zs_model::{Deadline, Decimal, Level1, Unit};
use zs_score::{
    Change, CommonItem, DepartmentProject, Funds, Light, Outcome, Payment, Project, Row, Say,
    Sheet, department, doubts, propose, rescore, score, together, weights,
};

fn strings(weights: &[Decimal]) -> String {
    weights.iter().map(Decimal::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn equal_weights_sum_exactly_and_ties_go_by_id() {
    assert_eq!(strings(&weights::equal(d("50"), &["b", "c", "a"])), "16.67 16.66 16.67");
    assert_eq!(strings(&weights::equal(d("90"), &["a", "b", "c", "d"])), "22.50 22.50 22.50 22.50");
    assert!(weights::equal(d("50"), &[]).is_empty());
}

#[test]
fn weights_by_hand_are_scaled() {
    let scaled = |given: &[(&str, Decimal)]| strings(&weights::in_proportion(d("90"), given));
    assert_eq!(scaled(&[("a", d("1")), ("b", d("2"))]), "30.00 60.00");
    // 90 × 1/7 = 12.857…, 90 × 3/7 = 38.571…: floors leave two hundredths, for the two largest remainders.
    assert_eq!(scaled(&[("a", d("1")), ("b", d("3")), ("c", d("3"))]), "12.86 38.57 38.57");
    assert_eq!(scaled(&[("a", d("0")), ("b", d("-1"))]), "45.00 45.00");
}

#[test]
fn weights_by_level_follow_the_split() {
    let national = scheme("national-2020");
    let of = |levels: &[Level1]| -> String {
        let rows = levels.iter().enumerate().map(|(at, level)| Row {
            id: format!("{at}"),
            level1: Some(*level),
            ..Row::default()
        });
        strings(&weights::by_level(&rows.collect::<Vec<_>>(), &national))
    };
    use Level1::{Benefit, Output, Satisfaction};
    assert_eq!(
        of(&[Output, Output, Output, Benefit, Satisfaction]),
        "16.67 16.67 16.66 30.00 10.00"
    );
    assert_eq!(of(&[Output, Benefit]), "50.00 40.00");
    // Without benefit its points go to the others, 50 to 10.
    assert_eq!(of(&[Output, Satisfaction]), "75.00 15.00");
}

#[test]
fn wrong_weights_are_named() {
    let national = scheme("national-2020");
    let sheet = sheet_of(&national, &[("≥1次", "1", "60")], funds(1, 1));
    assert_eq!(sheet.notices.len(), 1);
    assert_eq!(sheet.notices[0].zh(), "各项分值之和为60.00分，应为90.00分。");
    let hubei = scheme("hubei-2020");
    assert!(sheet_of(&hubei, &[("≥1次", "1", "80")], funds(1, 1)).notices.is_empty());
}

fn project_of(scheme: &zs_catalog::Scheme, rows: &[(&str, &str, &str)], funds: Funds) -> Project {
    let rows = rows.iter().enumerate().map(|(at, (target, actual, weight))| Row {
        id: format!("{at}"),
        explained: false,
        ..row(target, actual, weight, scheme)
    });
    Project { funds, rows: rows.collect(), ..Project::default() }
}

fn sheet_of(scheme: &zs_catalog::Scheme, rows: &[(&str, &str, &str)], funds: Funds) -> Sheet {
    score(&project_of(scheme, rows, funds), scheme)
}

#[test]
fn a_review_changes_points_and_keeps_the_first_sheet() {
    let national = scheme("national-2020");
    let project = project_of(&national, &[("≥1次", "1", "50"), ("≥1次", "", "40")], funds(1, 1));
    let first = score(&project, &national);
    let change = |score: &str| Change { score: d(score), reason: "佐证不足".to_owned() };
    let changes: BTreeMap<String, Change> =
        [("0".to_owned(), change("44.5")), ("1".to_owned(), change("99"))].into();
    let second = rescore(&first, &project, &national, &changes, Some(&change("9")));
    assert_eq!(first.total, None);
    assert_eq!(text(second.total), "93.50");
    let said = second.rows[0].lines.last().unwrap().zh();
    assert_eq!(said, "复核：由50.00改为44.50分。理由：佐证不足。");
    // Whoever ends the reason as a sentence gets no second full stop.
    let stopped = Change { score: d("44.5"), reason: "佐证不足。".to_owned() };
    let again = rescore(&first, &project, &national, &[("0".to_owned(), stopped)].into(), None);
    let line = again.rows[0].lines.last().unwrap();
    assert_eq!(line.zh(), said);
    assert!(line.en().ends_with("Reason: 佐证不足。"), "{}", line.en());
    assert_eq!(second.rows[1].score, Some(d("40")));
    assert_eq!(text(second.levels[0].score.into()), "84.50");
}

#[test]
fn a_department_weighs_its_projects_by_money() {
    let national = scheme("national-2020");
    let large = sheet_of(&national, &[("≥1次", "1", "90")], funds(300, 300));
    let small = sheet_of(&national, &[("≥1次", "0", "90")], funds(100, 100));
    let open = sheet_of(&national, &[("≥1次", "", "90")], funds(600, 0));
    let of = |adjusted, paid, sheet| DepartmentProject::of(funds(adjusted, paid), sheet);
    let sum = department(&[of(300, 300, &large), of(100, 100, &small), of(600, 0, &open)]);
    // (100 × 300 + 10 × 100) ÷ 400 = 77.5
    assert_eq!((text(sum.mean), sum.open), ("77.50".to_owned(), 1));
    assert_eq!(sum.funds, funds(1000, 400));
    assert_eq!(sum.grades, BTreeMap::from([("优".to_owned(), 1), ("差".to_owned(), 1)]));
    assert_eq!(department(&[]).mean, None);
}

#[test]
fn several_units_are_one_before_they_are_scored() {
    let of = |unit: &str, units: &[(&str, i64)]| {
        let units: Vec<_> = units.iter().map(|(figure, fen)| (d(figure), *fen)).collect();
        together(Some(&Unit::new(unit)), &units).map(|sum| sum.normalize().to_string())
    };
    assert_eq!(of("人", &[("30", 1), ("12", 9)]).as_deref(), Some("42"));
    assert_eq!(of("%", &[("90", 100), ("60", 200)]).as_deref(), Some("70"));
    assert_eq!(of("%", &[]), None);
}

#[test]
fn common_items_divide() {
    let item = CommonItem::by_id("budget-completion").unwrap();
    assert_eq!(text(item.rate(d("2"), d("3"))), "66.67");
    assert_eq!(item.rate(d("2"), d("0")), None);
}

#[test]
fn proposals_follow_the_grade_and_name_their_reasons() {
    let national = scheme("national-2020");
    let sichuan = Profiles::embedded().get("sichuan").unwrap();
    let of = |paid, actual, light| {
        let money = funds(100, paid);
        let sheet = sheet_of(&national, &[("≥100次", actual, "90")], money);
        let outcome = Outcome { sheet: &sheet, funds: money, light, open_rectifications: 0 };
        let proposal = propose(&outcome, &sichuan.results);
        (
            proposal.action,
            proposal.rectify,
            proposal.reasons.iter().map(|r| r.say).collect::<Vec<_>>(),
        )
    };
    assert_eq!(of(100, "100", None), (Some(Action::First), false, vec![Say::ReasonGrade]));
    assert_eq!(
        of(100, "60", Some(Light::Red)),
        (Some(Action::Cut), true, vec![Say::ReasonGrade, Say::ReasonRed, Say::ReasonUnexplained])
    );
    assert_eq!(of(100, "1", None).0, Some(Action::Cancel));
    assert_eq!(of(100, "", None), (None, true, vec![Say::ReasonMissing]));

    let mut results = sichuan.results.clone();
    results.cut_below = Some(60);
    let money = funds(100, 59);
    let sheet = sheet_of(&national, &[("≥100次", "100", "90")], money);
    let outcome = Outcome { sheet: &sheet, funds: money, light: None, open_rectifications: 2 };
    let proposal = propose(&outcome, &results);
    assert_eq!((proposal.action, proposal.rectify), (Some(Action::Cut), true));
    assert_eq!(proposal.reasons[1].zh(), "预算执行率59.00%，低于60.00%。");
}

#[test]
fn doubtful_payments_are_caught() {
    let day = |text| Deadline::parse(text).unwrap();
    let payment = |id: &str, voucher: Option<&str>, fen| Payment {
        id: id.to_owned(),
        voucher: voucher.map(str::to_owned),
        day: day("2024-05-06"),
        fen,
        payee: "甲公司".to_owned(),
        reverses: None,
    };
    let money = Funds { initial: None, adjusted: 1000, paid: 400 };
    let said = |new: &Payment, like: &[Payment]| -> Vec<Say> {
        doubts(new, &money, like).iter().map(|line| line.say).collect()
    };
    let first = payment("1", Some("A-1"), 400);
    assert_eq!(said(&payment("2", Some("A-2"), 400), std::slice::from_ref(&first)), []);
    assert_eq!(
        said(&payment("2", Some("A-1"), 400), std::slice::from_ref(&first)),
        [Say::PaymentTwice]
    );
    assert_eq!(said(&payment("2", None, 400), std::slice::from_ref(&first)), [Say::PaymentTwice]);
    assert_eq!(said(&payment("2", None, 601), &[]), [Say::PaymentAboveRemaining]);
    assert_eq!(said(&payment("2", None, 0), &[]), [Say::PaymentNotPositive]);

    let back = first.reversal("3".to_owned(), day("2024-06-01"));
    assert_eq!((back.fen, said(&back, std::slice::from_ref(&first))), (-400, vec![]));
    assert_eq!(said(&back, &[]), [Say::ReversalUnknown]);
    let again = Payment { id: "4".to_owned(), ..back.clone() };
    assert_eq!(said(&again, &[first.clone(), back.clone()]), [Say::ReversalTooMuch]);
    // What was taken back may be paid again.
    assert_eq!(said(&payment("5", Some("A-1"), 400), &[first, back]), []);
}

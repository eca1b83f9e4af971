//! Any project by any scheme: points stay in range, sums are exact, the order of rows and an empty budget do no harm,
//! and more of what is wanted never scores less.
#![no_main]
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use zs_catalog::{Exact, OverPolicy, Profiles, Scheme};
use zs_model::{Deadline, Decimal, Level1, Level2, Op, Target};
use zs_score::{Actual, Funds, GoalWatch, Project, Row, State, Watch, score, watch, weights};

fuzz_target!(|bytes: &[u8]| {
    let mut input = Unstructured::new(bytes);
    let _ = run(&mut input);
});

fn run(input: &mut Unstructured<'_>) -> Result<()> {
    let profiles: Vec<_> = Profiles::embedded().iter().collect();
    let profile = *input.choose(&profiles)?;
    let mut scheme = input.choose(&profile.scoring)?.clone();
    vary(input, &mut scheme)?;
    let mut project = Project {
        year: Some(2024),
        funds: Funds { initial: None, adjusted: input.arbitrary()?, paid: input.arbitrary()? },
        explained: input.arbitrary()?,
        rows: Vec::new(),
    };
    for at in 0..input.int_in_range(0..=12)? {
        project.rows.push(row(input, at)?);
    }
    let sheet = score(&project, &scheme);
    check(&project, &scheme);
    let goals = project.rows.iter().cloned().map(|row| GoalWatch { row, ..GoalWatch::default() });
    let monitored = Watch {
        year: project.year,
        month: input.arbitrary()?,
        funds: project.funds,
        goals: goals.collect(),
        ..Watch::default()
    };
    let watched = watch(&monitored, &profile.monitoring);
    let lines = sheet.rows.iter().flat_map(|row| row.lines.iter().chain(&row.notices));
    for line in lines.chain(&sheet.lines).chain(&watched.lines) {
        assert!(!line.zh().contains('{') && !line.en().contains('{'));
    }
    better(input, &project, &scheme)
}

fn vary(input: &mut Unstructured<'_>, scheme: &mut Scheme) -> Result<()> {
    let exact = [Exact::AtLeast, Exact::AtMost, Exact::Symmetric, Exact::AllOrNothing];
    scheme.operators.exact = *input.choose(&exact)?;
    scheme.operators.late_months = input.arbitrary()?;
    scheme.over.policy =
        *input.choose(&[OverPolicy::None, OverPolicy::Reason, OverPolicy::Deduct])?;
    scheme.over.most = input.int_in_range(0..=100)?;
    Ok(())
}

fn row(input: &mut Unstructured<'_>, at: usize) -> Result<Row> {
    let level1 = [None, Some(Level1::Output), Some(Level1::Cost), Some(Level1::Satisfaction)];
    let level2 = [None, Some(Level2::Cost), Some(Level2::ClientSatisfaction)];
    Ok(Row {
        id: at.to_string(),
        level1: *input.choose(&level1)?,
        level2: *input.choose(&level2)?,
        target: target(input)?,
        weight: figure(input)?,
        actual: actual(input)?,
        explained: input.arbitrary()?,
    })
}

fn target(input: &mut Unstructured<'_>) -> Result<Target> {
    if input.ratio(1, 3)? {
        return Ok(Target::parse(input.arbitrary()?));
    }
    let (value, upper) = (Some(figure(input)?), Some(figure(input)?));
    Ok(Target { op: *input.choose(&Op::ALL)?, value, upper, ..Target::default() })
}

fn actual(input: &mut Unstructured<'_>) -> Result<Actual> {
    Ok(match input.int_in_range(0..=5)? {
        0 => Actual::Missing,
        1 => Actual::Done(input.arbitrary()?),
        2 => {
            let day = Deadline::new(input.arbitrary()?, input.arbitrary()?, input.arbitrary()?);
            day.map_or(Actual::Missing, Actual::Day)
        }
        3 => {
            let state = *input.choose(&[State::Met, State::Partial, State::Unmet])?;
            let share = if input.arbitrary()? { Some(figure(input)?) } else { None };
            Actual::State { state, share }
        }
        _ => Actual::Figure(figure(input)?),
    })
}

fn figure(input: &mut Unstructured<'_>) -> Result<Decimal> {
    Ok(match input.int_in_range(0..=2)? {
        0 => Decimal::new(i64::from(input.arbitrary::<i16>()?), 1),
        1 => Decimal::new(input.arbitrary()?, input.int_in_range(0..=28)?),
        _ => {
            let (low, mid, high) = (input.arbitrary()?, input.arbitrary()?, input.arbitrary()?);
            let scale = input.int_in_range(0..=28)?;
            Decimal::from_parts(low, mid, high, input.arbitrary()?, scale)
        }
    })
}

fn check(project: &Project, scheme: &Scheme) {
    let sheet = score(project, scheme);
    let items = sheet.rows.iter().map(|row| (row.score, row.weight));
    let mut known = Decimal::ZERO;
    for (score, weight) in items.chain([(sheet.execution.score, sheet.execution.weight)]) {
        let score = score.unwrap_or_default();
        assert!(score >= Decimal::ZERO && score <= weight && score.round_dp(2) == score);
        known += score;
    }
    assert_eq!(known, sheet.known);
    if let Some(total) = sheet.total {
        assert_eq!(total + sheet.cap.as_ref().map_or(Decimal::ZERO, |cap| cap.off), known);
    }
    let mut turned = project.clone();
    turned.rows.reverse();
    let other = score(&turned, scheme);
    assert_eq!((&sheet.levels, sheet.total), (&other.levels, other.total));
    let given = weights::by_level(&project.rows, scheme);
    if !given.is_empty() {
        assert_eq!(given.iter().sum::<Decimal>(), Decimal::from(scheme.indicator_points()));
    }
}

/// Any two figures of the first row: more for ≥, less for ≤.
fn better(input: &mut Unstructured<'_>, project: &Project, scheme: &Scheme) -> Result<()> {
    let (a, b) = (figure(input)?, figure(input)?);
    let Some(first) = project.rows.first() else { return Ok(()) };
    let of = |actual| {
        let row = Row { actual: Actual::Figure(actual), ..first.clone() };
        score(&Project { rows: vec![row], ..project.clone() }, scheme).rows.remove(0).score
    };
    let (low, high) = (of(a.min(b)), of(a.max(b)));
    match first.target.op {
        Op::Ge | Op::Gt if scheme.over.policy != OverPolicy::Deduct => assert!(low <= high),
        Op::Le | Op::Lt => assert!(low >= high),
        _ => {}
    }
    Ok(())
}

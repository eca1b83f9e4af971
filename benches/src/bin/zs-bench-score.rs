//! `zs-bench-score CORES ROUNDS`: scores a million indicators of invented projects again and again.
use anyhow::{Context as _, Result, bail};
use rayon::prelude::*;
use std::hint::black_box;
use std::time::{Duration, Instant};
use zs_catalog::{Profiles, Scheme};
use zs_model::{Decimal, Level1, Level2, Target};
use zs_score::{Actual, Funds, Project, Row, score};

const INDICATORS: usize = 1_000_000;
/// Indicators of one project: the usual number of the forms.
const ROWS: usize = 10;
/// Projects that are made before they are scored: few enough to stay small, scored over and over.
const PROJECTS: usize = 2_000;

/// Target, actual value, level, weight in hundredths; every way of scoring is there.
type Cells = (&'static str, &'static str, Level1, Level2, i64);

const TABLE: [Cells; ROWS] = [
    ("≥500人", "480人", Level1::Output, Level2::Quantity, 1000),
    ("200次", "185次", Level1::Output, Level2::Quantity, 1000),
    (">98%", "97%", Level1::Output, Level2::Quality, 1000),
    ("2024年12月前", "2024-12-20", Level1::Output, Level2::Timeliness, 1000),
    ("≤328万元", "344.4万元", Level1::Output, Level2::Cost, 1000),
    ("≥8万度", "7.2万度", Level1::Benefit, Level2::Economic, 750),
    ("有效保障", "部分达成年度指标并具有一定效果", Level1::Benefit, Level2::Social, 750),
    ("50~60吨", "44吨", Level1::Benefit, Level2::Ecological, 750),
    ("长效机制健全", "达成年度指标", Level1::Benefit, Level2::Sustainability, 750),
    ("≥90%", "87.3%", Level1::Satisfaction, Level2::ClientSatisfaction, 1000),
];

/// Prints `clock cpu lines points`: seconds of the best round by the clock, of processor time in that round, the
/// lines of explanation, the sum of all points; then the same with every line made a sentence in both languages.
fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [cores, rounds] = args.as_slice() else { bail!("zs-bench-score CORES ROUNDS") };
    let rounds: usize = rounds.parse().context("ROUNDS")?;
    let scheme = Profiles::embedded().scheme("national-2020").context("a scheme")?;
    let projects: Vec<Project> = (0..PROJECTS).map(|seed| project(seed, scheme)).collect();
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(cores.parse().context("CORES")?).build()?;
    for sentences in [false, true] {
        let mut best = (f64::MAX, 0.0, (0, Decimal::ZERO));
        for _ in 0..rounds {
            let (begin, start) = (Instant::now(), processor_time()?);
            let counted = pool.install(|| round(&projects, scheme, sentences));
            let clock = begin.elapsed().as_secs_f64();
            if clock < best.0 {
                best = (clock, (processor_time()? - start).as_secs_f64(), counted);
            }
        }
        let (clock, cpu, (lines, points)) = best;
        println!("{clock:.3} {cpu:.3} {lines} {points}");
    }
    Ok(())
}

/// A million indicators.
fn round(projects: &[Project], scheme: &Scheme, sentences: bool) -> (usize, Decimal) {
    let all = (0..INDICATORS / ROWS).into_par_iter().with_min_len(100).map(|at| {
        let sheet = score(black_box(&projects[at % projects.len()]), scheme);
        let rows = sheet.rows.iter().flat_map(|row| row.lines.iter().chain(&row.notices));
        let lines = rows.chain(&sheet.execution.lines).chain(&sheet.lines);
        let count = lines
            .inspect(|line| {
                if sentences {
                    black_box((line.zh(), line.en()));
                }
            })
            .count();
        (count, black_box(sheet).known)
    });
    all.reduce(|| (0, Decimal::ZERO), |a, b| (a.0 + b.0, a.1 + b.1))
}

/// Ten rows whose figures differ from project to project.
fn project(seed: usize, scheme: &Scheme) -> Project {
    let row = |(at, cells): (usize, &Cells)| {
        let (target, actual, level1, level2, weight) = cells;
        let target = Target::parse(target);
        let shift = Decimal::from((seed * 7 + at * 3) % 23) / Decimal::from(100);
        let actual = match Actual::read(actual, &target, &scheme.bands) {
            Actual::Figure(figure) => Actual::Figure(figure + shift),
            actual => actual,
        };
        Row {
            id: format!("{at}"),
            level1: Some(*level1),
            level2: Some(*level2),
            target,
            weight: Decimal::new(*weight, 2),
            actual,
            explained: seed.is_multiple_of(2),
        }
    };
    let paid = 50_000_000 + i64::try_from(seed).unwrap_or_default() * 20_011;
    Project {
        year: Some(2024),
        funds: Funds { initial: None, adjusted: 90_000_000, paid },
        explained: true,
        rows: TABLE.iter().enumerate().map(row).collect(),
    }
}

/// What this process has used of the processor on all its threads.
fn processor_time() -> Result<Duration> {
    let mut nanoseconds = 0;
    for task in std::fs::read_dir("/proc/self/task").context("needs Linux's /proc")? {
        let status = std::fs::read_to_string(task?.path().join("schedstat"))?;
        let first = status.split_whitespace().next().context("schedstat")?;
        nanoseconds += first.parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanoseconds))
}

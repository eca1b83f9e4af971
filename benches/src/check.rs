//! Checking: documents in memory, all rules on, one document after another on so many cores.
use crate::clock::processor_time;
use crate::made::{INDICATORS, Wording, document};
use anyhow::{Context as _, Result, anyhow};
use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};
use zs_engine::{Reading, Settings};

/// Indicators in one round: several documents that together are as large as the largest one.
const ROUND: usize = 500 * INDICATORS;

/// `check WORDING PROJECTS CORES SECONDS`: prints `rate cpu indicators findings`, i.e. indicators per second by the
/// clock, seconds of processor time for an indicator, and what one round has.
pub fn speed(args: &[String]) -> Result<()> {
    let [wording, projects, cores, seconds] = args else {
        return Err(anyhow!("zs-bench check WORDING PROJECTS CORES SECONDS"));
    };
    let wording = Wording::by_name(wording).context("WORDING")?;
    let projects: usize = projects.parse().context("PROJECTS")?;
    let budget = Duration::from_secs_f64(seconds.parse().context("SECONDS")?);
    let documents = (ROUND / (projects * INDICATORS)).max(1);
    let readings = (1..=documents).map(|seed| read(wording, projects, seed as u64));
    let readings: Vec<Reading> = readings.collect::<Result<_>>()?;
    let indicators: usize =
        readings.iter().flat_map(|r| &r.document.projects).map(|p| p.indicators.len()).sum();
    let cores = rayon::ThreadPoolBuilder::new().num_threads(cores.parse().context("CORES")?);
    cores.build()?.install(|| {
        let findings = round(&readings);
        let (begin, start) = (Instant::now(), processor_time()?);
        let mut rounds = 0_u32;
        while rounds == 0 || begin.elapsed() < budget {
            black_box(round(black_box(&readings)));
            rounds += 1;
        }
        let done = f64::from(rounds) * indicators as f64;
        let rate = done / begin.elapsed().as_secs_f64();
        let cpu = (processor_time()? - start).as_secs_f64() / done;
        println!("{rate} {cpu} {indicators} {findings}");
        Ok(())
    })
}

/// `rules WORDING PROJECTS SECONDS`: prints what each rule alone costs, in nanoseconds of processor time for an
/// indicator, the dearest first; the first line is what a document costs before any rule looks at it.
pub fn rules(args: &[String]) -> Result<()> {
    let [wording, projects, seconds] = args else {
        return Err(anyhow!("zs-bench rules WORDING PROJECTS SECONDS"));
    };
    let wording = Wording::by_name(wording).context("WORDING")?;
    let reading = read(wording, projects.parse().context("PROJECTS")?, 1)?;
    let indicators: usize = reading.document.projects.iter().map(|p| p.indicators.len()).sum();
    let budget = Duration::from_secs_f64(seconds.parse().context("SECONDS")?);
    let cost = |rule: &str| -> Result<f64> {
        let settings = Settings { select: vec![rule.to_owned()], ..Settings::default() };
        let (begin, start, mut rounds) = (Instant::now(), processor_time()?, 0_u32);
        while rounds == 0 || begin.elapsed() < budget {
            black_box(
                zs_engine::check(black_box(&reading), &settings)
                    .map_or(0, |checked| checked.findings.len()),
            );
            rounds += 1;
        }
        let spent = (processor_time()? - start).as_secs_f64() * 1e9;
        Ok(spent / f64::from(rounds) / indicators as f64)
    };
    let idle = cost("internal-rule-failure")?;
    let each = zs_engine::RULES.iter().map(|rule| Ok((cost(rule.name)? - idle, rule)));
    let mut each: Vec<_> = each.collect::<Result<_>>()?;
    each.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("{idle:.0} before any rule\n{:.0} all rules", each.iter().map(|e| e.0).sum::<f64>());
    for (nanoseconds, rule) in each.iter().take_while(|(nanoseconds, _)| *nanoseconds >= 10.0) {
        println!("{nanoseconds:.0} {} {}", rule.code, rule.name);
    }
    Ok(())
}

/// All documents once, as the program does a batch; the number of findings.
fn round(readings: &[Reading]) -> usize {
    let settings = Settings::default();
    let mut findings = 0;
    let work = |reading: &Reading| {
        zs_engine::check(reading, &settings).map_or(0, |checked| checked.findings.len())
    };
    let _ = zs_engine::in_order(readings, work, |_, found| {
        findings += found;
        ControlFlow::Continue(())
    });
    findings
}

fn read(wording: Wording, projects: usize, seed: u64) -> Result<Reading> {
    let text = document(wording, projects, seed);
    let reading = zs_engine::read(Some("made.md"), text.as_bytes(), None);
    let reading = reading.map_err(|error| anyhow!("{}", error.en))?;
    let read: usize = reading.document.projects.iter().map(|p| p.indicators.len()).sum();
    anyhow::ensure!(read == projects * INDICATORS, "{read} indicators were read");
    Ok(reading)
}

/// `findings FILE…`: prints the report of each file as JSON, to compare what two versions find.
pub fn findings(files: &[String]) -> Result<()> {
    let face = zs_engine::reports::FACES.iter().find(|face| face.id == "json").context("json")?;
    let run = zs_engine::run(zs_engine::reports::Lang::Zh, false);
    for file in files {
        let bytes = fs::read(file).with_context(|| format!("cannot read {file}"))?;
        let name = Path::new(file).file_name().map(|name| name.to_string_lossy());
        let reading = zs_engine::read(name.as_deref(), &bytes, None);
        let reading = reading.map_err(|error| anyhow!("{}", error.en))?;
        let checked = zs_engine::check(&reading, &Settings::default())?;
        let report = zs_engine::report(file.clone(), reading, checked, run.lang);
        println!("== {file}\n{}", (face.file)(&run, &report, &Default::default()));
    }
    Ok(())
}

/// `make FOLDER COUNT WORDING PROJECTS`: writes so many documents.
pub fn make(args: &[String]) -> Result<()> {
    let [folder, count, wording, projects] = args else {
        return Err(anyhow!("zs-bench make FOLDER COUNT WORDING PROJECTS"));
    };
    let wording = Wording::by_name(wording).context("WORDING")?;
    let projects = projects.parse().context("PROJECTS")?;
    fs::create_dir_all(folder)?;
    for seed in 1..=count.parse().context("COUNT")? {
        fs::write(
            Path::new(folder).join(format!("{seed:05}.md")),
            document(wording, projects, seed),
        )?;
    }
    Ok(())
}

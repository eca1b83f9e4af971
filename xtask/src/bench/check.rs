//! `bench check`: the rules at any size and wording, on one core and two; memory of a batch by the real program.
use super::machine;
use crate::shell;
use anyhow::{Context as _, Result, ensure};
use std::fs::File;
use std::process::Stdio;
use std::time::Duration;

#[derive(clap::Args)]
pub struct Args {
    /// Seconds for each measurement and turn
    #[arg(long, default_value = "1.0")]
    seconds: String,
    /// How many turns; the best turn counts
    #[arg(long, default_value_t = 3)]
    turns: usize,
    /// Do not keep the table under benches/results/
    #[arg(long)]
    dry: bool,
}

const WORDINGS: [&str; 3] = ["varied", "boilerplate", "twins"];
const PROJECTS: [usize; 4] = [8, 64, 200, 500];
const FILES: [usize; 2] = [1_000, 10_000];
const FOLDER: &str = "target/bench-files/batch";

/// What `zs-bench check` prints.
struct Measured {
    /// Indicators per second by the clock.
    rate: f64,
    /// Seconds of processor time for an indicator.
    cpu: f64,
    indicators: String,
    findings: String,
}

pub fn run(args: &Args) -> Result<()> {
    shell::build_release()?;
    let mut page = format!("# Checking\n\n{}\n", note(args));
    for fact in machine::common()? {
        page += &format!("* {fact}\n");
    }
    for wording in WORDINGS {
        page += &format!("\n## Indicators per second, {wording}\n\n{}", table(wording, args)?);
    }
    page += &format!("\n## Peak memory of `zhunsheng check FOLDER`\n\n{}", batch()?);
    println!("{page}");
    if !args.dry {
        let file = format!("{}/check.md", machine::folder()?);
        shell::write(&file, &page)?;
        println!("kept in {file}");
    }
    Ok(())
}

fn note(args: &Args) -> String {
    format!(
        "Printed by `cargo xtask bench check`. Documents in memory, all rules on, one document after another as a batch \
         does it; best of {} turns of {} s.\nInvented documents (`benches/src/made.rs`), 12 indicators a project. \
         `varied`: each project has its own matter and words; `boilerplate`: all texts are repeats; `twins`: names \
         differ in one word. A round has about 6,000 indicators, so 500 projects are one document.\nPer indicator: \
         processor time on one core, in brackets how many times that of 8 projects. By the clock other programs count too; \
         *two cores* from processor time is what both do when nothing else runs.\n",
        args.turns, args.seconds
    )
}

fn table(wording: &str, args: &Args) -> Result<String> {
    let mut text = "| projects | one core, clock | two cores, clock | two cores, processor time | µs per indicator | indicators | findings |\n| --- | --- | --- | --- | --- | --- | --- |\n".to_owned();
    let mut first = None;
    for projects in PROJECTS {
        let one = best(wording, projects, 1, args)?;
        // One document is checked by one core.
        let two = if projects < 500 { Some(best(wording, projects, 2, args)?) } else { None };
        let shown =
            |value: Option<f64>| value.map_or_else(|| "—".to_owned(), |v| format!("{v:.0}"));
        let times = one.cpu / *first.get_or_insert(one.cpu);
        text += &format!(
            "| {projects} | {:.0} | {} | {} | {:.2} ({times:.2}) | {} | {} |\n",
            one.rate,
            shown(two.as_ref().map(|two| two.rate)),
            shown(two.as_ref().map(|two| 2.0 / two.cpu)),
            one.cpu * 1e6,
            one.indicators,
            one.findings,
        );
    }
    Ok(text)
}

fn best(wording: &str, projects: usize, cores: usize, args: &Args) -> Result<Measured> {
    let mut best: Option<Measured> = None;
    for _ in 0..args.turns.max(1) {
        let new = measure(wording, projects, cores, &args.seconds)?;
        best = Some(match best {
            Some(old) => {
                Measured { rate: old.rate.max(new.rate), cpu: old.cpu.min(new.cpu), ..new }
            }
            None => new,
        });
    }
    best.context("a turn")
}

fn measure(wording: &str, projects: usize, cores: usize, seconds: &str) -> Result<Measured> {
    let ours = shell::target().join("release/zs-bench");
    let (projects, cores) = (projects.to_string(), cores.to_string());
    let ours = ours.to_str().context("the path is no UTF-8")?;
    let printed = shell::capture(ours, &["check", wording, &projects, &cores, seconds])?;
    let words: Vec<&str> = printed.split_whitespace().collect();
    let [rate, cpu, indicators, findings] = words[..] else {
        anyhow::bail!("zs-bench printed {printed}")
    };
    Ok(Measured {
        rate: rate.parse()?,
        cpu: cpu.parse()?,
        indicators: indicators.to_owned(),
        findings: findings.to_owned(),
    })
}

/// The real program on folders of small files; what it prints is thrown away.
fn batch() -> Result<String> {
    let ours = shell::target().join("release/zs-bench");
    let ours = ours.to_str().context("the path is no UTF-8")?;
    let mut text = "| files | peak kB | seconds |\n| --- | --- | --- |\n".to_owned();
    for files in FILES {
        let folder = format!("{FOLDER}-{files}");
        shell::capture(ours, &["make", &folder, &files.to_string(), "varied", "1"])?;
        let (peak, seconds) = peak(&folder)?;
        text += &format!("| {files} | {peak} | {seconds:.1} |\n");
    }
    Ok(text)
}

/// The largest resident size that the kernel saw (it never falls, so the last look is nearly exact).
fn peak(folder: &str) -> Result<(u64, f64)> {
    let program = shell::target().join("release/zhunsheng");
    let mut command = shell::command(program.to_str().context("the path is no UTF-8")?);
    command
        .args(["check", "--format", "json", folder])
        .stdout(Stdio::from(File::create("/dev/null")?));
    let begin = std::time::Instant::now();
    let mut child = command.spawn().context("could not start zhunsheng")?;
    let (status, mut peak) = (format!("/proc/{}/status", child.id()), 0);
    let code = loop {
        let now = std::fs::read_to_string(&status).unwrap_or_default();
        let line = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(peak);
        if let Some(code) = child.try_wait()? {
            break code;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    // 1 says that there are errors among the findings.
    ensure!(matches!(code.code(), Some(0 | 1)), "zhunsheng ended with {code}");
    Ok((peak, begin.elapsed().as_secs_f64()))
}

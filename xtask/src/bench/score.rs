//! `bench score`: a million indicators, on one core and on all of them.
use super::machine;
use crate::shell;
use anyhow::{Context as _, Result};

#[derive(clap::Args)]
pub struct Args {
    /// How many rounds; the best one counts
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Do not keep the table under benches/results/
    #[arg(long)]
    dry: bool,
}

const HEAD: &str = "| | seconds | processor seconds | lines |\n| --- | --- | --- | --- |\n";

pub fn run(args: &Args) -> Result<()> {
    shell::build_release()?;
    let all = std::thread::available_parallelism().map_or(1, usize::from);
    let mut page = format!(
        "# Scoring\n\nPrinted by `cargo xtask bench score`: 1,000,000 indicators in 100,000 projects of 10, every way of \
         scoring among them, each with its lines of explanation; best of {} rounds by the clock.\n\n",
        args.rounds
    );
    for fact in machine::common()? {
        page += &format!("* {fact}\n");
    }
    page += &format!("\n{HEAD}");
    for cores in if all > 1 { vec![1, all] } else { vec![1] } {
        page += &rows(cores, args.rounds)?;
    }
    println!("{page}");
    if !args.dry {
        let file = format!("{}/score.md", machine::folder()?);
        shell::write(&file, &page)?;
        println!("kept in {file}");
    }
    Ok(())
}

/// Two lines: as data, and with every line made a sentence in both languages.
fn rows(cores: usize, rounds: usize) -> Result<String> {
    let ours = shell::target().join("release/zs-bench-score");
    let ours = ours.to_str().context("the path is no UTF-8")?;
    let printed = shell::capture(ours, &[&cores.to_string(), &rounds.to_string()])?;
    let mut text = String::new();
    for (line, what) in printed.lines().zip(["explained as data", "explained in sentences"]) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [clock, cpu, lines, _] = words.as_slice() else {
            anyhow::bail!("zs-bench-score: {line}")
        };
        let of = if cores == 1 { "one core".to_owned() } else { format!("{cores} cores") };
        text += &format!("| {of}, {what} | {clock} | {cpu} | {lines} |\n");
    }
    Ok(text)
}

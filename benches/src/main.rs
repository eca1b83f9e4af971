//! `zs-bench TOOL FILE SECONDS`: does one job over and over on one file in memory and prints how long it took.
//! `zs-bench check …`, `rules …`, `findings …` and `make …`: see `check.rs`.
mod check;
mod clock;
mod dice;
mod jobs;
mod made;
mod phrases;

use anyhow::{Context as _, Result, bail};
use clock::{peak, processor_time};
use std::time::{Duration, Instant};

/// The program's own (decision 0022): every tool here is measured with it, ours and the floors.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Prints `mean rounds count` (seconds of processor time for a round, number, what the job counted), or for
/// `memory-…` the peak resident size in kB after doing the job once. Processor time, because
/// other programs may run beside us.
fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.split_first() {
        Some((verb, rest)) if verb == "check" => return check::speed(rest),
        Some((verb, rest)) if verb == "rules" => return check::rules(rest),
        Some((verb, rest)) if verb == "findings" => return check::findings(rest),
        Some((verb, rest)) if verb == "make" => return check::make(rest),
        _ => {}
    }
    let [tool, file, seconds] = args.as_slice() else { bail!("zs-bench TOOL FILE SECONDS") };
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {file}"))?;
    let (memory, name) = match tool.strip_prefix("memory-") {
        Some(name) => (true, name),
        None => (false, tool.as_str()),
    };
    let job = jobs::prepare(name, bytes)?.with_context(|| format!("no tool {name}"))?;
    if memory {
        job()?;
        println!("{}", peak()?);
        return Ok(());
    }
    let budget = Duration::from_secs_f64(seconds.parse().context("SECONDS")?);
    let count = job()?;
    let begin = Instant::now();
    let start = processor_time()?;
    let mut rounds = 0;
    while rounds == 0 || begin.elapsed() < budget {
        std::hint::black_box(job()?);
        rounds += 1;
    }
    let mean = (processor_time()? - start).as_secs_f64() / f64::from(rounds);
    println!("{mean} {rounds} {count}");
    Ok(())
}

//! `zs-bench TOOL FILE SECONDS`: does one job over and over on one file in memory and prints how long it took.
mod jobs;

use anyhow::{Context as _, Result, bail};
use std::time::{Duration, Instant};

/// Prints `mean rounds count` (seconds of processor time for a round, number, what the job counted), or for
/// `memory-…` the peak resident size in kB after doing the job once. Processor time, because
/// other programs may run beside us.
fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [tool, file, seconds] = args.as_slice() else { bail!("zs-bench TOOL FILE SECONDS") };
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {file}"))?;
    let (memory, name) = match tool.strip_prefix("memory-") {
        Some(name) => (true, name),
        None => (false, tool.as_str()),
    };
    let job = jobs::by_name(name).with_context(|| format!("no tool {name}"))?;
    if memory {
        job(&bytes)?;
        println!("{}", peak()?);
        return Ok(());
    }
    let budget = Duration::from_secs_f64(seconds.parse().context("SECONDS")?);
    let count = job(&bytes)?;
    let begin = Instant::now();
    let start = processor_time()?;
    let mut rounds = 0;
    while rounds == 0 || begin.elapsed() < budget {
        std::hint::black_box(job(std::hint::black_box(&bytes))?);
        rounds += 1;
    }
    let mean = (processor_time()? - start).as_secs_f64() / f64::from(rounds);
    println!("{mean} {rounds} {count}");
    Ok(())
}

/// What this process has used of the processor; the kernel brings it up to date every few milliseconds.
fn processor_time() -> Result<Duration> {
    let status = std::fs::read_to_string("/proc/self/schedstat").context("needs Linux's /proc")?;
    let nanoseconds = status.split_whitespace().next().context("schedstat")?;
    Ok(Duration::from_nanos(nanoseconds.parse()?))
}

/// The peak resident size of this process in kB, as the kernel counted it.
fn peak() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status").context("needs Linux's /proc")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

//! What this process has used: processor time of all its threads, and its peak memory.
use anyhow::{Context as _, Result};
use std::time::Duration;

/// Processor time; the kernel brings it up to date every few milliseconds.
pub fn processor_time() -> Result<Duration> {
    let mut nanoseconds = 0;
    for task in std::fs::read_dir("/proc/self/task").context("needs Linux's /proc")? {
        let status = std::fs::read_to_string(task?.path().join("schedstat"))?;
        nanoseconds += status.split_whitespace().next().context("schedstat")?.parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// The peak resident size of this process in kB, as the kernel counted it.
pub fn peak() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status").context("needs Linux's /proc")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

//! wrk: what is asked for, and what it says.
use super::FOLDER;
use crate::shell;
use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// What is measured.
#[derive(Clone, Copy)]
pub enum Kind {
    One,
    List,
    Search,
}

impl Kind {
    pub const ALL: &[Self] = &[Self::One, Self::List, Self::Search];

    pub const fn title(self) -> &'static str {
        match self {
            Self::One => "one project with its indicators",
            Self::List => "50 of a tenant's projects, filter and total",
            Self::Search => "substring search over names",
        }
    }

    const fn file(self) -> &'static str {
        match self {
            Self::One => "one.txt",
            Self::List => "list.txt",
            Self::Search => "search.txt",
        }
    }
}

/// Requests a second, and how long they took in milliseconds.
pub struct Measured {
    pub rate: f64,
    pub p50: f64,
    pub p99: f64,
}

impl Measured {
    pub fn cell(&self) -> String {
        format!("{:.0} ({:.1} / {:.1})", self.rate, self.p50, self.p99)
    }
}

/// The addresses that are asked for, one per line; the servers' own prefix goes in front.
pub fn write_paths(known: &Value) -> Result<()> {
    let array = |name: &str| known[name].as_array().cloned().unwrap_or_default();
    let one = array("ids").iter().map(|id| format!("/projects/{id}")).collect::<Vec<_>>();
    let list = array("branches").into_iter().map(|branch| {
        let branch = branch.as_str().unwrap_or_default();
        format!("/projects?year=2025&branch={branch}&state=approved&limit=50")
    });
    let search = array("names").into_iter().filter_map(|name| {
        let part: String = name.as_str()?.chars().skip(2).take(6).collect();
        let bytes = part.bytes().map(|byte| format!("%{byte:02X}"));
        Some(format!("/projects?year=2025&q={}", bytes.collect::<String>()))
    });
    for (name, paths) in
        [("one.txt", one), ("list.txt", list.collect()), ("search.txt", search.collect())]
    {
        shell::write(&format!("{FOLDER}/{name}"), &paths.join("\n"))?;
    }
    Ok(())
}

/// Loads a server with one kind of request over 32 connections; any answer but 200 fails.
pub fn measure(
    kind: Kind,
    base: &str,
    prefix: &str,
    headers: &[String],
    seconds: u32,
) -> Result<Measured> {
    let paths = shell::read(&format!("{FOLDER}/{}", kind.file()))?;
    let prefixed: Vec<String> = paths.lines().map(|path| format!("{prefix}{path}")).collect();
    let file = format!("{FOLDER}/now.txt");
    shell::write(&file, &prefixed.join("\n"))?;
    let run = |seconds: u32| {
        let duration = format!("-d{seconds}s");
        let script = "benches/peers/api/urls.lua";
        // A slow answer of a peer counts by its time; wrk would call it refused after two seconds.
        let mut line =
            vec!["-t1", "-c32", &duration, "--timeout", "30s", "--latency", "-s", script];
        line.extend([base, "--", &file]);
        line.extend(headers.iter().map(String::as_str));
        shell::capture("wrk", &line)
    };
    run(2)?;
    parse(&run(seconds)?)
}

fn parse(said: &str) -> Result<Measured> {
    if said.contains("Non-2xx") || said.contains("Socket errors") {
        bail!("the load met refusals:\n{said}");
    }
    let after = |name: &str| {
        let line = said.lines().find_map(|line| line.trim().strip_prefix(name));
        line.map(str::trim).with_context(|| format!("wrk did not say {name}:\n{said}"))
    };
    let rate = after("Requests/sec:")?.parse()?;
    Ok(Measured { rate, p50: milliseconds(after("50%")?)?, p99: milliseconds(after("99%")?)? })
}

fn milliseconds(text: &str) -> Result<f64> {
    let split = text.find(|c: char| c.is_ascii_alphabetic()).context("no unit")?;
    let (figure, unit) = text.split_at(split);
    let factor = match unit {
        "us" => 0.001,
        "ms" => 1.0,
        "s" => 1000.0,
        other => bail!("no such unit: {other}"),
    };
    Ok(figure.parse::<f64>()? * factor)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn what_wrk_says_is_read() {
        let said =
            "    50%  623.00us\n    90%    1.10ms\n    99%   12.02ms\nRequests/sec:  15321.50\n";
        let read = parse(said).expect("is read");
        assert_eq!(read.cell(), "15322 (0.6 / 12.0)");
        assert!(parse("Requests/sec: 1\n  Non-2xx or 3xx responses: 7").is_err());
    }
}

//! Saving: eight clerks save documents of 14 projects again and again, each save read, checked and kept as a version.
use super::http::{Login, header};
use super::wrk::Measured;
use crate::shell;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

const CLERKS: usize = 8;
const PROJECTS: usize = 14;

/// Saves a second over so many seconds, with their times.
pub fn measure(login: &Login, program: &Path, seconds: u32) -> Result<Measured> {
    let content = document(program)?;
    let until = Instant::now() + Duration::from_secs(u64::from(seconds));
    let clerks: Vec<_> = (0..CLERKS)
        .map(|n| {
            let (login, content) = (login.clone(), content.clone());
            std::thread::spawn(move || clerk(&login, content, n, until))
        })
        .collect();
    let mut times = Vec::new();
    for clerk in clerks {
        times.extend(clerk.join().map_err(|_| anyhow::anyhow!("a clerk fell"))??);
    }
    times.sort();
    let at = |percent: usize| {
        times.get(times.len() * percent / 100).map_or(0.0, |t| t.as_secs_f64() * 1e3)
    };
    let count = u32::try_from(times.len())?;
    Ok(Measured { rate: f64::from(count) / f64::from(seconds), p50: at(50), p99: at(99) })
}

/// The sample of the form with its project 14 times, each under a code and name of its own.
fn document(program: &Path) -> Result<Value> {
    let sample = "catalog/forms/hebei-2022/sample.md";
    let json = shell::capture(&program.to_string_lossy(), &["convert", sample, "--to", "json"])?;
    let mut document: Value = serde_json::from_str(&json)?;
    let first = document["projects"][0].clone();
    let project = |n: usize| {
        let mut project = first.clone();
        project["ordinal"] = json!(n + 1);
        project["code"] = json!(format!("13999826P000012{n:06}"));
        project["name"] =
            json!(format!("{}（第{}片区）", first["name"].as_str().unwrap_or_default(), n + 1));
        project
    };
    document["projects"] = (0..PROJECTS).map(project).collect();
    Ok(document)
}

fn clerk(login: &Login, mut content: Value, n: usize, until: Instant) -> Result<Vec<Duration>> {
    let new = json!({ "node": 1, "year": 2025, "content": content }).to_string();
    let (head, made) = login.call("POST", "/api/v1/documents", "", &new)?;
    let path = format!("/api/v1/documents/{}/content", made["id"]);
    let mut etag = header(&head, "etag").context("no etag")?;
    let (mut times, mut turn) = (Vec::new(), 0);
    while Instant::now() < until {
        content["projects"][n]["purpose"] = json!(format!("支付电梯维保和年检费用（第{turn}稿）"));
        let began = Instant::now();
        let (head, _) = login.call("PUT", &path, &etag, &content.to_string())?;
        times.push(began.elapsed());
        etag = header(&head, "etag").context("no etag")?;
        turn += 1;
    }
    Ok(times)
}

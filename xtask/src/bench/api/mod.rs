//! `bench api`: the server under load on a large record, side by side with FastAPI and Fastify on the same data.
mod http;
mod peers;
mod saves;
mod server;
mod wrk;

use super::machine;
use crate::shell;
use anyhow::{Context as _, Result};
use serde_json::Value;
use server::Server;
use std::path::PathBuf;
use wrk::{Kind, Measured};

#[derive(clap::Args)]
pub struct Args {
    /// Seconds for each kind of request and each server
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Projects in each of ten areas; twelve indicators each
    #[arg(long, default_value_t = 10_000)]
    projects: u32,
    /// A program that is built already, in place of a release build
    #[arg(long)]
    program: Option<PathBuf>,
    /// Leave the peers out
    #[arg(long)]
    alone: bool,
    /// Do not keep the table under benches/results/
    #[arg(long)]
    dry: bool,
}

const FOLDER: &str = "target/bench-api";
const PASSWORD: &str = "Qinghe-2026";

/// Seeds, serves, measures, prints the table, and keeps it.
pub fn run(args: &Args) -> Result<()> {
    shell::installed("wrk")?;
    std::fs::create_dir_all(shell::root().join(FOLDER)).context("cannot make target/bench-api")?;
    let program = match &args.program {
        Some(program) => program.clone(),
        None => {
            shell::build_release()?;
            shell::target().join("release/zhunsheng")
        }
    };
    let record = shell::root().join(format!("{FOLDER}/record-{}.db", args.projects));
    let url = format!("sqlite:{}", record.display());
    let known = seed(&url, args)?;
    wrk::write_paths(&known)?;
    let server = Server::start(&program, &url)?;
    let ready = server.ready;
    let rest = server.memory()?;
    let login = http::log_in(server.address, PASSWORD)?;
    let mut rows = Vec::new();
    for kind in Kind::ALL {
        rows.push(vec![wrk::measure(
            *kind,
            &server.base(),
            "/api/v1",
            &login.headers(),
            args.seconds,
        )?]);
    }
    let saves = saves::measure(&login, &program, args.seconds)?;
    let loaded = server.memory()?;
    let token = login.token(&record)?;
    server.stop()?;
    let names = if args.alone {
        Vec::new()
    } else {
        peers::measure(&record, &token, args.seconds, &mut rows)?
    };
    let facts = machine::common()?;
    let text = page(&facts, &names, &rows, &Whole { ready, rest, loaded, saves, args });
    println!("{text}");
    if !args.dry {
        shell::write(&format!("{}/api.md", machine::folder()?), &text)?;
    }
    Ok(())
}

/// Fills the record where it is not there yet, and learns what to ask for.
fn seed(url: &str, args: &Args) -> Result<Value> {
    let projects = args.projects.to_string();
    shell::build_all()?;
    let seeds = shell::target().join("debug/examples/seed_api");
    let line = [url, "10", &projects, PASSWORD];
    serde_json::from_str(&shell::capture(&seeds.to_string_lossy(), &line)?)
        .context("seed_api printed no JSON")
}

struct Whole<'a> {
    ready: u128,
    rest: u64,
    loaded: u64,
    saves: Measured,
    args: &'a Args,
}

fn page(facts: &[String], names: &[&str], rows: &[Vec<Measured>], whole: &Whole<'_>) -> String {
    let stored = u64::from(whole.args.projects) * 10;
    let mut text = format!(
        "# API under load\n\n{stored} projects and {} indicators in ten areas on SQLite, 32 connections, session and rights \
         checked on every request; load generator and server share the cores. Peers answer the same three questions on the \
         same tables, with the session's row looked up on every request; their search is a scan, as they come.\n\n",
        stored * 12
    );
    for fact in facts {
        text += &format!("* {fact}\n");
    }
    text +=
        &format!("\n| requests a second (p50 / p99 ms) | zhunsheng | {} |\n", names.join(" | "));
    text += &format!("| --- |{}\n", " --- |".repeat(names.len() + 1));
    for (kind, row) in Kind::ALL.iter().zip(rows) {
        let cells: Vec<String> = row.iter().map(Measured::cell).collect();
        text += &format!("| {} | {} |\n", kind.title(), cells.join(" | "));
    }
    text += &format!("| saving a document of 14 projects, checked | {} |", whole.saves.cell());
    text += &format!("{}\n\n", " |".repeat(names.len()));
    text += &format!(
        "Start to ready {} ms; {} MiB at rest, {} MiB after the load.\n",
        whole.ready, whole.rest, whole.loaded
    );
    text
}

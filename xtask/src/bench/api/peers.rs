//! The peers: FastAPI with SQLAlchemy, Fastify with better-sqlite3, each with one worker, on the same file.
use super::FOLDER;
use super::server::{Server, free};
use super::wrk::{Kind, Measured, measure as load};
use crate::shell;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Adds a column per peer, and names them.
pub fn measure(
    record: &Path,
    token: &str,
    seconds: u32,
    rows: &mut [Vec<Measured>],
) -> Result<Vec<&'static str>> {
    let headers = [format!("X-Token: {token}")];
    let mut add = |command: Command, address| -> Result<()> {
        let server = Server::run(command, address)?;
        for (kind, row) in Kind::ALL.iter().zip(rows.iter_mut()) {
            row.push(load(*kind, &server.base(), "", &headers, seconds)?);
        }
        server.stop()
    };
    let (fast, address) = fastapi(record)?;
    add(fast, address)?;
    let (fastify, address) = fastify(record)?;
    add(fastify, address)?;
    Ok(vec!["FastAPI + SQLAlchemy", "Fastify + better-sqlite3"])
}

/// Where this machine has node's own headers: with them better-sqlite3 can be compiled without fetching any.
fn headers() -> Option<PathBuf> {
    let node = shell::capture("node", &["-p", "process.execPath"]).ok()?;
    let prefix = Path::new(node.trim()).parent()?.parent()?.to_path_buf();
    prefix.join("include/node/node_version.h").is_file().then_some(prefix)
}

fn fastapi(record: &Path) -> Result<(Command, std::net::SocketAddr)> {
    let venv = format!("{FOLDER}/venv");
    let python = format!("{venv}/bin/python");
    if !shell::works(&python, &["-c", "import fastapi, uvicorn, sqlalchemy"]) {
        // Debian keeps what makes such folders apart from python itself.
        if !shell::works("python3", &["-c", "import ensurepip"]) {
            shell::install("python3-venv")?;
        }
        shell::run("python3", &["-m", "venv", &venv])?;
        let line =
            ["-m", "pip", "install", "--quiet", "fastapi", "uvicorn[standard]", "sqlalchemy"];
        shell::run(&python, &line)?;
    }
    let address = free()?;
    let mut command = Command::new(shell::root().join(python));
    command.args(["-m", "uvicorn", "--app-dir", "benches/peers/api", "fastapi_app:app"]);
    command.args(["--log-level", "error", "--port", &address.port().to_string()]);
    command.env("RECORD", record);
    Ok((command, address))
}

fn fastify(record: &Path) -> Result<(Command, std::net::SocketAddr)> {
    let folder = format!("{FOLDER}/node");
    for file in ["package.json", "fastify_app.mjs"] {
        shell::write(
            &format!("{folder}/{file}"),
            &shell::read(&format!("benches/peers/api/{file}"))?,
        )?;
    }
    // Half an installation is none: better-sqlite3 may still have to be compiled.
    let built = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";
    if !shell::root().join(&folder).join(built).is_file() {
        shell::installed("npm")?;
        let line = ["install", "--prefix", &folder, "--no-audit", "--no-fund", "--loglevel=error"];
        let mut npm = shell::command("npm");
        if let Some(prefix) = headers() {
            npm.env("npm_config_nodedir", prefix);
        }
        shell::checked("npm", npm, &line)?;
    }
    let address = free()?;
    let mut command = Command::new("node");
    command.arg(shell::root().join(folder).join("fastify_app.mjs"));
    command.env("RECORD", record).env("PORT", address.port().to_string());
    Ok((command, address))
}

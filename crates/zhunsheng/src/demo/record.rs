//! A document on its way into the record: read, checked and saved as an upload is.
use anyhow::Result;
use zs_engine::Settings;
use zs_server::{Prepared, Problem};

/// Reads a text as an upload would be read, and checks it.
pub fn prepare(text: &str) -> Result<Prepared> {
    let reading = zs_engine::read(Some("demo.md"), text.as_bytes(), None)
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    Prepared::of(&reading, &Settings::default()).map_err(told)
}

/// A refusal of the server's, as an error of ours.
pub fn told(problem: Problem) -> anyhow::Error {
    let body = problem.body(true, "");
    anyhow::anyhow!("{} {}", body.title, body.detail)
}

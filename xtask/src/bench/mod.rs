//! `bench`: how fast and how large, side by side with other tools in one run. Never a timed test.
mod import;
mod machine;

use anyhow::Result;

#[derive(clap::Subcommand)]
pub enum What {
    /// Reading: .docx and .xlsx to a document, beside python-docx, lxml, openpyxl, quick-xml, calamine
    Import(import::Args),
}

/// Measures, prints a table, and keeps it under benches/results/.
pub fn run(what: &What) -> Result<()> {
    match what {
        What::Import(args) => import::run(args),
    }
}

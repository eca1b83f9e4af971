//! `bench`: how fast and how large, side by side with other tools in one run. Never a timed test.
mod api;
mod check;
mod export;
mod import;
mod machine;
mod score;
mod year;

use anyhow::Result;

#[derive(clap::Subcommand)]
pub enum What {
    /// Reading: .docx, .pdf and .xlsx to a document, beside python-docx, lxml, pdfplumber, openpyxl, quick-xml, calamine
    Import(import::Args),
    /// Checking: all rules on documents of 8 to 500 projects, and the memory of a batch of 10,000 files
    Check(check::Args),
    /// Serving: the server under load on 100,000 projects, beside FastAPI and Fastify on the same data
    Api(api::Args),
    /// Scoring: a million indicators, every point explained
    Score(score::Args),
    /// The year: a payment and an area's light board at ten million payments
    Year(year::Args),
    /// Writing: documents to .docx, .xlsx and .pdf, beside python-docx, docxtpl, XlsxWriter, LibreOffice
    Export(import::Args),
}

/// Measures, prints a table, and keeps it under benches/results/.
pub fn run(what: &What) -> Result<()> {
    match what {
        What::Import(args) => import::run(args),
        What::Api(args) => api::run(args),
        What::Check(args) => check::run(args),
        What::Score(args) => score::run(args),
        What::Year(args) => year::run(args),
        What::Export(args) => export::run(args),
    }
}

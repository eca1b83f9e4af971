//! `gen`: pages that are printed from the code and the catalog, never typed; `--check` compares.
mod cli;
mod forms;
mod rules;
mod web;

use crate::shell;
use anyhow::{Result, bail};

#[derive(clap::Args)]
pub struct Args {
    /// Write nothing; fail where a page is not what would be printed
    #[arg(long)]
    pub check: bool,
}

/// One printed page: where it stands, and what prints it (`None` while its source does not exist).
type Page = (&'static str, fn() -> Result<Option<String>>);

const PAGES: [Page; 7] = [
    ("crates/zs-store/schema.sql", schema),
    ("docs/reference/cli.md", cli::page),
    ("docs/reference/forms.md", forms::page),
    ("docs/reference/openapi.json", openapi),
    ("docs/reference/rules.md", rules::page),
    ("docs/reference/workflow.md", workflow),
    // Printed from the page above, so it stands after it.
    ("web/src/api/schema.ts", web::api_types),
];

/// Prints all pages, or compares them with what stands there.
pub fn run(args: &Args) -> Result<()> {
    shell::build_all()?;
    let mut stale = Vec::new();
    for (file, page) in PAGES {
        let Some(text) = page()? else { continue };
        let standing = shell::read(file).unwrap_or_default();
        if standing == text {
            continue;
        }
        if args.check {
            stale.push(file);
        } else {
            shell::write(file, &text)?;
            println!("printed {file}");
        }
    }
    if !stale.is_empty() {
        bail!("not what would be printed: {} (run `cargo xtask gen`)", stale.join(", "));
    }
    Ok(())
}

fn example(name: &str) -> Result<String> {
    let printer = shell::target().join("debug/examples").join(name);
    shell::capture::<&str>(&printer.to_string_lossy(), &[])
}

/// All tables of the store, as its migrations leave them.
fn schema() -> Result<Option<String>> {
    example("print_schema").map(Some)
}

/// The description of the API.
fn openapi() -> Result<Option<String>> {
    example("print_openapi").map(Some)
}

/// The table of the review.
fn workflow() -> Result<Option<String>> {
    example("print_workflow").map(Some)
}

/// The line under every printed page's title.
pub const NOTE: &str = "<!-- Printed by `cargo xtask gen`; change the source, not this page. -->";

//! Developer verbs, one file each: demo, test, lint, gen, tidy, new, bench.
mod bench;
mod demo;
mod r#gen;
mod lint;
mod new;
mod schemathesis;
mod shell;
mod test;
mod tidy;
mod web;

use clap::Parser;
use std::process::ExitCode;

/// What a developer does here; every check that the build server runs can be run the same way at home.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
enum Verb {
    /// Format, clippy, printed pages, house rules, dependency licences
    Lint,
    /// All tests and documentation examples, or those whose name contains FILTER
    Test(test::Args),
    /// Print docs/reference/ anew
    Gen(r#gen::Args),
    /// The house rules alone: imports, sizes, links, words, rule pages, snapshots
    Tidy,
    /// Prepare the files for a new rule, form or export
    #[command(subcommand)]
    New(new::Kind),
    /// Measure side by side with other tools
    #[command(subcommand)]
    Bench(bench::What),
    /// Build everything, read the example documents, then serve an invented county
    Demo(demo::Args),
}

fn main() -> ExitCode {
    match run(&Verb::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(verb: &Verb) -> anyhow::Result<()> {
    match verb {
        Verb::Lint => lint::run(),
        Verb::Test(args) => test::run(args),
        Verb::Gen(args) => r#gen::run(args),
        Verb::Tidy => tidy::run(),
        Verb::New(kind) => new::run(kind),
        Verb::Bench(what) => bench::run(what),
        Verb::Demo(args) => demo::run(args),
    }
}

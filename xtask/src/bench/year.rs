//! `bench year`: what a payment costs and how fast an area's light board answers, small and at ten million payments.
use super::machine;
use crate::shell;
use anyhow::Result;

#[derive(clap::Args)]
pub struct Args {
    /// Projects of the area
    #[arg(long, default_value_t = 100_000)]
    projects: u32,
    /// Payments of each project
    #[arg(long, default_value_t = 100)]
    payments: u32,
    /// Do not keep the table under benches/results/
    #[arg(long)]
    dry: bool,
}

/// Seeds two records, measures, prints the table, and keeps it.
pub fn run(args: &Args) -> Result<()> {
    let (projects, payments) = (args.projects.to_string(), args.payments.to_string());
    let line = ["run", "--quiet", "--release", "--package", "zs-store", "--example", "year", "--"];
    let table = shell::capture("cargo", &[&line[..], &[&projects, &payments]].concat())?;
    let mut page = String::from(
        "# The year's money\n\nPrinted by `cargo xtask bench year`, on SQLite. A payment is looked up among those like it, booked \
         with the sums of its project and its unit, and brought to the disk; a board is the sums and lights of each department \
         and the ten worst projects. 200 of each.\n\n",
    );
    for fact in machine::common()? {
        page += &format!("* {fact}\n");
    }
    page += &format!("\n{table}");
    println!("{page}");
    if !args.dry {
        shell::write(&format!("{}/year.md", machine::folder()?), &page)?;
    }
    Ok(())
}

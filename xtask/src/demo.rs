//! `demo`: builds everything, reads and checks the example documents, then serves an invented county.
use crate::{shell, web};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;

const PAGES: &str = "target/demo";

#[derive(clap::Args)]
pub struct Args {
    /// Only read and check the example documents
    #[arg(long)]
    examples: bool,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8420")]
    listen: String,
}

/// First the example documents, then the server until Ctrl-C.
pub fn run(args: &Args) -> Result<()> {
    // Without Node the server still runs: only its pages are missing.
    match shell::works("npm", &["--version"]) {
        true if !args.examples => web::build()?,
        _ => eprintln!("the web application is not built: this needs npm"),
    }
    shell::run("cargo", &["build", "--quiet", "--package", "zhunsheng"])?;
    examples()?;
    if args.examples {
        return Ok(());
    }
    println!("\nNow the server. Ctrl-C stops it.\n");
    let program = shell::program_path();
    shell::run(&program.to_string_lossy(), &["demo", "--listen", &args.listen])
}

/// One short summary per document; its printed page is put under target/demo/.
fn examples() -> Result<()> {
    let kinds = [".docx", ".xlsx", ".md"];
    let files = shell::files()?.into_iter().filter(|file| {
        let name = file.strip_prefix("examples/").filter(|name| !name.contains('/'));
        name.is_some_and(|name| name != "README.md" && kinds.iter().any(|k| name.ends_with(k)))
    });
    std::fs::create_dir_all(shell::root().join(PAGES)).context("cannot make target/demo")?;
    let mut failed = 0;
    for file in files {
        match document(&file) {
            Ok(summary) => println!("\n{file}\n{summary}"),
            Err(error) => {
                println!("\n{file}\n  {error:#}");
                failed += 1;
            }
        }
    }
    if failed > 0 {
        bail!("demo: {failed} documents could not be read");
    }
    Ok(())
}

fn document(file: &str) -> Result<String> {
    let json = shell::program(&["convert", file, "--to", "json"])?;
    let document: Value = serde_json::from_str(&json).context("the program printed no JSON")?;
    let name = file.trim_start_matches("examples/");
    let page = format!("{PAGES}/{}.html", name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    shell::program(&["convert", file, "--to", "html", "-o", &page])?;
    let findings = findings(file)?;
    Ok(format!("{}  page        {page}\n\n{findings}", summary(&document)))
}

/// What the checker says; it exits with 1 where it finds errors, and the examples hold some.
fn findings(file: &str) -> Result<String> {
    let mut program = shell::command(&shell::program_path().to_string_lossy());
    let output = program.args(["check", file]).output().context("could not start the program")?;
    if !matches!(output.status.code(), Some(0 | 1)) {
        bail!("check: {}", String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout).context("the program printed no UTF-8")
}

fn summary(document: &Value) -> String {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => "—".to_owned(),
        other => other.to_string(),
    };
    let projects = document["projects"].as_array().map_or(&[][..], Vec::as_slice);
    let mut lines = format!(
        "  form        {}\n  department  {}\n  year        {}\n",
        text(&document["form"]),
        text(&document["department"]),
        text(&document["fiscal_year"])
    );
    for project in projects {
        let rows = project["indicators"].as_array().map_or(0, Vec::len);
        let (total, unit) = (text(&project["budget"]["total"]), text(&project["money_unit"]));
        lines += &format!(
            "  {:>2}. {}: {total} {unit}, {rows} indicators\n",
            text(&project["ordinal"]),
            text(&project["name"])
        );
    }
    let totals: Vec<&str> =
        projects.iter().filter_map(|project| project["budget"]["total"].as_str()).collect();
    let together = sum(&totals).unwrap_or_else(|| "?".to_owned());
    lines + &format!("  together    {} projects, {together}\n", projects.len())
}

/// The exact sum of decimal numbers, with as many places as the longest has.
fn sum(numbers: &[&str]) -> Option<String> {
    let places = |number: &&str| number.split_once('.').map_or(0, |(_, places)| places.len());
    let most = numbers.iter().map(places).max().unwrap_or(0);
    let mut total: i128 = 0;
    for number in numbers {
        let zeros = "0".repeat(most - places(number));
        total = total.checked_add((number.replace('.', "") + &zeros).parse().ok()?)?;
    }
    let sign = if total < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", total.unsigned_abs(), width = most + 1);
    let (whole, places) = digits.split_at(digits.len() - most);
    Some(format!("{sign}{whole}{}{places}", if most > 0 { "." } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn sums_are_exact() {
        assert_eq!(sum(&["186.36", "48.60", "96", "0.5"]).as_deref(), Some("331.46"));
        assert_eq!(sum(&["328.9946", "588.50"]).as_deref(), Some("917.4946"));
        assert_eq!(sum(&["-0.05"]).as_deref(), Some("-0.05"));
        assert_eq!(sum(&[]).as_deref(), Some("0"));
        assert_eq!(sum(&["x"]), None);
    }
}

//! `bench import`: the same job by several tools, on the same files, in turns, pinned to one core.
use super::machine;
use crate::shell;
use anyhow::{Context as _, Result};
use std::collections::BTreeMap;

#[derive(clap::Args)]
pub struct Args {
    /// Seconds for each tool, file and turn
    #[arg(long, default_value = "1.0")]
    pub seconds: String,
    /// How many turns; the best turn counts
    #[arg(long, default_value_t = 3)]
    pub turns: usize,
    /// Do not keep the table under benches/results/
    #[arg(long)]
    dry: bool,
}

pub const FILES: &str = "target/bench-files";
pub const VENV: &str = "target/bench-venv";
pub const PYTHON: &str = "target/bench-venv/bin/python";

/// Program, tool, what it does; the first of a list is what the others are compared with.
pub type Tool = (Program, &'static str, &'static str);

#[derive(Clone, Copy)]
pub enum Program {
    Ours,
    /// A script of benches/peers.
    Python(&'static str),
}

const SCRIPT: &str = "benches/peers/peers.py";

const WORD: [Tool; 7] = [
    (Program::Ours, "ours-docx", "ours, .docx → document"),
    (Program::Ours, "ours-docx-layout", "ours, .docx → grids only"),
    (Program::Ours, OLD_WORD[0], "ours, the same as .doc → document"),
    (Program::Ours, OLD_WORD[1], "ours, the same as .doc → grids only"),
    (Program::Ours, "quick-xml-docx", "floor: inflate, quick-xml events"),
    (Program::Python(SCRIPT), "lxml-docx", "zipfile and lxml, by hand: w:tc texts"),
    (Program::Python(SCRIPT), "python-docx", "python-docx: table.rows, row.cells"),
];
/// The tools that read the file of the same name that ends in `.doc`.
const OLD_WORD: [&str; 2] = ["ours-doc", "ours-doc-layout"];
const SHEETS: [Tool; 4] = [
    (Program::Ours, "ours-xlsx", "ours, .xlsx → document"),
    (Program::Ours, "ours-xlsx-layout", "ours, .xlsx → grids only"),
    (Program::Ours, "calamine-xlsx", "floor: calamine, all cells"),
    (Program::Python(SCRIPT), "openpyxl-xlsx", "openpyxl: all cells"),
];
const PAPER: [Tool; 3] = [
    (Program::Ours, "ours-pdf", "ours, .pdf → document"),
    (Program::Ours, "ours-pdf-layout", "ours, .pdf → grids only"),
    (Program::Python(SCRIPT), "pdfplumber", "pdfplumber: extract_tables of every page"),
];
const PROJECTS: [usize; 4] = [1, 8, 32, 128];

/// What one tool did on one file: seconds of processor time for one round, best of all turns; what it counted.
struct Measured {
    best: f64,
    count: String,
}

pub fn run(args: &Args) -> Result<()> {
    prepare()?;
    let word_files: Vec<String> =
        PROJECTS.iter().map(|n| format!("{FILES}/projects-{n}.docx")).collect();
    office("doc:MS Word 97", &word_files)?;
    office("pdf", &word_files[..2])?;
    let sheet_files = [format!("{FILES}/projects-8.xlsx")];
    let mut page = format!("# Reading\n\n{}\n", note(args));
    for fact in machine::facts(PYTHON)? {
        page += &format!("* {fact}\n");
    }
    page += "\n## .docx and .doc, milliseconds by number of projects\n\n";
    page += &table(&WORD, &word_files, &PROJECTS.map(|n| n.to_string()), args)?;
    page += "\n## .xlsx, milliseconds, 8 projects on 8 sheets\n\n";
    page += &table(&SHEETS, &sheet_files, &["8".to_owned()], args)?;
    page += "\n## .pdf, milliseconds by number of projects\n\n";
    let paper_files = [1, 8].map(|n| format!("{FILES}/projects-{n}.pdf"));
    page += &table(&PAPER, &paper_files, &["1".to_owned(), "8".to_owned()], args)?;
    page += "\n## Peak memory, kB, one document of 8 projects\n\n";
    page += &memory(&word_files[1])?;
    keep(args, "import", &page)
}

/// Prints a page of results, and keeps it under benches/results/.
pub fn keep(args: &Args, name: &str, page: &str) -> Result<()> {
    println!("{page}");
    if !args.dry {
        let file = format!("{}/{name}.md", machine::folder()?);
        shell::write(&file, page)?;
        println!("kept in {file}");
    }
    Ok(())
}

fn note(args: &Args) -> String {
    format!(
        "Printed by `cargo xtask bench import`. Each file is read from memory over and over; the tools take turns ({} \
         turns of {} s each), so a disturbance hits all of them.\nProcessor time of one round in milliseconds, best \
         turn; in brackets how many times as long as the first line.\nThe files are made by `benches/peers/make.py`: goal tables with 12 indicator \
         rows and true merges; LibreOffice writes them as `.doc` and \
         `.pdf`.\n",
        args.turns, args.seconds
    )
}

/// The program, the Python peers and the files.
pub fn prepare() -> Result<()> {
    shell::build_release()?;
    if !shell::works(PYTHON, &["-c", "import docx, lxml, openpyxl, pdfplumber"]) {
        shell::run("python3", &["-m", "venv", VENV])?;
        let install = ["-m", "pip", "install", "--quiet"];
        let peers = ["python-docx", "lxml", "openpyxl", "pdfplumber"];
        shell::run(PYTHON, &[&install[..], &peers[..]].concat())?;
    }
    let counts = PROJECTS.map(|n| n.to_string());
    let mut make = vec!["benches/peers/make.py", FILES];
    make.extend(counts.iter().map(String::as_str));
    shell::run(PYTHON, &make)
}

/// Has LibreOffice write the documents in another format too.
fn office(format: &str, files: &[String]) -> Result<()> {
    let mut line = vec!["--headless", "--convert-to", format, "--outdir", FILES];
    line.extend(files.iter().map(String::as_str));
    shell::run("soffice", &line)
}

pub fn table(tools: &[Tool], files: &[String], heads: &[String], args: &Args) -> Result<String> {
    let mut results: BTreeMap<(usize, usize), Measured> = BTreeMap::new();
    for _ in 0..args.turns {
        for (column, file) in files.iter().enumerate() {
            for (row, tool) in tools.iter().enumerate() {
                let new = measure(tool, file, &args.seconds)?;
                let old = results.remove(&(row, column));
                let best = old.map_or(new.best, |old: Measured| old.best.min(new.best));
                results.insert((row, column), Measured { best, ..new });
            }
        }
    }
    let mut text =
        format!("| | {} | counted |\n|{}\n", heads.join(" | "), " --- |".repeat(heads.len() + 2));
    for (row, (_, _, what)) in tools.iter().enumerate() {
        let cells: Vec<String> = (0..files.len())
            .map(|column| cell(results[&(row, column)].best, results[&(0, column)].best))
            .collect();
        let counts: Vec<&str> =
            (0..files.len()).map(|column| results[&(row, column)].count.as_str()).collect();
        text += &format!("| {what} | {} | {} |\n", cells.join(" | "), counts.join(" / "));
    }
    Ok(text)
}

fn cell(seconds: f64, first: f64) -> String {
    format!("{:.3} ({:.1})", seconds * 1000.0, seconds / first)
}

fn measure((program, tool, _): &Tool, file: &str, seconds: &str) -> Result<Measured> {
    let file =
        if OLD_WORD.contains(tool) { file.replace(".docx", ".doc") } else { file.to_owned() };
    let printed = pinned(*program, &[tool, &file, seconds])?;
    let mut words = printed.split_whitespace();
    let best = words.next().and_then(|word| word.parse().ok()).context("seconds")?;
    Ok(Measured { best, count: words.nth(1).unwrap_or("?").to_owned() })
}

fn memory(file: &str) -> Result<String> {
    let of = |program, tool: &str| pinned(program, &[&format!("memory-{tool}"), file, "0"]);
    let rows = [
        ("ours, .docx → document", Program::Ours, "ours-docx"),
        ("our program reading nothing", Program::Ours, "nothing"),
        ("zipfile and lxml, by hand", Program::Python(SCRIPT), "lxml-docx"),
        ("python-docx", Program::Python(SCRIPT), "python-docx"),
        ("Python reading nothing", Program::Python(SCRIPT), "nothing"),
    ];
    let mut text = "| | VmHWM |\n| --- | --- |\n".to_owned();
    for (what, program, tool) in rows {
        text += &format!("| {what} | {} |\n", of(program, tool)?.trim());
    }
    Ok(text)
}

/// Runs on the last core, where the system lets us choose.
fn pinned(program: Program, args: &[&str]) -> Result<String> {
    let ours = shell::target().join("release/zs-bench");
    let mut line = match program {
        Program::Ours => vec![ours.to_str().context("the path is no UTF-8")?],
        Program::Python(script) => vec![PYTHON, script],
    };
    line.extend(args);
    let last = std::thread::available_parallelism().map_or(0, |cores| cores.get() - 1).to_string();
    if shell::works("taskset", &["-c", &last, "true"]) {
        line.splice(0..0, ["taskset", "-c", &last]);
    }
    shell::capture(line[0], &line[1..])
}

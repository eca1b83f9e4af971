//! `bench export`: the same document of 8 projects written by several tools, in turns, pinned to one core.
use super::import::{self, Program, Tool, VENV};
use super::machine;
use crate::shell;
use anyhow::Result;

const SCRIPT: &str = "benches/peers/write.py";
const WORD: [Tool; 3] = [
    (Program::Ours, "write-docx", "ours, document → .docx"),
    (Program::Python(SCRIPT), "docxtpl", "docxtpl: a template in a loop, rows unmerged"),
    (Program::Python(SCRIPT), "python-docx", "python-docx: cells read once, texts, merges"),
];
const SHEETS: [Tool; 2] = [
    (Program::Ours, "write-xlsx", "ours, document → .xlsx"),
    (Program::Python(SCRIPT), "xlsxwriter", "XlsxWriter: texts, merges, print set-up"),
];
const PAGES: [Tool; 2] = [
    (Program::Ours, "write-pdf", "ours, document → .pdf"),
    (Program::Python("benches/peers/office.py"), "soffice", "LibreOffice: .docx → .pdf, alone"),
];
const PROJECTS: [usize; 3] = [1, 8, 32];

pub fn run(args: &import::Args) -> Result<()> {
    import::prepare()?;
    if !shell::works(import::PYTHON, &["-c", "import docxtpl, xlsxwriter"]) {
        shell::run("python3", &["-m", "venv", VENV])?;
        let peers = ["-m", "pip", "install", "--quiet", "docxtpl", "XlsxWriter"];
        shell::run(import::PYTHON, &peers)?;
    }
    let files = PROJECTS.map(|n| format!("{}/projects-{n}.docx", import::FILES));
    let heads = PROJECTS.map(|n| n.to_string());
    let mut page = format!("# Writing\n\n{}\n", note(args));
    for fact in machine::facts(import::PYTHON)? {
        page += &format!("* {fact}\n");
    }
    page += "\n## .docx, milliseconds by number of projects\n\n";
    page += &import::table(&WORD, &files, &heads, args)?;
    page += "\n## .xlsx, milliseconds by number of projects\n\n";
    page += &import::table(&SHEETS, &files, &heads, args)?;
    page += "\n## .pdf, milliseconds by number of projects\n\n";
    let peer = shell::works("soffice", &["--version"]);
    if !peer {
        page += "LibreOffice is not installed here.\n\n";
    }
    page += &import::table(&PAGES[..1 + usize::from(peer)], &files, &heads, args)?;
    import::keep(args, "export", &page)
}

fn note(args: &import::Args) -> String {
    format!(
        "Printed by `cargo xtask bench export`. The same goal tables are written into memory over and over; the tools take \
         turns ({} turns of {} s each), so a disturbance hits all of them.\nProcessor time of one round in milliseconds, \
         best turn; in brackets how many times as long as the first line. Counted: bytes of the file.\nOurs also writes \
         目录, headings, fonts, the mark on every page (SM3 of the whole text) and repeated rows; the peers write the \
         tables alone. Ours in .pdf is tagged PDF/A.\n",
        args.turns, args.seconds
    )
}

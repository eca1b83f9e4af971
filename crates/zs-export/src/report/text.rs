//! The report for people at a terminal: the row quoted, the cell underlined, repeats grouped.
use super::{Face, FileReport, Lang, Run, Shown, Totals, cells, width};
use std::collections::BTreeMap;
use std::fmt::Write;
use zs_model::{Place, Scope, Severity};

pub(super) static FACE: Face =
    Face { id: "text", zh: "给人看的文字", en: "text for people", begin, file, end };

/// Widest cell of a quoted row, in columns.
const CELL: usize = 28;
/// From this many findings of one message on, they are shown as one with a list of places.
const REPEAT: usize = 3;

fn begin(_: &Run) -> String {
    String::new()
}

fn file(run: &Run, file: &FileReport, before: &Totals) -> String {
    let mut out = String::new();
    if before.files > 0 {
        out.push('\n');
    }
    let lang = run.lang;
    let head = format!(
        "{}  {} {}  {} {}  {} {}  {} {}",
        file.file,
        lang.pick("模板", "form"),
        file.document.form,
        lang.pick("口径", "profile"),
        file.profile,
        lang.pick("项目", "projects"),
        file.document.projects.len(),
        lang.pick("指标", "indicators"),
        file.indicators(),
    );
    let _ = writeln!(out, "{}", paint(run, "1", &head));
    for group in groups(&file.findings) {
        out.push('\n');
        one(&mut out, run, file, &group);
    }
    out
}

/// Findings of one rule and message that repeat are one group, in order of their first place.
fn groups(findings: &[Shown]) -> Vec<Vec<&Shown>> {
    let key =
        |s: &Shown| (s.finding.rule, s.finding.message, s.finding.severity, s.waived.is_some());
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for shown in findings {
        *counts.entry(key(shown)).or_default() += 1;
    }
    let mut groups: Vec<Vec<&Shown>> = Vec::new();
    let mut places = BTreeMap::new();
    for shown in findings {
        let repeated = counts.get(&key(shown)).is_some_and(|count| *count >= REPEAT);
        match places.get(&key(shown)).filter(|_| repeated) {
            Some(at) => {
                let group: &mut Vec<&Shown> = &mut groups[*at];
                group.push(shown);
            }
            None => {
                places.insert(key(shown), groups.len());
                groups.push(vec![shown]);
            }
        }
    }
    groups
}

fn one(out: &mut String, run: &Run, file: &FileReport, group: &[&Shown]) {
    let Some(shown) = group.first() else { return };
    let finding = &shown.finding;
    let lang = run.lang;
    let (word, colour) = severity(lang, finding.severity);
    let _ = writeln!(
        out,
        "{} {} {}",
        paint(run, colour, &format!("{word} {}", shown.code)),
        place(lang, file, shown),
        paint(run, "2", finding.rule),
    );
    let _ = writeln!(out, "  {}", shown.message);
    quote(out, run, file, shown);
    if !shown.help.is_empty() {
        let _ = writeln!(out, "  {} {}", paint(run, "36", lang.pick("建议", "help")), shown.help);
    }
    for fix in &finding.fixes {
        let _ = writeln!(out, "  {} {}", paint(run, "32", lang.pick("改为", "fix")), fix.text);
    }
    if let Some(waived) = &shown.waived {
        let word = lang.pick("已豁免", "waived");
        let until = lang.pick("有效期至", "until");
        let _ = writeln!(
            out,
            "  {word}：{}（{}，{until} {}）",
            waived.reason, waived.approver, waived.expires
        );
    }
    if let [_, rest @ ..] = group
        && !rest.is_empty()
    {
        let places: Vec<String> = rest.iter().map(|s| place(lang, file, s)).collect();
        let count = group.len();
        let word = match lang {
            Lang::Zh => format!("同类共 {count} 处，还有："),
            Lang::En => format!("{count} of the same, also at: "),
        };
        let _ = writeln!(out, "  {word}{}", places.join(lang.pick("、", ", ")));
    }
}

/// The row with its cells, and a line under the cell that the finding is about.
fn quote(out: &mut String, run: &Run, file: &FileReport, shown: &Shown) {
    let finding = &shown.finding;
    let Some(row) = cells::row(&file.document, finding.at.scope) else {
        if !finding.text.is_empty() {
            let _ = writeln!(out, "  │ {}", width::cut(&finding.text, 3 * CELL));
        }
        return;
    };
    let mut line = String::new();
    let mut under = None;
    for (field, text) in &row {
        let text = if text.is_empty() { "（空）" } else { text };
        let text = width::cut(text, CELL);
        if !line.is_empty() {
            line.push_str(" │ ");
        }
        if *field == finding.at.field {
            under = Some((width::of(&line), width::of(&text)));
        }
        line.push_str(&text);
    }
    let _ = writeln!(out, "  │ {line}");
    if let Some((before, length)) = under {
        let mark = paint(run, severity(run.lang, finding.severity).1, &"^".repeat(length));
        let _ = writeln!(out, "  │ {}{mark}", " ".repeat(before));
    }
}

fn severity(lang: Lang, severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => (lang.pick("错误", "error"), "1;31"),
        Severity::Warning => (lang.pick("警告", "warning"), "1;33"),
        Severity::Info => (lang.pick("提示", "info"), "1;34"),
    }
}

fn paint(run: &Run, code: &str, text: &str) -> String {
    if run.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

/// `项目3“食堂运行” 第2行 (第120行)`.
fn place(lang: Lang, file: &FileReport, shown: &Shown) -> String {
    let scope = shown.finding.at.scope;
    let name = |number: u32| {
        let index = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
        let project = index.and_then(|index| file.document.projects.get(index));
        project.and_then(|p| p.name.as_deref().or(p.title.as_deref())).unwrap_or_default()
    };
    let row = |row: u32| match lang {
        Lang::Zh => format!("第{row}行"),
        Lang::En => format!("row {row}"),
    };
    let part = match (lang, scope) {
        (Lang::Zh, Scope::Project(p)) => format!("项目{p}“{}”", name(p)),
        (Lang::En, Scope::Project(p)) => format!("project {p} \"{}\"", name(p)),
        (Lang::Zh, Scope::Indicator { project, row: r }) => {
            format!("项目{project}“{}”{}", name(project), row(r))
        }
        (Lang::En, Scope::Indicator { project, row: r }) => {
            format!("project {project} \"{}\" {}", name(project), row(r))
        }
        (_, Scope::Department) => lang.pick("部门整体表", "department form").to_owned(),
        (_, Scope::DepartmentIndicator(r)) => {
            format!("{} {}", lang.pick("部门整体表", "department form"), row(r))
        }
        (_, Scope::Summary) => lang.pick("汇总表", "summary form").to_owned(),
        (_, Scope::SummaryRow(r)) => format!("{} {}", lang.pick("汇总表", "summary form"), row(r)),
        (_, Scope::Overall) => lang.pick("部门整体绩效目标", "overall part").to_owned(),
        (_, Scope::Document) => lang.pick("文本", "document").to_owned(),
    };
    let source = shown.finding.place.as_ref().map(|place| source(lang, place)).unwrap_or_default();
    if source.is_empty() { part } else { format!("{part} ({source})") }
}

fn source(lang: Lang, place: &Place) -> String {
    let mut parts = Vec::new();
    let mut part = |number: Option<u32>, zh: &str, en: &str| {
        if let Some(number) = number {
            parts.push(match lang {
                Lang::Zh => format!("第{number}{zh}"),
                Lang::En => format!("{en} {number}"),
            });
        }
    };
    part(place.line, "行", "line");
    if place.line.is_none() {
        part(place.page, "页", "page");
        part(place.table, "个表", "table");
        part(place.paragraph.filter(|_| place.table.is_none()), "段", "paragraph");
        part(place.row, "行", "row");
        part(place.column, "列", "column");
    }
    let sheet = place.sheet.as_deref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
    sheet + &parts.join(lang.pick("", " "))
}

fn end(run: &Run, totals: &Totals) -> String {
    let [info, warning, error] = totals.counts;
    let sums = match run.lang {
        Lang::Zh => format!(
            "共 {} 个文件：错误 {error}，警告 {warning}，提示 {info}，已豁免 {}；不能读的文件 {}。规则版本 {}。",
            totals.files, totals.waived, totals.unreadable, run.version
        ),
        Lang::En => format!(
            "{} files: {error} errors, {warning} warnings, {info} infos, {} waived; {} unreadable. Rules {}.",
            totals.files, totals.waived, totals.unreadable, run.version
        ),
    };
    format!("\n{}\n", paint(run, "1", &sums))
}

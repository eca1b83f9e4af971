//! The user's own Word file, unchanged but for comments at the cells that findings are about.
mod anchors;
mod package;

use crate::formats::html::escape;
use crate::report::{FileReport, Lang, Run, Shown};
use anchors::Anchor;
use package::Package;
use std::fmt::Write;
use zs_model::Severity;

const AUTHOR: &str = "准绳";
const INITIALS: &str = "准";

/// Adds one comment per finding, anchored at its paragraph; a finding without one stands at the first.
///
/// # Errors
/// Why the file cannot be annotated: it is no .docx, or its parts cannot be found or read.
pub fn annotate(docx: &[u8], report: &FileReport, run: &Run) -> Result<Vec<u8>, String> {
    let refuse = |reason: String| match run.lang {
        Lang::Zh => format!("不能写批注：{reason}。批注只能写进 .docx 文件。"),
        Lang::En => format!("cannot write comments: {reason}; only .docx files take them"),
    };
    let package = Package::open(docx).map_err(refuse)?;
    let first = package.next_comment().map_err(refuse)?;
    let mut anchors = Vec::new();
    let mut comments = String::new();
    for (id, shown) in (first..).zip(&report.findings) {
        let place = shown.finding.place.as_ref();
        let paragraph = place.and_then(|place| place.paragraph).unwrap_or(1);
        anchors.push(Anchor { id, paragraph });
        comments.push_str(&comment(id, run.lang, shown));
    }
    let body = anchors::insert(package.document(), &anchors).map_err(refuse)?;
    package.write(&body, &comments).map_err(refuse)
}

fn comment(id: u32, lang: Lang, shown: &Shown) -> String {
    let word = match shown.finding.severity {
        Severity::Error => lang.pick("错误", "error"),
        Severity::Warning => lang.pick("警告", "warning"),
        Severity::Info => lang.pick("提示", "info"),
    };
    let mut lines = vec![format!("[{word} {}] {}", shown.code, shown.message)];
    lines.extend(Some(shown.help.clone()).filter(|help| !help.is_empty()));
    let fix = lang.pick("改为：", "fix: ");
    lines.extend(shown.finding.fixes.iter().map(|proposal| format!("{fix}{}", proposal.text)));
    if let Some(waived) = &shown.waived {
        let until = lang.pick("已豁免：", "waived: ");
        lines.push(format!("{until}{}（{}，{}）", waived.reason, waived.approver, waived.expires));
    }
    let mut xml =
        format!("<w:comment w:id=\"{id}\" w:author=\"{AUTHOR}\" w:initials=\"{INITIALS}\">");
    for line in lines {
        let text = escape(&line).replace("<br>", " ");
        // Writing to a string cannot fail.
        let _ = write!(xml, "<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
    }
    xml + "</w:comment>"
}

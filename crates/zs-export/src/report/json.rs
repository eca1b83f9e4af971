//! The report as JSON (`zhunsheng.check/1`, contract/cli.md).
use super::{Face, FileReport, Run, Shown, Totals, proposals};
use crate::shape::place;
use serde_json::{Value, json};

pub(super) static FACE: Face = Face {
    id: "json",
    zh: "JSON（zhunsheng.check/1）",
    en: "JSON (zhunsheng.check/1)",
    begin,
    file,
    end,
};

fn begin(run: &Run) -> String {
    let version = Value::from(run.version.as_str());
    format!("{{\n\"schema\": \"zhunsheng.check/1\",\n\"version\": {version},\n\"files\": [")
}

fn file(_: &Run, file: &FileReport, before: &Totals) -> String {
    let value = json!({
        "file": file.file,
        "form": file.document.form,
        "profile": file.profile,
        "projects": file.document.projects.len(),
        "indicators": file.indicators(),
        "findings": file.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    let comma = if before.files == 0 { "\n" } else { ",\n" };
    format!("{comma}{value:#}")
}

fn end(_: &Run, totals: &Totals) -> String {
    let [info, warning, error] = totals.counts;
    let sums = json!({
        "files": totals.files,
        "unreadable": totals.unreadable,
        "error": error,
        "warning": warning,
        "info": info,
        "waived": totals.waived,
    });
    format!("\n],\n\"totals\": {sums}\n}}\n")
}

fn finding(shown: &Shown) -> Value {
    let finding = &shown.finding;
    let mut value = json!({
        "rule": finding.rule,
        "code": shown.code,
        "severity": finding.severity.word(),
        "project": finding.at.scope.project(),
        "indicator": finding.at.scope.indicator(),
        "field": finding.at.field.key(),
        "text": finding.text,
        "message": shown.message,
        "help": shown.help,
        "evidence": finding.args,
        "source": finding.place.as_ref().map(place),
    });
    if finding.at.item > 0 && finding.at.item < u32::MAX {
        value["item"] = finding.at.item.into();
    }
    if !finding.fixes.is_empty() {
        value["fixes"] = proposals(finding);
    }
    if let Some(waived) = &shown.waived {
        value["waived"] = json!({
            "reason": waived.reason,
            "approver": waived.approver,
            "expires": waived.expires,
        });
    }
    value
}

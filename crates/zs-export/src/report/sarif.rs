//! The report as SARIF 2.1.0, for tools that show findings of many programs.
use super::{Face, FileReport, Run, Shown, Totals, proposals};
use serde_json::{Value, json};
use zs_model::Severity;

pub(super) static FACE: Face =
    Face { id: "sarif", zh: "SARIF 2.1.0", en: "SARIF 2.1.0", begin, file, end };

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn begin(run: &Run) -> String {
    let rules: Vec<Value> = run
        .rules
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "name": rule.name,
                "shortDescription": { "text": rule.title },
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        })
        .collect();
    let driver = json!({ "name": "zhunsheng", "version": run.version, "rules": rules });
    format!(
        "{{\n\"$schema\": \"{SCHEMA}\",\n\"version\": \"2.1.0\",\n\"runs\": [{{\n\"tool\": {{ \"driver\": {driver} }},\n\"columnKind\": \"unicodeCodePoints\",\n\"results\": ["
    )
}

fn file(run: &Run, file: &FileReport, before: &Totals) -> String {
    let mut comma = if before.findings() == 0 { "" } else { "," };
    let mut out = String::new();
    for shown in &file.findings {
        out.push_str(&format!("{comma}\n{}", result(run, file, shown)));
        comma = ",";
    }
    out
}

fn end(run: &Run, totals: &Totals) -> String {
    let mut invocation = json!({ "executionSuccessful": totals.unreadable == 0 });
    if totals.unreadable > 0 {
        let [before, after] = [
            run.lang.pick("有", ""),
            run.lang
                .pick("个文件无法读取，未检查。", "files could not be read and were not checked."),
        ];
        let text = format!("{before} {} {after}", totals.unreadable).trim().to_owned();
        invocation["toolExecutionNotifications"] =
            json!([{ "level": "error", "message": { "text": text } }]);
    }
    format!("\n],\n\"invocations\": [{invocation}]\n}}]\n}}\n")
}

fn result(run: &Run, file: &FileReport, shown: &Shown) -> Value {
    let finding = &shown.finding;
    let mut physical = json!({ "artifactLocation": { "uri": uri(&file.file) } });
    if let Some(line) = finding.place.as_ref().and_then(|place| place.line) {
        physical["region"] = json!({ "startLine": line });
    }
    let at = finding.at;
    let logical = match (at.scope.project(), at.scope.indicator()) {
        (Some(project), Some(row)) => {
            format!("project {project}/indicator {row}/{}", at.field.key())
        }
        (Some(project), None) => format!("project {project}/{}", at.field.key()),
        (None, Some(row)) => format!("department/indicator {row}/{}", at.field.key()),
        (None, None) => format!("document/{}", at.field.key()),
    };
    let mut value = json!({
        "ruleId": shown.code,
        "level": level(finding.severity),
        "message": { "text": format!("{} {}", shown.message, shown.help).trim() },
        "locations": [{
            "physicalLocation": physical,
            "logicalLocations": [{ "fullyQualifiedName": logical, "kind": "member" }],
        }],
        "properties": { "rule": finding.rule, "text": finding.text, "evidence": finding.args },
    });
    if let Some(index) = run.rules.iter().position(|rule| rule.code == shown.code) {
        value["ruleIndex"] = index.into();
    }
    // A SARIF fix replaces a region of a file; ours replace a field, whose region in the file nobody knows.
    if !finding.fixes.is_empty() {
        value["properties"]["fixes"] = proposals(finding);
    }
    // Either all results of a run say whether they are suppressed, or none does.
    let waiver = shown.waived.iter().map(|waived| {
        let why = format!("{} ({}, {})", waived.reason, waived.approver, waived.expires);
        json!({ "kind": "external", "justification": why })
    });
    value["suppressions"] = waiver.collect();
    value
}

/// A file name as a relative URI reference.
fn uri(name: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    name.bytes()
        .map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

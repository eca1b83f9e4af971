//! `check` and `rule` as a user runs them.
use serde_json::Value;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn example(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples")).join(name)
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zhunsheng")).args(args).output().expect("the binary runs")
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("zhunsheng-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn json(args: &[&str]) -> (i32, Value) {
    let out = run(args);
    let value = serde_json::from_slice(&out.stdout).expect("valid JSON");
    (out.status.code().expect("an exit code"), value)
}

#[test]
fn an_error_is_exit_1_and_points_to_its_row() {
    let file = example("qinghe-hebei.docx");
    let (code, report) = json(&["check", "--format", "json", file.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert_eq!(report["schema"], "zhunsheng.check/1");
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let cap = findings.iter().find(|f| f["rule"] == "cost-cap-exceeds-budget").unwrap();
    assert_eq!((cap["project"].as_u64(), cap["field"].as_str()), (Some(2), Some("target")));
    assert!(cap["source"]["paragraph"].is_u64());
}

#[test]
fn a_bad_file_is_named_and_the_others_are_checked() {
    let file = example("qinghe-hebei.docx");
    let out = run(&["check", "--format", "json", "no-such-file.txt", file.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("no-such-file.txt"));
    let report: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(report["files"].as_array().unwrap().len(), 1);
    assert_eq!(report["totals"]["unreadable"], 1);
}

#[test]
fn severity_and_selection_narrow_the_report() {
    let file = example("qinghe-hebei.docx");
    let only = [
        "check",
        "--format",
        "json",
        "--select",
        "cost-cap-exceeds-budget",
        file.to_str().unwrap(),
    ];
    let (_, report) = json(&only);
    assert_eq!(report["files"][0]["findings"].as_array().unwrap().len(), 1);
    let (code, report) =
        json(&["check", "--format", "json", "--ignore", "all", file.to_str().unwrap()]);
    assert_eq!((code, report["files"][0]["findings"].as_array().unwrap().len()), (0, 0));
    assert_eq!(
        run(&["check", "--select", "no-such-rule", file.to_str().unwrap()]).status.code(),
        Some(2)
    );
}

#[test]
fn a_waiver_is_shown_and_does_not_count_until_it_expires() {
    let folder = folder("waiver");
    let copy = folder.join("a.docx");
    std::fs::copy(example("qinghe-hebei.docx"), &copy).unwrap();
    let waiver = |expires: &str| {
        format!(
            "[check]\nselect = [\"cost-cap-exceeds-budget\"]\n[[waiver]]\nrule = \"cost-cap-exceeds-budget\"\n\
             reason = \"追加预算已批\"\napprover = \"财政局\"\nexpires = \"{expires}\"\n"
        )
    };
    std::fs::write(folder.join("zhunsheng.toml"), waiver("2999-12-31")).unwrap();
    let (code, report) = json(&["check", "--format", "json", copy.to_str().unwrap()]);
    assert_eq!((code, &report["totals"]["waived"]), (0, &Value::from(1)));
    assert_eq!(report["files"][0]["findings"][0]["waived"]["approver"], "财政局");
    std::fs::write(folder.join("zhunsheng.toml"), waiver("2020-01-01")).unwrap();
    assert_eq!(json(&["check", "--format", "json", copy.to_str().unwrap()]).0, 1);
    let _ = std::fs::remove_dir_all(&folder);
}

#[test]
fn every_face_of_a_batch_is_whole() {
    let (word, sheet) = (example("qinghe-hebei.docx"), example("qinghe-hunan.xlsx"));
    let files = [word.to_str().unwrap(), sheet.to_str().unwrap()];
    let sarif = run(&["check", "--format", "sarif", files[0], files[1]]);
    let sarif: Value = serde_json::from_slice(&sarif.stdout).expect("valid JSON");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() > 1 && results.iter().all(|r| r["message"]["text"].is_string()));
    let html =
        String::from_utf8(run(&["check", "--format", "html", files[0], files[1]]).stdout).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"));
    assert!(html.contains("has-error") && html.matches("class=\"file\"").count() == 2);
    let text = String::from_utf8(run(&["check", "--lang", "en", files[0]]).stdout).unwrap();
    assert!(
        text.contains("^^^")
            && text.contains("cost-cap-exceeds-budget")
            && text.contains("1 files")
    );
}

#[test]
fn annotating_adds_one_comment_per_finding_and_nothing_else() {
    let folder = folder("annotate");
    let out = folder.join("out.docx");
    let file = example("qinghe-hebei.docx");
    let (_, report) = json(&[
        "check",
        "--format",
        "json",
        "--annotate",
        out.to_str().unwrap(),
        file.to_str().unwrap(),
    ]);
    let findings = report["files"][0]["findings"].as_array().unwrap().len();
    let part = |path: &Path, name: &str| {
        let mut zip = zip::ZipArchive::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let comments = part(&out, "word/comments.xml");
    assert_eq!(comments.matches("<w:comment ").count(), findings);
    assert_eq!(comments.matches("w:author=\"准绳\"").count(), findings);
    let mut body = part(&out, "word/document.xml");
    for id in 0..findings {
        let marks = [
            format!("<w:commentRangeStart w:id=\"{id}\"/>"),
            format!(
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
            ),
        ];
        for mark in marks {
            assert_eq!(body.matches(&mark).count(), 1, "{mark}");
            body = body.replace(&mark, "");
        }
    }
    assert_eq!(
        body.replace("<w:p></w:p>", "<w:p/>"),
        part(&file, "word/document.xml").replace("<w:p></w:p>", "<w:p/>")
    );
    libreoffice_counts(&folder, &out, findings);
    let _ = std::fs::remove_dir_all(&folder);
}

/// Where LibreOffice is there, it must open the file and see every comment.
fn libreoffice_counts(folder: &Path, file: &Path, findings: usize) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let office = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "fodt", "--outdir"])
        .arg(folder)
        .arg(file)
        .output();
    let Ok(office) = office else {
        println!("skipped: no LibreOffice here");
        return;
    };
    assert!(office.status.success(), "{}", String::from_utf8_lossy(&office.stderr));
    let text = std::fs::read_to_string(folder.join("out.fodt")).expect("LibreOffice wrote it");
    assert_eq!(text.matches("<office:annotation ").count(), findings);
}

#[test]
fn a_rule_is_explained_and_all_are_listed() {
    let one = String::from_utf8(run(&["rule", "cost-cap-exceeds-budget"]).stdout).unwrap();
    assert!(one.contains("JX101") && one.contains("## 会报"));
    let (_, list) = json(&["rule", "--format", "json"]);
    assert!(list.as_array().unwrap().len() > 20);
    assert_eq!(run(&["rule", "no-such-rule"]).status.code(), Some(2));
}

//! The SARIF face against the schema of the standard, formats of strings included.
use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use zs_export::report::{FACES, Face, FileReport, Lang, RuleFacts, Run, Shown, Totals, Waived};
use zs_model::{Document, Field, FieldRef, Finding, Fix, Place, Scope, Severity};

const SCHEMA: &str = include_str!("sarif-schema-2.1.0.json");

fn schema() -> (Schemas, SchemaIndex) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.enable_format_assertions();
    let text = serde_json::from_str(SCHEMA).expect("JSON");
    compiler.add_resource("file:///sarif.json", text).expect("a schema");
    let index = compiler.compile("file:///sarif.json", &mut schemas).expect("a whole schema");
    (schemas, index)
}

/// The log, if it is valid; why not, otherwise.
fn validated(log: &str) -> Result<Value, String> {
    let value: Value = serde_json::from_str(log).map_err(|error| error.to_string())?;
    let (schemas, index) = schema();
    match schemas.validate(&value, index) {
        Ok(()) => Ok(value),
        Err(error) => Err(format!("{error:#}")),
    }
}

fn run(lang: Lang) -> Run {
    let rule = |name, code, severity, title: &str| RuleFacts {
        name,
        code,
        severity,
        title: title.to_owned(),
    };
    let rules = vec![
        rule("target-without-unit", "JX201", Severity::Error, "指标值没有单位"),
        rule("name-vague", "JX101", Severity::Warning, "The name is vague"),
    ];
    Run { lang, colour: false, version: "0.1.0".to_owned(), rules }
}

fn shown(code: &'static str, severity: Severity, at: FieldRef, place: Option<Place>) -> Shown {
    let finding = Finding {
        rule: "target-without-unit",
        message: "missing",
        severity,
        at,
        text: "“≥12”\t\"\\".to_owned(),
        args: BTreeMap::from([("target", "≥12".to_owned())]),
        fixes: Vec::new(),
        place,
    };
    let (message, help) = ("没有单位。".to_owned(), "请写单位。".to_owned());
    Shown { finding, code, message, help, waived: None }
}

/// Every kind of place, severity and scope; one finding with proposals, one waived, one of an unlisted rule.
fn findings() -> Vec<Shown> {
    let row = FieldRef::new(Scope::Indicator { project: 1, row: 2 }, Field::Target);
    let mut fixed = shown("JX201", Severity::Error, row, Some(Place::line(7)));
    fixed.finding.fixes = vec![Fix { at: row, text: "≥12次".to_owned() }];
    let project = FieldRef::new(Scope::Project(1), Field::Name);
    let cell = Place { table: Some(1), row: Some(3), column: Some(2), ..Place::default() };
    let mut waived = shown("JX101", Severity::Warning, project, Some(cell));
    waived.waived = Some(Waived {
        reason: "上级统一名称".to_owned(),
        approver: "财务科".to_owned(),
        expires: "2026-12-31".to_owned(),
    });
    let whole = FieldRef::new(Scope::Document, Field::Title);
    vec![fixed, waived, shown("XX999", Severity::Info, whole, None)]
}

fn file(name: &str, findings: Vec<Shown>) -> FileReport {
    let (file, profile) = (name.to_owned(), "china".to_owned());
    FileReport { file, document: Document::default(), profile, findings }
}

/// What the program writes for these files, some more of which could not be read.
fn log(lang: Lang, files: &[FileReport], unreadable: usize) -> String {
    let face: &Face = FACES.iter().find(|face| face.id == "sarif").expect("the face");
    let run = run(lang);
    let mut totals = Totals { unreadable, ..Totals::default() };
    let mut out = (face.begin)(&run);
    for file in files {
        out.push_str(&(face.file)(&run, file, &totals));
        totals.add(file);
    }
    out + &(face.end)(&run, &totals)
}

#[test]
fn the_schema_is_the_one_of_2_1_0_and_refuses_what_is_not_sarif() {
    let text: Value = serde_json::from_str(SCHEMA).expect("JSON");
    assert_eq!(text["title"], "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema");
    let good = log(Lang::Zh, &[file("a.docx", findings())], 0);
    assert!(validated(&good).is_ok());
    for (from, to) in [
        ("\"2.1.0\",", "\"2.0.0\","),
        ("\"level\":\"note\"", "\"level\":\"info\""),
        ("\"startLine\":7", "\"startLine\":0"),
        ("\"uri\":\"a.docx\"", "\"uri\":\"a b.docx\""),
        ("\"kind\":\"external\"", "\"kind\":\"waiver\""),
    ] {
        assert!(good.contains(from), "{from}");
        assert!(validated(&good.replace(from, to)).is_err(), "{to}");
    }
}

#[test]
fn a_batch_is_valid_whatever_it_found() {
    for lang in [Lang::Zh, Lang::En] {
        let nothing = validated(&log(lang, &[], 0)).expect("a run without files");
        assert_eq!(nothing["runs"][0]["results"], Value::Array(Vec::new()));
        let files =
            [file("空.md", vec![]), file("2026 年/甲.docx", findings()), file("-", findings())];
        let log = validated(&log(lang, &files, 0)).expect("a run with findings");
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), 6);
        assert_eq!(run["invocations"][0]["executionSuccessful"], true);
        // The index leads to the rule; a rule that the run does not list has none.
        let id = |n: usize| &run["tool"]["driver"]["rules"][n]["id"];
        for result in results {
            match result["ruleIndex"].as_u64() {
                Some(index) => {
                    assert_eq!(&result["ruleId"], id(usize::try_from(index).expect("small")))
                }
                None => assert_eq!(result["ruleId"], "XX999"),
            }
        }
    }
}

#[test]
fn proposals_and_waivers_are_told() {
    let log = validated(&log(Lang::Zh, &[file("a.md", findings())], 0)).expect("a valid log");
    let results = &log["runs"][0]["results"];
    assert_eq!(results[0]["properties"]["fixes"][0]["text"], "≥12次");
    assert_eq!(results[0]["suppressions"], Value::Array(Vec::new()));
    let why = results[1]["suppressions"][0]["justification"].as_str().expect("a reason");
    assert!(why.contains("上级统一名称") && why.contains("财务科") && why.contains("2026-12-31"));
}

#[test]
fn files_that_could_not_be_read_are_told() {
    for (lang, words) in [(Lang::Zh, "有 2 个文件"), (Lang::En, "2 files")] {
        let log = validated(&log(lang, &[file("a.md", findings())], 2)).expect("a valid log");
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false);
        let text = invocation["toolExecutionNotifications"][0]["message"]["text"].as_str();
        assert!(text.is_some_and(|text| text.starts_with(words)), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_name_and_any_text_make_a_valid_log(name in ".{0,40}", text in "(?s).{0,40}") {
        let mut found = findings();
        found[0].finding.text.clone_from(&text);
        found[1].message = text;
        let log = log(Lang::En, &[file(&name, found)], 0);
        prop_assert!(validated(&log).is_ok(), "{:?}", validated(&log));
    }
}

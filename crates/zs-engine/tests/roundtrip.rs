//! What is printed for people is read back without loss.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read files and fail by panicking"
)]
mod shared;

use proptest::{prop_assert, proptest};
use shared::{PRINTED, assert_survives, samples};
use zs_engine::{Limits, render};
use zs_import::formats::json;
use zs_import::{Block, Layout};
use zs_model::{Document, Indicator, Project, text::squeeze};

#[test]
fn golden_documents_survive_printing() {
    for (name, document) in shared::golden() {
        assert_survives(&name, &document);
    }
}

#[test]
fn samples_of_every_family_survive_printing() {
    for (name, document) in samples() {
        assert_survives(&name, &document);
    }
}

#[test]
fn examples_survive_printing() {
    for name in ["qinghe-hebei.docx", "qinghe-hunan.xlsx", "qinghe-neimenggu.md"] {
        let path = format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        let document = zs_engine::read(Some(name), &bytes, None).unwrap().document;
        assert_survives(name, &document);
    }
}

#[test]
fn marks_of_the_format_are_text_in_a_document() {
    let awkward = r##"{"schema": "zhunsheng.document/1", "form": "hebei-2022", "fiscal_year": 2026,
      "department": "青禾县机关事务服务中心",
      "overall": {"goal": "#保障<b>运转</b>，见[附件](a.md)。",
        "sub_goals": ["（一）节能*降耗*10%~20%，AT&amp;T。", "（二）`代码`_下划线_与\\反斜杠。"], "safeguards": []},
      "projects": [
       {"ordinal": 1, "title": "2026年楼宇水电费-2", "unit_code": "430001", "unit_name": "青禾县机关事务服务中心本级",
        "code": "13070026P00000000001A", "name": "楼宇|水电<费>&", "money_unit": "万元",
        "budget": {"total": "9.20", "fiscal": null, "other": "0.00"}, "purpose": null,
        "plan": [{"month": 3, "percent": null}, {"month": 6, "percent": "33.3"}, {"month": 10, "percent": "33.3"}, {"month": 12, "percent": "100"}],
        "goals": ["2026年**全年**供水", "保障供电"],
        "indicators": [
         {"level1": "产出指标", "level2": "数量指标", "level3": "缴费|次数", "description": null,
          "target": {"text": "≥12次", "op": "ge", "value": "12", "unit": "次"}, "basis": "a*b*c"},
         {"level1": "效益指标", "level2": "社会效益指标", "level3": "-保障", "description": "<5%的部分",
          "target": {"text": null, "op": "none", "value": null, "unit": null}, "basis": null}]}],
      "department_form": null, "summary_form": null}"##;
    let document = json::read(awkward.as_bytes(), &Limits::default()).unwrap();
    assert_survives("awkward", &document);
}

/// The texts of all cells, white space removed.
fn cells(layout: &Layout) -> Vec<String> {
    let tables = layout.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.flat_map(|table| &table.cells).map(|cell| squeeze(&cell.text)).collect()
}

proptest! {
    #[test]
    fn any_text_of_a_cell_is_read_as_it_was(text in "[中文a1。%<>&;#!()|*_`~\\[\\]\\\\ -]{1,14}") {
        let row = Indicator { level3: Some(text.clone()), ..Indicator::default() };
        let project = Project { indicators: vec![row], ..Project::default() };
        let document = Document { projects: vec![project], ..Document::default() };
        for (format, kind) in PRINTED {
            let printed = render(&document, format).expect("a listed format");
            let layout = zs_import::layout(&printed, kind, &Limits::default()).expect("our own output");
            let found = cells(&layout).contains(&squeeze(&text));
            prop_assert!(found, "{text:?} as {format}: {layout:?}");
        }
    }
}

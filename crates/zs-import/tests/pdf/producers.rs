//! Small files of several programs, all of one invented form: they give the same document.
use crate::{differences, fields, grid, read, tables};

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pdf/data");
    std::fs::read(format!("{folder}/{name}.pdf")).expect("a file of tests/pdf/data")
}

#[test]
fn every_program_gives_the_same_document() {
    let should = fields(&file("reportlab"));
    assert_eq!(should["/projects/0/code"], "13070026P00000100001A");
    assert_eq!(should["/projects/0/goals/1"], "库房湿度全年保持在45%至60%之间。");
    assert_eq!(should["/projects/0/indicators/6/level1"], "满意度指标");
    for name in ["fpdf", "chromium", "libreoffice", "cairo"] {
        let (wrong, _) = differences(&should, &fields(&file(name)));
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn merged_cells_of_a_drawn_table_are_seen() {
    let layout = read(&file("reportlab")).unwrap();
    let grid = grid(tables(&layout)[0]);
    for cell in
        ["1,0 2x1 预算规模及资金用途", "0,4 1x3 2026年档案库房除湿设备更新经费", "5,0 4x1 产出指标"]
    {
        assert!(grid.contains(&cell.to_owned()), "{cell} in {grid:#?}");
    }
}

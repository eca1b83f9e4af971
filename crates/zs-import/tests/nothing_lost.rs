//! Text of the input that is not in the model is only layout, headings and labels.
#![allow(clippy::disallowed_methods, reason = "tests read files")]
#[path = "../../../tests/shared.rs"]
mod shared;

use shared::shared;
use std::path::{Path, PathBuf};
use zs_catalog::Catalog;
use zs_import::{Block, Kind, Layout, Limits, Table, layout, recognise};
use zs_model::text::{half_width, squeeze};

/// Words that headings, captions and the cover consist of, beside labels of the catalog.
const LAYOUT: &[&str] = &[
    "绩效目标表",
    "绩效目标",
    "部门整体支出",
    "部门整体",
    "整体",
    "预算项目",
    "专项资金",
    "汇总表",
    "支出方向",
    "第一部分",
    "第二部分",
    "目录",
    "附件",
    "金额单位",
    "单位",
    "部门",
    "预算",
    "绩效文本",
    "草案",
    "编制",
    "青禾县财政局",
    "张家口市财政局",
    "审核",
    "总体",
    "分项",
    "工作保障措施",
    "年",
    "其中",
    "盖章",
    "月底",
    "项目",
    "目标",
    "按职责分类",
    "情况说明",
    "2023",
    "2024",
    "2026",
    "2025",
];

/// `text` without layout words, digits and punctuation.
fn without_layout(text: &str) -> String {
    let mut left = text.to_owned();
    for word in LAYOUT {
        left = left.replace(word, "");
    }
    let marks = ".、，。．-%()（）…·:：一二三四五六七八九十①②③";
    left.chars().filter(|c| !(c.is_ascii_digit() || marks.contains(*c))).collect()
}

fn pieces(found: &Layout) -> Vec<String> {
    let mut out = Vec::new();
    let mut tables: Vec<&Table> = Vec::new();
    for block in &found.blocks {
        match block {
            Block::Paragraph(paragraph) => out.push(paragraph.text.clone()),
            Block::Table(table) => tables.push(table),
        }
    }
    while let Some(table) = tables.pop() {
        out.extend(table.cells.iter().map(|cell| cell.text.clone()));
        tables.extend(table.cells.iter().flat_map(|cell| &cell.nested));
    }
    out
}

/// What stays of `text` when everything that the model holds, then labels and layout words, is taken away.
fn rest(text: &str, model: &str, catalog: &Catalog) -> String {
    if catalog.labels.get(text).is_some()
        || catalog.income.contains(text)
        || catalog.expense.contains(text)
    {
        return String::new();
    }
    if without_layout(text).is_empty() {
        return String::new();
    }
    let text = text.trim_end_matches("绩效目标表").trim_end_matches("按职责分类绩效目标情况说明");
    let labelled = text.split_once(':').filter(|(head, _)| catalog.labels.get(head).is_some());
    let text = labelled.map_or(text, |(_, value)| value.trim_start_matches("(盖章)"));
    let chars: Vec<char> = text.chars().collect();
    let mut left = String::new();
    let mut at = 0;
    while at < chars.len() {
        let held = |end: usize| model.contains(&chars[at..end].iter().collect::<String>());
        let mut end = at;
        while end < chars.len() && held(end + 1) {
            end += 1;
        }
        // Single characters occur everywhere: only longer stretches count as held.
        if end - at >= 2 || end == chars.len() && end > at {
            at = end;
        } else {
            left.push(chars[at]);
            at += 1;
        }
    }
    without_layout(&left)
}

fn proves(file: &Path) {
    let bytes = std::fs::read(file).expect("a file");
    let kind = Kind::detect(&bytes, file.to_str()).expect("a kind");
    let found = layout(&bytes, kind, &Limits::default()).expect("a layout");
    let (document, findings) = recognise(&found, Catalog::embedded());
    assert!(findings.is_empty(), "{}: {findings:#?}", file.display());
    let json = zs_export::formats::by_id("json").expect("json");
    let json = String::from_utf8((json.render)(&document).expect("JSON"))
        .expect("UTF-8")
        .replace("\\n", "");
    let contents: String = document.contents.iter().map(|entry| entry.raw.as_str()).collect();
    let model = half_width(&squeeze(&(json + &contents)));
    let mut lost = Vec::new();
    for piece in pieces(&found) {
        let text = half_width(&squeeze(&piece));
        let left = rest(&text, &model, Catalog::embedded());
        if !left.is_empty() {
            lost.push(format!("{left:?} of {text:?}"));
        }
    }
    assert!(lost.is_empty(), "{}:\n{}", file.display(), lost.join("\n"));
}

#[test]
fn examples() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples"));
    for name in ["qinghe-hebei.docx", "qinghe-hunan.xlsx", "qinghe-neimenggu.md"] {
        proves(&folder.join(name));
    }
}

#[test]
fn corpus() {
    let Some(folder) = shared("corpus") else { return };
    for name in ["huailai.txt", "zunhua-2023.txt", "zhangjiakou-2024.md", "shifeng-2021.txt"] {
        proves(&folder.join(name));
    }
}

//! PDF files as other programs see them: every field in order, the whole file sound, no text too odd.
#![cfg(feature = "pdf")]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read files and fail by panicking"
)]
mod shared;

use proptest::prelude::*;
use shared::{golden, samples};
use std::io::Write as _;
use std::process::{Command, Stdio};
use zs_engine::render;
use zs_model::{Document, Indicator, Project};

/// What one of poppler's programs prints about a file; none where they are not installed.
fn poppler(program: &str, args: &[&str], pdf: &[u8]) -> Option<String> {
    let mut command = Command::new(program);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut running) = command.spawn() else {
        assert!(std::env::var_os("CI").is_none(), "{program} is missing: install poppler-utils");
        println!("skipped: {program} is missing");
        return None;
    };
    let mut stdin = running.stdin.take().unwrap();
    let writing = pdf.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&writing));
    let output = running.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    // Titles along the tags are printed in two encodings.
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The text along the tags: what a reading machine says.
fn spoken(pdf: &[u8]) -> Option<String> {
    let printed = poppler("pdfinfo", &["-struct-text", "-"], pdf)?;
    let quoted = |line: &str| Some(line.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned());
    Some(squeeze(&printed.lines().filter_map(quoted).collect::<String>()))
}

/// The text on the pages in the order in which it was written, without feet.
fn seen(pdf: &[u8]) -> Option<String> {
    let printed = poppler("pdftotext", &["-raw", "-", "-"], pdf)?;
    let foot = |line: &&str| line.contains("校验码 ") || line.starts_with("— ");
    Some(squeeze(&printed.lines().filter(|line| !foot(line)).collect::<String>()))
}

/// A field of the document as it is printed for people, and whether its cell reaches over several rows.
struct Field {
    text: String,
    tall: bool,
}

/// The fields in the order of the printed page.
fn fields(document: &Document) -> Vec<Field> {
    let html = String::from_utf8(render(document, "html").unwrap()).unwrap();
    let body = html.split_once("<main>").unwrap().1.replace("<br>", "");
    let tags = body.split('<').filter_map(|part| part.split_once('>'));
    let field = |(tag, text): (&str, &str)| {
        let mut text = squeeze(text);
        for (mark_up, mark) in
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        {
            text = text.replace(mark_up, mark);
        }
        Field { text, tall: tag.contains("rowspan") }
    };
    tags.map(field).filter(|field| !field.text.is_empty()).collect()
}

/// Every field in order for the ear, and for the eye: there a cell over several rows may come later.
fn assert_complete(name: &str, document: &Document) {
    let pdf = render(document, "pdf").expect("printable");
    let (Some(spoken), Some(seen)) = (spoken(&pdf), seen(&pdf)) else { return };
    let (mut ear, mut eye) = (0, 0);
    for Field { text, tall } in fields(document) {
        let found = spoken[ear..].find(&text);
        ear +=
            found.unwrap_or_else(|| panic!("{name}: {text} not behind {}", tail(&spoken[..ear])));
        ear += text.len();
        if tall {
            assert!(seen.contains(&text), "{name}: {text} is not to be seen");
            continue;
        }
        let found = seen[eye..].find(&text);
        eye += found.unwrap_or_else(|| panic!("{name}: {text} not below {}", tail(&seen[..eye])));
        eye += text.len();
    }
}

fn tail(text: &str) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(60)).collect()
}

#[test]
fn golden_documents_are_complete() {
    for (name, document) in golden() {
        assert_complete(&name, &document);
    }
}

#[test]
fn samples_of_every_family_are_complete() {
    for (name, document) in samples() {
        assert_complete(&name, &document);
    }
}

#[test]
fn examples_are_complete() {
    for name in ["qinghe-hebei.docx", "qinghe-hunan.xlsx", "qinghe-neimenggu.md"] {
        let path = format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        assert_complete(name, &zs_engine::read(Some(name), &bytes, None).unwrap().document);
    }
}

#[test]
fn a_file_says_what_it_is_and_every_page_bears_the_mark() {
    for (name, document) in samples() {
        let pdf = render(&document, "pdf").unwrap();
        assert_eq!(pdf, render(&document, "pdf").unwrap(), "{name}: same document, same bytes");
        let (Some(facts), Some(meta)) =
            (poppler("pdfinfo", &["-"], &pdf), poppler("pdfinfo", &["-meta", "-"], &pdf))
        else {
            return;
        };
        assert!(
            facts.contains("部门预算绩效文本") && facts.contains("Tagged:          yes"),
            "{facts}"
        );
        for claim in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "zh-CN",
        ] {
            assert!(meta.contains(claim), "{claim} in {meta}");
        }
        let pages = facts.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
        let text = poppler("pdftotext", &["-", "-"], &pdf).unwrap();
        let digest = zs_export::mark(&zs_export::digest(&document));
        assert_eq!(text.matches(&digest).count().to_string(), pages.trim(), "{name}");
        let fonts = poppler("pdffonts", &["-"], &pdf).unwrap();
        // Embedded, cut, with a way back to the characters.
        assert!(fonts.lines().skip(2).all(|font| font.contains("yes yes yes")), "{fonts}");
    }
}

fn holding(text: &str) -> Document {
    let texts = || Some(text.to_owned());
    let row = || Indicator {
        level1: texts(),
        level2: Some("数量指标".to_owned()),
        level3: texts(),
        description: texts(),
        ..Indicator::default()
    };
    let project = Project {
        title: texts(),
        name: texts(),
        goals: vec![text.to_owned()],
        indicators: vec![row(), row(), Indicator::default()],
        ..Project::default()
    };
    let projects = vec![project, Project::default()];
    Document { department: texts(), form: "hebei-2022".to_owned(), projects, ..Document::default() }
}

/// How often the text stands on the pages, feet and heads of tables aside.
fn count_seen(pdf: &[u8], c: char) -> Option<usize> {
    Some(poppler("pdftotext", &["-raw", "-", "-"], pdf)?.matches(c).count())
}

#[test]
fn a_row_higher_than_a_page_goes_on_overleaf() {
    for text in ["长".repeat(9000), "。".repeat(5000), "长\n".repeat(300), "W".repeat(4000)] {
        let c = text.chars().next().unwrap();
        let mut document = holding("");
        document.projects[0].goals = vec![text.clone()];
        document.projects[0].indicators[0].level1 = Some(text.clone());
        let pdf = render(&document, "pdf").unwrap();
        let Some(seen) = count_seen(&pdf, c) else { return };
        let plain = render(&holding(""), "pdf").unwrap();
        let before = count_seen(&plain, c).unwrap();
        let expected = 2 * text.matches(c).count();
        assert!(seen >= before + expected, "{c}: {seen} of {expected}");
    }
}

#[test]
fn what_the_font_lacks_is_named_on_the_page_and_below() {
    let pdf = render(&holding("甲\u{2a6a5}乙\u{200b}"), "pdf").unwrap();
    let Some(seen) = seen(&pdf) else { return };
    assert!(seen.contains("甲〔U+2A6A5〕乙〔U+200B〕"), "{seen}");
    assert!(seen.contains("文中以码位标出") && seen.ends_with("〔U+200B〕〔U+2A6A5〕"), "{seen}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 50, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_text_is_too_odd(
        odd in prop_oneof![
            any::<String>(),
            "\\PC{0,60}",
            "[#\\[\\]$*_`\\\\@<>{}()/~\"' =\\-\\n\\r\\t]{0,60}",
            "[a-zA-Z0-9。，》（]{0,400}",
            "[\u{200b}-\u{202f}\u{300}-\u{36f}\u{5d0}-\u{5ea}\u{600}-\u{6ff}]{0,40}",
        ],
        times in prop_oneof![Just(1_usize), 1_usize..60],
    ) {
        let text = odd.repeat(times);
        let pdf = render(&holding(&text), "pdf");
        prop_assert!(pdf.is_ok(), "{:?}", pdf.err());
    }
}

//! One made page for each oddity of the format.
use crate::paper::{FONTS, Paper, ruled, text};
use crate::{grid, paragraphs, read, tables};
use zs_import::{Layout, ReadErrorKind};

fn page(content: &str) -> Layout {
    read(&Paper::one(content)).expect("readable")
}

/// A page of enough text that margins are known.
fn body() -> String {
    text(90, 700, 16, "本页正文用来说明左右边界在哪里以便判断")
        + &text(90, 660, 16, &"满".repeat(26))
}

#[test]
fn edges_that_are_not_drawn_merge_cells() {
    let lines = "50 500 m 450 500 l S 50 400 m 450 400 l S 50 500 m 50 400 l S 450 500 m 450 400 l S \
                 150 500 m 150 400 l S 150 450 m 450 450 l S 300 450 m 300 400 l S\n";
    let words = [(60, 445, "左"), (160, 470, "上"), (160, 420, "中"), (310, 420, "右")];
    let words: String = words.iter().map(|(x, y, word)| text(*x, *y, 10, word)).collect();
    let layout = page(&(lines.to_owned() + &words));
    assert_eq!(grid(tables(&layout)[0]), ["0,0 2x1 左", "0,1 1x2 上", "1,1 1x1 中", "1,2 1x1 右"]);
}

#[test]
fn thin_rectangles_are_lines_and_shaded_cells_are_not() {
    let mut content = "0.8 g 50 450 400 50 re f 0 g\n".to_owned();
    for y in [500, 450, 400] {
        content += &format!("50 {y} 400 0.5 re f\n");
    }
    for x in [50, 250, 450] {
        content += &format!("{x} 400 0.5 100 re f\n");
    }
    content += &(text(60, 470, 10, "甲") + &text(260, 420, 10, "乙"));
    assert_eq!(
        grid(tables(&page(&content))[0]),
        ["0,0 1x1 甲", "0,1 1x1 ", "1,0 1x1 ", "1,1 1x1 乙"]
    );
}

#[test]
fn text_that_nobody_sees_is_left_out() {
    let bold = text(100, 600, 12, "加粗")
        + &text(100, 600, 12, "加粗").replace("1 0 0 1 100", "1 0 0 1 100.3");
    let white = format!("1 g\n{}0 g\n", text(100, 560, 12, "白字"));
    let dark = format!("0.2 g 90 510 200 30 re f 1 g\n{}0 g\n", text(100, 520, 12, "深底白字"));
    let outside = text(700, 480, 12, "页外");
    let layout = page(&(bold + &white + &dark + &outside));
    assert_eq!(paragraphs(&layout), ["加粗", "深底白字"]);
}

#[test]
fn turned_pages_and_form_objects_read_as_printed() {
    let mut paper = Paper::new();
    let inner =
        format!("{}{}", ruled(&[100, 200, 300], &[300, 330, 360]), text(110, 340, 10, "甲"));
    let form = paper.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 600] /Matrix [0 1 -1 0 595 0] /Resources << {FONTS} >>"),
        inner.as_bytes(),
    );
    let resources = format!("{FONTS} /XObject << /X {form} 0 R >>");
    paper.page("q /X Do Q", &resources, "/Rotate 90");
    // Sideways without saying so.
    paper.page("q /X Do Q", &resources, "");
    let layout = read(&paper.finish()).unwrap();
    for table in tables(&layout) {
        assert_eq!(grid(table), ["0,0 1x1 甲", "0,1 1x1 ", "1,0 1x1 ", "1,1 1x1 "]);
    }
    assert_eq!(tables(&layout).len(), 2);
}

#[test]
fn lines_are_joined_as_a_person_reads_them() {
    let layout = page(
        &(ruled(&[50, 150, 550], &[400, 500])
            + &text(55, 470, 10, "单位名称")
            + &text(155, 480, 10, &"满行".repeat(19))
            + &text(155, 465, 10, "接着写完。")
            + &text(155, 450, 10, "2.另起一段")),
    );
    let cells = grid(tables(&layout)[0]);
    assert_eq!(cells[1], format!("0,1 1x1 {}接着写完。⏎2.另起一段", "满行".repeat(19)));
}

#[test]
fn full_lines_go_on_and_headings_stand_alone() {
    let content = text(200, 760, 22, "总体目标")
        + &body()
        + &text(90, 636, 16, "接在满行之后。")
        + &text(122, 612, 16, "另起一段");
    let layout = page(&content);
    let full = format!("{}接在满行之后。", "满".repeat(26));
    assert_eq!(paragraphs(&layout)[2..], [full.as_str(), "另起一段"]);
}

#[test]
fn headers_and_page_numbers_are_no_text() {
    let mut paper = Paper::new();
    for number in 1..=3 {
        let content = text(90, 810, 9, "部门预算绩效文本")
            + &text(90, 700, 16, &format!("第{number}段正文"))
            + &text(280, 40, 9, &format!("— {number} —"));
        paper.page(&content, FONTS, "");
    }
    let layout = read(&paper.finish()).unwrap();
    assert_eq!(paragraphs(&layout), ["第1段正文", "第2段正文", "第3段正文"]);
}

#[test]
fn texts_are_read_by_every_kind_of_table() {
    let mut paper = Paper::new();
    let info = "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>";
    let font = |encoding: &str, more: &str| {
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /{encoding} /DescendantFonts [<< /Type /Font \
             /Subtype /CIDFontType2 /BaseFont /X {info} /DW 1000 >>] {more} >>"
        )
    };
    let table = "1 begincodespacerange <0000> <ffff> endcodespacerange 2 beginbfchar <0001> <7EE9> <0002> <00660069> \
                 endbfchar 1 beginbfrange <0010> <0012> <4E00> endbfrange";
    let table = paper.stream("", table.as_bytes());
    let listed = font("Identity-H", &format!("/ToUnicode {table} 0 R"));
    let resources = format!(
        "/Font << /A {} /B {} /C {listed} /D << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << \
         /Differences [1 /five /percent /uni2265] >> >> >>",
        font("GBK-EUC-H", ""),
        font("Identity-H", "")
    );
    let show =
        |name: &str, y: i32, hex: &str| format!("BT /{name} 12 Tf 90 {y} Td <{hex}> Tj ET\n");
    // 绩效 in GBK; glyph numbers 1200… of Adobe-GB1; listed ones; named glyphs.
    let content = show("A", 700, "BCA8D0A7")
        + &show("B", 670, "03D50E36")
        + &show("C", 640, "00010002001000110012")
        + &show("D", 610, "03010241");
    paper.page(&content, &resources, "");
    let layout = read(&paper.finish()).unwrap();
    let lines = paragraphs(&layout);
    assert_eq!([lines[0], lines[2], lines[3]], ["绩效", "绩fi一丁丂", "≥5%A"]);
    assert!(lines[1].chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{}", lines[1]);
}

#[test]
fn fonts_that_tell_nothing_are_an_error_that_says_so() {
    let mut paper = Paper::new();
    let font = "/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< \
                /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
                /Supplement 0 >> >>] >> >>";
    paper.page(&text(90, 700, 12, "看不出来"), font, "");
    let error = read(&paper.finish()).unwrap_err();
    assert_eq!(error.kind, ReadErrorKind::Damaged);
    assert!(error.zh.contains("ToUnicode"), "{}", error.zh);
}

#[test]
fn scanned_pages_are_named() {
    let mut paper = Paper::new();
    let picture = paper.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"\0");
    let resources = format!("/XObject << /I {picture} 0 R >>");
    for _ in 0..2 {
        paper.page("q 595 0 0 842 0 0 cm /I Do Q", &resources, "");
    }
    let error = read(&paper.finish()).unwrap_err();
    assert_eq!(error.kind, ReadErrorKind::Empty);
    assert!(error.zh.contains("第 1–2 页是扫描件"), "{}", error.zh);
    let mut paper = Paper::new();
    paper.page(&text(90, 700, 12, "正文"), FONTS, "");
    let picture = paper.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1", b"\0");
    let resources = format!("/XObject << /I {picture} 0 R >>");
    paper.page("q 595 0 0 842 0 0 cm /I Do Q", &resources, "");
    let layout = read(&paper.finish()).unwrap();
    assert!(layout.unread[0].text.contains("第 2 页是扫描件"), "{:?}", layout.unread);
}

/// Three columns of words, one row for each list; a word may be wrapped over two lines.
fn words(rows: &[[&str; 3]], top: i32, pitch: i32) -> String {
    let mut content = String::new();
    for (at, row) in (0..).zip(rows) {
        for (x, word) in [90, 220, 380].into_iter().zip(row) {
            for (line, part) in (0..).zip(word.lines()) {
                content += &text(x, top - at * pitch - line * 13, 10, part);
            }
        }
    }
    content
}

#[test]
fn columns_are_seen_without_borders() {
    let rows = [
        ["名称", "单位", "金额"],
        ["维修", "机关事务\n服务中心", "12.50"],
        ["保洁", "档案馆", "3.00"],
        ["供暖", "县医院", "8.10"],
    ];
    let layout = page(&words(&rows, 700, 34));
    let table = tables(&layout)[0];
    assert!(table.loose);
    assert_eq!((table.rows, table.columns), (4, 3));
    assert_eq!(grid(table)[4], "1,1 1x1 机关事务服务中心");
    assert_eq!(grid(table)[11], "3,2 1x1 8.10");
}

#[test]
fn level_lines_alone_part_the_rows() {
    let rows = [
        ["名称", "单位", "金额"],
        ["维修", "机关事务\n服务中心", "12.50"],
        ["保洁", "档案馆", "3.00"],
        ["供暖", "县医院", "8.10"],
    ];
    let lines: String =
        (0..5).map(|at| format!("85 {y} m 500 {y} l S\n", y = 712 - at * 27)).collect();
    let layout = page(&(lines + &words(&rows, 700, 27)));
    let table = tables(&layout)[0];
    assert_eq!(grid(table)[4], "1,1 1x1 机关事务服务中心");
    assert_eq!(table.rows, 4);
}

#[test]
fn tables_with_open_sides_are_whole() {
    let lines = "50 500 m 450 500 l S 50 450 m 450 450 l S 50 400 m 450 400 l S 150 500 m 150 400 l S 300 500 m 300 400 l S\n";
    let words = text(60, 470, 10, "左") + &text(160, 470, 10, "中") + &text(310, 420, 10, "右");
    let layout = page(&(lines.to_owned() + &words));
    let grid = grid(tables(&layout)[0]);
    assert_eq!([&*grid[0], &*grid[1], &*grid[5]], ["0,0 1x1 左", "0,1 1x1 中", "1,2 1x1 右"]);
}

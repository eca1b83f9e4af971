//! Pages as programs and people write them, invented.
use crate::{Block, Layout, Limits, ReadErrorKind, Table};

fn read(text: &str) -> Layout {
    super::read(text, &Limits::default()).expect("a layout")
}

fn table(t: &Table) -> String {
    let row = |r| {
        let cells = t.cells.iter().filter(move |c| c.row == r);
        let cell = |c: &crate::Cell| {
            let span = match (c.row_span, c.column_span) {
                (1, 1) => String::new(),
                (rows, columns) => format!("^{rows}x{columns}"),
            };
            let nested: String = c.nested.iter().map(table).collect();
            format!("{}{span}@{}{nested}", c.text.replace('\n', "↵"), c.column)
        };
        cells.map(cell).collect::<Vec<_>>().join("|")
    };
    format!("[{}]", (0..t.rows).map(row).collect::<Vec<_>>().join(" / "))
}

/// One line a block; cells as `text^rowsxcolumns@column`.
fn dump(text: &str) -> Vec<String> {
    let block = |b: &Block| match b {
        Block::Paragraph(p) => match p.heading {
            Some(level) => format!("{} {}", "#".repeat(level.into()), p.text),
            None => p.text.clone(),
        },
        Block::Table(t) => table(t),
    };
    read(text).blocks.iter().map(block).collect()
}

#[test]
fn paragraphs_and_headings() {
    let page = "<!DOCTYPE html><html><head><title>某局文本</title><style>p{}</style>\n<script>var a = '<p>no</p>';</script></head>\
        <body><h1>第一部分</h1><p>一、目标<br>二、措施</p>文字<div>段&nbsp;落 &#x4e00;&ge;</div><ul><li>甲<li>乙</ul>";
    assert_eq!(
        dump(page),
        ["某局文本", "# 第一部分", "一、目标", "二、措施", "文字", "段\u{a0}落 一≥", "甲", "乙"]
    );
    assert_eq!(dump("<title>绩效文本</title><h1>绩效 文本</h1>"), ["# 绩效 文本"]);
}

#[test]
fn wrapped_source_shows_no_space_between_chinese_characters() {
    assert_eq!(dump("<p>机关\n  事务 管理\nABC\nDEF</p>"), ["机关事务 管理 ABC DEF"]);
    assert_eq!(dump("<pre>一\t二\n三  四</pre>"), ["一\t二", "三 四"]);
}

#[test]
fn spans_lie_on_the_grid() {
    let page = "<table><tr><td rowspan=2>甲<td colspan=2>乙</tr><tr><td>丙<td>丁<tr><td colspan=3>戊</table>";
    assert_eq!(dump(page), ["[甲^2x1@0|乙^1x2@1 / 丙@1|丁@2 / 戊^1x3@0]"]);
}

#[test]
fn absurd_spans_are_cut() {
    let page = "<table><tr><td colspan=99999999999>题<tr><td rowspan=0>甲<td>乙<tr><td rowspan=70000 colspan=0>丙</table>";
    assert_eq!(dump(page), ["[题^1x2@0 / 甲^2x1@0|乙@1 / 丙@1]"]);
    let overlap = "<table><tr><td>a<td rowspan=2>b<tr><td colspan=3>c</table>";
    assert_eq!(dump(overlap), ["[a@0|b^2x1@1 / c@0]"]);
}

#[test]
fn parts_of_tables_and_missing_tags() {
    let page = "<table><caption>表一</caption><thead><th>名<th>值</thead><tbody><tr><td>里程<p>公里</p></td><td>12</table>";
    assert_eq!(dump(page), ["表一", "[名@0|值@1 / 里程↵公里@0|12@1]"]);
    assert_eq!(dump("<td>孤</td></table><p>后"), ["孤", "后"]);
    assert_eq!(dump("<table>外<tr><td>内</table>"), ["外", "[内@0]"]);
}

#[test]
fn nested_tables_stay_in_their_cell() {
    let page =
        "<table><tr><td>外<table><tr><td>内</td></tr></table>续</td><td>右</td></tr></table>";
    assert_eq!(dump(page), ["[外↵续@0[内@0]|右@1]"]);
    let numbers: Vec<_> = read(page)
        .blocks
        .iter()
        .map(|b| match b {
            Block::Table(t) => (t.place.table, t.cells[0].nested[0].place.table),
            Block::Paragraph(_) => (None, None),
        })
        .collect();
    assert_eq!(numbers, [(Some(1), Some(2))]);
}

#[test]
fn a_table_that_only_lays_out_is_opened() {
    let page =
        "<table><tr><td><h2>题</h2><table><tr><td>甲<td>乙</table><p>完</p></td></tr></table>";
    assert_eq!(dump(page), ["## 题", "[甲@0|乙@1]", "完"]);
}

#[test]
fn what_is_not_printed_is_left_out() {
    let page = "<p style='color:red; DISPLAY : none'>藏</p><p>显</p><div hidden>藏<div>藏</div></div>\
        <table><tr style='display:none'><td>藏<tr><td>一<td style='mso-hide:all'>藏<td>二</table><del>删</del><p>末</p>\
        <xml><x:Sheet>藏</x:Sheet></xml><!-- 藏 --><![if !supportLists]>1.<![endif]>";
    assert_eq!(dump(page), ["显", "[一@0|二@1]", "末", "1."]);
    let hidden_table =
        "<table><tr><td>甲<table style='display:none'><tr><td>藏</table>后<td>乙</table>";
    assert_eq!(dump(hidden_table), ["[甲后@0|乙@1]"]);
}

#[test]
fn pages_of_word_and_excel() {
    let word = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body lang=ZH-CN>\n\
        <!--[if gte mso 9]><xml><w:View>Print</w:View></xml><![endif]-->\n\
        <p class=MsoNormal style='mso-outline-level:2'><b><span lang=EN-US>2</span>、\n养护费绩效目标表<o:p></o:p></b></p>\n\
        <p class=MsoNormal><span style='mso-tab-count:1'>&nbsp;&nbsp; </span>正文<o:p>&nbsp;</o:p></p>";
    assert_eq!(dump(word), ["## 2、养护费绩效目标表", "正文"]);
    let excel = "<table border=0 style='border-collapse:collapse'><col width=72><![if supportMisalignedColumns]>\
        <tr height=0 style='display:none'><td width=72></td></tr><![endif]>\
        <tr height=19><td x:num>80</td><td colspan=2 rowspan=1 class=xl24>合计</td></tr></table>";
    assert_eq!(dump(excel), ["[80@0|合计^1x2@1]"]);
}

#[test]
fn form_fields_show_their_values() {
    let page = "<table><tr><td>名称<td><input value='绿化费'><td><input type=hidden value=x><textarea>多行</textarea>\
        <td><select><option>甲<option selected>乙<option>丙</select></table>";
    assert_eq!(dump(page), ["[名称@0|绿化费@1|多行@2|乙@3]"]);
}

#[test]
fn places_are_lines_of_the_source() {
    let layout = read("<p>一</p>\n\n<p>\n二</p><table>\n<tr>\n<td>甲\n<td>乙</table>");
    let lines: Vec<_> = layout
        .blocks
        .iter()
        .flat_map(|b| match b {
            Block::Paragraph(p) => vec![p.place.line],
            Block::Table(t) => t.cells.iter().map(|c| c.place.line).chain([t.place.line]).collect(),
        })
        .collect();
    assert_eq!(lines, [Some(1), Some(4), Some(6), Some(7), Some(4)]);
}

#[test]
fn entity_bombs_are_refused() {
    let bomb = "<!DOCTYPE lolz [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">]><p>&b;</p>";
    assert_eq!(
        super::read(bomb, &Limits::default()).map_err(|e| e.kind),
        Err(ReadErrorKind::Forbidden)
    );
    let plain =
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://www.w3.org/TR/x.dtd\"><p>一";
    assert_eq!(dump(plain), ["一"]);
}

#[test]
fn depth_and_size_cost_nothing() {
    for unit in [
        "<div>",
        "<table><tr><td>",
        "<b>",
        "<table>",
        "<ul><li>",
        "<td>",
        "<p style='display:none'>",
    ] {
        let page = format!("{}文{}", unit.repeat(5_000), "</td></tr></table></div>".repeat(5_000));
        assert!(super::read(&page, &Limits::default()).is_ok(), "{unit}");
    }
    let rows = "<tr><td>一<td rowspan=9999>二</tr>".repeat(50_000);
    let layout = read(&format!("<table>{rows}</table>"));
    assert!(matches!(&layout.blocks[0], Block::Table(t) if t.rows == 50_000 && t.columns <= 256));
    let limits = Limits { cells: 100, ..Limits::default() };
    let error = super::read(&"<tr><td>一".repeat(200).replacen("<tr>", "<table><tr>", 1), &limits);
    assert_eq!(error.map_err(|e| e.kind), Err(ReadErrorKind::TooLarge));
}

//! Tables: spans, merges, gaps, nesting, what Word forgives.
use super::*;

fn tc(props: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text))
}

fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn tbl(columns: usize, rows: &[String]) -> String {
    let grid = "<w:gridCol w:w=\"100\"/>".repeat(columns);
    format!("<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{}</w:tbl>", rows.concat())
}

fn one(xml: &str) -> Table {
    let layout = body(xml);
    assert_eq!(layout.blocks.len(), 1, "{layout:?}");
    tables(&layout)[0].clone()
}

const DOWN: &str = "<w:vMerge w:val=\"restart\"/>";
const ON: &str = "<w:vMerge/>";

#[test]
fn spans_and_merges_become_one_cell_at_the_upper_left_corner() {
    let table = one(&tbl(
        3,
        &[
            tr(&[tc("<w:gridSpan w:val=\"2\"/>", "宽"), tc(DOWN, "高")]),
            tr(&[tc(DOWN, "左"), tc("", "中"), tc(ON, "")]),
            tr(&[tc("<w:vMerge w:val=\"continue\"/>", "余文"), tc("", "下"), tc(ON, "")]),
            tr(&[tc("", "末"), tc(ON, "孤"), tc(DOWN, "新")]),
        ],
    ));
    assert_eq!((table.rows, table.columns), (4, 3));
    assert_eq!(
        cells(&table),
        [
            "0,0 1×2 宽",
            "0,2 3×1 高",
            "1,0 2×1 左\n余文",
            "1,1 1×1 中",
            "2,1 1×1 下",
            "3,0 1×1 末",
            "3,1 1×1 孤",
            "3,2 1×1 新"
        ]
    );
}

#[test]
fn legacy_horizontal_merges_join() {
    let table = one(&tbl(
        3,
        &[
            tr(&[
                tc("<w:hMerge w:val=\"restart\"/>", "题"),
                tc("<w:hMerge/>", ""),
                tc("<w:hMerge/>", "余"),
            ]),
            tr(&[tc("", "1"), tc("", "2"), tc("", "3")]),
        ],
    ));
    assert_eq!(cells(&table)[..2], ["0,0 1×3 题\n余", "1,0 1×1 1"]);
}

#[test]
fn gaps_before_and_after_a_row_keep_the_columns() {
    let table = one(&tbl(
        4,
        &[
            "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"2\"/></w:trPr>"
                .to_owned()
                + &tc("", "甲")
                + "</w:tr>",
            tr(&[tc("", "1"), tc("", "2"), tc("", "3"), tc("", "4"), tc("", "5")]),
            "<w:tr/>".to_owned(),
        ],
    ));
    assert_eq!((table.rows, table.columns), (3, 5));
    assert_eq!(cells(&table)[..2], ["0,1 1×1 甲", "1,0 1×1 1"]);
}

#[test]
fn places_name_paragraph_table_row_and_column() {
    let inner = tbl(1, &[tr(&[tc("", "内")])]);
    let cell = format!("<w:tc>{}{inner}<w:p/></w:tc>", p("外"));
    let layout = body(&format!(
        "{}{}{}",
        p("首"),
        tbl(2, &[tr(&[tc("", "甲"), cell]), tr(&[tc("", "乙")])]),
        tbl(1, &[tr(&[tc("", "次")])])
    ));
    let table = tables(&layout)[0];
    assert_eq!((table.place.table, table.place.paragraph), (Some(1), Some(2)));
    let place = |table: &Table, at: usize| {
        let place = &table.cells[at].place;
        [place.paragraph, place.table, place.row, place.column].map(Option::unwrap)
    };
    assert_eq!(place(table, 0), [2, 1, 1, 1]);
    assert_eq!(place(table, 1), [3, 1, 1, 2]);
    assert_eq!(table.cells[1].text, "外");
    assert_eq!(place(&table.cells[1].nested[0], 0), [4, 2, 1, 1]);
    assert_eq!(place(table, 2), [6, 1, 2, 1]);
    assert_eq!(place(tables(&layout)[1], 0), [7, 3, 1, 1]);
}

#[test]
fn rows_and_cells_inside_controls_are_read_and_deleted_rows_are_not() {
    let control =
        |inner: &str| format!("<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
    let deleted =
        format!("<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>{}{}</w:tr>", tc(ON, ""), tc("", "删"));
    let layout = body(&control(&tbl(
        2,
        &[
            tr(&[tc(DOWN, "甲"), control(&tc("", "乙"))]),
            deleted,
            control(&tr(&[tc(ON, ""), tc("", "丙")])),
        ],
    )));
    let table = tables(&layout)[0];
    assert_eq!(table.rows, 2);
    assert_eq!(cells(table), ["0,0 2×1 甲", "0,1 1×1 乙", "1,1 1×1 丙"]);
    assert_eq!(table.cells[2].place.paragraph, Some(6));
}

#[test]
fn paragraphs_of_a_cell_are_joined_by_line_ends() {
    let table = one(&tbl(
        1,
        &[format!("<w:tr><w:tc><w:p/>{}<w:p/>{}<w:p/></w:tc></w:tr>", p("一"), p("二"))],
    ));
    assert_eq!(table.cells[0].text, "一\n\n二");
}

#[test]
fn text_boxes_of_a_cell_stay_in_it() {
    let table = one(&tbl(
        1,
        &[format!(
            "<w:tr><w:tc><w:p><w:r><w:t>格</w:t><w:pict><w:txbxContent>{}{}</w:txbxContent></w:pict>\
             </w:r></w:p></w:tc></w:tr>",
            p("框"),
            tbl(1, &[tr(&[tc("", "表")])])
        )],
    ));
    assert_eq!(table.cells[0].text, "格\n框");
    assert_eq!(cells(&table.cells[0].nested[0]), ["0,0 1×1 表"]);
}

#[test]
fn absurd_spans_are_cut() {
    let wide = "<w:gridSpan w:val=\"4294967295\"/>";
    let limits = Limits { row_span: 3, ..Limits::default() };
    let rows: Vec<String> = std::iter::once(tr(&[tc(wide, "宽"), tc("", "溢")]))
        .chain(std::iter::once(tr(&[tc(DOWN, "高")])))
        .chain(std::iter::repeat_n(tr(&[tc(ON, "")]), 4))
        .collect();
    let layout = read(&docx(&tbl(1, &rows), "", ""), &limits).unwrap();
    let table = tables(&layout)[0];
    assert_eq!(table.columns, 256);
    assert_eq!(cells(table), ["0,0 1×256 宽\n溢", "1,0 3×1 高", "4,0 2×1 "]);
    for span in ["-1", "0", "x", "99999999999999999999"] {
        let cell = tc(&format!("<w:gridSpan w:val=\"{span}\"/>"), "甲");
        assert!(one(&tbl(1, &[tr(&[cell])])).cells[0].column_span <= 256);
    }
}

#[test]
fn misplaced_elements_lose_no_text() {
    let layout = body(&format!(
        "<w:tbl>{}<w:tc>{}</w:tc><w:tr><w:p><w:r><w:t>行中</w:t></w:r></w:p></w:tr></w:tbl>\
         <w:tr><w:tc>{}</w:tc></w:tr>",
        p("表中"),
        p("无行"),
        p("无表")
    ));
    assert_eq!(cells(tables(&layout)[0]), ["0,0 1×1 无行"]);
    assert_eq!(lines(&layout), ["表中", "行中", "无表"]);
}

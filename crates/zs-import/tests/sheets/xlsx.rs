//! .xlsx as programs write it, and as a few write it oddly.
use super::package::Workbook as Parts;
use super::{column, dump, read, tables};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

/// Column A holds the values, one format each.
fn shown(cells: &[(f64, &str)]) -> Vec<String> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (value, format)) in (0..).zip(cells) {
        let format = Format::new().set_num_format(*format);
        sheet.write_number_with_format(row, 0, *value, &format).unwrap();
    }
    column(&read(&book.save_to_buffer().unwrap()).unwrap(), 0)
}

#[test]
fn numbers_look_as_their_formats_say() {
    let cases = [
        (588.500_000_000_000_1, "General", "588.5"),
        (0.1 + 0.2, "General", "0.3"),
        (588.5, "0.00", "588.50"),
        (54_671.405, "#,##0.00", "54,671.41"),
        (1_234_567.0, "#,##0", "1,234,567"),
        (123.0, "#,##0", "123"),
        (0.95, "0%", "95%"),
        (0.985, "0.00%", "98.50%"),
        (0.1 + 0.2 - 0.3, "0.00", "0.00"),
        (1.0 - 0.9 - 0.1, "0.0%", "0.0%"),
        (0.333_333, "0.0%", "33.3%"),
        (2.0, "0\"台\"", "2台"),
        (0.95, "\"≥\"0%", "≥95%"),
        (10.0, "0.00\"万元\"", "10.00万元"),
        (10.0, "General\"次\"", "10次"),
        (7.0, "G/通用格式\"个\"", "7个"),
        (5.0, "000", "005"),
        (-3.5, "0.00", "-3.50"),
        (-3.5, "0.00_);(0.00)", "(3.50)"),
        (-3.5, "0.0;[Red]-0.0", "-3.5"),
        (0.0, "0.00;-0.00;\"无\"", "无"),
        (0.0, "#,##0.00;-#,##0.00;\"-\"", "-"),
        (1234.5, "_ ¥* #,##0.00_ ", "¥1,234.50"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (12_345.0, "0!.0,\"万\"", "1.2万"),
        (12_000.0, "0,\"千元\"", "12千元"),
        (1234.5, "0.##", "1234.5"),
        (1234.0, "0.##", "1234"),
        (0.5, "#.00", ".50"),
        (98.0, "[>=95]\"达标\"0;\"未达标\"0", "达标98"),
        (90.0, "[>=95]\"达标\"0;\"未达标\"0", "未达标90"),
        (12_345.0, "0.00E+00", "1.23E+04"),
        (0.0012, "0.0E+00", "1.2E-03"),
        (3.0, "@", "3"),
        (13_912_345.0, "0000\"-\"0000", "1391-2345"),
    ];
    let given: Vec<_> = cases.iter().map(|(value, format, _)| (*value, *format)).collect();
    let expected: Vec<_> = cases.iter().map(|(_, _, shown)| (*shown).to_owned()).collect();
    assert_eq!(shown(&given), expected);
}

#[test]
fn dates_look_as_their_formats_say() {
    let day = 44_561.0;
    let cases = [
        (day, "yyyy-mm-dd", "2021-12-31"),
        (day, "yyyy/m/d", "2021/12/31"),
        (day, "yyyy\"年\"m\"月\"", "2021年12月"),
        (day, "yyyy\"年\"m\"月\"d\"日\";@", "2021年12月31日"),
        (day, "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "2021年12月31日"),
        (day, "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "二〇二一年十二月三十一日"),
        (day, "yy.mm", "21.12"),
        (day, "aaaa", "星期五"),
        (day, "d-mmm-yy", "31-Dec-21"),
        (day + 0.75, "yyyy-mm-dd hh:mm", "2021-12-31 18:00"),
        (day + 0.75, "上午/下午h\"时\"mm\"分\"", "下午6时00分"),
        (0.5, "h:mm:ss AM/PM", "12:00:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (60.0, "yyyy-m-d", "1900-2-29"),
        (59.0, "yyyy-m-d", "1900-2-28"),
        (61.0, "yyyy-m-d", "1900-3-1"),
        (45_351.0, "yyyy-m-d", "2024-2-29"),
        (-1.0, "yyyy-m-d", "-1"),
    ];
    let given: Vec<_> = cases.iter().map(|(value, format, _)| (*value, *format)).collect();
    let expected: Vec<_> = cases.iter().map(|(_, _, shown)| (*shown).to_owned()).collect();
    assert_eq!(shown(&given), expected);
}

fn form(sheet: &mut Worksheet) {
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 3, "项目支出绩效目标表", &plain).unwrap();
    sheet.write(1, 0, "项目名称").unwrap();
    sheet.merge_range(1, 1, 1, 3, "办公楼\n供暖", &plain).unwrap();
    sheet.merge_range(2, 0, 3, 0, "产出指标", &plain).unwrap();
    sheet.write(2, 1, "数量指标").unwrap();
    sheet.write(2, 2, "供暖面积").unwrap();
    sheet.write(2, 3, "1600平方米").unwrap();
    sheet.write(3, 1, "质量指标").unwrap();
    sheet.write(3, 3, Formula::new("=98%").set_result("0.98")).unwrap();
}

#[test]
fn a_form_gives_a_grid_with_spans_and_places() {
    let mut book = Workbook::new();
    form(book.add_worksheet().set_name("2024年目标").unwrap());
    let layout = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(
        dump(&layout),
        "heading Some(1): 2024年目标\n\
         2024年目标: 4 x 4\n  A1 1x4 项目支出绩效目标表\n  A2 项目名称\n  B2 1x3 办公楼⏎供暖\n  \
         A3 2x1 产出指标\n  B3 数量指标\n  C3 供暖面积\n  D3 1600平方米\n  B4 质量指标\n  D4 =98%\n"
    );
    // The position without text stands as an empty cell, as in other kinds of files.
    let empty = tables(&layout)[0].cells.iter().find(|cell| (cell.row, cell.column) == (3, 2));
    assert_eq!(empty.map(|cell| cell.text.as_str()), Some(""));
}

#[test]
fn a_sheet_name_is_a_heading_only_where_it_says_something_new() {
    let heading = |name: &str, title: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, title).unwrap();
        dump(&read(&book.save_to_buffer().unwrap()).unwrap()).starts_with("heading")
    };
    assert!(heading("2024年部门预算绩效目标表", "编制单位：示例局"));
    assert!(!heading("绩效目标表", "2024年部门 预算绩效目标表"));
    assert!(!heading("Sheet1", "编制单位"));
    assert!(!heading("工作表2", "编制单位"));
    assert!(!heading("Sheet1 (2)", "编制单位"));
    assert!(!heading("3", "编制单位"));
}

#[test]
fn hidden_sheets_follow_and_very_hidden_ones_are_left_out() {
    let mut book = Workbook::new();
    for (name, text) in [("字典", "甲"), ("目标", "乙"), ("宏", "丙"), ("空", "")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, text).unwrap();
        match name {
            "字典" => _ = sheet.set_hidden(true),
            "宏" => _ = sheet.set_very_hidden(true),
            "目标" => _ = sheet.set_active(true),
            _ => {}
        }
    }
    let layout = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(
        dump(&layout),
        "heading Some(1): 目标\n目标: 1 x 1\n  A1 乙\n字典: 1 x 1\n  A1 甲\n"
    );
}

#[test]
fn formulas_give_what_is_seen_and_literals_what_was_meant() {
    let rows = r#"
<row r="1"><c r="A1"><f>98%</f><v>0.98</v></c></row>
<row r="2"><c r="A2" t="str"><f>"≥95%"</f><v>≥95%</v></c></row>
<row r="3"><c r="A3"><f>SUM(B1:B2)</f><v>12.300000000000001</v></c></row>
<row r="4"><c r="A4"><f>SUM(B1:B2)</f></c></row>
<row r="5"><c r="A5" t="str"><f>B1&amp;"台"</f><v>2台</v></c></row>
<row r="6"><c r="A6" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
<row r="7"><c r="A7" t="b"><v>1</v></c></row>
<row r="8"><c r="A8" t="str"><f>DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row>
<row r="9"><c r="A9" t="d"><v>2021-12-31T00:00:00</v></c></row>"#;
    let layout = read(&Parts::rows(rows).bytes()).unwrap();
    let expected = ["=98%", "≥95%", "12.3", "2台", "#DIV/0!", "TRUE", "2021-12-31"];
    assert_eq!(column(&layout, 0), expected);
}

#[test]
fn strings_are_joined_decoded_and_freed_of_guides() {
    let parts = Parts {
        strings: String::from(
            "<si><t>甲_x000D_\n乙</t></si>\
             <si><r><t>产</t></r><r><rPr/><t xml:space=\"preserve\">出 指标</t></r>\
             <rPh><t>chan</t></rPh><phoneticPr/></si>\
             <si><t>&#20135;&#x51FA;&amp;&lt;</t></si><si><t>&amp;#20135;&amp;#20986;</t></si><si/>\
             <si><t><![CDATA[<丁>]]></t></si>",
        ),
        ..Parts::rows(
            r#"<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row><row><c t="s"><v>2</v></c></row>
<row><c t="s"><v>3</v></c></row><row><c t="s"><v>4</v></c></row><row><c t="s"><v>5</v></c></row>
<row><c t="inlineStr"><is><r><t>内</t></r><rPh><t>x</t></rPh><r><t>联</t></r></is></c></row>
<row><c t="s"><v>99</v></c></row><row><c><v>007</v></c></row><row><c t="str"><v>007</v></c></row>"#,
        )
    };
    let layout = read(&parts.bytes()).unwrap();
    let expected = ["甲\n乙", "产出 指标", "产出&<", "产出", "<丁>", "内联", "7", "007"];
    assert_eq!(column(&layout, 0), expected);
}

#[test]
fn cells_need_no_positions_and_prefixes_do_not_matter() {
    let sheet = r#"<x:worksheet xmlns:x="y"><x:sheetData>
<x:row r="2"><x:c/><x:c><x:v>1</x:v></x:c><x:c r="D2"><x:v>2</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row>
<x:row/><x:row><x:c><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
    let parts = Parts { sheet: sheet.to_owned(), ..Parts::default() };
    assert_eq!(
        dump(&read(&parts.bytes()).unwrap()),
        "heading Some(1): 目标表\n目标表: 4 x 5\n  B2 1\n  D2 2\n  E2 3\n  A4 4\n"
    );
}

#[test]
fn covered_cells_are_not_seen_and_absurd_areas_are_cut() {
    let sheet = r#"<worksheet><sheetData>
<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>
<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row></sheetData>
<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C2"/><mergeCell ref="A2:XFD1048576"/>
<mergeCell ref="C1:C1"/><mergeCell ref="Z9:A1"/><mergeCell ref="nonsense"/><mergeCell/></mergeCells></worksheet>"#;
    let parts = Parts { sheet: sheet.to_owned(), ..Parts::default() };
    assert_eq!(
        dump(&read(&parts.bytes()).unwrap()),
        "heading Some(1): 目标表\n目标表: 2 x 3\n  A1 1x2 1\n  C1 3\n  A2 1x3 4\n"
    );
}

#[test]
fn days_may_be_counted_from_1904() {
    let mut book = Workbook::new();
    let format = Format::new().set_num_format("yyyy-mm-dd");
    book.add_worksheet().write_number_with_format(0, 0, 43_099.0, &format).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(column(&read(&bytes).unwrap(), 0), ["2017-12-30"]);
    let early = super::hostile::with_part(&bytes, "xl/workbook.xml", |xml| {
        xml.replace("<workbookPr", "<workbookPr date1904=\"1\"")
    });
    assert_eq!(column(&read(&early).unwrap(), 0), ["2021-12-31"]);
}

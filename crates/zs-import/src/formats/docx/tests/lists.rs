//! Automatic numbers in front of paragraphs.
use super::*;

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>\
    <w:lvlText w:val=\"%1、\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/>\
    <w:lvlText w:val=\"（%2）\"/></w:lvl>\
    <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/>\
    <w:lvlText w:val=\"%1.%2.%3\"/><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr></w:lvl>\
    <w:lvl w:ilvl=\"3\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\u{F06C}\"/>\
    </w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
    <w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"部\"/><w:suff w:val=\"nothing\"/>\
    <w:lvlText w:val=\"第%1部分\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/>\
    <w:numFmt w:val=\"decimal\"/><w:lvlRestart w:val=\"0\"/><w:pStyle w:val=\"章\"/>\
    <w:lvlText w:val=\"%2.\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
    <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
    <w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
    <w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
    <w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\">\
    <w:start w:val=\"1\"/><w:numFmt w:val=\"chineseLegalSimplified\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    </w:lvlOverride></w:num>";

const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"部\"><w:pPr><w:numPr><w:numId w:val=\"2\"/>\
    </w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"章\"><w:basedOn w:val=\"部\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"无\"><w:basedOn w:val=\"部\"/><w:pPr><w:numPr>\
    <w:numId w:val=\"0\"/></w:numPr></w:pPr></w:style>";

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>\
         <w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn read_lines(body: &str) -> Vec<String> {
    let layout = read(&docx(body, STYLES, NUMBERING), &Limits::default()).unwrap();
    lines(&layout).into_iter().map(str::to_owned).collect()
}

#[test]
fn levels_count_and_begin_anew() {
    let body = [
        item(1, 0, "甲"),
        item(1, 1, "乙"),
        item(1, 1, "丙"),
        item(1, 2, "丁"),
        item(1, 3, "点"),
        item(1, 0, "戊"),
        item(1, 1, "己"),
        item(0, 0, "无号"),
        item(9, 0, "无此列表"),
        item(1, 77, "过深"),
    ];
    let expected = [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1.2.1 丁",
        "点",
        "二、戊",
        "（一）己",
        "无号",
        "无此列表",
        "过深",
    ];
    assert_eq!(read_lines(&body.concat()), expected);
}

#[test]
fn lists_of_one_template_count_on_unless_they_say_where_to_start() {
    let body =
        [item(1, 0, "甲"), item(4, 0, "乙"), item(3, 0, "丙"), item(3, 0, "丁"), item(1, 0, "戊")];
    assert_eq!(read_lines(&body.concat()), ["一、甲", "贰. 乙", "五、丙", "六、丁", "七、戊"]);
}

#[test]
fn numbers_come_through_styles_too() {
    let body = [
        styled("部", "总体"),
        styled("章", "职责"),
        styled("部", "项目"),
        styled("章", "表"),
        styled("无", "附"),
    ];
    let expected = ["第一部分总体", "1. 职责", "第二部分项目", "2. 表", "附"];
    assert_eq!(read_lines(&body.concat()), expected);
}

#[test]
fn an_empty_numbered_cell_shows_its_number() {
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        item(2, 1, ""),
        p("名称"),
        item(2, 1, "")
    );
    let layout = read(&docx(&body, "", NUMBERING), &Limits::default()).unwrap();
    assert_eq!(cells(tables(&layout)[0]), ["0,0 1×1 1.", "0,1 1×1 名称", "1,0 1×1 2."]);
}

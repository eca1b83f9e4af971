//! An invented document with what documents may hold, as .docx; `tests/data/*.doc` is what LibreOffice makes of it.
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Styles: headings, a hidden character style, a numbered paragraph style.
const STYLES: &str = r#"
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="n"><w:name w:val="Numbered"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="Concealed"/><w:rPr><w:vanish/></w:rPr></w:style>"#;

const NUMBERING: &str = r#"
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>"#;

/// A paragraph with these properties and runs.
pub fn p(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// A run of text.
pub fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A cell with these properties and this text.
pub fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", &r(text)))
}

/// A table of columns of these widths.
pub fn table(widths: &[u32], rows: &[String]) -> String {
    let columns: String =
        widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let rows: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
         <w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
}

fn width(width: u32) -> String {
    format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>")
}

fn list(list: u32, level: u32) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

/// A field with its code and its result.
fn field(code: &str, result: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} \
         </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar \
         w:fldCharType=\"end\"/></w:r>",
        r(result)
    )
}

/// A form field of this kind, as old forms have them.
fn form(code: &str, inner: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"f\"/><w:enabled/>{inner}</w:ffData>\
         </w:fldChar></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r><w:r><w:fldChar \
         w:fldCharType=\"end\"/></w:r>"
    )
}

fn check(on: bool) -> String {
    let on = u8::from(on);
    form(
        "FORMCHECKBOX",
        &format!("<w:checkBox><w:sizeAuto/><w:default w:val=\"{on}\"/></w:checkBox>"),
    )
}

fn pick(entries: &[&str], at: usize) -> String {
    let entries: String =
        entries.iter().map(|entry| format!("<w:listEntry w:val=\"{entry}\"/>")).collect();
    form("FORMDROPDOWN", &format!("<w:ddList><w:result w:val=\"{at}\"/>{entries}</w:ddList>"))
}

fn deleted(text: &str) -> String {
    format!(
        "<w:del w:id=\"9\" w:author=\"审核\" w:date=\"2024-01-02T03:04:05Z\"><w:r><w:delText \
         xml:space=\"preserve\">{text}</w:delText></w:r></w:del>"
    )
}

/// Text: headings, lists, fields, tracked changes, hidden text, symbols, breaks.
pub fn text() -> String {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>";
    let concealed = "<w:r><w:rPr><w:rStyle w:val=\"h\"/></w:rPr><w:t>藏起来</w:t></w:r>";
    let symbol = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>";
    let inserted = format!(
        "<w:ins w:id=\"8\" w:author=\"审核\" w:date=\"2024-01-02T03:04:05Z\">{}</w:ins>",
        r("新增")
    );
    let page = "<w:r><w:br w:type=\"page\"/></w:r>";
    let section =
        "<w:sectPr><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr>";
    [
        p("<w:pStyle w:val=\"1\"/>", &r("第一部分 部门概况")),
        p(&list(1, 0), &r("主要职责")),
        p(&list(1, 1), &r("房屋管理")),
        p(&list(1, 1), &r("会务保障")),
        p(&list(1, 2), &r("会场布置")),
        p(&list(1, 0), &r("机构设置")),
        p(&list(1, 1), &r("办公室")),
        p("<w:pStyle w:val=\"n\"/>", &r("从三开始")),
        p("<w:pStyle w:val=\"n\"/>", &r("接着是四")),
        p(&list(3, 0), &r("圆点不写")),
        p("", ""),
        p("<w:pStyle w:val=\"2\"/>", &r("一、项目情况")),
        p(
            "",
            &[
                r("共 "),
                field("PAGE", "1"),
                r(" 页，"),
                field("HYPERLINK \"http://example.org\"", "网址"),
            ]
            .concat(),
        ),
        p(
            "",
            &[r("预算"), deleted("800"), inserted, r("750 万元"), hidden.into(), concealed.into()]
                .concat(),
        ),
        p("", &[symbol.into(), r("已完成\u{3000}5℃ ≥95% “引号” café 𠮷")].concat()),
        p(
            "",
            &[
                r("甲"),
                "<w:r><w:tab/></w:r>".into(),
                r("乙"),
                "<w:r><w:br/></w:r>".into(),
                r("丙"),
                "<w:r><w:noBreakHyphen/></w:r>".into(),
                r("丁"),
            ]
            .concat(),
        ),
        p("", &[page.into(), r("分页后")].concat()),
        p(
            "",
            &[check(true), r("是 "), check(false), r("否 "), pick(&["月", "季", "年"], 1), r("报")]
                .concat(),
        ),
        p(section, &r("一节的末尾")),
        p("", &r("下一节")),
    ]
    .concat()
}

/// Tables: merges both ways, rows of unequal cells, a nested table, many columns.
pub fn tables() -> String {
    let span = |columns: u32| format!("<w:gridSpan w:val=\"{columns}\"/>");
    let down = "<w:vMerge w:val=\"restart\"/>";
    let on = "<w:vMerge/>";
    let rows = [
        [cell(&(width(2000) + &span(2)), "项目名称"), cell(&(width(4000) + &span(2)), "路面保洁")]
            .concat(),
        [
            cell(&(width(1000) + down), "产出指标"),
            cell(&width(1000), "数量"),
            cell(&width(2000), "保洁里程"),
            cell(&width(2000), "≥12 公里"),
        ]
        .concat(),
        [
            cell(&(width(1000) + on), ""),
            cell(&(width(1000) + down), "质量"),
            cell(&width(2000), "达标率"),
            cell(&width(2000), "95%"),
        ]
        .concat(),
        [
            cell(&(width(1000) + on), ""),
            cell(&(width(1000) + on), ""),
            cell(&(width(4000) + &span(2)), "合计"),
        ]
        .concat(),
    ];
    let inner =
        table(&[900, 900], &[[cell(&width(900), "内一"), cell(&width(900), "内二")].concat()]);
    let holder = format!(
        "<w:tc><w:tcPr>{}</w:tcPr>{}{inner}{}</w:tc>",
        width(3000),
        p("", &r("之前")),
        p("", &r("之后"))
    );
    let two = format!(
        "<w:tc><w:tcPr>{}</w:tcPr>{}{}</w:tc>",
        width(3000),
        p("", &r("第一段")),
        p("", &r("第二段"))
    );
    let nested =
        [[holder, two].concat(), [cell(&width(3000), "下左"), cell(&width(3000), "下右")].concat()];
    let beside = table(
        &[1000, 1000, 1000],
        &[
            [
                cell(&(width(1000) + "<w:hMerge w:val=\"restart\"/>"), "左"),
                cell(&(width(1000) + "<w:hMerge/>"), ""),
                cell(&width(1000), "右"),
            ]
            .concat(),
            [cell(&width(1000), "甲"), cell(&width(1000), "乙"), cell(&width(1000), "丙")].concat(),
        ],
    );
    let many: Vec<u32> = vec![400; 40];
    let wide =
        |row: u32| (0..40).map(|at| cell(&width(400), &format!("{row}.{at}"))).collect::<String>();
    [
        p("", &r("表一")),
        table(&[1000, 1000, 2000, 2000], &rows),
        p("", &r("表二")),
        table(&[3000, 3000], &nested),
        p("", &r("表三")),
        table(&many, &[wide(0), wide(1)]),
        p("", &r("表四")),
        beside,
        p("", &r("表后")),
    ]
    .concat()
}

/// Sixty tables of random cells, merged both ways, some of them nested; the same every time.
pub fn random() -> String {
    let mut state = 20_240_607_u32;
    let mut dice = move |sides: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % sides
    };
    let tables = (0..60).map(|number| {
        let inner = random_table(&mut dice, 300, "");
        let inner = if number % 3 == 0 { inner + &p("", "") } else { String::new() };
        p("", &r(&format!("表{number}"))) + &random_table(&mut dice, 1000, &inner)
    });
    tables.collect::<String>() + &p("", &r("完"))
}

fn random_table(dice: &mut impl FnMut(u32) -> u32, unit: u32, inner: &str) -> String {
    let columns = 2 + dice(6);
    // Each cell's columns, and whether a cell may go on in it downwards.
    let mut cells: Vec<(u32, bool)> = Vec::new();
    let mut rows = Vec::new();
    for row in 0..1 + dice(6) {
        // Cells go on downwards only where the row above has the same.
        let same = row > 0 && dice(2) == 0;
        if !same {
            cells.clear();
            let mut left = columns;
            while left > 0 {
                let span = 1 + dice(left.min(3));
                cells.push((span, false));
                left -= span;
            }
        }
        let mut xml = String::new();
        for (at, (span, open)) in cells.iter_mut().enumerate() {
            let goes_on = same && *open && at > 0 && dice(3) > 0;
            *open = goes_on || dice(2) == 0;
            let merge = match (goes_on, *open) {
                (true, _) => "<w:vMerge/>",
                (_, true) => "<w:vMerge w:val=\"restart\"/>",
                _ => "",
            };
            let content = if row == 0 && at == 0 { inner } else { "" };
            let text = if goes_on { String::new() } else { r(&format!("{row}.{at}")) };
            let properties =
                format!("{}<w:gridSpan w:val=\"{span}\"/>{merge}", width(*span * unit));
            xml += &format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}{}</w:tc>", p("", &text));
        }
        rows.push(xml);
    }
    table(&vec![unit; columns as usize], &rows)
}

/// Text boxes, one of them with a table; a header and a footnote, which stand between them and the main text.
pub fn boxes() -> String {
    let boxed = |inner: &str| {
        format!(
            "<w:r><w:pict><v:shape id=\"s{}\" style=\"position:absolute;margin-left:10pt;margin-top:10pt;width:200pt;\
             height:60pt\" path=\"m0,0l200,0l200,60l0,60xe\"><v:textbox><w:txbxContent>{inner}</w:txbxContent>\
             </v:textbox></v:shape></w:pict></w:r>",
            inner.len()
        )
    };
    let small =
        table(&[900, 900], &[[cell(&width(900), "框内左"), cell(&width(900), "框内右")].concat()]);
    [
        p("", &[r("有框的段落"), boxed(&p("", &r("框里的话")))].concat()),
        p("", &r("中间")),
        p("", &[boxed(&(small + &p("", &r("表后的话")))), r("又一段")].concat()),
        p("", &[r("有脚注"), "<w:r><w:footnoteReference w:id=\"1\"/></w:r>".into()].concat()),
        p("", &r("最后")),
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"r3\"/></w:sectPr>".into(),
    ]
    .concat()
}

/// The document around a body, as .docx.
pub fn docx(body: &str) -> Vec<u8> {
    let related = |id: u32, kind: &str, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{R}/{kind}\" Target=\"{target}\"/>")
    };
    let typed = |part: &str, kind: &str| {
        format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{MAIN}.{kind}+xml\"/>")
    };
    let note = |id: i32, kind: &str, inner: &str| {
        format!("<w:footnote w:id=\"{id}\"{kind}>{inner}</w:footnote>")
    };
    let notes = [
        note(0, " w:type=\"separator\"", "<w:p><w:r><w:separator/></w:r></w:p>"),
        note(1, "", &p("", &r("脚注不在正文里"))),
    ];
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>{}{}{}{}{}</Types>",
        typed("document", "document.main"),
        typed("styles", "styles"),
        typed("numbering", "numbering"),
        typed("header", "header"),
        typed("footnotes", "footnotes")
    );
    let relations = |inner: String| {
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>")
    };
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations(related(1, "officeDocument", "word/document.xml"))),
        (
            "word/_rels/document.xml.rels",
            relations(
                related(1, "styles", "styles.xml")
                    + &related(2, "numbering", "numbering.xml")
                    + &related(3, "header", "header.xml")
                    + &related(4, "footnotes", "footnotes.xml"),
            ),
        ),
        (
            "word/document.xml",
            format!(
                "<w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\" xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>{body}</w:body></w:document>"
            ),
        ),
        ("word/styles.xml", format!("<w:styles xmlns:w=\"{W}\">{STYLES}</w:styles>")),
        (
            "word/header.xml",
            format!("<w:hdr xmlns:w=\"{W}\">{}</w:hdr>", p("", &r("页眉不在正文里"))),
        ),
        (
            "word/footnotes.xml",
            format!("<w:footnotes xmlns:w=\"{W}\">{}</w:footnotes>", notes.concat()),
        ),
        ("word/numbering.xml", format!("<w:numbering xmlns:w=\"{W}\">{NUMBERING}</w:numbering>")),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(part.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// All of it, by the name of its fixture.
pub fn all() -> [(&'static str, Vec<u8>); 3] {
    [("text", docx(&text())), ("tables", docx(&tables())), ("boxes", docx(&boxes()))]
}

//! Paragraphs: runs, fields, tracked changes, text boxes, headings.
use super::*;

#[test]
fn runs_join_and_characters_written_as_elements_are_read() {
    let layout = body(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"100\"/></w:tabs></w:pPr>\
         <w:proofErr w:type=\"spellStart\"/><w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/>\
         <w:r><w:t>预算</w:t></w:r><w:r><w:tab/><w:t>A&amp;B &lt;&#x4E00;&gt;</w:t><w:br/><w:cr/></w:r>\
         <w:r><w:t xml:space=\"preserve\"> 尾 </w:t><w:noBreakHyphen/><w:softHyphen/>\
         <w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>95%</w:t></w:r>\
         <w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>\
         <w:smartTag><w:r><w:t>标记</w:t></w:r></w:smartTag>\
         <w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r>\
         </w:sdtContent></w:sdt><w:bookmarkEnd w:id=\"0\"/></w:p>",
    );
    assert_eq!(lines(&layout), ["预算\tA&B <一>\n\n 尾 -≥95%链接标记控件"]);
}

#[test]
fn spaces_count_only_where_preserved_and_control_characters_go() {
    let layout =
        body("<w:p><w:r><w:t>\n  甲 乙 </w:t></w:r><w:r><w:t>丙\r\n丁\u{1}\0</w:t></w:r></w:p>");
    assert_eq!(lines(&layout), ["甲 乙丙 丁"]);
    let layout = body("<w:p><w:r><w:t><![CDATA[甲<乙]]></w:t></w:r></w:p>");
    assert_eq!(lines(&layout), ["甲<乙"]);
}

#[test]
fn tracked_deletions_and_hidden_text_are_left_out() {
    let layout = body(
        "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText><w:t>也删</w:t></w:r></w:del>\
         <w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>\
         <w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t><w:tab/></w:r>\
         <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>现</w:t></w:r></w:p>",
    );
    assert_eq!(lines(&layout), ["留增新处现"]);
}

#[test]
fn a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() {
    let layout = body(&format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>{}{}\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>末</w:t></w:r></w:p>",
        p("后"),
        p("另")
    ));
    assert_eq!(lines(&layout), ["前后", "另", "末"]);
    assert_eq!(layout.blocks.len(), 3);
}

fn field(code: &str, result: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{result}\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}

#[test]
fn field_codes_go_and_results_stay() {
    let inner = field("PAGEREF _Toc1", "<w:r><w:t>3</w:t></w:r>");
    let outer = field("TOC \\o", &format!("<w:r><w:t>第一部分</w:t></w:r>{inner}"));
    let nested =
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF </w:instrText>\
        </w:r>"
            .to_owned()
            + &field("DOCVARIABLE", "<w:r><w:t>隐</w:t></w:r>")
            + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>果</w:t></w:r>\
           <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let entry = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TC \"标题\" \\l 1\
        </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let simple = "<w:fldSimple w:instr=\" DATE \"><w:r><w:t>日期</w:t></w:r></w:fldSimple>";
    let layout = body(&format!("<w:p>{outer}{nested}{entry}{simple}</w:p>{}", p("正文")));
    assert_eq!(lines(&layout), ["第一部分3果日期", "正文"]);
}

#[test]
fn a_field_that_nobody_closes_hides_nothing_after_its_paragraph() {
    let open = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TC\
        </w:instrText></w:r></w:p>";
    let stray = "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/><w:fldChar w:fldCharType=\"separate\"/>\
        <w:t>乙</w:t></w:r></w:p>";
    assert_eq!(lines(&body(&format!("{open}{}{stray}{stray}", p("甲")))), ["甲", "乙", "乙"]);
}

#[test]
fn legacy_form_fields_show_what_is_ticked_or_picked() {
    let layout = body(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/>\
         <w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX\
         </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>是</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/>\
         <w:listEntry w:val=\"高\"/><w:listEntry w:val=\"低\"/></w:ddList></w:ffData></w:fldChar></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
    );
    assert_eq!(lines(&layout), ["☑是低"]);
}

#[test]
fn private_characters_are_read_by_their_font() {
    let layout = body(
        "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>\u{F0A3}5</w:t></w:r>\
         <w:r><w:rPr><w:rFonts w:ascii=\"Wingdings 2\"/></w:rPr><w:t>\u{F052}</w:t></w:r>\
         <w:r><w:t>\u{F0A8}，</w:t></w:r></w:p>",
    );
    assert_eq!(lines(&layout), ["≤5☑☐，"]);
}

fn text_box(inner: &str) -> String {
    format!(
        "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{inner}\
         </w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>\
         <w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>\
         </mc:AlternateContent>"
    )
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("框中表"));
    let layout = body(&format!(
        "<w:p><w:r><w:t>前</w:t>{}<w:t>后</w:t></w:r></w:p>{}",
        text_box(&format!("{}{table}{}", p("框一"), p("框二"))),
        p("下一段")
    ));
    assert_eq!(lines(&layout), ["前后", "框一", "框二", "下一段"]);
    assert_eq!(cells(tables(&layout)[0]), ["0,0 1×1 框中表"]);
    // Numbers count every w:p of the part, the fallback's too.
    let Block::Paragraph(last) = layout.blocks.last().unwrap() else { panic!() };
    assert_eq!(last.place.paragraph, Some(8));
    let old = "<w:p><w:r><w:pict><v:textbox><w:txbxContent>".to_owned()
        + &p("旧框")
        + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>";
    assert_eq!(lines(&body(&old)), ["旧框"]);
}

#[test]
fn of_alternates_the_first_understood_is_taken() {
    let one = |requires: &str| {
        format!(
            "<w:p><mc:AlternateContent><mc:Choice Requires=\"{requires}\"><w:r><w:t>选</w:t></w:r>\
             </mc:Choice><mc:Choice Requires=\"wps\"><w:r><w:t>二</w:t></w:r></mc:Choice><mc:Fallback>\
             <w:r><w:t>退</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
        )
    };
    let layout = body(&format!("{}{}", one("wps"), one("odd")));
    assert_eq!(lines(&layout), ["选", "二"]);
}

#[test]
fn headings_come_from_styles_names_and_outline_levels() {
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/>\
        </w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"b\"><w:name w:val=\"标题 2\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"我的\"/><w:basedOn w:val=\"d\"/>\
        </w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"d\"><w:name w:val=\"底\"/><w:basedOn w:val=\"c\"/><w:pPr>\
        <w:outlineLvl w:val=\"2\"/></w:pPr></w:style>\
        <w:style w:type=\"character\" w:styleId=\"h\"><w:rPr><w:vanish/></w:rPr></w:style>";
    let styled = |id: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>")
    };
    let direct = |level: u32| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"{level}\"/><w:pPrChange><w:pPr>\
             <w:outlineLvl w:val=\"5\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>题</w:t></w:r></w:p>"
        )
    };
    let hidden = "<w:p><w:r><w:rPr><w:rStyle w:val=\"h\"/></w:rPr><w:t>藏</w:t></w:r></w:p>";
    let xml = ["1", "b", "c", "Heading3", "a", "zzz"].map(styled).concat()
        + &direct(3)
        + &direct(9)
        + hidden;
    let layout = read(&docx(&xml, styles, ""), &Limits::default()).unwrap();
    let levels: Vec<_> = layout
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.heading,
            Block::Table(_) => panic!(),
        })
        .collect();
    let expected = [Some(1), Some(2), Some(3), Some(3), None, None, Some(4), None];
    assert_eq!(levels, expected);
}

#[test]
fn properties_seen_before_give_the_same_again() {
    let styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"heading 2\"/></w:style>";
    let of = |properties: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>")
    };
    let jc = |value: usize| format!("<w:jc w:val=\"{value}\"/>");
    let styled = |n| of(&format!("<w:pStyle w:val=\"T\"/>{}", jc(n)));
    let third = of(&format!("<w:outlineLvl w:val=\"2\"/>{}", jc(0)));
    let twice = styled(0).replace("</w:pPr>", "</w:pPr><w:pPr><w:pStyle w:val=\"none\"/></w:pPr>");
    let listed = styled(0).replace("</w:pPr>", "<w:outlineLvl w:val=\"9\"/></w:pPr>");
    let many: String = (0..9).map(styled).collect();
    let text =
        [styled(0), third.clone(), styled(0), p("乙"), many, third, twice.clone(), twice, listed];
    let layout = read(&docx(&text.concat(), styles, ""), &Limits::default()).unwrap();
    let headings = layout.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.heading.unwrap_or(0),
        Block::Table(_) => unreachable!(),
    });
    let expected = [[2, 3, 2, 0].as_slice(), &[2; 9], &[3, 0, 0, 0]].concat();
    assert_eq!(headings.collect::<Vec<_>>(), expected);
}

#[test]
fn any_prefix_and_the_strict_namespace_will_do() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    for (xmlns, q) in [
        (format!("xmlns:ns0=\"{W}\""), "ns0:"),
        (format!("xmlns=\"{W}\""), ""),
        (format!("xmlns:x=\"{strict}\""), "x:"),
        (format!("xmlns:w=\"http://example.org/\" xmlns:x=\"{strict}\""), "x:"),
        (String::new(), "w:"),
    ] {
        let xml = format!(
            "<{q}document {xmlns}><{q}body><{q}p><{q}r><{q}t>甲</{q}t></{q}r></{q}p>\
             <w:p xmlns:w=\"http://example.org/\"><w:r><w:t>外</w:t></w:r></w:p>\
             <{q}p><{q}r><{q}t>乙</{q}t></{q}r></{q}p></{q}body></{q}document>"
        );
        let layout =
            read(&zip(&[("word/document.xml", xml.as_bytes())]), &Limits::default()).unwrap();
        assert_eq!(lines(&layout), ["甲", "乙"], "{xml}");
    }
}

#[test]
fn formulas_and_ruby_give_their_base_text() {
    let layout = body(
        "<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:r><w:ruby><w:rt><w:r><w:t>yu</w:t></w:r>\
         </w:rt><w:rubyBase><w:r><w:t>预</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
    );
    assert_eq!(lines(&layout), ["x=1预"]);
}

#[test]
fn what_is_deleted_or_hidden_as_a_whole_has_no_number() {
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId \
        w:val=\"0\"/></w:num>";
    let item = |mark: &str, run: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr>{mark}</w:rPr></w:pPr>{run}</w:p>"
        )
    };
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>";
    let deleted = "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>";
    let xml = item("", "<w:r><w:t>甲</w:t></w:r>")
        + &item("<w:vanish/>", hidden)
        + &item("<w:del/>", deleted)
        + &item("", "<w:r><w:t>乙</w:t></w:r>")
        + &item("<w:del/>", deleted);
    let layout = read(&docx(&xml, "", numbering), &Limits::default()).unwrap();
    assert_eq!(lines(&layout), ["1. 甲", "2. 乙"]);
}

//! Oddities of programs, each in a small file.
use crate::package::{package, root};
use crate::{layer, lines, one, read};
use zs_import::formats::kind::Kind;
use zs_import::{Limits, ReadErrorKind};

fn text(x: i32, y: i32, code: &str) -> String {
    format!(r#"<ofd:TextObject Boundary="{x} {y} 100 8" Font="1" Size="5">{code}</ofd:TextObject>"#)
}

fn code(attributes: &str, letters: &str) -> String {
    format!("<ofd:TextCode {attributes}>{letters}</ofd:TextCode>")
}

#[test]
fn characters_stand_where_the_file_says() {
    let written = [
        // Pieces of a line, in any order; a place that is not given is that of the piece before.
        code(r#"X="10" Y="5" DeltaX="5""#, "绩效")
            + &code(r#"X="0""#, "年")
            + &code(r#"X="5" Y="5""#, "度"),
        // Without distances characters are as wide as usual.
        code(r#"X="0" Y="5""#, "金额：1,250.00 万元"),
        // Distances that end too early, and those of a program that writes `G`.
        code(r#"X="0" Y="5" DeltaX="5""#, "目标任务")
            + &code(r#"X="35" Y="5" DeltaX="G 3 5""#, "全部完成"),
        // Far apart is a gap, close together is none.
        code(r#"X="0" Y="5" DeltaX="5 30 5""#, "左边右边"),
        code(r#"X="0" Y="5" DeltaX="2.5 2.5 2.5 2.5 5 5""#, "2024年度"),
    ];
    let written: String =
        (0..).zip(&written).map(|(at, code)| text(20, 20 + at * 20, code)).collect();
    assert_eq!(
        layer(&written),
        ["年度绩效", "金额：1,250.00 万元", "目标任务\t全部完成", "左边\t右边", "2024年度"]
    );
}

#[test]
fn glyphs_and_characters_need_not_be_one_for_one() {
    let group = |at: usize, codes: usize, glyphs: usize| {
        format!(
            r#"<ofd:CGTransform CodePosition="{at}" CodeCount="{codes}" GlyphCount="{glyphs}"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform>"#
        )
    };
    // Two characters are one glyph, so three distances are enough for five characters.
    let ligature = group(1, 2, 1) + &code(r#"X="0" Y="5" DeltaX="3 3 3""#, "efgij");
    let split = group(0, 1, 2) + &code(r#"X="0" Y="5" DeltaX="2.5 2.5 30""#, "甲乙");
    let written = text(20, 20, &ligature) + &text(20, 40, &split);
    assert_eq!(layer(&written), ["efgij", "甲乙"]);
}

#[test]
fn matrices_boxes_and_turns_place_a_text() {
    // As a tax office writes it: points upwards from the lower edge of the page.
    let points = r#"<ofd:TextObject CTM="0.3527 0 0 0.3527 0 296.6207" Boundary="-47.2618 -22.22009 400 408" Size="12">
        <ofd:TextCode X="300" Y="-700" DeltaX="12 12 12">购买服务</ofd:TextCode></ofd:TextObject>"#;
    let down = r#"<ofd:TextObject Boundary="20 100 6 40" Size="5" CTM="0 1 -1 0 2 3">
        <ofd:TextCode X="0" Y="0" DeltaX="5 5 5">下载次数</ofd:TextCode></ofd:TextObject>"#;
    let stamp = r#"<ofd:TextObject Boundary="50 150 100 100" Size="15" CTM="0.7 0.7 -0.7 0.7 0 0">
        <ofd:TextCode X="0" Y="0">内部资料</ofd:TextCode></ofd:TextObject>"#;
    assert_eq!(layer(&[points, down, stamp].concat()), ["购买服务", "下载次数"]);
}

#[test]
fn what_nobody_sees_is_left_out() {
    let object = |attributes: &str, inner: &str| {
        format!(
            r#"<ofd:TextObject Boundary="20 20 100 8" Size="5" {attributes}>{inner}<ofd:TextCode X="0" Y="5">看不见</ofd:TextCode></ofd:TextObject>"#
        )
    };
    let white = r#"<ofd:FillColor Value="255 255 255"/>"#;
    let clip = r#"<ofd:Clips><ofd:Clip><ofd:Area><ofd:Text Size="5"><ofd:TextCode X="0" Y="5">剪</ofd:TextCode></ofd:Text></ofd:Area></ofd:Clip></ofd:Clips>"#;
    let hidden = [
        object(r#"Visible="false""#, ""),
        object(r#"Alpha="0""#, ""),
        object(r#"Fill="false""#, ""),
        object("", r#"<ofd:FillColor Value="0 0 0" Alpha="0"/>"#),
        object("", white),
    ];
    let seen = text(20, 60, &(clip.to_owned() + &code(r#"X="0" Y="5""#, "看得见")));
    assert_eq!(layer(&(hidden.concat() + &seen)), ["看得见"]);
    // White on a coloured area is seen.
    let area = r#"<ofd:PathObject Boundary="10 10 150 30" Fill="true" Stroke="false"><ofd:FillColor Value="0 80 160"/>
        <ofd:AbbreviatedData>M 0 0 L 150 0 L 150 30 L 0 30 C</ofd:AbbreviatedData></ofd:PathObject>"#;
    assert_eq!(layer(&(area.to_owned() + &object("", white))), ["看不见"]);
}

#[test]
fn a_text_behind_a_scan_is_read_and_a_bare_scan_refused() {
    let scan = r#"<ofd:ImageObject Boundary="0 0 210 297" ResourceID="5" CTM="210 0 0 297 0 0"/>"#;
    let behind = r#"<ofd:TextObject Boundary="20 20 100 8" Size="5" Alpha="0"><ofd:TextCode X="0" Y="5">识别出的文字</ofd:TextCode></ofd:TextObject>"#;
    assert_eq!(layer(&(scan.to_owned() + behind)), ["识别出的文字"]);
    let error = read(&one(scan)).unwrap_err();
    assert_eq!(error.kind, ReadErrorKind::Empty);
    assert!(error.zh.contains("第 1 页是扫描件"), "{}", error.zh);
}

#[test]
fn rectangles_and_curves_draw_a_table() {
    let cell = |x: i32, y: i32| {
        format!(
            r#"<ofd:PathObject Boundary="{x} {y} 40 10" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L 40 0 L 40 10 L 0 10 L 0 0 C</ofd:AbbreviatedData></ofd:PathObject>"#
        )
    };
    let cells = cell(20, 50) + &cell(60, 50) + &cell(20, 60) + &cell(60, 60);
    let curl = r#"<ofd:PathObject Boundary="150 150 40 40"><ofd:AbbreviatedData>M 0 0 B 1 9 9 1 20 20 Q 3 3 1 1 A 5 5 0 1 0 9 9 x L</ofd:AbbreviatedData></ofd:PathObject>"#;
    let texts = text(22, 51, &code(r#"X="0" Y="6""#, "项目"))
        + &text(62, 61, &code(r#"X="0" Y="6""#, "12"));
    assert_eq!(
        layer(&[cells, curl.to_owned(), texts].concat()),
        ["0,0 1x1 项目 | 0,1 1x1  | 1,0 1x1  | 1,1 1x1 12"]
    );
}

#[test]
fn characters_of_private_use_are_named() {
    let symbols = text(20, 20, &code(r#"X="0" Y="5""#, "\u{e11e}\u{e236}"))
        + &text(20, 40, &code(r#"X="0" Y="5""#, "四个常用字"));
    let layout = read(&one(&symbols)).unwrap();
    assert_eq!(lines(&layout), ["\u{fffd}\u{fffd}", "四个常用字"]);
    assert!(layout.unread[0].text.contains("Unicode"), "{:?}", layout.unread);
    let only = text(20, 20, &code(r#"X="0" Y="5""#, "\u{e11e}\u{e236}"));
    assert_eq!(read(&one(&only)).unwrap_err().kind, ReadErrorKind::Damaged);
}

fn with(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<_> =
        parts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    package(&parts)
}

const PAGE: &str = r#"<Page><Content><Layer><TextObject Boundary="20 20 90 9" Size="5"><TextCode X="0" Y="5">正文</TextCode></TextObject></Layer></Content></Page>"#;

#[test]
fn parts_are_found_wherever_they_are() {
    let document = r#"<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea></CommonData>
        <Pages><Page ID="1" BaseLoc="../Seiten/Eins.xml"/><Page ID="2" BaseLoc="nirgends.xml"/></Pages></Document>"#;
    let file = with(&[
        ("OFD.xml", &root("Akten\\Doc.xml")),
        ("Akten/Doc.xml", document),
        ("Seiten/Eins.xml", PAGE),
        ("Akten/Signs/Signatures.xml", "<Signatures/>"),
    ]);
    let layout = read(&file).unwrap();
    assert_eq!(lines(&layout), ["正文"]);
    assert!(layout.unread[0].text.contains("第 2 页缺失"), "{:?}", layout.unread);
    assert_eq!(Kind::detect(&file, Some("假.pdf")).unwrap(), Kind::Ofd);
}

/// A change to the parts of a sound file.
type Change<'c> = &'c dyn Fn(&mut Vec<(&str, String)>);

#[test]
fn files_that_cannot_be_read_say_why() {
    let document = r#"<Document><Pages><Page BaseLoc="1.xml"/></Pages></Document>"#;
    let good = [
        ("OFD.xml", root("D/D.xml")),
        ("D/D.xml", document.to_owned()),
        ("D/1.xml", PAGE.to_owned()),
    ];
    let kind = |change: Change| {
        let mut parts = good.to_vec();
        change(&mut parts);
        let parts: Vec<_> = parts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        zs_import::formats::ofd::read(&package(&parts), &Limits::default())
            .map_err(|error| error.kind)
    };
    assert!(kind(&|_| {}).is_ok());
    let cases: [(Change, _); 6] = [
        (
            &|parts| parts.push(("Doc_0/Encryptions.xml", "<Encryptions/>".into())),
            ReadErrorKind::Encrypted,
        ),
        (&|parts| _ = parts.remove(0), ReadErrorKind::UnknownKind),
        (&|parts| _ = parts.remove(1), ReadErrorKind::Damaged),
        (&|parts| _ = parts.remove(2), ReadErrorKind::Damaged),
        (&|parts| parts[2].1 = "<Page><Content>".into(), ReadErrorKind::Damaged),
        (
            &|parts| parts[2].1.insert_str(0, "<!DOCTYPE Page [<!ENTITY a 'b'>]>"),
            ReadErrorKind::Forbidden,
        ),
    ];
    for (at, (change, should)) in cases.into_iter().enumerate() {
        assert_eq!(kind(change).unwrap_err(), should, "case {at}");
    }
}

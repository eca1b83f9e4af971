//! Broken and hostile files: an answer within the limits, never a panic.
use crate::package::{package, root};
use crate::{layer, one, read};
use proptest::prelude::*;
use zs_import::ReadErrorKind;

const TEXT: &str = r#"<ofd:TextObject Boundary="20 20 90 9" Size="5"><ofd:TextCode X="0" Y="5">正文</ofd:TextCode></ofd:TextObject>"#;

fn file(document: &str, page: &str, more: &[(&str, String)]) -> Vec<u8> {
    let mut parts = vec![
        ("OFD.xml".to_owned(), root("D/D.xml")),
        ("D/D.xml".to_owned(), format!("<ofd:Document>{document}</ofd:Document>")),
        ("D/1.xml".to_owned(), page.to_owned()),
    ];
    parts.extend(more.iter().map(|(name, text)| ((*name).to_owned(), text.clone())));
    package(&parts)
}

const PAGE: &str = r#"<ofd:Page BaseLoc="1.xml"/>"#;

#[test]
fn repeats_without_end_cost_no_more_than_their_characters() {
    let text = TEXT
        .replace(r#"Y="5""#, r#"Y="5" DeltaX="g 18446744073709551615 5" DeltaY="g 4294967296 0""#);
    assert_eq!(layer(&text), ["正文"]);
    let group = r#"<ofd:CGTransform CodePosition="0" CodeCount="18446744073709551615" GlyphCount="99999999999"/>"#;
    let text = TEXT.replace("<ofd:TextCode", &format!("{group}<ofd:TextCode"));
    assert_eq!(layer(&text), ["正文"]);
}

#[test]
fn parameters_and_templates_that_refer_to_themselves_end() {
    let resources = r#"<ofd:Res><ofd:DrawParam ID="1" Relative="2"/><ofd:DrawParam ID="2" Relative="1"/></ofd:Res>"#;
    let page = format!(
        r#"<ofd:Page><ofd:Template TemplateID="9"/><ofd:Layer DrawParam="1">{TEXT}</ofd:Layer></ofd:Page>"#
    );
    let document = format!(
        r#"<ofd:CommonData><ofd:PublicRes>R.xml</ofd:PublicRes><ofd:TemplatePage ID="9" BaseLoc="1.xml"/></ofd:CommonData>{PAGE}"#
    );
    let layout = read(&file(&document, &page, &[("D/R.xml", resources.to_owned())])).unwrap();
    assert_eq!(crate::lines(&layout), ["正文"]);
}

#[test]
fn too_much_of_anything_is_refused() {
    let kind = |bytes: &[u8]| read(bytes).unwrap_err().kind;
    // Pages, of which the file lists more than any document has.
    assert_eq!(kind(&file(&PAGE.repeat(12_000), "<ofd:Page/>", &[])), ReadErrorKind::TooLarge);
    // A part that inflates without end.
    let bomb = format!("<ofd:Page>{}</ofd:Page>", " ".repeat(64 << 20));
    assert_eq!(kind(&file(PAGE, &bomb, &[])), ReadErrorKind::TooLarge);
    // Elements within elements.
    let deep = "<ofd:PageBlock>".repeat(5_000) + &"</ofd:PageBlock>".repeat(5_000);
    assert_eq!(kind(&one(&deep)), ReadErrorKind::TooLarge);
    // A template that every page draws again: nothing of it is seen, but all of it is read.
    let template = format!("<ofd:Page>{}</ofd:Page>", "<ofd:Layer/>".repeat(100_000));
    let document = format!(r#"<ofd:TemplatePage ID="9" BaseLoc="T.xml"/>{}"#, PAGE.repeat(9_000));
    let page = r#"<ofd:Page><ofd:Template TemplateID="9"/></ofd:Page>"#;
    assert_eq!(kind(&file(&document, page, &[("D/T.xml", template)])), ReadErrorKind::TooLarge);
}

#[test]
fn absurd_places_and_numbers_do_no_harm() {
    let absurd = [
        r#"<ofd:TextObject Boundary="1e308 -1e308 1e308 1e308" CTM="1e308 1e308 -1e308 1e308 1e308 0" Size="1e308" HScale="1e308"><ofd:TextCode X="-1e308" Y="NaN" DeltaX="1e308 -1e308">远远</ofd:TextCode></ofd:TextObject>"#,
        r#"<ofd:TextObject Boundary="" Size="-0" ReadDirection="1e300" CharDirection="-450"><ofd:TextCode>零</ofd:TextCode></ofd:TextObject>"#,
        r#"<ofd:PathObject Boundary="0 0 1 1" LineWidth="1e308"><ofd:AbbreviatedData>1 2 3 4 5 6 7 8 9 L M 1 Q 1 2 3 C C B 1e308 1e308 1e308 1e308 1e308 1e308 A 1 2 3 4 5 6 7 8</ofd:AbbreviatedData></ofd:PathObject>"#,
        "<ofd:TextCode>外</ofd:TextCode><ofd:AbbreviatedData>M 0 0</ofd:AbbreviatedData><ofd:Layer/>",
    ];
    assert!(read(&one(&(absurd.concat() + TEXT))).is_ok());
    for area in ["0 0 0 0", "-5 -5 1e308 1e308", "0 0", "1e300 1e300 1 1"] {
        let page = format!(
            "<ofd:Page><ofd:Area><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:Area><ofd:Layer>{TEXT}</ofd:Layer></ofd:Page>"
        );
        let _ = read(&file(PAGE, &page, &[]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_objects_never_panic(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        let _ = read(&one(&words.concat()));
        let _ = read(&file(PAGE, &format!("<Page>{}</Page>", words.concat()), &[]));
    }

    #[test]
    fn damaged_bytes_never_panic(at in prop::collection::vec((0..4000_usize, any::<u8>()), 1..12), cut in 0..4000_usize) {
        let mut bytes = one(TEXT);
        for (place, byte) in at {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        bytes.truncate(bytes.len() - cut % bytes.len() / 3);
        let _ = read(&bytes);
    }
}

const WORDS: &[&str] = &[
    "<TextObject Boundary=\"1 2 3 4\" Size=\"4\">",
    "<TextObject CTM=\"0 1 -1 0 9 9\" Size=\"9\">",
    "</TextObject>",
    "<TextCode X=\"3\" DeltaX=\"g 3 2 1\">",
    "<TextCode Y=\"5\" DeltaY=\"2\">",
    "</TextCode>",
    "<PathObject Boundary=\"9 9 90 90\" Fill=\"true\">",
    "</PathObject>",
    "<AbbreviatedData>",
    "</AbbreviatedData>",
    "M 0 0 ",
    "L 90 0 ",
    "L 90 90 ",
    "L 0 90 C ",
    "<FillColor Value=\"255 255 255\"/>",
    "<CGTransform CodePosition=\"0\" CodeCount=\"2\" GlyphCount=\"3\"/>",
    "<Layer DrawParam=\"3\"/>",
    "<Layer>",
    "</Layer>",
    "<PageBlock>",
    "</PageBlock>",
    "<PhysicalBox>0 0 50 50</PhysicalBox>",
    "<Template TemplateID=\"1\"/>",
    "字",
    "1 ",
    "&#20;",
];

//! .ods as LibreOffice writes it.
use super::package::zip;
use super::{dump, kind, read};
use zs_import::ReadErrorKind;

fn content(body: &str) -> Vec<u8> {
    let xml = format!(
        "<office:document-content><office:automatic-styles>\
         <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>\
         </office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet>\
         </office:body></office:document-content>"
    );
    zip(&[("content.xml", xml.as_bytes())])
}

#[test]
fn cells_give_the_text_that_is_seen() {
    let bytes = content(
        r#"<table:table table:name="隐" table:style-name="ta2"><table:table-row><table:table-cell>
<text:p>甲</text:p></table:table-cell></table:table-row></table:table>
<table:table table:name="Sheet1"><table:table-column table:number-columns-repeated="1024"/>
<table:table-row><table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="1">
<text:p>绩效<text:span>目标</text:span><text:s text:c="2"/>表</text:p><text:p>一</text:p></table:table-cell>
<table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"
 office:value-type="percentage" office:value="0.95"><text:p>95%</text:p></table:table-cell>
<table:table-cell table:formula="of:=98%"><text:p>98%</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="16381"/></table:table-row>
<table:table-row><table:table-cell><office:annotation><text:p>批注</text:p></office:annotation>
<text:p>a&#20135;<text:line-break/>b</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row></table:table>"#,
    );
    assert_eq!(
        dump(&read(&bytes).unwrap()),
        "Sheet1: 4 x 3\n  A1 1x3 绩效目标  表⏎一\n  A2 95%\n  B2 95%\n  C2 =98%\n  A3 95%\n  \
         B3 95%\n  C3 =98%\n  A4 a产⏎b\n隐: 1 x 1\n  A1 甲\n"
    );
}

#[test]
fn endless_repetitions_are_refused() {
    let bytes = content(
        r#"<table:table><table:table-row table:number-rows-repeated="1048576">
<table:table-cell table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell>
</table:table-row></table:table>"#,
    );
    assert_eq!(kind(&bytes), Some(ReadErrorKind::TooLarge));
}

#[test]
fn encrypted_and_other_documents_are_refused() {
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let bytes = zip(&[("META-INF/manifest.xml", manifest), ("content.xml", b"\x01\x02")]);
    assert_eq!(kind(&bytes), Some(ReadErrorKind::Encrypted));
    let text = b"<office:document-content><office:text/></office:document-content>";
    assert_eq!(kind(&zip(&[("content.xml", text)])), Some(ReadErrorKind::UnknownKind));
}

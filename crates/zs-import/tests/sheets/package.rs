//! Workbooks made by hand, for what no program writes.
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A zip archive of these parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const WORKBOOK: &str =
    r#"<workbook><sheets><sheet name="目标表" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships>
<Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/>
<Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/>
</Relationships>"#;

/// A workbook of one sheet named 目标表.
#[derive(Default)]
pub struct Workbook {
    /// Items of the shared strings.
    pub strings: String,
    /// The whole styles part.
    pub styles: String,
    /// The whole sheet part.
    pub sheet: String,
}

impl Workbook {
    /// A workbook whose sheet has these rows.
    pub fn rows(rows: &str) -> Self {
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        Self { sheet, ..Self::default() }
    }

    /// The workbook's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let strings = format!("<sst>{}</sst>", self.strings);
        let styles = if self.styles.is_empty() { "<styleSheet/>" } else { &self.styles };
        zip(&[
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/sharedStrings.xml", strings.as_bytes()),
            ("xl/styles.xml", styles.as_bytes()),
            ("xl/worksheets/sheet1.xml", self.sheet.as_bytes()),
        ])
    }
}

//! Writes small PDF files by hand, sound ones and broken ones.
use std::fmt::Write as _;

/// A file under construction: objects by number, 1 the catalog, 2 the page tree.
pub struct Paper {
    pub objects: Vec<(u32, Vec<u8>)>,
    pages: Vec<u32>,
    next: u32,
}

/// A font that every reader has, with a table for Chinese texts in UTF-16.
pub const FONTS: &str = "/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H \
    /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry \
    (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] >>] >> >>";

impl Paper {
    pub fn new() -> Self {
        let catalog = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
        Self { objects: vec![(1, catalog)], pages: Vec::new(), next: 3 }
    }

    /// One page of A4 with this content and the usual font.
    pub fn one(content: &str) -> Vec<u8> {
        let mut paper = Self::new();
        paper.page(content, FONTS, "");
        paper.finish()
    }

    pub fn add(&mut self, object: impl Into<Vec<u8>>) -> u32 {
        let number = self.next;
        self.next += 1;
        self.objects.push((number, object.into()));
        number
    }

    pub fn stream(&mut self, entries: &str, data: &[u8]) -> u32 {
        self.add(stream(entries, data))
    }

    pub fn page(&mut self, content: &str, resources: &str, entries: &str) {
        let content = self.stream("", content.as_bytes());
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
             /Resources << {resources} >> {entries} >>"
        );
        let page = self.add(page);
        self.pages.push(page);
    }

    /// The file with a table of its objects.
    pub fn finish(mut self) -> Vec<u8> {
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        let tree = format!("<< /Type /Pages /Count {} /Kids [{}] >>", kids.len(), kids.join(" "));
        self.objects.push((2, tree.into_bytes()));
        self.objects.sort();
        write(&self.objects, "/Root 1 0 R")
    }
}

pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<< /Length {} {entries} >>\nstream\n", data.len()).into_bytes();
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    out
}

/// Objects, table and trailer.
pub fn write(objects: &[(u32, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut table = String::new();
    for (number, object) in objects {
        let _ = write!(table, "{number} 1\n{:010} 00000 n \n", out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(
        format!("xref\n{table}trailer\n<< {trailer} >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}

/// A text at a place, in points from the lower left.
pub fn text(x: i32, y: i32, size: i32, text: &str) -> String {
    let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

/// Level and upright lines that draw a full grid.
pub fn ruled(xs: &[i32], ys: &[i32]) -> String {
    let (left, right) = (xs[0], xs[xs.len() - 1]);
    let (bottom, top) = (ys[0], ys[ys.len() - 1]);
    let level = ys.iter().map(|y| format!("{left} {y} m {right} {y} l S\n"));
    let upright = xs.iter().map(|x| format!("{x} {bottom} m {x} {top} l S\n"));
    level.chain(upright).collect()
}

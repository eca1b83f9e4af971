//! Writes the pages of a PDF file as OFD, in the manner of several programs.
use crate::package::{package, page, root};
use rust_decimal::Decimal;
use std::fmt::Write as _;

/// How a program writes the same page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// One object for each line, its distances one by one; lines as strokes.
    Lines,
    /// One object for each character, in points under a matrix, with the number of its glyph; lines as thin areas.
    Glyphs,
    /// Distances with repeats, the colour and thickness of lines by drawing parameters.
    Repeats,
    /// Lines in a template, places compensated by a matrix, everything in blocks, names without prefix.
    Templates,
}

pub const STYLES: [Style; 4] = [Style::Lines, Style::Glyphs, Style::Repeats, Style::Templates];

/// A character: its letter, left and right end, base line and size in hundredths of a point; and whether it runs
/// down, left or up instead (in quarters of a turn).
#[derive(Clone, Copy)]
pub struct Letter {
    pub letter: char,
    pub start: (i32, i32),
    pub end: (i32, i32),
    pub size: i32,
    pub quarters: usize,
}

/// A page: its size, its characters and its lines (left, top, right, bottom), in hundredths of a point.
pub struct Sheet {
    pub size: (i32, i32),
    pub letters: Vec<Letter>,
    pub rules: Vec<(i32, i32, i32, i32)>,
}

/// The pages of a PDF file.
pub fn sheets(pdf: &[u8]) -> Vec<Sheet> {
    let pages = zs_import::formats::pdf::marks(pdf).expect("a sound PDF file");
    let sheets = pages.iter().map(|marks| Sheet {
        size: (marks.width, marks.height),
        letters: marks
            .glyphs
            .iter()
            .map(|glyph| Letter {
                letter: glyph.letter,
                start: glyph.start,
                end: glyph.end,
                size: glyph.size,
                quarters: glyph.direction as usize,
            })
            .collect(),
        rules: marks.rules.iter().map(|r| (r.left, r.top, r.right, r.bottom)).collect(),
    });
    sheets.collect()
}

/// The file of these pages.
pub fn write(sheets: &[Sheet], style: Style) -> Vec<u8> {
    let mut parts = vec![("OFD.xml".to_owned(), root("Doc_0/Document.xml"))];
    let mut pages = String::new();
    let mut templates = String::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let texts = texts(&sheet.letters, style);
        let rules: String = sheet.rules.iter().map(|rule| ruled(*rule, style)).collect();
        let (wide, high) = (mm(sheet.size.0), mm(sheet.size.1));
        let area =
            format!("<ofd:Area><ofd:PhysicalBox>0 0 {wide} {high}</ofd:PhysicalBox></ofd:Area>");
        let body = if style == Style::Templates {
            let _ = write!(
                templates,
                r#"<ofd:TemplatePage ID="9{at}" BaseLoc="Tpls/Tpl_{at}/Content.xml"/>"#
            );
            parts.push((format!("Doc_0/Tpls/Tpl_{at}/Content.xml"), page("", &rules)));
            let used = format!(r#"{area}<ofd:Template TemplateID="9{at}" ZOrder="Background"/>"#);
            page(&used, &format!("<ofd:PageBlock>{texts}</ofd:PageBlock>"))
        } else {
            page(&area, &(rules + &texts))
        };
        let _ = write!(pages, r#"<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>"#);
        parts.push((format!("Doc_0/Pages/Page_{at}/Content.xml"), body));
    }
    let resources = r#"<ofd:Res BaseLoc="Res"><ofd:DrawParams><ofd:DrawParam ID="2" LineWidth="0.25"><ofd:StrokeColor Value="0 0 0"/></ofd:DrawParam><ofd:DrawParam ID="3" Relative="2"/></ofd:DrawParams><ofd:Fonts><ofd:Font ID="1" FontName="SimSun"/></ofd:Fonts></ofd:Res>"#;
    parts.push(("Doc_0/PublicRes.xml".to_owned(), resources.to_owned()));
    let document = format!(
        "<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\
         <ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{templates}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>\
         </ofd:Document>"
    );
    parts.push(("Doc_0/Document.xml".to_owned(), document));
    let named = |text: String| match style {
        Style::Templates => text.replace("ofd:", ""),
        _ => text.replace("<ofd:Page>", r#"<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">"#),
    };
    let parts: Vec<_> = parts.into_iter().map(|(name, text)| (name, named(text))).collect();
    package(&parts)
}

fn texts(letters: &[Letter], style: Style) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(first) = letters.get(at) {
        let goes_on = |pair: &&[Letter]| {
            let [one, next] = pair else { return false };
            let gap = next.start.0 - one.end.0;
            one.quarters == 0
                && next.quarters == 0
                && one.start.1 == next.start.1
                && one.size == next.size
                && next.start.0 > one.start.0
                && gap < one.size * 4
        };
        let more = letters[at..].windows(2).take_while(goes_on).count();
        let run = if style == Style::Glyphs { 1 } else { more + 1 };
        out +=
            &if first.quarters == 0 { text(&letters[at..at + run], style) } else { turned(first) };
        at += run;
    }
    out
}

fn text(run: &[Letter], style: Style) -> String {
    let (first, last) = (run[0], run[run.len() - 1]);
    let letters: String = run.iter().map(|one| escaped(one.letter)).collect();
    let steps: Vec<String> = run.windows(2).map(|p| mm(p[1].start.0 - p[0].start.0)).collect();
    let (left, base, size) = (first.start.0, first.start.1, first.size);
    let (wide, high) = (mm(last.end.0 - left), mm(size));
    match style {
        Style::Lines => format!(
            r#"<ofd:TextObject Boundary="{} {} {wide} {high}" Font="1" Size="{high}"><ofd:FillColor Value="0 0 0"/><ofd:TextCode X="0" Y="{}" DeltaX="{}">{letters}</ofd:TextCode></ofd:TextObject>"#,
            mm(left),
            mm(base - size),
            mm(size),
            steps.join(" "),
        ),
        Style::Glyphs => format!(
            r#"<ofd:TextObject CTM="0.35278 0 0 0.35278 0 0" Boundary="{} {} {wide} {high}" Font="1" Size="{}" Stroke="false" Fill="true"><ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>4460</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="{}">{letters}</ofd:TextCode></ofd:TextObject>"#,
            mm(left),
            mm(base - size),
            points(size),
            points(size),
        ),
        Style::Repeats => format!(
            r#"<ofd:TextObject Boundary="{} {} {wide} {high}" Font="1" Size="{high}"><ofd:TextCode X="0" Y="{}" DeltaX="{}">{letters}</ofd:TextCode></ofd:TextObject>"#,
            mm(left),
            mm(base - size),
            mm(size),
            repeats(&steps),
        ),
        // The box is anywhere, for the matrix brings the text back to where it belongs.
        Style::Templates => format!(
            r#"<ofd:TextObject CTM="0.35278 0 0 0.35278 40 290" Boundary="-40 -290 400 400" Font="1" Size="{}"><ofd:TextCode X="{}" Y="{}" DeltaX="{}">{letters}</ofd:TextCode></ofd:TextObject>"#,
            points(size),
            points(left),
            points(base),
            run.windows(2)
                .map(|p| points(p[1].start.0 - p[0].start.0))
                .collect::<Vec<_>>()
                .join(" "),
        ),
    }
}

/// A character that runs down, to the left or up.
fn turned(one: &Letter) -> String {
    let matrix = ["1 0 0 1 0 0", "0 1 -1 0 0 0", "-1 0 0 -1 0 0", "0 -1 1 0 0 0"][one.quarters];
    let (x, y, size) = (mm(one.start.0), mm(one.start.1), mm(one.size));
    let letter = escaped(one.letter);
    format!(
        r#"<ofd:TextObject Boundary="{x} {y} 1 1" CTM="{matrix}" Font="1" Size="{size}"><ofd:TextCode X="0" Y="0">{letter}</ofd:TextCode></ofd:TextObject>"#
    )
}

/// `g n v` for three and more of the same.
fn repeats(steps: &[String]) -> String {
    let same = steps.chunk_by(|one, next| one == next);
    let word = |same: &[String]| match same.len() {
        1 | 2 => same.join(" "),
        count => format!("g {count} {}", same[0]),
    };
    same.map(word).collect::<Vec<_>>().join(" ")
}

fn ruled((left, top, right, bottom): (i32, i32, i32, i32), style: Style) -> String {
    let (x, y, wide, high) = (mm(left), mm(top), mm(right - left), mm(bottom - top));
    match style {
        Style::Glyphs => {
            let (wide, high) = (mm((right - left).max(50)), mm((bottom - top).max(50)));
            format!(
                r#"<ofd:PathObject Boundary="{x} {y} {wide} {high}" Stroke="false" Fill="true"><ofd:FillColor Value="0"/><ofd:AbbreviatedData>M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C</ofd:AbbreviatedData></ofd:PathObject>"#
            )
        }
        Style::Repeats => format!(
            r#"<ofd:PathObject Boundary="{x} {y} {wide} {high}" DrawParam="3"><ofd:AbbreviatedData>M 0 0 L {wide} {high}</ofd:AbbreviatedData></ofd:PathObject>"#
        ),
        _ => format!(
            r#"<ofd:PathObject Boundary="{x} {y} {wide} {high}" LineWidth="0.18"><ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>S 0 0 M 0 0 L {wide} {high}</ofd:AbbreviatedData></ofd:PathObject>"#
        ),
    }
}

/// Millimetres.
fn mm(hundredths: i32) -> String {
    let length = Decimal::from(hundredths) * Decimal::from(254) / Decimal::from(72_000);
    length.round_dp(4).normalize().to_string()
}

/// Points.
fn points(hundredths: i32) -> String {
    Decimal::new(i64::from(hundredths), 2).to_string()
}

fn escaped(letter: char) -> String {
    match letter {
        '<' => "&lt;".to_owned(),
        '&' => "&amp;".to_owned(),
        letter => letter.to_string(),
    }
}

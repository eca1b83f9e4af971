//! Where comments begin and end in the document part: marks are spliced in, every other byte stays.
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A comment and the paragraph it stands at: its 1-based ordinal among all `w:p` in XML order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub id: u32,
    pub paragraph: u32,
}

/// A paragraph that is open while the part is walked.
struct Open {
    ordinal: u32,
    /// Elements open inside it.
    depth: usize,
    /// Where the marks that begin comments go: behind its properties.
    begin: usize,
}

/// The part with the marks of all comments; anchors beyond the last paragraph move to it.
pub(super) fn insert(xml: &str, anchors: &[Anchor]) -> Result<String, String> {
    let wanted = |ordinal: u32| anchors.iter().filter(move |anchor| anchor.paragraph == ordinal);
    let mut inserts: Vec<(usize, String)> = Vec::new();
    let mut replaced: Vec<(usize, usize, String)> = Vec::new();
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<Open> = Vec::new();
    let mut count = 0;
    loop {
        let before = position(&reader);
        let event = reader.read_event().map_err(|error| error.to_string())?;
        let after = position(&reader);
        match event {
            Event::Start(tag) if is(&tag, "p") => {
                count += 1;
                nest(&mut open);
                open.push(Open { ordinal: count, depth: 0, begin: after });
            }
            Event::Start(_) => nest(&mut open),
            Event::Empty(tag) if is(&tag, "p") => {
                count += 1;
                if wanted(count).next().is_some() {
                    let start = xml[before..after].trim_end_matches('>').trim_end_matches('/');
                    let marks: String = wanted(count).map(|a| begin(a) + &end(a)).collect();
                    replaced.push((before, after, format!("{start}>{marks}</w:p>")));
                }
            }
            Event::Empty(tag) if is(&tag, "pPr") => {
                if let Some(paragraph) = open.last_mut().filter(|p| p.depth == 0) {
                    paragraph.begin = after;
                }
            }
            Event::End(tag) => {
                let Some(paragraph) = open.last_mut() else { continue };
                if paragraph.depth > 0 {
                    paragraph.depth -= 1;
                    if paragraph.depth == 0 && tag.name().as_ref() == "w:pPr" {
                        paragraph.begin = after;
                    }
                    continue;
                }
                for anchor in wanted(paragraph.ordinal) {
                    inserts.push((paragraph.begin, begin(anchor)));
                    inserts.push((before, end(anchor)));
                }
                open.pop();
                if let Some(outer) = open.last_mut() {
                    outer.depth = outer.depth.saturating_sub(1);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(splice(xml, inserts, &replaced))
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn nest(open: &mut [Open]) {
    if let Some(paragraph) = open.last_mut() {
        paragraph.depth += 1;
    }
}

fn is(tag: &BytesStart<'_>, local: &str) -> bool {
    tag.name().as_ref().strip_prefix("w:") == Some(local)
}

fn begin(anchor: &Anchor) -> String {
    format!("<w:commentRangeStart w:id=\"{}\"/>", anchor.id)
}

fn end(anchor: &Anchor) -> String {
    let id = anchor.id;
    format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>")
}

fn splice(xml: &str, inserts: Vec<(usize, String)>, replaced: &[(usize, usize, String)]) -> String {
    let whole = replaced.iter().map(|(from, to, text)| (*from, *to, text.clone()));
    let mut edits: Vec<(usize, usize, String)> =
        inserts.into_iter().map(|(at, text)| (at, at, text)).chain(whole).collect();
    edits.sort_by_key(|(from, ..)| *from);
    let mut out = String::with_capacity(xml.len() + edits.len() * 96);
    let mut at = 0;
    for (from, to, text) in edits {
        out.push_str(&xml[at..from]);
        out.push_str(&text);
        at = to;
    }
    out.push_str(&xml[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_around_the_paragraphs_runs() {
        let xml =
            "<w:document><w:p><w:pPr><w:jc/></w:pPr><w:r/></w:p><w:tc><w:p/></w:tc></w:document>";
        let anchors = [Anchor { id: 4, paragraph: 1 }, Anchor { id: 5, paragraph: 2 }];
        let out = insert(xml, &anchors).unwrap();
        assert!(out.contains(
            "</w:pPr><w:commentRangeStart w:id=\"4\"/><w:r/><w:commentRangeEnd w:id=\"4\"/>"
        ));
        assert!(out.contains("<w:tc><w:p><w:commentRangeStart w:id=\"5\"/>"));
        let mut bare = out;
        for anchor in &anchors {
            bare = bare.replace(&begin(anchor), "").replace(&end(anchor), "");
        }
        assert_eq!(bare.replace("<w:p></w:p>", "<w:p/>"), xml);
    }
}

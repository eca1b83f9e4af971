//! Which parts of the archive are the document, its styles and its numbering.
use crate::formats::archive::{Archive, resolve};
use crate::formats::xml::{Item, Scanner, decode};
use crate::{Limits, ReadError, ReadErrorKind};

/// The names of the parts that are read.
pub struct Parts {
    /// The document itself.
    pub document: String,
    /// Styles, if any.
    pub styles: Option<String>,
    /// Numbering, if any.
    pub numbering: Option<String>,
}

/// Finds the parts through the relations and content types; customary names where those are missing.
///
/// # Errors
/// `UnknownKind` for an archive without a word-processor document; else as [`Archive::read`].
pub fn find(archive: &mut Archive, limits: &Limits) -> Result<Parts, ReadError> {
    let types = content_types(archive, limits)?;
    let has = |archive: &Archive, name: &str| archive.names().any(|n| n.eq_ignore_ascii_case(name));
    let related = relations(archive, "_rels/.rels", "", limits)?
        .into_iter()
        .find(|(kind, _)| kind.ends_with("/officeDocument"))
        .map(|(_, target)| target);
    let typed = |name: &str| types.iter().any(|(part, _)| part.eq_ignore_ascii_case(name));
    let mut names: Vec<String> = Vec::new();
    names.extend(related);
    names.extend(types.iter().map(|(part, _)| part.clone()));
    names.push("word/document.xml".to_owned());
    let other = |name: &str| !typed(name) && (name.starts_with("xl/") || name.starts_with("ppt/"));
    let Some(document) = names.into_iter().find(|name| has(archive, name) && !other(name)) else {
        return Err(no_document(archive));
    };
    let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
    let join = |name: &str| {
        if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
    };
    let related = relations(archive, &join(&format!("_rels/{file}.rels")), folder, limits)?;
    let part = |ending: &str, customary: &str| {
        related
            .iter()
            .find(|(kind, _)| kind.ends_with(ending))
            .map(|(_, target)| target.clone())
            .or_else(|| Some(join(customary)))
            .filter(|name| has(archive, name))
    };
    let styles = part("/styles", "styles.xml");
    let numbering = part("/numbering", "numbering.xml");
    Ok(Parts { document, styles, numbering })
}

fn no_document(archive: &Archive) -> ReadError {
    if archive.names().any(|name| name.starts_with("word/") || name == "[Content_Types].xml") {
        let other = archive.names().any(|name| {
            ["xl/", "ppt/", "Fixed", "Documents/"].iter().any(|start| name.starts_with(start))
        });
        if !other {
            return ReadError::new(
                ReadErrorKind::Damaged,
                "文件中缺少正文（document.xml）；请重新取得文件，或用 Word/WPS 修复后另存",
                "the document part (document.xml) is missing; get the file again, or repair it in \
                 Word/WPS and save it",
            );
        }
    }
    ReadError::new(
        ReadErrorKind::UnknownKind,
        "这个压缩包里没有 Word 文档；请选择 .docx 文件，或用 Word/WPS 另存为 .docx",
        "this archive holds no Word document; choose a .docx file, or save it as .docx in Word/WPS",
    )
}

/// Parts whose content type says that they are the main part of a word-processor document.
fn content_types(
    archive: &mut Archive,
    limits: &Limits,
) -> Result<Vec<(String, String)>, ReadError> {
    let mut found = Vec::new();
    each(archive, "[Content_Types].xml", limits, |kind, part| {
        let kind = kind.to_ascii_lowercase();
        let word = kind.contains("wordprocessingml") || kind.contains("ms-word");
        if word && kind.ends_with(".main+xml") && found.len() < 16 {
            found.push((part.trim_start_matches('/').to_owned(), kind));
        }
    })?;
    Ok(found)
}

/// Type and target of every relation inside the archive, targets as names of entries.
fn relations(
    archive: &mut Archive,
    name: &str,
    folder: &str,
    limits: &Limits,
) -> Result<Vec<(String, String)>, ReadError> {
    let mut found = Vec::new();
    each(archive, name, limits, |kind, target| {
        let useful = ["/officeDocument", "/styles", "/numbering"];
        if useful.iter().any(|end| kind.ends_with(end)) && found.len() < 64 {
            found.push((kind.to_owned(), resolve(folder, target)));
        }
    })?;
    Ok(found)
}

/// Calls `take` with type and target (or part name) of each element of a small part; what is damaged in
/// it is left out, for the document may still be found by its customary name.
fn each(
    archive: &mut Archive,
    name: &str,
    limits: &Limits,
    mut take: impl FnMut(&str, &str),
) -> Result<(), ReadError> {
    let Some(bytes) = archive.read(name)? else { return Ok(()) };
    let Ok(text) = decode(&bytes, name) else { return Ok(()) };
    let mut scanner = Scanner::new(&text, name, limits);
    loop {
        match scanner.item() {
            Ok(Item::Open(open)) => match open.local() {
                b"Relationship" => {
                    if let (Some(kind), Some(target)) =
                        (open.attribute("Type"), open.attribute("Target"))
                        && open.attribute("TargetMode").as_deref() != Some("External")
                    {
                        take(&kind, &target);
                    }
                }
                b"Override" => {
                    if let (Some(kind), Some(part)) =
                        (open.attribute("ContentType"), open.attribute("PartName"))
                    {
                        take(&kind, &part);
                    }
                }
                _ => {}
            },
            Ok(Item::End) => return Ok(()),
            Ok(_) => {}
            Err(error) if error.kind == ReadErrorKind::Damaged => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

//! The zip package of a Word file: finds the parts, writes them back with the others untouched.
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// More than any real part; a larger one was refused when the file was read.
const LARGEST: u64 = 256 << 20;

/// The parts that comments touch.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// `word/document.xml`.
    main: String,
    document: String,
    comments: Option<String>,
    types: String,
    relations: Option<String>,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let types = part(&mut zip, TYPES)?.ok_or("no [Content_Types].xml")?;
        let main = main_part(&mut zip)?;
        let document = part(&mut zip, &main)?.ok_or_else(|| format!("no {main}"))?;
        if !document.contains("<w:document") {
            return Err(format!("{main} uses another prefix than w"));
        }
        let comments = part(&mut zip, &beside(&main, "comments.xml"))?;
        let relations = part(&mut zip, &relations_of(&main))?;
        Ok(Self { zip, main, document, comments, types, relations })
    }

    /// The document part.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The first comment number that is free.
    pub fn next_comment(&self) -> Result<u32, String> {
        let Some(comments) = &self.comments else { return Ok(0) };
        let ids = comments.split("<w:comment ").skip(1).filter_map(|rest| {
            let rest = rest.split_once("w:id=\"")?.1;
            rest.split_once('"')?.0.parse::<u32>().ok()
        });
        ids.max()
            .map_or(Ok(0), |id| id.checked_add(1).ok_or_else(|| "too many comments".to_owned()))
    }

    /// The package with the new document part and the comments added.
    pub fn write(mut self, document: &str, comments: &str) -> Result<Vec<u8>, String> {
        let path = beside(&self.main, "comments.xml");
        let strict = self.document.contains("http://purl.oclc.org/ooxml/wordprocessingml/main");
        let changed = [
            (self.main.clone(), document.to_owned()),
            (path.clone(), self.comments_part(comments, strict)),
            (TYPES.to_owned(), with_type(&self.types, &path)),
            (relations_of(&self.main), with_relation(self.relations.as_deref(), strict)),
        ];
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = Vec::new();
        for index in 0..self.zip.len() {
            let file = self.zip.by_index_raw(index).map_err(|error| error.to_string())?;
            let name = file.name().map_err(|error| error.to_string())?.into_owned();
            if let Some((_, text)) = changed.iter().find(|(path, _)| *path == name) {
                start(&mut out, &name, text)?;
                put.push(name);
            } else {
                out.raw_copy_file(file).map_err(|error| error.to_string())?;
            }
        }
        for (path, text) in changed.iter().filter(|(path, _)| !put.contains(path)) {
            start(&mut out, path, text)?;
        }
        out.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
    }

    fn comments_part(&self, added: &str, strict: bool) -> String {
        if let Some((before, after)) =
            self.comments.as_deref().and_then(|there| there.rsplit_once("</w:comments>"))
        {
            return format!("{before}{added}</w:comments>{after}");
        }
        let namespace =
            if strict { "http://purl.oclc.org/ooxml/wordprocessingml/main" } else { NAMESPACE };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <w:comments xmlns:w=\"{namespace}\">{added}</w:comments>"
        )
    }
}

/// The same date for every file: same input, same bytes.
fn start(out: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), String> {
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    out.start_file(name, options).map_err(|error| error.to_string())?;
    out.write_all(text.as_bytes()).map_err(|error| error.to_string())
}

fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, String> {
    let file = match zip.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text).map_err(|error| format!("{name}: {error}"))?;
    Ok(Some(text))
}

/// The document part that the package's own relations name.
fn main_part(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, String> {
    let relations = part(zip, "_rels/.rels")?.unwrap_or_default();
    let main = relations
        .split("<Relationship ")
        .find(|tag| tag.split('>').next().is_some_and(|tag| tag.contains("/officeDocument\"")));
    let target = main.and_then(|tag| tag.split_once("Target=\"")?.1.split_once('"'));
    Ok(target.map_or("word/document.xml", |(path, _)| path.trim_start_matches('/')).to_owned())
}

fn beside(main: &str, name: &str) -> String {
    main.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

fn relations_of(main: &str) -> String {
    match main.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{main}.rels"),
    }
}

fn with_type(types: &str, path: &str) -> String {
    if types.contains(COMMENTS_TYPE) {
        return types.to_owned();
    }
    let entry = format!("<Override PartName=\"/{path}\" ContentType=\"{COMMENTS_TYPE}\"/></Types>");
    types.replacen("</Types>", &entry, 1)
}

fn with_relation(relations: Option<&str>, strict: bool) -> String {
    let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
    let relations = relations.unwrap_or(empty);
    if relations.contains("/relationships/comments\"") {
        return relations.to_owned();
    }
    let kind = if strict {
        "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
    } else {
        RELATIONSHIP
    };
    let entry = format!(
        "<Relationship Id=\"rIdZhunshengComments\" Type=\"{kind}\" Target=\"comments.xml\"/></Relationships>"
    );
    match relations.contains("</Relationships>") {
        true => relations.replacen("</Relationships>", &entry, 1),
        false => relations.replacen("/>", &format!(">{entry}"), 1),
    }
}

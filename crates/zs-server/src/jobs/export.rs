//! Puts documents into one archive, one file after the other; what cannot be printed is named in the archive.
use super::work::{End, Leased};
use crate::api::exports::stem;
use crate::blocking::blocking;
use crate::download;
use crate::printing::{Printed, export};
use crate::problem::{Answer, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};
use zs_store::NewAttachment;

/// What goes into an archive.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Wanted {
    pub documents: Vec<Chosen>,
    /// Ids of formats.
    pub formats: Vec<String>,
    /// The archive's name without its ending.
    pub name: String,
}

/// One version of a document.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Chosen {
    pub document: i64,
    pub version: i64,
}

/// What came out.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Made {
    /// The archive.
    pub attachment: i64,
    /// Files in it.
    pub files: usize,
    /// What could not be printed, and why: also in the archive.
    pub missing: Vec<String>,
}

/// The largest archive: it is kept as a whole.
const MOST: usize = 512 << 20;
/// The file that names what is missing.
const NOTE: &str = "未能导出的文件.txt";

pub(super) async fn run(leased: &Leased<'_>) -> Answer<End> {
    let (app, area) = (leased.app, leased.area);
    let wanted: Wanted = serde_json::from_str(&leased.job.payload)
        .map_err(|_| Problem::new(ProblemKind::Internal))?;
    let total = wanted.documents.len() * wanted.formats.len();
    let mut archive = Archive::default();
    leased.progress(0, total).await?;
    for (at, chosen) in wanted.documents.iter().enumerate() {
        if *app.stopping.borrow() {
            return Ok(End::HandBack);
        }
        let mut reader = app.store.read(area).await?;
        let document = reader.document(chosen.document).await?;
        let body = reader.version_body(chosen.document, chosen.version).await?;
        drop(reader);
        let (stem, formats) = (stem(&document, chosen.version), wanted.formats.clone());
        archive = blocking(move || {
            for format in &formats {
                archive.add(&stem, format, export(&body, format, &stem))?;
            }
            Ok(archive)
        })
        .await?;
        leased.progress((at + 1) * wanted.formats.len(), total).await?;
    }
    let (body, files, missing) = blocking(move || archive.finish()).await?;
    let account = leased.job.created_by.ok_or_else(|| Problem::new(ProblemKind::Internal))?;
    let name = format!("{}.zip", download::stem(&wanted.name));
    let mut writer = app.store.write(area).await?;
    let new = NewAttachment {
        document: None,
        name: &name,
        media_type: "application/zip",
        body: &body,
        uploaded_by: account,
        now: app.now(),
    };
    let attachment = writer.create_attachment(&new).await?;
    writer.commit().await?;
    let made = Made { attachment, files, missing };
    let made = serde_json::to_string(&made).map_err(|_| Problem::new(ProblemKind::Internal))?;
    Ok(End::Done(made))
}

/// An archive being filled.
struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    names: BTreeSet<String>,
    bytes: usize,
    missing: Vec<String>,
}

impl Default for Archive {
    fn default() -> Self {
        let zip = ZipWriter::new(Cursor::new(Vec::new()));
        Self { zip, names: BTreeSet::new(), bytes: 0, missing: Vec::new() }
    }
}

impl Archive {
    /// Adds a file, or the reason why there is none.
    fn add(&mut self, stem: &str, format: &str, printed: Answer<Printed>) -> Answer<()> {
        match printed {
            Ok(printed) => {
                let name = self.free(&printed.name);
                self.put(&name, &printed.body)
            }
            Err(problem) if problem.kind == ProblemKind::Internal => Err(problem),
            Err(problem) => {
                let why = problem.body(false, "").detail;
                self.missing.push(format!("{stem}（{format}）：{why}"));
                Ok(())
            }
        }
    }

    /// A name that no other file of the archive has, however a disk takes capital letters.
    fn free(&mut self, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let numbered = (2_u32..).map(|number| format!("{stem}-{number}.{ending}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|name| self.names.insert(name.to_lowercase())).unwrap_or_default()
    }

    fn put(&mut self, name: &str, body: &[u8]) -> Answer<()> {
        self.bytes = self.bytes.saturating_add(body.len());
        if self.bytes > MOST {
            let zh = format!("一次导出超过 {} MiB。请少选一些文件。", MOST >> 20);
            let en = format!("more than {} MiB in one archive; choose fewer files", MOST >> 20);
            return Err(Problem::new(ProblemKind::TooLarge).because(zh, en));
        }
        let packed = [".docx", ".xlsx", ".pdf"].iter().any(|ending| name.ends_with(ending));
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default());
        let started = self.zip.start_file(name, options);
        let written = started.and_then(|()| Ok(self.zip.write_all(body)?));
        written.map_err(|error| broken(&error))
    }

    /// The bytes, how many files they hold, and what is missing.
    fn finish(mut self) -> Answer<(Vec<u8>, usize, Vec<String>)> {
        let files = self.names.len();
        if !self.missing.is_empty() {
            let note = self.missing.join("\r\n");
            self.put(NOTE, note.as_bytes())?;
        }
        let body = self.zip.finish().map_err(|error| broken(&error))?;
        Ok((body.into_inner(), files, self.missing))
    }
}

fn broken(error: &zip::result::ZipError) -> Problem {
    tracing::error!(%error, "an archive cannot be written");
    Problem::new(ProblemKind::Internal)
}

#[cfg(test)]
mod tests {
    use super::Archive;
    use crate::printing::Printed;
    use crate::problem::{Problem, ProblemKind};

    #[test]
    fn equal_names_get_numbers_and_what_is_missing_is_named() {
        let file = |name: &str| {
            Ok(Printed { body: b"x".to_vec(), media_type: "text/plain", name: name.to_owned() })
        };
        let mut archive = Archive::default();
        for name in ["表.md", "表.MD", "表.md"] {
            archive.add("表", "md", file(name)).unwrap();
        }
        let why = Problem::new(ProblemKind::Invalid).because("太长。", "too long");
        archive.add("表", "xlsx", Err(why)).unwrap();
        archive.add("表", "md", Err(Problem::new(ProblemKind::Internal))).unwrap_err();
        let (bytes, files, missing) = archive.finish().unwrap();
        assert_eq!((files, missing), (3, vec!["表（xlsx）：太长。".to_owned()]));
        let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut names: Vec<String> =
            archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        names.sort_unstable();
        assert_eq!(names, ["未能导出的文件.txt", "表-2.MD", "表-3.md", "表.md"]);
    }
}

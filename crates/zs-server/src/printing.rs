//! Stored bytes to files: the engine's formats and the faces of a check report. Slow work: not on an async thread.
use crate::download;
use crate::problem::{Answer, Problem, ProblemKind};
use crate::record::{Place, covers, document_of};
use zs_engine::reports::{FACES, Lang, Totals, Waived};
use zs_engine::{EngineError, Kind, Laid, Reading, Settings};
use zs_store::Waiver;

/// A file that was made.
pub(crate) struct Printed {
    pub body: Vec<u8>,
    pub media_type: &'static str,
    pub name: String,
}

/// One face of a report.
#[derive(Clone, Copy)]
pub(crate) struct Face(&'static zs_engine::reports::Face);

impl Face {
    pub fn all() -> Vec<Self> {
        FACES.iter().map(|face| Self(face)).collect()
    }

    /// The face of an id.
    pub fn of(id: &str) -> Answer<Self> {
        let found = FACES.iter().find(|face| face.id == id).map(|face| Self(face));
        found.ok_or_else(|| unknown(&FACES.iter().map(|face| face.id).collect::<Vec<_>>()))
    }

    pub const fn id(self) -> &'static str {
        self.0.id
    }

    pub const fn zh(self) -> &'static str {
        self.0.zh
    }

    pub const fn en(self) -> &'static str {
        self.0.en
    }

    pub fn ending(self) -> &'static str {
        match self.0.id {
            "text" => "txt",
            other => other,
        }
    }

    pub fn media_type(self) -> &'static str {
        match self.0.id {
            "html" => "text/html; charset=utf-8",
            "json" => "application/json",
            "sarif" => "application/sarif+json",
            _ => "text/plain; charset=utf-8",
        }
    }
}

fn unknown(known: &[&str]) -> Problem {
    let known = known.join(", ");
    let zh = format!("没有这种输出格式。可用：{known}。");
    let en = format!("there is no such output format; known: {known}");
    Problem::new(ProblemKind::BadRequest).because(zh, en)
}

/// A stored version in a format; `stem` is the file's name without its ending.
pub(crate) fn export(stored: &[u8], format: &str, stem: &str) -> Answer<Printed> {
    let formats = zs_engine::formats();
    let found = formats.iter().find(|known| known.id == format);
    let format =
        found.ok_or_else(|| unknown(&formats.iter().map(|known| known.id).collect::<Vec<_>>()))?;
    let document = document_of(stored)?;
    let body = zs_engine::render(&document, format.id).map_err(|error| unprintable(&error))?;
    let name = format!("{}.{}", download::stem(stem), format.ending);
    Ok(Printed { body, media_type: format.media_type, name })
}

/// An official form in a format; `stem` is the file's name without its ending.
pub(crate) fn form(laid: &Laid, format: &str, stem: &str) -> Answer<Printed> {
    let formats: Vec<_> = form_formats().collect();
    let found = formats.iter().find(|known| known.id == format);
    let format =
        found.ok_or_else(|| unknown(&formats.iter().map(|known| known.id).collect::<Vec<_>>()))?;
    let body = zs_engine::print(laid, format.id).map_err(|error| unprintable(&error))?;
    let name = format!("{}.{}", download::stem(stem), format.ending);
    Ok(Printed { body, media_type: format.media_type, name })
}

/// The formats of the official forms.
pub(crate) fn form_formats() -> impl Iterator<Item = &'static zs_engine::Format> {
    zs_engine::formats().iter().copied().filter(|format| format.print.is_some())
}

fn unprintable(error: &EngineError) -> Problem {
    match error {
        EngineError::Unprintable { zh, en } => {
            Problem::new(ProblemKind::Invalid).because(zh.clone(), en.clone())
        }
        _ => internal(error),
    }
}

/// What a check report stands on beside the version.
pub(crate) struct Standing {
    pub settings: Settings,
    /// The waivers in force, each as the report shows it.
    pub waivers: Vec<(Waiver, Waived)>,
}

/// The check of a stored version as a report; findings that a waiver covers are marked and do not count.
pub(crate) fn report(
    stored: &[u8],
    face: Face,
    standing: &Standing,
    lang: Lang,
    stem: &str,
) -> Answer<Printed> {
    let document = document_of(stored)?;
    let reading = Reading { document, findings: Vec::new(), kind: Kind::Json };
    let checked =
        zs_engine::check(&reading, &standing.settings).map_err(|error| internal(&error))?;
    let run = zs_engine::run(lang, false);
    let mut file = zs_engine::report(stem.to_owned(), reading, checked, lang);
    let document = &file.document;
    for shown in &mut file.findings {
        let place = Place::of(document, shown.finding.at, &shown.finding.text);
        let covering = |(waiver, _): &&(Waiver, _)| covers(waiver, shown.finding.rule, &place);
        shown.waived = standing.waivers.iter().find(covering).map(|(_, waived)| waived.clone());
    }
    let mut totals = Totals::default();
    let mut text = (face.0.begin)(&run);
    text.push_str(&(face.0.file)(&run, &file, &totals));
    totals.add(&file);
    text.push_str(&(face.0.end)(&run, &totals));
    let name = format!("{stem}-{}.{}", lang.pick("检查报告", "report"), face.ending());
    Ok(Printed { body: text.into_bytes(), media_type: face.media_type(), name })
}

fn internal(error: &EngineError) -> Problem {
    tracing::error!(why = error.en(), "the engine failed");
    Problem::new(ProblemKind::Internal)
}

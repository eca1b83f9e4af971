//! `convert`: files in, one format out; a bad file is named and the others go on.
use crate::args::Convert;
use crate::files::{self, Unreadable};
use crate::say::{At, Say};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zs_engine::{EngineError, Kind, ReadError};
use zs_model::Finding;

/// One input and where its result goes; `None` is standard output.
struct Job<'a> {
    file: &'a Path,
    out: Option<PathBuf>,
}

/// What becomes of a file.
#[derive(Clone, Copy)]
enum To {
    Format(&'static str),
    /// JSON, and how sure the reader is of each field.
    Confidence,
}

/// A result, or why there is none.
enum Outcome {
    Done { bytes: Vec<u8>, findings: Vec<Finding> },
    Unreadable(Unreadable),
    Failed(EngineError),
}

/// Runs the command.
pub fn run(args: &Convert, say: &Say) -> Result<ExitCode> {
    let Some(format) = zs_engine::formats().iter().find(|format| format.id == args.to) else {
        bail!("{}", args.to);
    };
    if args.with_confidence && format.id != "json" {
        let zh = format!("--with-confidence 只能与 --to json 同用，不能用于 {}。", format.id);
        let en = format!("--with-confidence goes with --to json, not with {}", format.id);
        bail!("{}", say.lang.pick(zh, en));
    }
    let from = args.from.as_deref().and_then(|id| Kind::ALL.iter().copied().find(|k| k.id() == id));
    let jobs = jobs(args, format.ending, say)?;
    let mut failed = false;
    let mut broken = None;
    let to = if args.with_confidence { To::Confidence } else { To::Format(format.id) };
    let work = |job: &Job<'_>| convert(job.file, from, to);
    let _ = zs_engine::in_order(&jobs, work, |job, outcome| {
        let name = job.file.to_string_lossy();
        match outcome {
            Outcome::Done { bytes, findings } => {
                tell(say, &name, &findings);
                match put(job.out.as_deref(), &bytes) {
                    Ok(()) => {}
                    // Who reads our output has seen enough.
                    Err(error)
                        if job.out.is_none() && error.kind() == io::ErrorKind::BrokenPipe =>
                    {
                        return ControlFlow::Break(());
                    }
                    Err(error) => {
                        broken = Some((job.out.clone(), error));
                        return ControlFlow::Break(());
                    }
                }
            }
            Outcome::Unreadable(why) => {
                failed = true;
                unreadable(say, &name, &why);
            }
            Outcome::Failed(error) => {
                failed = true;
                let at = At { file: &name, place: None };
                say.error(Some(&at), &say.lang.pick(error.to_string(), error.en()));
            }
        }
        ControlFlow::Continue(())
    });
    if let Some((out, error)) = broken {
        let out = out.map_or_else(|| "-".to_owned(), |out| out.display().to_string());
        return Err(error)
            .context(say.lang.pick(format!("不能写 {out}"), format!("cannot write {out}")));
    }
    Ok(ExitCode::from(if failed { crate::FAILED } else { 0 }))
}

fn convert(file: &Path, from: Option<Kind>, to: To) -> Outcome {
    let bytes = match files::load(file) {
        Ok(bytes) => bytes,
        Err(why) => return Outcome::Unreadable(why),
    };
    let name = file.file_name().map(|name| name.to_string_lossy());
    let name = name.as_deref().filter(|_| !files::is_stdin(file));
    let done = match to {
        To::Format(id) => zs_engine::read(name, &bytes, from)
            .map(|reading| (zs_engine::render(&reading.document, id), reading.findings)),
        To::Confidence => {
            zs_engine::read_surely(name, &bytes, from).map(|(reading, confidence)| {
                (zs_engine::render_surely(&reading.document, &confidence), reading.findings)
            })
        }
    };
    match done {
        Ok((Ok(bytes), findings)) => Outcome::Done { bytes, findings },
        Ok((Err(error), _)) => Outcome::Failed(error),
        Err(error) => Outcome::Unreadable(Unreadable::Read(error)),
    }
}

/// Where each result goes: one file to OUT itself, several into the folder OUT.
fn jobs<'a>(args: &'a Convert, ending: &str, say: &Say) -> Result<Vec<Job<'a>>> {
    let Some(out) = &args.output else {
        return Ok(args.files.iter().map(|file| Job { file, out: None }).collect());
    };
    let folder = args.files.len() > 1 || out.is_dir() || ends_with_separator(out);
    if !folder {
        return Ok(args.files.iter().map(|file| Job { file, out: Some(out.clone()) }).collect());
    }
    std::fs::create_dir_all(out).with_context(|| {
        let out = out.display();
        say.lang.pick(
            format!("多个文件要写到文件夹，{out} 不能作为文件夹"),
            format!("several files are written into a folder, and {out} cannot be one"),
        )
    })?;
    let mut taken = BTreeSet::new();
    let free = |file: &'a PathBuf| {
        let name = names(file, ending).find(|name| taken.insert(name.to_lowercase()));
        Job { file, out: name.map(|name| out.join(name)) }
    };
    Ok(args.files.iter().map(free).collect())
}

/// Names for the result of `file`, best first, so that no two results share one.
fn names(file: &Path, ending: &str) -> impl Iterator<Item = String> {
    let text =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let stdin = files::is_stdin(file).then(|| "stdin".to_owned());
    let stem = stdin.clone().or_else(|| text(file.file_stem())).unwrap_or_default();
    let whole = stdin.or_else(|| text(file.file_name())).unwrap_or_default();
    let first = [format!("{stem}.{ending}"), format!("{whole}.{ending}")];
    let ending = ending.to_owned();
    first.into_iter().chain((2_u64..).map(move |number| format!("{whole}-{number}.{ending}")))
}

fn ends_with_separator(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

fn put(out: Option<&Path>, bytes: &[u8]) -> io::Result<()> {
    let Some(out) = out else {
        let mut stdout = io::stdout().lock();
        return stdout.write_all(bytes).and_then(|()| stdout.flush());
    };
    files::write_whole(out, bytes)
}

/// The reader's own findings: what it could not place.
fn tell(say: &Say, file: &str, findings: &[Finding]) {
    for finding in findings {
        let at = At { file, place: finding.place.as_ref() };
        let (text, _) = zs_engine::explain(finding, say.lang.into());
        say.warning(Some(&at), &format!("{text} [{}]", finding.rule));
    }
}

pub(super) fn unreadable(say: &Say, file: &str, why: &Unreadable) {
    match why {
        Unreadable::Read(ReadError { zh, en, place, .. }) => {
            let at = At { file, place: place.as_deref() };
            say.error(Some(&at), say.lang.pick(zh, en));
        }
        Unreadable::Io(error) => {
            let at = At { file, place: None };
            let (zh, en) = match error.kind() {
                io::ErrorKind::NotFound => ("没有这个文件。", "there is no such file"),
                io::ErrorKind::PermissionDenied => {
                    ("没有权限读这个文件。", "no permission to read it")
                }
                io::ErrorKind::IsADirectory => {
                    ("这是文件夹，请给出文件。", "it is a folder; name its files")
                }
                _ => ("读文件失败。", "reading failed"),
            };
            say.error(
                Some(&at),
                &format!("{}({error})", say.lang.pick(zh.to_owned(), format!("{en} "))),
            );
        }
    }
}

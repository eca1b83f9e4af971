//! `check`: files and folders in, one report out; a bad file is named and the others go on.
use crate::args::Check;
use crate::config::{Config, severity_of};
use crate::files::{self, Unreadable};
use crate::say::{At, Say};
use crate::today::today;
use anyhow::{Context, Result, bail};
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zs_engine::reports::{FACES, FileReport, Run, Totals};
use zs_engine::{EngineError, Kind, Settings};

/// `check` found an error.
const FOUND: u8 = 1;

/// A report, or why there is none.
enum Outcome {
    Done(Box<FileReport>),
    Unreadable(Unreadable),
    Failed(EngineError),
}

/// A configuration and the settings that follow from it.
type Configured = (Config, Settings);

/// One argument's files share one configuration.
struct Job {
    file: PathBuf,
    config: usize,
}

/// Runs the command.
pub fn run(args: &Check, say: &Say) -> Result<ExitCode> {
    let Some(face) = FACES.iter().find(|face| face.id == args.format) else {
        bail!("{}", args.format);
    };
    let least = severity_of(&args.min_severity, say.lang)?;
    let (configs, jobs) = jobs(args, say)?;
    if args.annotate.is_some() && jobs.len() != 1 {
        bail!(say.lang.pick("--annotate 一次只能写一个文件", "--annotate takes exactly one file"));
    }
    let colour =
        io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let run = zs_engine::run(say.lang.into(), colour);
    let mut out = io::stdout().lock();
    let mut totals = Totals::default();
    let mut written = out.write_all((face.begin)(&run).as_bytes());
    let progress = Progress::new(jobs.len());
    let date = today();
    let work = |job: &Job| check(&job.file, &configs[job.config].1, say);
    let _ = zs_engine::in_order(&jobs, work, |job, outcome| {
        let name = job.file.to_string_lossy();
        progress.step(totals.files + totals.unreadable);
        match outcome {
            Outcome::Done(mut report) => {
                configs[job.config].0.waive(&mut report, &date);
                report.findings.retain(|found| found.finding.severity >= least);
                written = out.write_all((face.file)(&run, &report, &totals).as_bytes());
                totals.add(&report);
                if let (Ok(()), Some(to)) = (&written, &args.annotate) {
                    written = annotate(&job.file, &report, &run, to);
                }
            }
            Outcome::Unreadable(why) => {
                totals.unreadable += 1;
                super::convert::unreadable(say, &name, &why);
            }
            Outcome::Failed(error) => {
                totals.unreadable += 1;
                let at = At { file: &name, place: None };
                say.error(Some(&at), &say.lang.pick(error.to_string(), error.en()));
            }
        }
        if written.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    progress.clear();
    written = written.and_then(|()| out.write_all((face.end)(&run, &totals).as_bytes()));
    match written.and_then(|()| out.flush()) {
        // Who reads our output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        other => other.context(say.lang.pick("不能写报告", "cannot write the report"))?,
    }
    let [_, _, errors] = totals.counts;
    Ok(ExitCode::from(match (totals.unreadable, errors) {
        (1.., _) => crate::FAILED,
        (0, 1..) => FOUND,
        (0, 0) => 0,
    }))
}

fn check(file: &Path, settings: &Settings, say: &Say) -> Outcome {
    let bytes = match files::load(file) {
        Ok(bytes) => bytes,
        Err(why) => return Outcome::Unreadable(why),
    };
    let name = file.file_name().map(|name| name.to_string_lossy());
    let name = name.as_deref().filter(|_| !files::is_stdin(file));
    let reading = match zs_engine::read(name, &bytes, None) {
        Ok(reading) => reading,
        Err(error) => return Outcome::Unreadable(Unreadable::Read(error)),
    };
    let checked = match zs_engine::check(&reading, settings) {
        Ok(checked) => checked,
        Err(error) => return Outcome::Failed(error),
    };
    let name = file.to_string_lossy().into_owned();
    Outcome::Done(Box::new(zs_engine::report(name, reading, checked, say.lang.into())))
}

/// The files of all arguments, folders walked, each with its configuration.
fn jobs(args: &Check, say: &Say) -> Result<(Vec<Configured>, Vec<Job>)> {
    let mut configs = Vec::new();
    let mut jobs = Vec::new();
    for path in &args.files {
        let config = Config::find(args.config.as_deref(), path, say.lang)?;
        let settings = config.settings(&args.select, &args.ignore, say.lang)?;
        configs.push((config, settings));
        let config = configs.len() - 1;
        if path.is_dir() {
            let mut found = Vec::new();
            walk(path, &mut found).with_context(|| {
                say.lang.pick(
                    format!("不能读文件夹 {}", path.display()),
                    format!("cannot read the folder {}", path.display()),
                )
            })?;
            jobs.extend(found.into_iter().map(|file| Job { file, config }));
        } else {
            jobs.push(Job { file: path.clone(), config });
        }
    }
    Ok((configs, jobs))
}

/// Files of readable kinds below a folder, in order of name; hidden ones are left out.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut pending = vec![folder.to_path_buf()];
    while let Some(folder) = pending.pop() {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(&folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<io::Result<_>>()?;
        entries.sort();
        for path in entries {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            if name.starts_with(['.', '~']) {
                continue;
            }
            // A link is read where it points to, but not followed into folders: they may form a circle.
            let is_folder = path.symlink_metadata().is_ok_and(|data| data.is_dir());
            if is_folder {
                pending.push(path);
            } else if Kind::by_name(&name).is_some_and(|kind| kind != Kind::Json) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(())
}

fn annotate(file: &Path, report: &FileReport, run: &Run, to: &Path) -> io::Result<()> {
    let bytes = std::fs::read(file)?;
    let annotated = zs_engine::annotate(&bytes, report, run).map_err(io::Error::other)?;
    files::write_whole(to, &annotated)
}

/// A line on a terminal that says how far a batch is.
struct Progress {
    all: usize,
    shown: bool,
}

impl Progress {
    fn new(all: usize) -> Self {
        Self { all, shown: all > 1 && io::stderr().is_terminal() && !io::stdout().is_terminal() }
    }

    fn step(&self, done: usize) {
        if self.shown {
            let filled = done * 30 / self.all.max(1);
            eprint!("\r[{:-<30}] {done}/{}", "#".repeat(filled), self.all);
        }
    }

    fn clear(&self) {
        if self.shown {
            eprint!("\r\x1b[K");
        }
    }
}

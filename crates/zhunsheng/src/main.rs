//! The command line: arguments, terminal output, exit codes.
mod args;
mod args_admin;
mod commands;
mod config;
mod demo;
mod files;
mod say;
mod today;

use args::{Cli, Command};
use clap::Parser;
use clap::error::ErrorKind;
use say::{Lang, Say};
use std::process::ExitCode;

/// Small pieces of text come and go by the hundred in every request and every file.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bad usage, or a file that cannot be read.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let say = Say::new(cli.lang.unwrap_or_else(Lang::of_environment));
    let done = match cli.command {
        Command::Convert(convert) => commands::convert::run(&convert, &say),
        Command::Check(check) => commands::check::run(&check, &say),
        Command::Rule(rule) => commands::rule::run(&rule, &say),
        Command::Serve(serve) => commands::serve::run(&serve, &say),
        Command::Demo(demo) => commands::demo::run(&demo, &say),
        Command::User(user) => commands::admin::user::run(&user, &say),
        Command::Area(area) => commands::admin::area::run(&area, &say),
        Command::Backup(archive) => commands::admin::archive::backup(&archive, &say),
        Command::Restore(archive) => commands::admin::archive::restore(&archive, &say),
        Command::Audit(audit) => commands::admin::audit::run(&audit, &say),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            say.error(None, &format!("{error:#}"));
            ExitCode::from(FAILED)
        }
    }
}

/// Help and version are answers; anything else is an error, told in the user's language first.
fn usage(error: &clap::Error) -> ExitCode {
    let answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if !answer && Lang::of_arguments() == Lang::Zh {
        eprintln!("命令行用法不对，请看 zhunsheng --help。");
    }
    // A closed pipe behind `--help` is no error.
    let _ = error.print();
    if answer { ExitCode::SUCCESS } else { ExitCode::from(FAILED) }
}

//! `backup` and `restore`: the whole record in one file, proved each time; online, on either engine.
use super::{Opened, must_not_exist, now};
use crate::args_admin::Archive as Args;
use crate::commands::serve;
use crate::say::Say;
use anyhow::Result;
use std::process::ExitCode;
use zs_store::{ArchiveReport, verify_archive};

/// Writes a backup while a server may be at work, then takes it back into a scratch database to prove it.
pub fn backup(args: &Args, say: &Say) -> Result<ExitCode> {
    serve::runtime()?.block_on(async {
        must_not_exist(&args.file, say.lang)?;
        let opened = Opened::new(&args.record, say).await?;
        let report = opened.store.backup(&args.file, now()?).await;
        opened.store.close().await;
        let report = report?;
        let scratch = tempfile::tempdir()?;
        let proved = verify_archive(&args.file, scratch.path()).await?;
        anyhow::ensure!(proved.rows == report.rows, "{:?} / {:?}", proved.rows, report.rows);
        told(&report, say, ("已备份并验证", "backed up and proved"));
        Ok(ExitCode::SUCCESS)
    })
}

/// Takes a backup back into an empty database, all or nothing.
pub fn restore(args: &Args, say: &Say) -> Result<ExitCode> {
    serve::runtime()?.block_on(async {
        let opened = Opened::new(&args.record, say).await?;
        let report = opened.store.restore(&args.file).await;
        opened.store.close().await;
        told(&report?, say, ("已恢复并验证", "restored and proved"));
        Ok(ExitCode::SUCCESS)
    })
}

fn told(report: &ArchiveReport, say: &Say, (zh, en): (&str, &str)) {
    let rows: i64 = report.rows.values().sum();
    let line = say.lang.pick(
        format!("{zh}：{rows} 行，摘要 {}", report.digest),
        format!("{en}: {rows} rows, digest {}", report.digest),
    );
    println!("{line}");
}

//! `audit verify`: walks the chain of every area, or of one.
use super::Opened;
use crate::args_admin::{Audit as Args, AuditVerb};
use crate::commands::serve;
use crate::say::Say;
use anyhow::Result;
use std::process::ExitCode;
use zs_store::Verdict;

/// Exit status of a chain that does not hold.
const BROKEN: u8 = 1;

/// Runs the command.
pub fn run(args: &Args, say: &Say) -> Result<ExitCode> {
    let AuditVerb::Verify(of) = &args.verb;
    serve::runtime()?.block_on(async {
        let opened = Opened::new(&args.record, say).await?;
        let areas = match &of.area {
            Some(area) => vec![opened.area(Some(area)).await?],
            None => opened.store.areas().await?.into_iter().map(|area| area.area).collect(),
        };
        let mut broken = false;
        for area in areas {
            match opened.store.read(&area).await?.verify_audit().await? {
                Verdict::Sound { entries, head } => println!(
                    "{}",
                    say.lang.pick(
                        format!("{area}：审计链完整，{entries} 条，末条 {head}"),
                        format!("{area}: the chain holds, {entries} entries, head {head}"),
                    )
                ),
                Verdict::Broken { seq, why } => {
                    broken = true;
                    println!(
                        "{}",
                        say.lang.pick(
                            format!("{area}：审计链在第 {seq} 条处断开：{why}"),
                            format!("{area}: the chain breaks at entry {seq}: {why}"),
                        )
                    );
                }
            }
        }
        opened.store.close().await;
        Ok(if broken { ExitCode::from(BROKEN) } else { ExitCode::SUCCESS })
    })
}

//! `area`: a new record needs at least one.
use super::{Opened, note, now};
use crate::args_admin::{Area as Args, AreaAdd, AreaVerb};
use crate::commands::serve;
use crate::say::Say;
use anyhow::Result;
use serde_json::json;
use std::process::ExitCode;
use zs_store::NewArea;

/// Runs the command.
pub fn run(args: &Args, say: &Say) -> Result<ExitCode> {
    serve::runtime()?.block_on(async {
        let opened = Opened::new(&args.record, say).await?;
        let done = match &args.verb {
            AreaVerb::Add(new) => add(&opened, new).await,
            AreaVerb::List => list(&opened).await,
        };
        opened.store.close().await;
        done.map(|()| ExitCode::SUCCESS)
    })
}

async fn add(opened: &Opened, new: &AreaAdd) -> Result<()> {
    let now = now()?;
    let AreaAdd { area, name, parent } = new;
    opened.store.create_area(&NewArea { area, parent: parent.as_deref(), name, now }).await?;
    let mut writer = opened.store.write(area).await?;
    note(&mut writer, now, "area.create", "area", area, &json!({ "name": name })).await?;
    Ok(writer.commit().await?)
}

async fn list(opened: &Opened) -> Result<()> {
    for area in opened.store.areas().await? {
        println!("{}\t{}\t{}", area.area, area.name, area.parent.unwrap_or_default());
    }
    Ok(())
}

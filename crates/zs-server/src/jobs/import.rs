//! Reads the files of an import, one after the other; a file that cannot be read is that file's error.
use super::work::{End, Leased};
use crate::blocking::blocking;
use crate::imports::{Kept, describe};
use crate::problem::{Answer, Problem, ProblemKind};
use crate::rule_settings::rule_settings;
use serde::{Deserialize, Serialize};

/// The files of an import: numbers of attachments.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Files {
    pub files: Vec<i64>,
}

pub(super) async fn run(leased: &Leased<'_>) -> Answer<End> {
    let files: Files = serde_json::from_str(&leased.job.payload)
        .map_err(|_| Problem::new(ProblemKind::Internal))?;
    let total = files.files.len();
    let mut kept = Kept::default();
    leased.progress(0, total).await?;
    for (done, id) in files.files.into_iter().enumerate() {
        if *leased.app.stopping.borrow() {
            return Ok(End::HandBack);
        }
        let mut reader = leased.app.store.read(leased.area).await?;
        let attachment = reader.attachment(id).await?;
        let body = reader.blob(&attachment.hash).await?;
        let settings = rule_settings(&mut reader).await?;
        drop(reader);
        let name = attachment.name;
        let mut facts = blocking(move || Ok(describe(&name, &body, &settings))).await?;
        facts.attachment = id;
        kept.files.push(facts);
        leased.progress(done + 1, total).await?;
    }
    Ok(End::Done(kept.print()?))
}

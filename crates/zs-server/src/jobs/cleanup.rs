//! Now and then: what is over goes. Old imports with the files that nobody confirmed, old archives, ended sessions, answers that
//! need not be remembered any longer.
use super::{EXPORT, Files, IMPORT, Made};
use crate::app::App;
use crate::problem::Answer;
use serde_json::json;
use std::sync::atomic::Ordering;
use zs_store::{Attachment, AuditEntry, Job, StoreError, Writer};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Imports that go in one transaction: nobody waits long behind it.
const AT_ONCE: i64 = 20;

/// Cleans up all areas, at most once an hour however many workers ask.
pub(super) async fn now_and_then(app: &App) -> Answer<()> {
    let (now, days) = (app.now(), app.settings.import_days);
    let last = app.cleaned_at.load(Ordering::Acquire);
    let due = now.saturating_sub(last) >= HOUR;
    let mine = || app.cleaned_at.compare_exchange(last, now, Ordering::AcqRel, Ordering::Acquire);
    if !due || mine().is_err() {
        return Ok(());
    }
    for area in app.store.areas().await? {
        let mut writer = app.store.write(&area.area).await?;
        writer.sweep(now).await?;
        writer.commit().await?;
        let before = now - days.saturating_mul(DAY);
        for kind in [IMPORT, EXPORT] {
            while days > 0 && forget(app, &area.area, kind, before).await? {
                if *app.stopping.borrow() {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// Forgets imports or archives that are older than a moment, a part at a time; whether there may be more.
async fn forget(app: &App, area: &str, kind: &str, before: i64) -> Answer<bool> {
    if app.store.read(area).await?.old_jobs(kind, before, 1).await?.is_empty() {
        return Ok(false);
    }
    let mut writer = app.store.write(area).await?;
    let old = writer.old_jobs(kind, before, AT_ONCE).await?;
    let mut deleted = Vec::new();
    for job in &old {
        deleted.extend(delete(&mut writer, job).await?);
    }
    let bytes: i64 = deleted.iter().map(|upload| upload.size).sum();
    let action = format!("{kind}.cleanup");
    let detail = json!({ (format!("{kind}s")): old.len(), "files": deleted.len(), "bytes": bytes });
    let entry = AuditEntry {
        now: app.now(),
        actor: "system",
        action: &action,
        object: kind,
        detail: &detail.to_string(),
        ..AuditEntry::default()
    };
    writer.append_audit(&entry).await?;
    writer.commit().await?;
    let hashes: Vec<String> = deleted.into_iter().map(|upload| upload.hash).collect();
    app.store.write(area).await?.remove_unused_files(&hashes).await?;
    Ok(i64::try_from(old.len()).is_ok_and(|found| found == AT_ONCE))
}

/// Deletes a job and those of its files that no document has; gives these.
async fn delete(writer: &mut Writer, job: &Job) -> Answer<Vec<Attachment>> {
    let mut deleted = Vec::new();
    let result = job.result.as_deref().unwrap_or_default();
    let files = match job.kind.as_str() {
        EXPORT => serde_json::from_str(result).map_or(vec![], |made: Made| vec![made.attachment]),
        _ => serde_json::from_str(&job.payload).map_or(vec![], |files: Files| files.files),
    };
    for id in files {
        match writer.attachment(id).await {
            Ok(upload) if upload.document.is_none() => {
                writer.delete_attachment(id).await?;
                deleted.push(upload);
            }
            Ok(_) | Err(StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    writer.delete_job(job.id).await?;
    Ok(deleted)
}

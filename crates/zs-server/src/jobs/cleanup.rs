//! Now and then: what is over goes. Old imports with the files that nobody confirmed, ended sessions, answers that
//! need not be remembered any longer.
use super::IMPORT;
use crate::app::App;
use crate::problem::Answer;
use serde_json::json;
use std::sync::atomic::Ordering;
use zs_store::AuditEntry;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Uploads that go in one transaction: nobody waits long behind it.
const AT_ONCE: i64 = 100;

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
        while days > 0 && forget(app, &area.area, now - days.saturating_mul(DAY)).await? {
            if *app.stopping.borrow() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Removes what is older than a moment, a part at a time; whether there may be more.
async fn forget(app: &App, area: &str, before: i64) -> Answer<bool> {
    if !app.store.read(area).await?.has_old_jobs(IMPORT, before).await? {
        return Ok(false);
    }
    let mut writer = app.store.write(area).await?;
    let uploads = writer.waiting_uploads(before, AT_ONCE).await?;
    let more = i64::try_from(uploads.len()).is_ok_and(|found| found == AT_ONCE);
    for upload in &uploads {
        writer.delete_attachment(upload.id).await?;
    }
    // The files go first: without its import nothing would lead to them again.
    let imports = if more { 0 } else { writer.delete_old_jobs(IMPORT, before).await? };
    let bytes: i64 = uploads.iter().map(|upload| upload.size).sum();
    let detail = json!({ "imports": imports, "files": uploads.len(), "bytes": bytes });
    let entry = AuditEntry {
        now: app.now(),
        actor: "system",
        action: "import.cleanup",
        object: "import",
        detail: &detail.to_string(),
        ..AuditEntry::default()
    };
    writer.append_audit(&entry).await?;
    writer.commit().await?;
    let hashes: Vec<String> = uploads.into_iter().map(|upload| upload.hash).collect();
    app.store.write(area).await?.remove_unused_files(&hashes).await?;
    Ok(more)
}

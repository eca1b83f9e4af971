//! Jobs: leases, progress, retries with a growing wait, workers that never come back.
use super::on_both;
use crate::support::{AREA, NOW, TestStore};
use zs_store::{JobState, NewJob, Page};

on_both!(
    a_lease_is_one_workers,
    failures_wait_longer_each_time,
    dead_workers_lose_their_lease,
    a_job_is_handed_back_untried,
    finished_work_is_noted_as_a_job,
    old_jobs_are_forgotten
);

fn import(now: i64) -> NewJob<'static> {
    NewJob { kind: "import", payload: "{}", max_attempts: 3, due_at: now, created_by: None, now }
}

async fn a_lease_is_one_workers(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let id = writer.create_job(&import(NOW)).await.unwrap();
    let later = writer.create_job(&import(NOW + 100)).await.unwrap();
    let other = NewJob { kind: "remind", ..import(NOW - 1) };
    writer.create_job(&other).await.unwrap();
    writer.commit().await.unwrap();
    assert!(test.store.areas_with_jobs(NOW - 2).await.unwrap().is_empty());
    assert_eq!(test.store.areas_with_jobs(NOW).await.unwrap(), [AREA]);

    let claims = (0..8).map(|n| {
        let store = test.store.clone();
        tokio::spawn(async move {
            let mut writer = store.write(AREA).await.unwrap();
            let worker = format!("w{n}");
            let job = writer.claim_job(&["import"], &worker, NOW, NOW + 60).await.unwrap();
            writer.commit().await.unwrap();
            job.map(|job| (job.id, worker))
        })
    });
    let mut got = Vec::new();
    for claim in claims.collect::<Vec<_>>() {
        got.extend(claim.await.unwrap());
    }
    assert_eq!(got.len(), 1, "{got:?}");
    let (leased, worker) = got.remove(0);
    assert_eq!(leased, id);
    let mut writer = test.store.write(AREA).await.unwrap();
    let stranger = writer.progress_job(id, "nobody", (1, 2), NOW, NOW + 90).await;
    assert_eq!(stranger.unwrap_err().kind(), "wrong-state");
    writer.progress_job(id, &worker, (1, 2), NOW, NOW + 90).await.unwrap();
    writer.finish_job(id, &worker, "{\"ok\":1}", NOW + 5).await.unwrap();
    let job = writer.job(id).await.unwrap();
    assert_eq!((job.state, job.done, job.total), (JobState::Done, 1, 2));
    let again = writer.finish_job(id, &worker, "{}", NOW + 6).await;
    assert_eq!(again.unwrap_err().kind(), "wrong-state");
    let queued = writer.jobs(Some(JobState::Queued), &Page::first(9)).await.unwrap().items;
    assert_eq!((queued.len(), queued[1].id), (2, later));
}

async fn failures_wait_longer_each_time(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let id = writer.create_job(&import(NOW)).await.unwrap();
    let mut now = NOW;
    for (wait, state) in [(100, JobState::Queued), (200, JobState::Queued), (0, JobState::Failed)] {
        let job = writer.claim_job(&[], "w", now, now + 60).await.unwrap().unwrap();
        assert_eq!(job.id, id);
        assert_eq!(writer.fail_job(id, "w", "no room", now, 100).await.unwrap(), state);
        assert!(writer.claim_job(&[], "w", now, now + 60).await.unwrap().is_none());
        now += wait;
    }
    let job = writer.job(id).await.unwrap();
    assert_eq!((job.attempts, job.error.as_deref()), (3, Some("no room")));
}

async fn dead_workers_lose_their_lease(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let id = writer.create_job(&import(NOW)).await.unwrap();
    for attempt in 0..3_i64 {
        let now = NOW + 60 * attempt;
        let worker = format!("w{attempt}");
        let job = writer.claim_job(&[], &worker, now, now + 60).await.unwrap().unwrap();
        assert_eq!(job.attempts, attempt + 1);
        assert!(writer.claim_job(&[], "x", now + 59, now + 99).await.unwrap().is_none());
    }
    assert!(writer.claim_job(&[], "x", NOW + 180, NOW + 240).await.unwrap().is_none());
    assert_eq!(writer.job(id).await.unwrap().state, JobState::Failed);
    let late = writer.finish_job(id, "w2", "{}", NOW + 200).await;
    assert_eq!(late.unwrap_err().kind(), "wrong-state");
}

async fn a_job_is_handed_back_untried(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let id = writer.create_job(&import(NOW)).await.unwrap();
    writer.claim_job(&["import"], "w", NOW, NOW + 60).await.unwrap().unwrap();
    let stranger = writer.release_job(id, "other", NOW + 1).await;
    assert_eq!(stranger.unwrap_err().kind(), "wrong-state");
    writer.release_job(id, "w", NOW + 1).await.unwrap();
    let job = writer.job(id).await.unwrap();
    assert_eq!((job.state, job.attempts, job.worker), (JobState::Queued, 0, None));
    let again = writer.claim_job(&["import"], "v", NOW + 1, NOW + 60).await.unwrap();
    assert_eq!(again.map(|job| (job.id, job.attempts)), Some((id, 1)));
}

async fn finished_work_is_noted_as_a_job(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let new = NewJob { created_by: Some(test.clerk), ..import(NOW) };
    let id = writer.create_done_job(&new, 3, "{\"files\":[]}").await.unwrap();
    let waiting = writer.create_job(&import(NOW)).await.unwrap();
    let job = writer.job(id).await.unwrap();
    assert_eq!((job.state, job.done, job.total), (JobState::Done, 3, 3));
    let own = writer.jobs_of(test.clerk, &Page::first(9)).await.unwrap().items;
    assert_eq!(own, [job]);
    let claimed = writer.claim_job(&["import"], "w", NOW, NOW + 60).await.unwrap();
    assert_eq!(claimed.map(|job| job.id), Some(waiting));
    writer.commit().await.unwrap();
    let counts = test.store.jobs_by_state().await.unwrap();
    assert_eq!(counts, [(JobState::Done, 1), (JobState::Running, 1)]);
}

async fn old_jobs_are_forgotten(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let old = writer.create_done_job(&import(NOW), 1, "{}").await.unwrap();
    writer.create_done_job(&import(NOW + 100), 1, "{}").await.unwrap();
    writer.create_job(&import(NOW)).await.unwrap();
    assert!(writer.old_jobs("import", NOW, 9).await.unwrap().is_empty());
    assert!(writer.old_jobs("remind", NOW + 50, 9).await.unwrap().is_empty());
    let found = writer.old_jobs("import", NOW + 50, 9).await.unwrap();
    assert_eq!(found.iter().map(|job| job.id).collect::<Vec<_>>(), [old]);
    writer.delete_job(old).await.unwrap();
    assert_eq!(writer.delete_job(old).await.unwrap_err().kind(), "not-found");
    assert!(writer.old_jobs("import", NOW + 50, 9).await.unwrap().is_empty());
}

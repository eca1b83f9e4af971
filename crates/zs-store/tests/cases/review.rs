//! What reviewing leaves behind: findings, waivers, acknowledgements, steps, seals, comments.
use super::on_both;
use crate::support::{AREA, NOW, TestStore, content, project};
use zs_store::{
    Acknowledgement, DocumentFilter, FindingFilter, FindingRow, NewComment, NewWaiver, Page,
    ProjectFilter, SealKind, StoreError, Transition, Writer,
};

on_both!(
    findings_are_counted,
    waivers_and_acknowledgements,
    steps_are_guarded,
    comments_make_threads,
);

async fn saved(test: &TestStore) -> (Writer, i64) {
    let document = test.document().await;
    let mut writer = test.store.write(AREA).await.unwrap();
    let one = content(test.clerk, vec![project(1, "P1", "办公楼维修")]);
    writer.save_version(document, 0, &one).await.unwrap();
    (writer, document)
}

fn finding(rule: &str, severity: &str, project: i64) -> FindingRow {
    FindingRow {
        rule: rule.to_owned(),
        code: "A002".to_owned(),
        severity: severity.to_owned(),
        cause: format!("{rule}:same"),
        scope: "project".to_owned(),
        project: Some(project),
        indicator: None,
        field: "target".to_owned(),
        text: "≤1402万元".to_owned(),
        args: "{}".to_owned(),
        ordinal: 0,
    }
}

async fn findings_are_counted(test: TestStore) {
    let (mut writer, id) = saved(&test).await;
    let mut all: Vec<_> = (1..=150).map(|n| finding("unit-missing", "warning", n)).collect();
    all.push(finding("cost-above-budget", "error", 1));
    writer.replace_findings(id, 1, &all).await.unwrap();
    let document = writer.document(id).await.unwrap();
    assert_eq!((document.errors, document.warnings, document.infos), (1, 150, 0));
    let only = FindingFilter { severity: Some("error".to_owned()), ..Default::default() };
    let errors = writer.findings(id, 1, &only, &Page::first(9)).await.unwrap().items;
    assert_eq!((errors.len(), errors[0].ordinal), (1, 151));
    let everything = FindingFilter::default();
    let first = writer.findings(id, 1, &everything, &Page::first(100)).await.unwrap();
    let next = Page::after(first.next.unwrap(), 100);
    let second = writer.findings(id, 1, &everything, &next).await.unwrap();
    assert_eq!((second.items.len(), second.next), (51, None));
    let filter = ProjectFilter { year: document.year, ..ProjectFilter::default() };
    let bodies = writer.project_bodies(&filter, &Page::first(9)).await.unwrap().items;
    assert_eq!((bodies.len(), bodies[0].row.document), (1, id));
    let counts =
        writer.count_findings(std::slice::from_ref(&document.path), document.year).await.unwrap();
    let told: Vec<_> = counts.iter().map(|c| (c.document, c.rule.as_str(), c.count)).collect();
    assert_eq!(told, [(id, "cost-above-budget", 1), (id, "unit-missing", 150)]);
    assert!(writer.count_findings(&[], document.year + 1).await.unwrap().is_empty());
    writer.replace_findings(id, 1, &[]).await.unwrap();
    assert_eq!(writer.document(id).await.unwrap().errors, 0);
    let nowhere = writer.replace_findings(id, 2, &all).await;
    assert_eq!(nowhere.unwrap_err().kind(), "reference");
}

async fn waivers_and_acknowledgements(test: TestStore) {
    let (mut writer, document) = saved(&test).await;
    let new = NewWaiver {
        document,
        rule: "cost-above-budget",
        scope: "document",
        reason: "追加资金已批",
        approver: test.reviewer,
        now: NOW,
        expires_at: Some(NOW + 10),
    };
    let first = writer.create_waiver(&new).await.unwrap();
    let second = writer.create_waiver(&NewWaiver { expires_at: None, ..new }).await.unwrap();
    assert_eq!(writer.waivers_in_force(document, NOW + 9).await.unwrap().len(), 2);
    assert_eq!(writer.waivers_in_force(document, NOW + 10).await.unwrap()[0].id, second);
    writer.revoke_waiver(second, NOW).await.unwrap();
    assert!(writer.waivers_in_force(document, NOW + 10).await.unwrap().is_empty());
    assert_eq!(writer.waivers(document).await.unwrap()[0].id, first);

    let mut seen = Acknowledgement {
        document,
        version: 1,
        cause: "unit-missing:same".to_owned(),
        rule: "unit-missing".to_owned(),
        places: "[1,2,3]".to_owned(),
        reason: None,
        actor: test.clerk,
        created_at: NOW,
    };
    writer.acknowledge(&seen).await.unwrap();
    seen.places = "[1,2]".to_owned();
    writer.acknowledge(&seen).await.unwrap();
    assert_eq!(writer.acknowledgements(document).await.unwrap(), [seen.clone()]);
    assert!(writer.withdraw_acknowledgement(document, 1, &seen.cause).await.unwrap());
    assert!(!writer.withdraw_acknowledgement(document, 1, &seen.cause).await.unwrap());
}

async fn steps_are_guarded(test: TestStore) {
    let (mut writer, id) = saved(&test).await;
    let mut step = Transition {
        from: "draft",
        to: "approved",
        action: "approve",
        version: 1,
        seal: Some(SealKind::Approved),
        reason: None,
        actor: test.reviewer,
        now: NOW + 1,
    };
    let skipped = Transition { from: "unit_review", ..step };
    let refused = writer.transition(id, &skipped).await.unwrap_err();
    assert_eq!(refused, StoreError::WrongState { current: "draft".to_owned() });
    let stale = writer.transition(id, &Transition { version: 0, ..step }).await.unwrap_err();
    assert_eq!(stale, StoreError::Conflict { current: 1 });
    writer.transition(id, &step).await.unwrap();
    (step.from, step.to, step.action) = ("approved", "published", "publish");
    step.seal = Some(SealKind::Published);
    writer.transition(id, &step).await.unwrap();
    let document = writer.document(id).await.unwrap();
    assert_eq!((document.approved_version, document.published_version), (Some(1), Some(1)));
    assert_eq!((document.state.as_str(), document.revision), ("published", 4));
    let hash = writer.version(id, 1).await.unwrap().hash;
    let seals = writer.seals(id).await.unwrap();
    assert!(seals.len() == 2 && seals.iter().all(|seal| seal.hash == hash));
    let events = writer.workflow_events(id).await.unwrap();
    assert_eq!((events.len(), events[1].action.as_str()), (2, "publish"));
    let states = vec!["published".to_owned()];
    let projects = ProjectFilter { year: 2025, states: states.clone(), ..Default::default() };
    let page = Page::first(9);
    assert_eq!(writer.projects(&projects, Default::default(), &page).await.unwrap().items.len(), 1);
    let public = DocumentFilter { year: 2025, published: true, states, ..Default::default() };
    assert_eq!(writer.count_documents(&public).await.unwrap().0, 1);
    writer.unpublish(id).await.unwrap();
    assert_eq!(writer.count_documents(&public).await.unwrap().0, 0);
    assert_eq!(writer.seals(id).await.unwrap().len(), 2);
}

async fn comments_make_threads(test: TestStore) {
    let (mut writer, document) = saved(&test).await;
    let mut new = NewComment {
        document,
        version: 1,
        thread: None,
        project: Some(1),
        indicator: Some(2),
        field: "target",
        body: "指标值偏低",
        author: test.reviewer,
        now: NOW,
    };
    let thread = writer.create_comment(&new).await.unwrap();
    (new.thread, new.author) = (Some(thread), test.clerk);
    let answer = writer.create_comment(&new).await.unwrap();
    new.thread = Some(answer);
    assert_eq!(writer.create_comment(&new).await.unwrap_err().kind(), "invalid");
    writer.resolve_thread(thread, Some((test.reviewer, NOW + 1))).await.unwrap();
    assert_eq!(writer.resolve_thread(answer, None).await.unwrap_err().kind(), "not-found");
    let comments = writer.comments(document).await.unwrap();
    assert_eq!(comments.iter().map(|c| c.thread).collect::<Vec<_>>(), [thread, thread]);
    assert_eq!(comments[0].resolved_by, Some(test.reviewer));
    writer.resolve_thread(thread, None).await.unwrap();
    assert_eq!(writer.comment(thread).await.unwrap().resolved_at, None);

    // The clerk made the document: the reviewer's comment is new to them, and the answer to the reviewer.
    let (clerk, reviewer) = (test.clerk, test.reviewer);
    assert_eq!(writer.unread_comments(clerk, &[]).await.unwrap(), [(document, 1)]);
    assert_eq!(writer.unread_comments(reviewer, &[]).await.unwrap(), [(document, 1)]);
    let elsewhere = writer.node(test.units[1]).await.unwrap().path;
    assert_eq!(writer.unread_comments(clerk, &[elsewhere]).await.unwrap(), []);
    writer.see_comments(clerk, document).await.unwrap();
    writer.see_comments(clerk, document).await.unwrap();
    assert_eq!(writer.comments_seen(clerk, document).await.unwrap(), answer);
    assert_eq!(writer.comments_seen(reviewer, document).await.unwrap(), 0);
    assert_eq!(writer.unread_comments(clerk, &[]).await.unwrap(), []);
    (new.thread, new.author) = (None, test.reviewer);
    writer.create_comment(&new).await.unwrap();
    assert_eq!(writer.unread_comments(clerk, &[]).await.unwrap(), [(document, 1)]);
}

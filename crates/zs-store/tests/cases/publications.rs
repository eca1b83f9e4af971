//! What the public sees: the published version with its own figures, by year, by branch, by name.
use super::on_both;
use crate::support::{AREA, NOW, TestStore, content, project};
use zs_store::{Page, SealKind, Transition};

on_both!(only_the_published_version_is_seen);

async fn only_the_published_version_is_seen(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let (first, second) = (test.units[0], test.units[1]);
    let open = test.document_in(&mut writer, first, NOW).await;
    let hidden = test.document_in(&mut writer, second, NOW).await;
    let one = content(test.clerk, vec![project(1, "P1", "公务用车")]);
    writer.save_version(open, 0, &one).await.unwrap();
    writer.save_version(hidden, 0, &one).await.unwrap();
    assert!(writer.published_years().await.unwrap().is_empty());
    let step = Transition {
        from: "draft",
        to: "published",
        action: "publish",
        version: 1,
        seal: Some(SealKind::Published),
        reason: None,
        actor: test.reviewer,
        now: NOW,
    };
    writer.transition(open, &step).await.unwrap();

    let path = writer.node(first).await.unwrap().path;
    let elsewhere = writer.node(second).await.unwrap().path;
    assert_eq!(writer.published_years().await.unwrap(), [(2025, 1)]);
    assert_eq!(writer.published_paths(2025).await.unwrap(), std::slice::from_ref(&path));
    let page = Page::first(9);
    let all = writer.publications(2025, &[], &page).await.unwrap().items;
    assert_eq!(
        all.iter().map(|p| (p.document, p.version, p.projects)).collect::<Vec<_>>(),
        [(open, 1, 1)]
    );
    assert!(writer.publications(2024, &[], &page).await.unwrap().items.is_empty());
    assert!(writer.publications(2025, &[elsewhere], &page).await.unwrap().items.is_empty());
    assert_eq!(writer.publication(hidden).await.unwrap_err().kind(), "not-found");
    let found = writer.search_published("用车", None, &page).await.unwrap().items;
    assert_eq!(found.iter().map(|p| p.document).collect::<Vec<_>>(), [open]);

    // A newer version is not the public's: its figures and names stay out.
    let next =
        content(test.clerk, vec![project(1, "P1", "公务用车"), project(2, "P2", "机密用车")]);
    writer.save_version(open, 1, &next).await.unwrap();
    let seen = writer.publication(open).await.unwrap();
    assert_eq!((seen.version, seen.projects, seen.budget), (1, 1, 100_000));
    assert!(writer.search_published("用车", None, &page).await.unwrap().items.is_empty());
    writer.unpublish(open).await.unwrap();
    assert!(writer.published_paths(2025).await.unwrap().is_empty());
}

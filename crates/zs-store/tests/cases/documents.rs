//! Documents: versions on top of each other, conflicts, what is listed and what is kept.
use super::on_both;
use crate::support::{AREA, NOW, TestStore, content, project};
use zs_store::{
    Cursor, DocumentFilter, DocumentOrder, Page, ProjectFilter, ProjectOrder, ProjectRow,
};

on_both!(
    every_version_is_kept,
    a_stale_save_changes_nothing,
    projects_keep_their_numbers,
    lists_are_paged_by_key,
);

async fn every_version_is_kept(test: TestStore) {
    let id = test.document().await;
    for n in 0..3_i64 {
        let body = format!("{{\"n\":{n}}}");
        let mut writer = test.store.write(AREA).await.unwrap();
        let mut one = content(test.clerk, vec![project(1, "P1", "办公楼维修")]);
        one.body = body.as_bytes();
        let saved = writer.save_version(id, n, &one).await.unwrap();
        assert_eq!(saved.version, n + 1);
        writer.commit().await.unwrap();
    }
    let mut reader = test.store.read(AREA).await.unwrap();
    assert_eq!(reader.version_body(id, 1).await.unwrap(), b"{\"n\":0}");
    let versions = reader.versions(id).await.unwrap();
    assert_eq!(versions.iter().map(|v| v.version).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(versions[0].size, 7);
    assert_ne!(versions[0].hash, versions[1].hash);
    let document = reader.document(id).await.unwrap();
    assert_eq!((document.version, document.projects, document.budget), (3, 1, 100_000));
    assert_eq!(document.etag(), format!("\"{id}.4\""));
    assert_eq!(reader.version(id, 4).await.unwrap_err().kind(), "not-found");
}

async fn a_stale_save_changes_nothing(test: TestStore) {
    let id = test.document().await;
    let one = content(test.clerk, vec![project(1, "P1", "办公楼维修")]);
    let two = content(test.reviewer, vec![project(1, "P2", "食堂运行")]);
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.save_version(id, 0, &one).await.unwrap();
    writer.commit().await.unwrap();
    let mut writer = test.store.write(AREA).await.unwrap();
    let refused = writer.save_version(id, 0, &two).await.unwrap_err();
    assert_eq!(refused, zs_store::StoreError::Conflict { current: 1 });
    writer.commit().await.unwrap();
    // And one that is never committed.
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.save_version(id, 1, &two).await.unwrap();
    drop(writer);
    let mut reader = test.store.read(AREA).await.unwrap();
    assert_eq!(reader.document(id).await.unwrap().version, 1);
    let projects = reader.projects_of(id).await.unwrap();
    assert_eq!(projects[0].code.as_deref(), Some("P1"));
    assert!(
        reader.search_projects("食堂", None, &[], &Page::first(9)).await.unwrap().items.is_empty()
    );
}

async fn projects_keep_their_numbers(test: TestStore) {
    let id = test.document().await;
    let mut writer = test.store.write(AREA).await.unwrap();
    let first = vec![
        project(1, "P1", "办公楼维修"),
        project(2, "P2", "食堂运行"),
        project(3, "P3", "车辆"),
    ];
    writer.save_version(id, 0, &content(test.clerk, first)).await.unwrap();
    let before = writer.projects_of(id).await.unwrap();
    let mut second = vec![project(1, "P0", "新项目"), project(2, "P1", "办公楼维修")];
    second.push(project(3, "P3", "公务车辆"));
    second[2].indicators.truncate(1);
    writer.save_version(id, 1, &content(test.clerk, second)).await.unwrap();
    let after = writer.projects_of(id).await.unwrap();
    let ids = |rows: &[ProjectRow]| rows.iter().map(|p| p.id).collect::<Vec<_>>();
    let (before, after) = (ids(&before), ids(&after));
    assert_eq!((after[1], after[2]), (before[0], before[2]));
    assert!(!before.contains(&after[0]));
    assert_eq!(writer.project(before[1]).await.unwrap_err().kind(), "not-found");
    assert_eq!(writer.indicators(after[2]).await.unwrap().len(), 1);
    assert_eq!(writer.indicators(after[1]).await.unwrap().len(), 2);
    let one = writer.project(after[2]).await.unwrap();
    assert_eq!(one.row.name.as_deref(), Some("公务车辆"));
    assert!(String::from_utf8(one.body).unwrap().contains("P3"));
    assert_eq!(writer.projects_by_code("P3").await.unwrap().len(), 1);
}

async fn lists_are_paged_by_key(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    for n in 0..7 {
        let node = test.units[usize::from(n % 2 == 1)];
        let id = test.document_in(&mut writer, node, NOW + n).await;
        let mut one = content(test.clerk, vec![project(1, &format!("P{n}"), "维修")]);
        one.projects[0].budget = 10 * (n % 3);
        one.now = NOW + n;
        writer.save_version(id, 0, &one).await.unwrap();
    }
    writer.commit().await.unwrap();
    let mut reader = test.store.read(AREA).await.unwrap();
    for order in [ProjectOrder::Path, ProjectOrder::Budget] {
        let filter = ProjectFilter { year: 2025, ..Default::default() };
        let (mut seen, mut page) = (Vec::new(), Page::first(3));
        loop {
            let got = reader.projects(&filter, order, &page).await.unwrap();
            assert!(got.items.len() <= 3);
            let with_total = reader.projects_with_total(&filter, order, &page).await.unwrap();
            assert_eq!(with_total, (got.clone(), 7, 60));
            seen.extend(got.items.into_iter().map(|p| (p.path, p.budget, p.id)));
            let Some(next) = got.next else { break };
            page = Page::after(next.to_string().parse::<Cursor>().unwrap(), 3);
        }
        let mut sorted = seen.clone();
        match order {
            ProjectOrder::Path => sorted.sort_by_key(|(path, _, id)| (path.clone(), *id)),
            ProjectOrder::Budget => sorted.sort_by_key(|(_, budget, id)| (-budget, -id)),
        }
        assert_eq!((seen.len(), &seen), (7, &sorted), "{order:?}");
    }
    let filter = DocumentFilter { year: 2025, ..Default::default() };
    let updated = DocumentOrder::Updated;
    let first = reader.documents(&filter, updated, &Page::first(4)).await.unwrap();
    let next = Page::after(first.next.unwrap(), 4);
    let second = reader.documents(&filter, updated, &next).await.unwrap();
    let last = second.items.last().unwrap();
    assert_eq!((first.items[0].updated_at, last.updated_at), (NOW + 6, NOW));
    assert_eq!(reader.count_documents(&filter).await.unwrap(), (7, 7, 60));
    let path = reader.node(test.units[1]).await.unwrap().path;
    let one = ProjectFilter { year: 2025, branches: vec![path], ..Default::default() };
    assert_eq!(reader.count_projects(&one).await.unwrap().0, 3);
    let (order, page) = (ProjectOrder::Path, Page::first(2));
    let drafts = ProjectFilter { states: vec!["draft".to_owned()], ..one };
    let (items, total, budget) = reader.projects_with_total(&drafts, order, &page).await.unwrap();
    assert_eq!((items.items.len(), items.next.is_some(), total, budget), (2, true, 3, 30));
    let none = ProjectFilter { states: vec!["published".to_owned()], ..drafts };
    let (items, total, budget) = reader.projects_with_total(&none, order, &page).await.unwrap();
    assert_eq!((items.items.len(), total, budget), (0, 0, 0));
    let stranger = Page::after("1-1_4".parse().unwrap(), 4);
    let refused = reader.documents(&filter, updated, &stranger).await;
    assert_eq!(refused.unwrap_err().kind(), "invalid");
}

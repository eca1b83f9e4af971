//! The tree: branches, moves with everything in them, and areas that do not see each other.
use super::on_both;
use crate::support::{AREA, NOW, TestStore, content, project};
use zs_store::{DocumentFilter, NewArea, NewDocument, NewNode, NodeKind, Page, ProjectFilter};

on_both!(branches_are_ranges, a_moved_branch_takes_its_documents_along, areas_are_apart);

async fn branches_are_ranges(test: TestStore) {
    let mut reader = test.store.read(AREA).await.unwrap();
    let department = reader.node(test.department).await.unwrap();
    assert_eq!(department.path, "000001000002");
    let branch = reader.branch(&department.path).await.unwrap();
    let codes: Vec<_> = branch.iter().map(|node| node.code.as_str()).collect();
    assert_eq!(codes, ["430", "430001", "430004"]);
    assert_eq!(reader.node_by_code("430004").await.unwrap().id, test.units[1]);
    assert_eq!(reader.node(99).await.unwrap_err().kind(), "not-found");
    drop(reader);

    let mut writer = test.store.write(AREA).await.unwrap();
    let twin =
        NewNode { parent: 1, kind: NodeKind::Department, code: "430", name: "重复", now: NOW };
    assert_eq!(writer.create_node(&twin).await.unwrap_err().kind(), "duplicate");
    drop(writer);
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.rename_node(test.units[1], "430005", "后勤服务中心").await.unwrap();
    writer.retire_node(test.units[1], Some(NOW)).await.unwrap();
    let renamed = writer.node(test.units[1]).await.unwrap();
    assert_eq!((renamed.code.as_str(), renamed.retired_at), ("430005", Some(NOW)));
}

async fn a_moved_branch_takes_its_documents_along(test: TestStore) {
    let generation = test.store.rights_generation();
    let mut writer = test.store.write(AREA).await.unwrap();
    let new = NewDocument {
        node: test.units[0],
        year: 2025,
        form: "hebei-2022",
        state: "draft",
        actor: test.clerk,
        now: NOW,
    };
    let document = writer.create_document(&new).await.unwrap();
    let one = content(test.clerk, vec![project(1, "P1", "公务用车运行维护")]);
    writer.save_version(document, 0, &one).await.unwrap();
    let other =
        NewNode { parent: 1, kind: NodeKind::Department, code: "431", name: "档案局", now: NOW };
    let other = writer.create_node(&other).await.unwrap();
    writer.move_node(test.department, other).await.unwrap();
    for (id, parent) in [(1, other), (other, test.units[0])] {
        assert_eq!(writer.move_node(id, parent).await.unwrap_err().kind(), "invalid");
    }
    let to = writer.node(other).await.unwrap().path;
    writer.commit().await.unwrap();
    assert!(test.store.rights_generation() > generation);

    let mut reader = test.store.read(AREA).await.unwrap();
    let moved = reader.node(test.units[0]).await.unwrap();
    assert!(moved.path.starts_with(&to) && moved.path.len() == 24, "{}", moved.path);
    let branches = vec![to];
    let filter = DocumentFilter { year: 2025, branches: branches.clone(), ..Default::default() };
    let page = Page::first(10);
    let documents = reader.documents(&filter, Default::default(), &page).await.unwrap();
    assert_eq!(documents.items[0].path, moved.path);
    let filter = ProjectFilter { year: 2025, branches, ..Default::default() };
    let projects = reader.projects(&filter, Default::default(), &page).await.unwrap();
    assert_eq!(projects.items[0].path, moved.path);
}

async fn areas_are_apart(test: TestStore) {
    let other = NewArea { area: "990124", parent: Some(AREA), name: "青原县", now: NOW };
    test.store.create_area(&other).await.unwrap();
    assert_eq!(test.store.create_area(&other).await.unwrap_err().kind(), "duplicate");
    for area in ["99", "990124x", "9901240000001"] {
        let bad = NewArea { area, ..other };
        assert_eq!(test.store.create_area(&bad).await.unwrap_err().kind(), "invalid");
    }
    assert_eq!(test.store.areas().await.unwrap().len(), 2);
    let mut reader = test.store.read("990124").await.unwrap();
    assert_eq!(reader.node(test.department).await.unwrap_err().kind(), "not-found");
    assert_eq!(reader.account(test.clerk).await.unwrap_err().kind(), "not-found");
    let mut writer = test.store.write("990124").await.unwrap();
    let same_code = NewNode {
        parent: 1,
        kind: NodeKind::Department,
        code: "430",
        name: "机关事务局",
        now: NOW,
    };
    writer.create_node(&same_code).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(test.store.write("990125").await.err().unwrap().kind(), "not-found");
}

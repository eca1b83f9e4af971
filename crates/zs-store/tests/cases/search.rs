//! Searching inside names, and by whole codes: any two characters or more, in any script, page by page.
use super::on_both;
use crate::support::{AREA, TestStore, content, project};
use zs_store::{Page, Reader};

on_both!(
    names_are_found_by_any_part,
    renamed_and_removed_projects_are_not_found,
    matches_are_paged,
);

async fn found(reader: &mut Reader, text: &str) -> Vec<String> {
    let page = reader.search_projects(text, None, &[], &Page::first(50)).await.unwrap();
    let mut codes: Vec<_> = page.items.into_iter().filter_map(|p| p.code).collect();
    codes.sort();
    codes
}

async fn names_are_found_by_any_part(test: TestStore) {
    let id = test.document().await;
    let names = [
        ("13070024P0001", "公务用车运行维护费"),
        ("13070024P0002", "办公用房维修改造（二期）"),
        ("430-0301-JBN-1D87", "机关食堂 运行 经费"),
        ("13070024P0003", "LED照明改造"),
        ("13070024P0004", "用车公务"),
    ];
    let projects = names.iter().zip(1..).map(|((code, name), n)| project(n, code, name));
    let mut writer = test.store.write(AREA).await.unwrap();
    let one = content(test.clerk, projects.collect());
    writer.save_version(id, 0, &one).await.unwrap();
    writer.commit().await.unwrap();
    let mut reader = test.store.read(AREA).await.unwrap();
    assert_eq!(found(&mut reader, "用车").await, ["13070024P0001", "13070024P0004"]);
    assert_eq!(found(&mut reader, "公务用车").await, ["13070024P0001"]);
    // All pairs of it occur in the name, but not together.
    assert!(found(&mut reader, "务用车公").await.is_empty());
    assert_eq!(found(&mut reader, "运行经费").await, ["430-0301-JBN-1D87"]);
    assert_eq!(found(&mut reader, "led 照").await, ["13070024P0003"]);
    assert_eq!(found(&mut reader, " 430-0301-JBN-1D87").await, ["430-0301-JBN-1D87"]);
    assert!(found(&mut reader, "13070024P000").await.is_empty());
    assert!(found(&mut reader, "公车").await.is_empty());
    assert!(found(&mut reader, "%_'").await.is_empty());
    let short = reader.search_projects("车", None, &[], &Page::first(5)).await;
    assert_eq!(short.unwrap_err().kind(), "invalid");
    let other_year = reader.search_projects("用车", Some(2024), &[], &Page::first(5)).await;
    assert!(other_year.unwrap().items.is_empty());
    let elsewhere = reader.node(test.units[1]).await.unwrap().path;
    let none = reader.search_projects("用车", None, &[elsewhere], &Page::first(5)).await;
    assert!(none.unwrap().items.is_empty());
}

async fn renamed_and_removed_projects_are_not_found(test: TestStore) {
    let id = test.document().await;
    let mut writer = test.store.write(AREA).await.unwrap();
    let first = vec![project(1, "P1", "公务用车"), project(2, "P2", "公务用车")];
    writer.save_version(id, 0, &content(test.clerk, first)).await.unwrap();
    assert_eq!(found(&mut writer, "用车").await, ["P1", "P2"]);
    let second = vec![project(1, "P1", "公务接待")];
    writer.save_version(id, 1, &content(test.clerk, second)).await.unwrap();
    assert!(found(&mut writer, "用车").await.is_empty());
    assert_eq!(found(&mut writer, "公务").await, ["P1"]);
    writer.commit().await.unwrap();
    // What is counted is what is there.
    let drift = "INSERT INTO area (area, name, created_at) SELECT 'drift' || c.gram, '', 0
         FROM gram_count c LEFT JOIN project_gram g ON g.area = c.area AND g.gram = c.gram
         GROUP BY c.area, c.gram, c.projects HAVING COUNT(g.project) <> c.projects";
    test.raw(drift).await;
    assert_eq!(test.store.areas().await.unwrap().len(), 1);
}

async fn matches_are_paged(test: TestStore) {
    let id = test.document().await;
    let name = |n: i64| if n % 3 == 0 { "运行维护" } else { "维护运行" };
    let projects = (1..=60).map(|n| project(n, &format!("P{n:03}"), name(n))).collect();
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.save_version(id, 0, &content(test.clerk, projects)).await.unwrap();
    let (mut page, mut seen) = (Page::first(6), Vec::new());
    loop {
        let got = writer.search_projects("运行维", Some(2025), &[], &page).await.unwrap();
        seen.extend(got.items.into_iter().map(|p| p.ordinal));
        let Some(next) = got.next else { break };
        page = Page::after(next, 6);
    }
    let expected: Vec<i64> = (1..=60).rev().filter(|n| n % 3 == 0).collect();
    assert_eq!(seen, expected);
}

//! The plans: every list and every search goes by an index, sorts nothing, and so does not grow with the table.
use super::on_both;
use crate::support::{NOW, TestStore};
use zs_store::{DocumentFilter, DocumentOrder, Page, ProjectFilter, ProjectOrder, Seed};

on_both!(lists_and_searches_use_indexes);

fn assert_indexed(plan: &str, index: &str) {
    assert!(plan.contains(index), "{index} is not used:\n{plan}");
    for bad in ["SCAN", "Seq Scan", "TEMP B-TREE", "Sort"] {
        assert!(!plan.contains(bad), "{bad}:\n{plan}");
    }
}

async fn lists_and_searches_use_indexes(test: TestStore) {
    let area = "990300";
    let seed = Seed { area, projects: 2800, indicators: 2, year: 2025, now: NOW };
    test.store.seed(&seed).await.unwrap();
    test.raw("ANALYZE").await;
    let mut reader = test.store.read(area).await.unwrap();
    let whole = ProjectFilter { year: 2025, ..Default::default() };
    let branch = reader.node(2).await.unwrap().path;
    let under = ProjectFilter { branches: vec![branch.clone()], ..whole.clone() };
    let (first, path) = (Page::first(50), ProjectOrder::Path);
    let next = reader.projects(&whole, path, &first).await.unwrap().next.unwrap();
    let later = Page::after(next, 50);
    for (filter, page) in [(&whole, &first), (&whole, &later), (&under, &first), (&under, &later)] {
        let plan = reader.explain_projects(filter, path, page).await.unwrap();
        assert_indexed(&plan, "project_path");
    }
    let draft = ProjectFilter { states: vec!["draft".to_owned()], ..whole.clone() };
    for page in [&first, &later] {
        let plan = reader.explain_projects(&draft, path, page).await.unwrap();
        assert_indexed(&plan, "project_");
    }
    let plan = reader.explain_projects(&whole, ProjectOrder::Budget, &first).await.unwrap();
    assert_indexed(&plan, "project_budget");
    let documents = DocumentFilter { year: 2025, branches: vec![branch], ..Default::default() };
    let plan = reader.explain_documents(&documents, DocumentOrder::Path, &first).await.unwrap();
    assert_indexed(&plan, "document_path");
    let documents = DocumentFilter { year: 2025, ..Default::default() };
    let plan = reader.explain_documents(&documents, DocumentOrder::Updated, &first).await.unwrap();
    assert_indexed(&plan, "document_updated");
    for text in ["食堂", "机关食堂维修", "食堂运行维护"] {
        let plan = reader.explain_search(text, Some(2025), &[]).await.unwrap();
        assert_indexed(&plan, "gram");
    }
}

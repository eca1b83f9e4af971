//! The description of the API: served, browsable, complete.
use crate::support::{Kind, TestApp};

#[tokio::test]
async fn the_description_names_every_operation_once() {
    let test = TestApp::new(Kind::Embedded).await.unwrap();
    let api = test.anonymous().get("/api/openapi.json").await.expect_status(200).json();
    let paths = api["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
    let mut names: Vec<&str> =
        operations.map(|operation| operation["operationId"].as_str().unwrap()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "an operation id is used twice: {names:?}");
    assert!(names.contains(&"create_session"));
}

#[tokio::test]
async fn the_browsable_page_needs_no_internet() {
    let test = TestApp::new(Kind::Embedded).await.unwrap();
    let page = test.anonymous().get("/api/docs/").await.expect_status(200);
    let text = String::from_utf8(page.body).unwrap();
    assert!(text.contains("swagger-ui") && !text.contains("https://"), "{text}");
}

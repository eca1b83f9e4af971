//! Every endpoint × every role × own or other branch, as a table.
use crate::support::{Kind, TestApp};

#[tokio::test]
async fn nothing_is_open_without_a_login() {
    let test = TestApp::new(Kind::Embedded).await.unwrap();
    let api = test.anonymous().get("/api/openapi.json").await.json();
    for (path, operations) in api["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let open = operation["security"].as_array().is_some_and(|all| {
                all.iter().any(|one| one.as_object().is_some_and(serde_json::Map::is_empty))
            });
            if open {
                continue;
            }
            let method = method.to_uppercase().parse().unwrap();
            let path = path.replace(|c| c == '{' || c == '}', "");
            let path = path.split('/').map(|part| match part {
                "document" | "project" => "1",
                "node" | "account" | "key" | "point" => "1",
                "year" => "2025",
                "role" => "clerk",
                other => other,
            });
            let path = path.collect::<Vec<_>>().join("/");
            let reply = test.anonymous().call(method, &path, None).await;
            assert_eq!(reply.status, 401, "{path}");
        }
    }
}

//! Attachments: two ways up, one safe way down, and whose they are.
use crate::support::{Client, Reply, TestApp, on_both, samples};
use axum::http::{Method, header};
use serde_json::json;

on_both!(a_file_goes_up_and_comes_down, files_are_their_branchs, what_is_not_kept_is_refused);

/// A form of files.
pub async fn send_files(client: &Client, path: &str, files: &[(&str, &[u8])]) -> Reply {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--cut--\r\n");
    client.send(Method::POST, path, Some("multipart/form-data; boundary=cut"), body).await
}

async fn a_file_goes_up_and_comes_down(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (document, _) = samples::create(&test, &clerk).await;
    let id = document.rsplit('/').next().unwrap();
    let path = format!("/api/v1/attachments?document={id}");
    let sent = send_files(&clerk, &path, &[("合同 1.pdf", b"%PDF-1"), ("照片.JPG", b"jpeg")]).await;
    let kept = sent.expect_status(201).json();
    assert_eq!(kept["items"][1]["media_type"], "image/jpeg");
    let raw = "/api/v1/attachments?name=%E8%AF%B4%E6%98%8E.html.txt";
    let raw = clerk.send(Method::POST, raw, Some("text/html"), b"<script>".to_vec()).await;
    let raw = raw.expect_status(201).json()["items"][0]["id"].clone();
    let give = json!({ "document": id.parse::<i64>().unwrap() });
    clerk.put(&format!("/api/v1/attachments/{raw}"), give).await.expect_status(200);
    let list = clerk.get(&format!("{document}/attachments")).await.expect_status(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 3);

    let down = clerk.get(&format!("/api/v1/attachments/{raw}/content")).await.expect_status(200);
    assert_eq!(down.body, b"<script>");
    assert_eq!(down.headers[header::CONTENT_TYPE], "text/plain");
    assert_eq!(down.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(down.headers[header::CONTENT_SECURITY_POLICY], "default-src 'none'; sandbox");
    assert_eq!(
        down.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"__.html.txt\"; filename*=UTF-8''%E8%AF%B4%E6%98%8E.html.txt"
    );
    clerk.delete(&format!("/api/v1/attachments/{raw}")).await.expect_status(200);
    let gone = clerk.get(&format!("/api/v1/attachments/{raw}")).await;
    gone.expect_problem(404, "not-found");
}

async fn files_are_their_branchs(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let (document, _) = samples::create(&test, &clerk).await;
    let id = document.rsplit('/').next().unwrap();
    let path = format!("/api/v1/attachments?document={id}");
    let kept = send_files(&clerk, &path, &[("a.pdf", b"1")]).await.expect_status(201).json();
    let waits = send_files(&clerk, "/api/v1/attachments", &[("b.pdf", b"2")]).await.json();
    let own = format!("/api/v1/attachments/{}", kept["items"][0]["id"]);
    let waits = format!("/api/v1/attachments/{}", waits["items"][0]["id"]);
    test.as_("unit").await.get(&own).await.expect_status(200);
    test.as_("unit").await.delete(&own).await.expect_problem(403, "forbidden");
    test.as_("unit").await.get(&waits).await.expect_problem(404, "not-found");
    for stranger in ["other-clerk", "system", "security", "auditor"] {
        let stranger = test.as_(stranger).await;
        stranger.get(&own).await.expect_problem(404, "not-found");
        stranger.get(&format!("{own}/content")).await.expect_problem(404, "not-found");
        stranger.delete(&own).await.expect_problem(404, "not-found");
        stranger.get(&waits).await.expect_problem(404, "not-found");
        assert!(matches!(send_files(&stranger, &path, &[("a.pdf", b"1")]).await.status, 404));
    }
}

async fn what_is_not_kept_is_refused(test: TestApp) {
    let clerk = test.as_("clerk").await;
    let up = "/api/v1/attachments";
    send_files(&clerk, up, &[("x.exe", b"MZ")]).await.expect_problem(415, "unsupported-media-type");
    send_files(&clerk, up, &[("x.svg", b"<svg/>")])
        .await
        .expect_problem(415, "unsupported-media-type");
    send_files(&clerk, up, &[]).await.expect_problem(400, "bad-request");
    let broken =
        clerk.send(Method::POST, up, Some("multipart/form-data; boundary=cut"), b"--cu".to_vec());
    broken.await.expect_problem(400, "bad-request");
    let many = vec![("a.txt", b"1".as_slice()); 21];
    send_files(&clerk, up, &many).await.expect_problem(413, "too-large");
    let large = vec![0_u8; (64 << 20) + 1];
    let large = clerk.send(Method::POST, "/api/v1/attachments?name=a.zip", None, large).await;
    large.expect_problem(413, "too-large");
}

//! No room on the disk (a limit on the size of files): writes are refused with 5xx, reads go on, and when there
//! is room again the same process goes on writing.
use crate::record::{Server, content, eventually, found, save};
use std::process::Command;

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_survived() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("record.db");
    let url = format!("sqlite:{}", file.display());
    let ids = found(&url, 1).await;
    // In blocks of 512 bytes: what there is, and 200 KiB more.
    let room = std::fs::metadata(&file).unwrap().len() / 512 + 400;
    let server = Server::start(&url, &format!("trap '' XFSZ; ulimit -S -f {room};"));
    let (caller, body) = (server.clerk(), content("支付电梯维保费"));
    let refused = (0..400).find_map(|_| {
        let (status, _) = save(&caller, ids[0], &body).expect("it answers");
        (status != 200).then_some(status)
    });
    let refused = refused.expect("the disk never got full");
    assert!((500..600).contains(&refused), "{refused}");
    let path = format!("/api/v1/documents/{}", ids[0]);
    let before = caller.call("GET", &path, &[], "").unwrap();
    assert_eq!(before.status, 200, "reading goes on");
    let pid = server.child.id().to_string();
    let freed =
        Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status().unwrap();
    assert!(freed.success());
    eventually(|| save(&caller, ids[0], &body).is_some_and(|(status, _)| status == 200));
    let after = caller.call("GET", &path, &[], "").unwrap();
    assert!(after.body["version"].as_i64() > before.body["version"].as_i64());
    server.kill();
    zs_store::Store::open(&url).await.unwrap().check().await.unwrap();
}

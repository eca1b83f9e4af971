//! The database goes away and comes back: 503 meanwhile, then the same process works again.
use crate::postgres::Cluster;
use crate::record::{Server, content, eventually, found, save};

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_database_is_told_and_survived() {
    let Some(cluster) = Cluster::start() else {
        assert!(std::env::var_os("CI").is_none(), "CI must run on PostgreSQL");
        println!("skipped: no PostgreSQL here");
        return;
    };
    let url = cluster.url("postgres");
    let ids = found(&url, 1).await;
    let server = Server::start(&url, "");
    let (caller, body) = (server.clerk(), content("支付电梯维保费"));
    assert_eq!(save(&caller, ids[0], &body).unwrap().0, 200);
    cluster.stop();
    let ready = caller.call("GET", "/readyz", &[], "").expect("it answers");
    assert_eq!(ready.status, 503);
    let (status, _) = save(&caller, ids[0], &body).expect("it answers");
    assert_eq!(status, 503);
    assert_eq!(caller.call("GET", "/healthz", &[], "").unwrap().status, 200);
    cluster.go_on();
    eventually(|| save(&caller, ids[0], &body).is_some_and(|(status, _)| status == 200));
    let reply = caller.call("GET", &format!("/api/v1/documents/{}", ids[0]), &[], "").unwrap();
    assert_eq!(reply.body["version"], 3);
    server.kill();
}

//! Accounts: log-in counters, roles by node, sessions, keys for machines.
use super::on_both;
use crate::support::{AREA, NOW, TestStore};
use zs_store::{NewAccount, NewApiKey, NewSession, Page, Role};

on_both!(wrong_passwords_lock, roles_reach_branches, sessions_end, keys_end, accounts_are_paged);

async fn wrong_passwords_lock(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    for n in 1..=2 {
        assert_eq!(writer.login_failed(test.clerk, 3, NOW + 9).await.unwrap(), n);
        assert_eq!(writer.account(test.clerk).await.unwrap().locked_until, None);
    }
    assert_eq!(writer.login_failed(test.clerk, 3, NOW + 9).await.unwrap(), 3);
    assert_eq!(writer.account(test.clerk).await.unwrap().locked_until, Some(NOW + 9));
    writer.login_succeeded(test.clerk, NOW + 10).await.unwrap();
    let account = writer.account_by_login("clerk").await.unwrap();
    assert_eq!((account.failures, account.locked_until), (0, None));
    assert_eq!(account.last_login_at, Some(NOW + 10));
    writer.set_password(test.clerk, "other", 0).await.unwrap();
    assert_eq!(writer.account(test.clerk).await.unwrap().password, "other");
    assert_eq!(writer.set_password(999, "x", 0).await.unwrap_err().kind(), "not-found");
}

async fn roles_reach_branches(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    for _ in 0..2 {
        let role = Role::DepartmentReviewer;
        writer.grant_role(test.reviewer, test.department, role, None, NOW).await.unwrap();
    }
    writer.grant_role(test.clerk, test.units[0], Role::Clerk, None, NOW).await.unwrap();
    let grants = writer.grants(test.reviewer).await.unwrap();
    assert_eq!(grants.len(), 1);
    assert_eq!(grants[0].path, "000001000002");
    let clerks = writer.grants_within("000001000002", Role::Clerk).await.unwrap();
    assert_eq!(clerks.iter().map(|g| g.account).collect::<Vec<_>>(), [test.clerk]);
    assert!(writer.grants_within("000002", Role::Clerk).await.unwrap().is_empty());
    let unit = writer.node(test.units[0]).await.unwrap().path;
    let mut reaching = async |role| writer.grants_reaching(&unit, role).await.unwrap().len();
    assert_eq!((reaching(Role::Clerk).await, reaching(Role::DepartmentReviewer).await), (1, 1));
    let above = writer.grants_reaching("000001000002", Role::Clerk).await.unwrap();
    assert!(above.is_empty(), "{above:?}");
    writer.disable_account(test.clerk, Some(NOW)).await.unwrap();
    assert!(writer.grants_reaching(&unit, Role::Clerk).await.unwrap().is_empty());
    assert!(writer.revoke_role(test.clerk, test.units[0], Role::Clerk).await.unwrap());
    assert!(!writer.revoke_role(test.clerk, test.units[0], Role::Clerk).await.unwrap());
    let nobody = writer.grant_role(999, 1, Role::Leader, None, NOW).await;
    assert_eq!(nobody.unwrap_err().kind(), "reference");
}

async fn sessions_end(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.grant_role(test.clerk, test.units[0], Role::Clerk, None, NOW).await.unwrap();
    writer.grant_role(test.clerk, test.units[1], Role::Clerk, None, NOW).await.unwrap();
    let mut session = NewSession {
        token: "t1",
        account: test.clerk,
        csrf: "c",
        origin: "192.0.2.7",
        now: NOW,
        idle_until: NOW + 10,
        expires_at: NOW + 100,
    };
    writer.begin_session(&session).await.unwrap();
    session.token = "t2";
    writer.begin_session(&session).await.unwrap();
    let view = writer.session("t1", NOW + 9).await.unwrap();
    assert_eq!((view.login.as_str(), view.grants.len()), ("clerk", 2));
    assert!(writer.session("t1", NOW + 10).await.is_err(), "idle for too long");
    writer.touch_session("t1", NOW + 9, NOW + 1000).await.unwrap();
    assert!(writer.session("t1", NOW + 99).await.is_ok());
    assert!(writer.session("t1", NOW + 100).await.is_err(), "too old");
    assert_eq!(writer.sweep(NOW + 50).await.unwrap(), 1);
    writer.end_session("t1").await.unwrap();
    assert!(writer.session("t1", NOW).await.is_err());
    writer.begin_session(&session).await.unwrap();
    writer.disable_account(test.clerk, Some(NOW)).await.unwrap();
    writer.disable_account(test.clerk, None).await.unwrap();
    assert!(writer.session("t2", NOW).await.is_err(), "a disabled account has no sessions");
}

async fn keys_end(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    let mut key = NewApiKey {
        token: "k1",
        name: "import",
        account: test.clerk,
        scopes: &["documents:read", "documents:write"],
        now: NOW,
        expires_at: Some(NOW + 10),
    };
    let id = writer.create_api_key(&key).await.unwrap();
    let found = writer.api_key("k1", NOW + 9).await.unwrap();
    assert_eq!((found.id, found.scopes.len()), (id, 2));
    assert!(writer.api_key("k1", NOW + 10).await.is_err());
    writer.touch_api_key(id, NOW + 5).await.unwrap();
    assert_eq!(writer.api_keys().await.unwrap()[0].used_at, Some(NOW + 5));
    writer.revoke_api_key(id, NOW + 6).await.unwrap();
    assert!(writer.api_key("k1", NOW + 9).await.is_err());
    key.scopes = &["two words"];
    assert_eq!(writer.create_api_key(&key).await.unwrap_err().kind(), "invalid");
}

async fn accounts_are_paged(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    for n in 0..5 {
        let login = format!("u{n}");
        let new = NewAccount {
            login: &login,
            name: "甲",
            node: 1,
            password: "h",
            password_at: 0,
            now: NOW,
        };
        writer.create_account(&new).await.unwrap();
    }
    let first = writer.accounts(&Page::first(4)).await.unwrap();
    let second = writer.accounts(&Page::after(first.next.unwrap(), 4)).await.unwrap();
    let logins: Vec<_> = second.items.iter().map(|a| a.login.as_str()).collect();
    assert_eq!((logins.as_slice(), second.next), (["u2", "u3", "u4"].as_slice(), None));
    let again =
        NewAccount { login: "u0", name: "乙", node: 1, password: "h", password_at: 0, now: NOW };
    assert_eq!(writer.create_account(&again).await.unwrap_err().kind(), "duplicate");
}

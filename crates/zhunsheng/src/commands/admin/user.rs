//! `user`: the first accounts of a new record, and help for people who are locked out.
use super::{Opened, note, now};
use crate::args_admin::{User as Args, UserAdd, UserVerb};
use crate::commands::serve;
use crate::say::Say;
use anyhow::{Context as _, Result, bail};
use serde_json::json;
use std::process::ExitCode;
use zs_server::password;
use zs_store::{NewAccount, Page, Role};

/// Runs the command.
pub fn run(args: &Args, say: &Say) -> Result<ExitCode> {
    serve::runtime()?.block_on(async {
        let opened = Opened::new(&args.record, say).await?;
        let area = opened.area(args.of.area.as_deref()).await?;
        let done = match &args.verb {
            UserVerb::Add(new) => add(&opened, &area, new).await,
            UserVerb::List => list(&opened, &area).await,
            UserVerb::Lock(who) => lock(&opened, &area, &who.login, true).await,
            UserVerb::Unlock(who) => lock(&opened, &area, &who.login, false).await,
            UserVerb::Password(new) => renew(&opened, &area, &new.login, new.password_stdin).await,
        };
        opened.store.close().await;
        done.map(|()| ExitCode::SUCCESS)
    })
}

async fn add(opened: &Opened, area: &str, new: &UserAdd) -> Result<()> {
    let lang = opened.lang;
    let roles: Vec<Role> = new.role.iter().filter_map(|word| Role::parse(word)).collect();
    if roles.iter().any(|one| roles.iter().any(|other| !zs_server::compatible(*one, *other))) {
        bail!(lang.pick(
            "角色不相容：三类管理员各自独立，也不兼任业务角色",
            "these roles do not go together: each administrator stands alone",
        ));
    }
    let (password, hash) = chosen(opened, &new.login, new.password_stdin).await?;
    let now = now()?;
    let mut writer = opened.store.write(area).await?;
    let node = match &new.node {
        Some(code) => writer.node_by_code(code).await?.id,
        None => 1,
    };
    let (login, name) = (&new.login, new.name.as_ref().unwrap_or(&new.login));
    // The first password is changed at the first login.
    let account = NewAccount { login, name, node, password: &hash, password_at: 0, now };
    let id = writer.create_account(&account).await?;
    for role in roles {
        writer.grant_role(id, node, role, None, now).await?;
    }
    let detail = json!({ "login": login, "roles": new.role, "node": node });
    note(&mut writer, now, "account.create", "account", &id.to_string(), &detail).await?;
    writer.commit().await?;
    told(opened, login, password);
    Ok(())
}

/// The password from standard input, or a random one that must be printed; and its hash.
async fn chosen(opened: &Opened, login: &str, given: bool) -> Result<(Option<String>, String)> {
    let refused = |problem: zs_server::Problem| {
        let body = problem.body(opened.lang == crate::say::Lang::En, "");
        anyhow::anyhow!("{} {}", body.title, body.detail)
    };
    let shortest = opened.settings.password_length;
    let text = match given {
        true => {
            let mut line = String::new();
            std::io::stdin().read_line(&mut line)?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        }
        false => password::random(login, shortest).map_err(refused)?,
    };
    password::acceptable(&text, login, shortest).map_err(refused)?;
    let hash = password::hash(&text).await.map_err(refused)?;
    Ok(((!given).then_some(text), hash))
}

/// A password that was made here is the command's result.
fn told(opened: &Opened, login: &str, password: Option<String>) {
    let line = opened.lang.pick(
        format!("{login}：首次登录须修改密码"),
        format!("{login}: the password must be changed at the first login"),
    );
    eprintln!("{line}");
    if let Some(password) = password {
        println!("{password}");
    }
}

async fn list(opened: &Opened, area: &str) -> Result<()> {
    let mut reader = opened.store.read(area).await?;
    let mut page = Page::first(500);
    loop {
        let accounts = reader.accounts(&page).await?;
        for account in accounts.items {
            let grants = reader.grants(account.id).await?;
            let roles: Vec<String> =
                grants.iter().map(|g| format!("{}@{}", g.role.word(), g.node)).collect();
            let state = if account.disabled_at.is_some() { "disabled" } else { "active" };
            println!(
                "{}\t{}\t{}\t{state}\t{}",
                account.id,
                account.login,
                account.name,
                roles.join(",")
            );
        }
        let Some(next) = accounts.next else { return Ok(()) };
        page = Page::after(next, 500);
    }
}

async fn lock(opened: &Opened, area: &str, login: &str, shut: bool) -> Result<()> {
    let now = now()?;
    let mut writer = opened.store.write(area).await?;
    let id = writer.account_by_login(login).await.with_context(|| login.to_owned())?.id;
    writer.disable_account(id, shut.then_some(now)).await?;
    if !shut {
        writer.unlock_account(id).await?;
    }
    let action = if shut { "account.disable" } else { "account.unlock" };
    note(&mut writer, now, action, "account", &id.to_string(), &json!({})).await?;
    writer.commit().await?;
    Ok(())
}

async fn renew(opened: &Opened, area: &str, login: &str, given: bool) -> Result<()> {
    let (password, hash) = chosen(opened, login, given).await?;
    let now = now()?;
    let mut writer = opened.store.write(area).await?;
    let id = writer.account_by_login(login).await.with_context(|| login.to_owned())?.id;
    writer.set_password(id, &hash, 0).await?;
    writer.end_sessions(id).await?;
    note(&mut writer, now, "account.password", "account", &id.to_string(), &json!({})).await?;
    writer.commit().await?;
    told(opened, login, password);
    Ok(())
}

//! Accounts. The system administrator creates them without any right; the security administrator gives
//! roles, passwords and locks. Nobody changes own rights, and the two offices exclude each other.
use crate::api::Done;
use crate::api::nodes::text;
use crate::api::years::of_area;
use crate::app::App;
use crate::auth::password;
use crate::caller::Caller;
use crate::deed::{Deed, Told};
use crate::input::{Body, ListOf, Paging, Path, Query};
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use crate::rights::{Action, compatible};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_store::{Account, NewAccount, Role};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_accounts, create_account))
        .routes(routes!(get_account, update_account))
        .routes(routes!(reset_password))
        .routes(routes!(disable_account))
        .routes(routes!(unlock_account))
        .routes(routes!(end_sessions))
        .routes(routes!(grant_role))
        .routes(routes!(revoke_role))
}

/// An account. What it may do is told by its roles.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccountBody {
    id: i64,
    login: String,
    name: String,
    /// The node that it belongs to.
    node: i64,
    /// A password was set; without one nobody can log in.
    has_password: bool,
    /// No login before this moment.
    locked_until: Option<i64>,
    /// Since when it may not log in at all.
    disabled_at: Option<i64>,
    last_login_at: Option<i64>,
    created_at: i64,
}

impl From<Account> for AccountBody {
    fn from(a: Account) -> Self {
        Self {
            id: a.id,
            login: a.login,
            name: a.name,
            node: a.node,
            has_password: !a.password.is_empty(),
            locked_until: a.locked_until,
            disabled_at: a.disabled_at,
            last_login_at: a.last_login_at,
            created_at: a.created_at,
        }
    }
}

/// One role at one node.
#[derive(Deserialize, Serialize, ToSchema)]
pub(crate) struct RoleAtNode {
    /// `clerk`, `unit_reviewer`, `department_reviewer`, `finance_reviewer`, `leader`, `system_admin`,
    /// `security_admin`, `audit_admin`.
    role: String,
    node: i64,
}

/// An account with its roles.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccountWithRoles {
    #[serde(flatten)]
    account: AccountBody,
    roles: Vec<RoleAtNode>,
}

/// Both offices that work with accounts may see them.
fn sees(caller: &Caller) -> Answer<()> {
    of_area(caller, Action::ManageAccounts).or_else(|_| of_area(caller, Action::ManageSystem))
}

/// All accounts of the area, the oldest first.
#[utoipa::path(get, path = "/accounts", tag = "accounts", params(Paging), responses(
    (status = 200, description = "one page", body = ListOf<AccountBody>),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_accounts(
    State(app): State<App>,
    caller: Caller,
    Query(paging): Query<Paging>,
) -> Answer<Json<ListOf<AccountBody>>> {
    sees(&caller)?;
    let page = app.store.read(&caller.area).await?.accounts(&paging.page()?).await?;
    Ok(Json(ListOf::of(page, AccountBody::from)))
}

/// One account with its roles.
#[utoipa::path(get, path = "/accounts/{account}", tag = "accounts", params(("account" = i64, Path)),
    responses(
    (status = 200, description = "the account", body = AccountWithRoles),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_account(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Answer<Json<AccountWithRoles>> {
    sees(&caller)?;
    let mut reader = app.store.read(&caller.area).await?;
    let account = reader.account(id).await?.into();
    let roles = reader.grants(id).await?.into_iter();
    let role = |g: zs_store::Grant| RoleAtNode { role: g.role.word().to_owned(), node: g.node };
    Ok(Json(AccountWithRoles { account, roles: roles.map(role).collect() }))
}

/// An account to create.
#[derive(Deserialize, ToSchema)]
pub(crate) struct AccountToCreate {
    /// The name to log in with: 2 to 40 letters, digits, dots, dashes.
    login: String,
    /// The name that others see.
    name: String,
    /// The node that it belongs to.
    node: i64,
}

/// Another name and node.
#[derive(Deserialize, ToSchema)]
pub(crate) struct AccountNames {
    name: String,
    node: i64,
}

/// Create an account without password and roles; the security administrator gives both.
#[utoipa::path(post, path = "/accounts", tag = "accounts", request_body = AccountToCreate, responses(
    (status = 201, description = "created", body = AccountBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn create_account(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<AccountToCreate>,
) -> Answer {
    of_area(&caller, Action::ManageSystem)?;
    acceptable_login(&new.login)?;
    text("姓名", "name", &new.name, 60)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let now = deed.now;
    let AccountToCreate { login, name, node } = &new;
    let account =
        NewAccount { login, name: name.trim(), node: *node, password: "", password_at: 0, now };
    let id = deed.create_account(&account).await?;
    let body = AccountBody::from(deed.account(id).await?);
    told(&mut deed, "account.create", id, json!({ "login": login, "node": node })).await?;
    deed.done(StatusCode::CREATED, &body).await
}

/// What a login may look like.
fn acceptable_login(login: &str) -> Answer<()> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    if (2..=40).contains(&login.len()) && login.bytes().all(plain) {
        return Ok(());
    }
    let zh = "用户名应为 2 至 40 个字母、数字、点或短横。";
    let en = "a login has 2 to 40 letters, digits, dots or dashes";
    Err(Problem::new(ProblemKind::Invalid).because(zh, en))
}

/// Give an account another name and node.
#[utoipa::path(put, path = "/accounts/{account}", tag = "accounts", params(("account" = i64, Path)),
    request_body = AccountNames, responses(
    (status = 200, description = "changed", body = AccountBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn update_account(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(names): Body<AccountNames>,
) -> Answer {
    of_area(&caller, Action::ManageSystem)?;
    text("姓名", "name", &names.name, 60)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    let before = deed.account(id).await?;
    deed.update_account(id, names.name.trim(), names.node).await?;
    let body = AccountBody::from(deed.account(id).await?);
    let change = json!({ "before": { "node": before.node }, "after": { "node": names.node } });
    told(&mut deed, "account.update", id, change).await?;
    deed.done(StatusCode::OK, &body).await
}

/// What the security administrator may do to an account that is not their own.
async fn secured<'a>(app: &'a App, caller: &'a Caller, id: i64) -> Answer<Deed<'a>> {
    of_area(caller, Action::ManageAccounts)?;
    if caller.account == id {
        let zh = "不能更改自己的权限、密码或锁定，请由另一位安全管理员办理。";
        let en =
            "nobody changes own roles, password or locks here: ask another security administrator";
        return Err(Problem::new(ProblemKind::Forbidden).because(zh, en));
    }
    Deed::begin(app, caller).await
}

/// A first password.
#[derive(Deserialize, ToSchema)]
pub(crate) struct FirstPassword {
    password: String,
}

/// Set a password that must be changed at the next login; the account's sessions end.
#[utoipa::path(put, path = "/accounts/{account}/password", tag = "accounts",
    params(("account" = i64, Path)), request_body = FirstPassword, responses(
    (status = 200, description = "set", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn reset_password(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(new): Body<FirstPassword>,
) -> Answer {
    of_area(&caller, Action::ManageAccounts)?;
    let login = app.store.read(&caller.area).await?.account(id).await?.login;
    password::acceptable(&new.password, &login, app.settings.password_length)?;
    let hash = password::hash(&new.password).await?;
    let mut deed = secured(&app, &caller, id).await?;
    deed.set_password(id, &hash, 0).await?;
    deed.end_sessions(id).await?;
    told(&mut deed, "account.password", id, json!({})).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

/// Shut out, or let in again.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Disabling {
    disabled: bool,
}

/// Let an account in no more (its sessions end), or let it in again.
#[utoipa::path(post, path = "/accounts/{account}/disable", tag = "accounts",
    params(("account" = i64, Path)), request_body = Disabling, responses(
    (status = 200, description = "done", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn disable_account(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(wish): Body<Disabling>,
) -> Answer {
    let mut deed = secured(&app, &caller, id).await?;
    let at = wish.disabled.then_some(deed.now);
    deed.disable_account(id, at).await?;
    let action = if wish.disabled { "account.disable" } else { "account.enable" };
    told(&mut deed, action, id, json!({})).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

/// Forget wrong passwords: the account may log in before its lock ends.
#[utoipa::path(post, path = "/accounts/{account}/unlock", tag = "accounts",
    params(("account" = i64, Path)), responses(
    (status = 200, description = "unlocked", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn unlock_account(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    let mut deed = secured(&app, &caller, id).await?;
    deed.unlock_account(id).await?;
    told(&mut deed, "account.unlock", id, json!({})).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

/// End all sessions of an account.
#[utoipa::path(delete, path = "/accounts/{account}/sessions", tag = "accounts",
    params(("account" = i64, Path)), responses(
    (status = 200, description = "ended", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn end_sessions(State(app): State<App>, caller: Caller, Path(id): Path<i64>) -> Answer {
    of_area(&caller, Action::ManageAccounts)?;
    let mut deed = Deed::begin(&app, &caller).await?;
    deed.account(id).await?;
    let ended = deed.end_sessions(id).await?;
    told(&mut deed, "account.end_sessions", id, json!({ "sessions": ended })).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

fn role(word: &str) -> Answer<Role> {
    Role::parse(word).ok_or_else(|| {
        let words: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
        let words = words.join("、");
        let en = format!("role: one of {words}");
        Problem::new(ProblemKind::Invalid).because(format!("role 应为：{words}。"), en)
    })
}

/// Give an account a role at a node; it reaches the node's whole branch.
#[utoipa::path(post, path = "/accounts/{account}/roles", tag = "accounts",
    params(("account" = i64, Path)), request_body = RoleAtNode, responses(
    (status = 201, description = "given", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn grant_role(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Body(new): Body<RoleAtNode>,
) -> Answer {
    let mut deed = secured(&app, &caller, id).await?;
    let role = role(&new.role)?;
    deed.account(id).await?;
    deed.node(new.node).await?;
    let held = deed.grants(id).await?;
    if let Some(other) = held.iter().find(|held| !compatible(held.role, role)) {
        let other = other.role.word();
        let zh = format!("与已有角色 {other} 不相容：三类管理员各自独立，也不兼任业务角色。");
        let en = format!("not together with {other}: each administrator stands alone");
        return Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    }
    let now = deed.now;
    deed.grant_role(id, new.node, role, Some(caller.account), now).await?;
    told(&mut deed, "role.grant", id, json!({ "role": role.word(), "node": new.node })).await?;
    deed.done(StatusCode::CREATED, &Done::yes()).await
}

/// Take a role away.
#[utoipa::path(delete, path = "/accounts/{account}/roles/{role}/{node}", tag = "accounts",
    params(("account" = i64, Path), ("role" = String, Path), ("node" = i64, Path)), responses(
    (status = 200, description = "taken away", body = Done),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn revoke_role(
    State(app): State<App>,
    caller: Caller,
    Path((id, word, node)): Path<(i64, String, i64)>,
) -> Answer {
    let mut deed = secured(&app, &caller, id).await?;
    let role = role(&word)?;
    if !deed.revoke_role(id, node, role).await? {
        return Err(Problem::new(ProblemKind::NotFound));
    }
    told(&mut deed, "role.revoke", id, json!({ "role": role.word(), "node": node })).await?;
    deed.done(StatusCode::OK, &Done::yes()).await
}

async fn told(deed: &mut Deed<'_>, action: &str, id: i64, detail: Value) -> Answer<()> {
    let id = id.to_string();
    deed.audit(Told { action, object: "account", id, detail, ..Told::default() }).await
}

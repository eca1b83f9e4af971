//! The rules that a check goes by, each with its page.
use crate::api::findings::lang;
use crate::app::App;
use crate::caller::Caller;
use crate::input::Path;
use crate::problem::{Answer, Problem, ProblemBody, ProblemKind};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use zs_engine::{Lang, RULES, Rule, by_name};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_rules)).routes(routes!(get_rule))
}

/// A rule as lists show it.
#[derive(Serialize, ToSchema)]
pub(crate) struct RuleRow {
    /// Stable name.
    name: &'static str,
    /// Stable code.
    code: &'static str,
    /// `A`: figures, blanks, codes; `B`: needs word lists; `C`: language.
    tier: &'static str,
    /// The severity of a finding that has no reason for another.
    severity: &'static str,
    /// What it looks for.
    title: &'static str,
    /// The written requirement behind it.
    basis: Option<&'static str>,
    /// The version that brought it.
    since: &'static str,
}

impl RuleRow {
    const fn of(rule: &Rule, lang: Lang) -> Self {
        Self {
            name: rule.name,
            code: rule.code,
            tier: rule.tier.word(),
            severity: rule.severity.word(),
            title: pick(lang, rule.title.zh, rule.title.en),
            basis: rule.basis,
            since: rule.since,
        }
    }
}

/// All rules.
#[derive(Serialize, ToSchema)]
pub(crate) struct RuleList {
    items: Vec<RuleRow>,
}

/// One of a rule's messages; `{name}` stands for a piece of evidence.
#[derive(Serialize, ToSchema)]
pub(crate) struct RuleMessage {
    key: &'static str,
    /// What is wrong.
    text: &'static str,
    /// What to do.
    help: &'static str,
}

/// A rule with its page.
#[derive(Serialize, ToSchema)]
pub(crate) struct RulePageBody {
    #[serde(flatten)]
    row: RuleRow,
    messages: Vec<RuleMessage>,
    /// The page in Markdown (Chinese, with an English title): why, and examples that are flagged and clean.
    page: &'static str,
}

const fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Every rule, in the order of the codes.
#[utoipa::path(get, path = "/rules", tag = "check", responses(
    (status = 200, description = "the rules", body = RuleList),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn list_rules(caller: Caller) -> Json<RuleList> {
    let lang = lang(&caller);
    let mut items: Vec<RuleRow> = RULES.iter().map(|rule| RuleRow::of(rule, lang)).collect();
    items.sort_by_key(|rule| rule.code);
    Json(RuleList { items })
}

/// One rule with its page.
#[utoipa::path(get, path = "/rules/{rule}", tag = "check", params(("rule" = String, Path)), responses(
    (status = 200, description = "the rule", body = RulePageBody),
    (status = "4XX", description = "refused", body = ProblemBody, content_type = "application/problem+json")))]
async fn get_rule(caller: Caller, Path(name): Path<String>) -> Answer<Json<RulePageBody>> {
    let rule = by_name(&name).ok_or_else(|| Problem::new(ProblemKind::NotFound))?;
    let lang = lang(&caller);
    let message = |message: &zs_engine::Message| RuleMessage {
        key: message.key,
        text: pick(lang, message.zh, message.en),
        help: pick(lang, message.help_zh, message.help_en),
    };
    let messages = rule.messages.iter().map(message).collect();
    Ok(Json(RulePageBody { row: RuleRow::of(rule, lang), messages, page: rule.page }))
}

//! How an area weighs the rules: kept as one setting, given to every check of the area's documents.
use crate::problem::{Answer, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use zs_store::{Reader, Writer};

const NAME: &str = "check";

/// What an area changes of the rules as they come.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RuleSettings {
    /// A profile's id; without it the document chooses.
    pub profile: Option<String>,
    /// Rules that are switched off, by name.
    pub disabled: Vec<String>,
    /// Another severity by rule: `info`, `warning`, `error`.
    pub severity: BTreeMap<String, String>,
}

impl RuleSettings {
    /// The settings as the check takes them.
    ///
    /// # Errors
    /// `Invalid` for a rule, profile or severity that does not exist.
    pub fn engine(&self) -> Answer<zs_engine::Settings> {
        let mut severity = BTreeMap::new();
        for (rule, word) in &self.severity {
            severity.insert(rule.clone(), of_word(word)?);
        }
        let settings = zs_engine::Settings {
            profile: self.profile.clone(),
            ignore: self.disabled.clone(),
            severity,
            ..zs_engine::Settings::default()
        };
        let unknown = settings.unknown().join(", ");
        if unknown.is_empty() {
            return Ok(settings);
        }
        let zh = format!("没有这样的规则或口径：{unknown}。");
        let en = format!("no such rule or profile: {unknown}");
        Err(Problem::new(ProblemKind::Invalid).because(zh, en))
    }
}

fn of_word(word: &str) -> Answer<zs_model::Severity> {
    use zs_model::Severity::{Error, Info, Warning};
    [Info, Warning, Error].into_iter().find(|severity| severity.word() == word).ok_or_else(|| {
        let zh = format!("程度应是 info、warning 或 error，现在是“{word}”。");
        let en = format!("a severity is info, warning or error, not \"{word}\"");
        Problem::new(ProblemKind::Invalid).because(zh, en)
    })
}

/// What the area has set; nothing where nobody has.
///
/// # Errors
/// `Unavailable`.
pub async fn stored(reader: &mut Reader) -> Answer<RuleSettings> {
    let kept = reader.setting(NAME).await?;
    // A setting that a newer program wrote must not stop every save: then the rules run as they come.
    Ok(kept.and_then(|kept| serde_json::from_str(&kept.value).ok()).unwrap_or_default())
}

/// The settings for a check of this area's documents.
///
/// # Errors
/// `Unavailable`.
pub async fn rule_settings(reader: &mut Reader) -> Answer<zs_engine::Settings> {
    Ok(stored(reader).await?.engine().unwrap_or_default())
}

/// Keeps them.
///
/// # Errors
/// `Unavailable`.
pub async fn keep(writer: &mut Writer, settings: &RuleSettings, by: i64, now: i64) -> Answer<()> {
    let value = serde_json::to_string(settings).map_err(|_| Problem::new(ProblemKind::Internal))?;
    Ok(writer.keep_setting(NAME, &value, Some(by), now).await?)
}

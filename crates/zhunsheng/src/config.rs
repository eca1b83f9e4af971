//! `zhunsheng.toml`: which rules run, how they weigh, and which findings are waived.
use crate::say::Lang;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use zs_engine::Settings;
use zs_engine::reports::{FileReport, Shown, Waived};
use zs_model::Severity;

/// The name looked for beside the documents.
pub const NAME: &str = "zhunsheng.toml";

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `[check]`.
    pub check: CheckSection,
    /// `[server]`.
    pub server: zs_server::Settings,
    /// `[[waiver]]`.
    #[serde(rename = "waiver")]
    pub waivers: Vec<Waiver>,
}

/// `[check]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CheckSection {
    /// A profile's id; without it the document chooses.
    pub profile: Option<String>,
    /// Only these rules.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// Another severity by rule: `level2-missing = "info"`.
    pub severity: BTreeMap<String, String>,
}

/// `[[waiver]]`: findings that a named person accepts, with a reason, until a day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule's name or code.
    pub rule: String,
    /// Why it is accepted.
    pub reason: String,
    /// Who accepted it.
    pub approver: String,
    /// The last day on which it holds, `YYYY-MM-DD`.
    pub expires: String,
    /// Only in files whose name ends so.
    pub file: Option<String>,
    /// Only in the project of this name or code.
    pub project: Option<String>,
    /// Only in the row of this 三级指标.
    pub indicator: Option<String>,
}

impl Config {
    /// Reads the file given, or the one beside `document`, or nothing.
    pub fn find(given: Option<&Path>, document: &Path, lang: Lang) -> Result<Self> {
        let beside =
            document.parent().map(|folder| folder.join(NAME)).filter(|path| path.is_file());
        let inside = Some(document.join(NAME)).filter(|path| path.is_file());
        match given.map(PathBuf::from).or(inside).or(beside) {
            Some(path) => Self::read(&path, lang),
            None => Ok(Self::default()),
        }
    }

    /// Reads the file given, or the one in the current folder, or nothing.
    pub fn here(given: Option<&Path>, lang: Lang) -> Result<Self> {
        Self::find(given, Path::new("."), lang)
    }

    fn read(path: &Path, lang: Lang) -> Result<Self> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).with_context(|| {
            lang.pick(
                format!("不能读配置文件 {shown}"),
                format!("cannot read the configuration {shown}"),
            )
        })?;
        let config: Self = toml::from_str(&text).with_context(|| {
            lang.pick(
                format!("配置文件 {shown} 有误"),
                format!("the configuration {shown} is wrong"),
            )
        })?;
        if let Some(waiver) = config.waivers.iter().find(|waiver| !is_date(&waiver.expires)) {
            bail!(lang.pick(
                format!(
                    "{shown}：豁免 {} 的 expires 应写成 YYYY-MM-DD，现在是“{}”",
                    waiver.rule, waiver.expires
                ),
                format!(
                    "{shown}: expires of waiver {} must be YYYY-MM-DD, is \"{}\"",
                    waiver.rule, waiver.expires
                ),
            ));
        }
        Ok(config)
    }

    /// The settings of the check; the command line's own words come on top.
    pub fn settings(&self, select: &[String], ignore: &[String], lang: Lang) -> Result<Settings> {
        let mut severity = BTreeMap::new();
        for (rule, word) in &self.check.severity {
            severity.insert(rule.clone(), severity_of(word, lang)?);
        }
        let chosen = if select.is_empty() { &self.check.select } else { select };
        let ignore = self.check.ignore.iter().chain(ignore).cloned().collect();
        let settings = Settings {
            profile: self.check.profile.clone(),
            select: chosen.to_vec(),
            ignore,
            severity,
        };
        let unknown = settings.unknown();
        if !unknown.is_empty() {
            let unknown = unknown.join(", ");
            bail!(lang.pick(
                format!("没有这样的规则或口径：{unknown}。用 zhunsheng rule 看全部规则。"),
                format!("no such rule or profile: {unknown}; `zhunsheng rule` lists the rules"),
            ));
        }
        Ok(settings)
    }

    /// Marks the findings that a waiver covers today.
    pub fn waive(&self, report: &mut FileReport, today: &str) {
        let FileReport { file, document, findings, .. } = report;
        for shown in findings {
            let covering = self.waivers.iter().find(|w| w.covers(file, document, shown, today));
            shown.waived = covering.map(|waiver| Waived {
                reason: waiver.reason.clone(),
                approver: waiver.approver.clone(),
                expires: waiver.expires.clone(),
            });
        }
    }
}

impl Waiver {
    fn covers(
        &self,
        file: &str,
        document: &zs_model::Document,
        shown: &Shown,
        today: &str,
    ) -> bool {
        let finding = &shown.finding;
        let rule = self.rule == finding.rule || self.rule == shown.code;
        let scope = finding.at.scope;
        let project = scope.project().and_then(|ordinal| {
            document.projects.iter().find(|project| project.ordinal == ordinal)
        });
        let row = scope.indicator().and_then(|row| {
            let index = usize::try_from(row).ok()?.checked_sub(1)?;
            project?.indicators.get(index)
        });
        let same = |wanted: &Option<String>, is: &[Option<&str>]| {
            wanted.as_deref().is_none_or(|wanted| is.contains(&Some(wanted)))
        };
        let names = project.map(|p| [p.name.as_deref(), p.title.as_deref(), p.code.as_deref()]);
        rule && today <= self.expires.as_str()
            && self.file.as_deref().is_none_or(|end| file.ends_with(end))
            && same(&self.project, names.as_ref().map_or(&[], |names| names))
            && same(&self.indicator, &[row.and_then(|row| row.level3.as_deref())])
    }
}

fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    shape && bytes.iter().enumerate().all(|(at, b)| [4, 7].contains(&at) || b.is_ascii_digit())
}

/// `info`, `warning`, `error`.
pub fn severity_of(word: &str, lang: Lang) -> Result<Severity> {
    let all = [Severity::Info, Severity::Warning, Severity::Error];
    let found = all.into_iter().find(|severity| severity.word() == word);
    found.with_context(|| {
        lang.pick(
            format!("程度应是 info、warning 或 error，现在是“{word}”"),
            format!("a severity is info, warning or error, not \"{word}\""),
        )
    })
}

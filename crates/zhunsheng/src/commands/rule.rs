//! `rule`: one rule's page, or the list of all.
use crate::args::Rule as Args;
use crate::say::Say;
use anyhow::{Result, bail};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;
use zs_engine::{RULES, Rule};

/// Runs the command.
pub fn run(args: &Args, say: &Say) -> Result<ExitCode> {
    let text = match &args.name {
        Some(name) => {
            let wanted = name.to_ascii_uppercase();
            let found = RULES.iter().find(|rule| rule.name == name || rule.code == wanted);
            let Some(rule) = found else {
                bail!(say.lang.pick(
                    format!("没有规则“{name}”。用 zhunsheng rule 看全部规则。"),
                    format!("there is no rule \"{name}\"; `zhunsheng rule` lists them"),
                ));
            };
            one(rule, &args.format, say)
        }
        None => all(&args.format, say),
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn one(rule: &Rule, format: &str, say: &Say) -> String {
    match format {
        "json" => format!("{:#}\n", facts(rule, true)),
        "md" => rule.page.to_owned(),
        _ => {
            let title = say.lang.pick(rule.title.zh, rule.title.en);
            let mut out = format!("{} {} — {title}\n", rule.code, rule.name);
            let words = [
                (say.lang.pick("等级", "tier"), rule.tier.word()),
                (say.lang.pick("程度", "severity"), rule.severity.word()),
                (say.lang.pick("依据", "basis"), rule.basis.unwrap_or("—")),
            ];
            for (label, word) in words {
                let _ = write!(out, "{label} {word}  ");
            }
            out.truncate(out.trim_end().len());
            format!("{out}\n\n{}", rule.page)
        }
    }
}

fn all(format: &str, say: &Say) -> String {
    if format == "json" {
        let list: Vec<Value> = RULES.iter().map(|rule| facts(rule, false)).collect();
        return format!("{:#}\n", Value::from(list));
    }
    let mut out = String::new();
    if format == "md" {
        let head = say.lang.pick(
            "| 编码 | 名称 | 等级 | 程度 | 说明 |",
            "| Code | Name | Tier | Severity | Title |",
        );
        let _ = writeln!(out, "{head}\n| --- | --- | --- | --- | --- |");
    }
    for rule in RULES {
        let title = say.lang.pick(rule.title.zh, rule.title.en);
        let (code, name, tier, severity) = (rule.code, rule.name, rule.tier.word(), rule.severity);
        let _ = if format == "md" {
            writeln!(out, "| {code} | {name} | {tier} | {severity} | {title} |")
        } else {
            writeln!(
                out,
                "{code}  {tier}  {severity:<7}  {name:<45}  {title}",
                severity = severity.word()
            )
        };
    }
    out
}

fn facts(rule: &Rule, page: bool) -> Value {
    let mut value = json!({
        "name": rule.name,
        "code": rule.code,
        "tier": rule.tier.word(),
        "severity": rule.severity.word(),
        "title": { "zh": rule.title.zh, "en": rule.title.en },
        "basis": rule.basis,
        "since": rule.since,
    });
    if page {
        value["page"] = rule.page.into();
    }
    value
}

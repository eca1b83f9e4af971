//! `new rule`: the rule, its page, and its two lines in the list.
use super::{create, edit, insert, named};
use anyhow::{Context as _, Result, bail};

const RULES: &str = "crates/zs-check/src/rules";

#[derive(clap::Args)]
pub struct Args {
    /// A code that was never used before, like JX207
    code: String,
    /// What is wrong, never what to do, like target-without-unit
    name: String,
    /// Folder of related rules, like target
    #[arg(long)]
    family: String,
}

pub fn run(args: &Args) -> Result<()> {
    named(&args.name, '-')?;
    named(&args.family, '_')?;
    let code = args.code.to_lowercase();
    named(&code, '_')?;
    let stem = format!("{code}_{}", args.name.replace('-', "_"));
    let file = format!("{RULES}/{}/{stem}.rs", args.family);
    if !crate::tidy::is_rule(&file) {
        bail!("\"{}\": a code is letters, then digits", args.code);
    }
    let fill = |text: &str| {
        text.replace("{code}", &args.code.to_uppercase())
            .replace("{name}", &args.name)
            .replace("{stem}", &stem)
    };
    create(&file, &fill(RULE))?;
    create(&file.replace(".rs", ".md"), &fill(PAGE))?;
    edit(&format!("{RULES}/mod.rs"), |list| listed(list, &args.family, &code, &stem))?;
    println!(
        "write the page first, see it fail (`cargo xtask test rules`), then write the function"
    );
    Ok(())
}

/// The list with the rule in it: in its family's block, and in `RULES` sorted by code.
fn listed(list: &str, family: &str, code: &str, stem: &str) -> Result<String> {
    if list.contains(&format!("{code}_")) {
        bail!("the code {} is taken", code.to_uppercase());
    }
    let module = format!("    pub(super) mod {stem};");
    let block = |list: &str, start: &str| {
        insert(list, start, "}", &module, |line| line > module.trim_start())
    };
    let with_module = block(list, &format!("mod {family} {{"))
        .or_else(|| block(list, &format!("pub(crate) mod {family} {{")))
        .or_else(|| {
            let family = format!("mod {family} {{\n{module}\n}}\n");
            let at = list.find("\n/// Every rule")? + 1;
            Some(format!("{}{family}{}", &list[..at - 1], &list[at - 1..]))
        });
    let entry = format!("    &{family}::{stem}::RULE,");
    let later = |line: &str| {
        let stem = line.rsplit("::").nth(1).unwrap_or("");
        stem.split('_').next().is_some_and(|other| other > code)
    };
    with_module
        .and_then(|list| insert(&list, "pub static RULES", "]", &entry, later))
        .context("the list in rules/mod.rs has an unknown shape: add the two lines by hand")
}

const RULE: &str = r#"//! TODO: one sentence that says what is wrong.
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "{name}",
    code: "{code}",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "TODO", en: "TODO" },
    messages: &[Message {
        key: "TODO",
        zh: "TODO: 哪里错了",
        en: "TODO: what is wrong",
        help_zh: "TODO: 怎么改",
        help_en: "TODO: what to do",
    }],
    basis: None,
    since: "TODO",
    page: include_str!("{stem}.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.indicator.level3.is_none() {
        sink.push(Draft::at(cx.at(Field::Level3)));
    }
}
"#;

const PAGE: &str = r#"# TODO 中文标题 — TODO title

> TODO: one line in English.

TODO：为什么要紧，怎么改。

## 会报

```form
项目：TODO | | 预算 10.00
```
```findings
{name} 项目1·TODO
```

TODO：第二个会报的例子。

## 不报

TODO：看起来像错、其实是对的，至少两个例子。

```form
项目：TODO | | 预算 10.00
```
"#;

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "//! x\n\nmod form {\n    pub(super) mod jx111_a;\n}\nmod plan {\n    pub(super) mod jx131_b;\n}\n\n\
                        /// Every rule.\npub static RULES: &[&Rule] = &[\n    &form::jx111_a::RULE,\n    &plan::jx131_b::RULE,\n];\n";

    #[test]
    fn a_rule_takes_its_place_in_the_list() {
        let list = listed(LIST, "form", "jx112", "jx112_c").unwrap();
        assert!(list.contains("jx111_a;\n    pub(super) mod jx112_c;\n}"), "{list}");
        assert!(list.contains("jx111_a::RULE,\n    &form::jx112_c::RULE,\n    &plan"), "{list}");
    }

    #[test]
    fn a_new_family_gets_its_block() {
        let list = listed(LIST, "code", "jx201", "jx201_d").unwrap();
        assert!(list.contains("}\nmod code {\n    pub(super) mod jx201_d;\n}\n\n///"), "{list}");
        assert!(list.contains("jx131_b::RULE,\n    &code::jx201_d::RULE,\n];"), "{list}");
    }

    #[test]
    fn a_code_is_used_once() {
        assert!(listed(LIST, "form", "jx131", "jx131_e").is_err());
    }
}

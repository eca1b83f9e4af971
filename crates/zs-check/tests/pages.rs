//! Every rule's page is its test: what `## 会报` shows must be found, what `## 不报` shows must not.
mod page;

use page::{Example, examples, expected, form};
use zs_check::{Check, RULES, Rule, Settings, check, text};

/// The findings of one rule, written as a page writes them.
fn found(rule: &Rule, example: &Example) -> Vec<String> {
    let document = form::read(&example.form)
        .unwrap_or_else(|e| panic!("{}, line {}: {e}", rule.name, example.line));
    let settings = Settings { select: vec![rule.name.to_owned()], ..Settings::default() };
    let findings = check(&document, &settings).findings;
    for finding in &findings {
        for lang in [text::Lang::Zh, text::Lang::En] {
            let (message, help) = text::render(finding, lang);
            assert!(
                !message.contains('{') && !help.contains('{'),
                "{}: {message} {help}",
                rule.name
            );
        }
    }
    findings.iter().map(expected::write).collect()
}

#[test]
fn every_example_on_every_page_holds() {
    let only = std::env::var("ZS_RULE").ok();
    let mut wrong = Vec::new();
    for rule in RULES.iter().filter(|rule| !matches!(rule.check, Check::Reader)) {
        if only.as_ref().is_some_and(|only| rule.name != only && !rule.code.starts_with(only)) {
            continue;
        }
        for example in examples(rule.page) {
            let found = found(rule, &example);
            let wanted: Vec<_> =
                example.findings.iter().filter(|w| w.starts_with(rule.name)).collect();
            let fits = found.len() == wanted.len()
                && wanted.iter().all(|w| found.iter().any(|f| expected::fits(w, f)));
            if !fits {
                let line = example.line;
                wrong.push(format!(
                    "{}, line {line}:\n  page: {wanted:?}\n  rule: {found:?}",
                    rule.name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_has_a_title_a_summary_and_two_examples_of_each_kind() {
    for rule in RULES {
        let mut lines = rule.page.lines();
        let title = format!("# {} — {}", rule.title.zh, rule.title.en);
        assert_eq!(lines.next(), Some(title.as_str()), "{}: first line", rule.name);
        let summary = lines.find(|line| !line.is_empty()).unwrap_or_default();
        assert!(summary.starts_with("> "), "{}: one line of summary in English", rule.name);
        if matches!(rule.check, Check::Reader) {
            continue;
        }
        let (flagged, clean): (Vec<_>, Vec<_>) =
            examples(rule.page).into_iter().partition(|e| e.flagged);
        assert!(flagged.len() >= 2, "{}: two examples under 会报", rule.name);
        assert!(clean.len() >= 2, "{}: two examples under 不报", rule.name);
        assert!(
            flagged.iter().all(|e| !e.findings.is_empty()),
            "{}: 会报 without findings",
            rule.name
        );
        assert!(clean.iter().all(|e| e.findings.is_empty()), "{}: 不报 with findings", rule.name);
    }
}

#[test]
fn names_and_codes_are_unique_and_sorted() {
    assert!(RULES.is_sorted_by(|a, b| a.code < b.code), "sort the list by code");
    for rule in RULES {
        assert_eq!(
            RULES.iter().filter(|other| other.name == rule.name).count(),
            1,
            "{}",
            rule.name
        );
    }
}

#[test]
fn both_languages_say_the_same() {
    for rule in RULES {
        assert!(!rule.messages.is_empty(), "{} says nothing", rule.name);
        for message in rule.messages {
            let at = format!("{}/{}", rule.name, message.key);
            assert_eq!(text::placeholders(message.zh), text::placeholders(message.en), "{at}");
            let help = [message.help_zh, message.help_en].map(text::placeholders);
            assert_eq!(help[0], help[1], "{at}, help");
            let empty = [message.zh, message.en, message.help_zh, message.help_en].contains(&"");
            assert!(!empty, "{at} has an empty text");
        }
    }
}

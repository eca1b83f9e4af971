//! A long sentence of the overall part, or of one project's goals, that stands twice.
use super::passages::{self, Passage};
use crate::cx::DocumentCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use std::borrow::Cow;
use std::collections::BTreeMap;
use zs_model::{Field, FieldRef, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "duplicated-text",
    code: "JX311",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "同一句话写了两遍", en: "Sentence written twice" },
    messages: &[
        Message {
            key: "sentence",
            zh: "这句话在{where}已经写过：“{sentence}”。",
            en: "This sentence already stands in {where}: \"{sentence}\".",
            help_zh: "请删去重复的一处；若本应写别的内容，请改写。",
            help_en: "Delete one of the two, or write what should stand here.",
        },
        Message {
            key: "headings",
            zh: "分项绩效目标与工作保障措施有{count}个标题逐字相同：{sentence}。",
            en: "{count} sub-goals and safeguards have the same headings ({sentence}).",
            help_zh: "分项目标写要达到的结果，保障措施写怎样保证；请分别写。",
            help_en: "Sub-goals state results, safeguards state how they are secured; write them apart.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx311_duplicated_text.md"),
    check: Check::Document(check),
};

/// Shortest sentence, in characters, that is not a standing phrase.
const LONG: usize = 15;
/// Closing sentences begin like this, and may stand at the end of several items.
const CLOSING: &[&str] =
    &["确保", "保证", "保障", "切实", "提高", "提升", "为", "以", "促进", "推动"];

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    twice(passages::overall(&cx.document.overall), sink);
    for project in &cx.document.projects {
        twice(passages::goals(project), sink);
    }
    headings(cx, sink);
}

fn twice<'a>(passages: impl Iterator<Item = Passage<'a>>, sink: &mut Sink<'_>) {
    let mut seen: BTreeMap<Cow<'_, str>, (FieldRef, bool)> = BTreeMap::new();
    for (at, text) in passages {
        let sentences: Vec<Cow<'_, str>> = words::sentences(text).map(words::normal_form).collect();
        for (n, sentence) in sentences.iter().enumerate().filter(|(_, s)| s.chars().count() >= LONG)
        {
            let closing = n > 0
                && n + 1 == sentences.len()
                && CLOSING.iter().any(|w| sentence.starts_with(w));
            let Some((first, closes)) = seen.insert(sentence.clone(), (at, closing)) else {
                continue;
            };
            if !(closing && closes) {
                let place = format!("{}第{}条", passages::title(first.field), first.item.max(1));
                sink.push(
                    Draft::at(at)
                        .text(sentence.as_ref())
                        .arg("sentence", sentence)
                        .arg("where", place),
                );
            }
        }
    }
}

/// Sub-goals that are nothing but the headings of the safeguards.
fn headings(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let heading = |text: &String| words::sentences(text).next().map(words::normal);
    let heads: Vec<String> = cx.document.overall.safeguards.iter().filter_map(heading).collect();
    let goals = cx.document.overall.sub_goals.iter().map(|goal| words::normal(goal));
    let same: Vec<String> =
        goals.filter(|goal| goal.chars().count() >= 5 && heads.contains(goal)).collect();
    if same.len() >= 2 {
        let draft = Draft::at(FieldRef::new(Scope::Overall, Field::SubGoals)).message("headings");
        let draft = draft.arg("sentence", same.join("、")).arg("count", same.len());
        sink.push(draft.severity(Severity::Warning));
    }
}

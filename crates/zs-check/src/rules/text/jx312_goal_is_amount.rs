//! A goal that consists of a name and an amount.
use crate::cx::CellCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_catalog::TermFile;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "goal-is-amount",
    code: "JX312",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "绩效目标只是一笔金额", en: "Goal is only an amount" },
    messages: &[Message {
        key: "amount",
        zh: "绩效目标“{goal}”只写了金额，没有写用这笔钱做成什么。",
        en: "The goal \"{goal}\" is only an amount; it does not say what is achieved.",
        help_zh: "请写明产出和效果：做什么、做多少、达到什么程度、何时完成。",
        help_en: "State output and effect: what, how much, how well, by when.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx312_goal_is_amount.md"),
    check: Check::Cell(check),
};

fn check(cx: &CellCx<'_>, sink: &mut Sink<'_>) {
    if !matches!(cx.at.field, Field::Goal | Field::SubGoals | Field::Goals | Field::PeriodGoal) {
        return;
    }
    if !cx.text.contains('元') {
        return;
    }
    let terms = cx.cx.terms.get("goal-words");
    let sentences: Vec<String> = words::sentences(cx.text).map(words::normal).collect();
    for sentence in &sentences {
        let labelled =
            sentence.split_once(':').filter(|(label, _)| terms.group("labels").has(label));
        let goal = labelled.map_or(sentence.as_str(), |(_, goal)| goal);
        if (labelled.is_some() || sentences.len() == 1) && is_amount(goal, terms) {
            sink.push(Draft::at(cx.at).text(goal).arg("goal", goal));
            return;
        }
    }
}

/// Name, figure, unit, and nothing else.
fn is_amount(goal: &str, terms: &TermFile) -> bool {
    let mut figures = words::figures(goal);
    let (Some(figure), None) = (figures.next(), figures.next()) else { return false };
    let unit = ["万元", "元", "亿元", "千元"].contains(&figure.after);
    let name = figure.before.trim_end_matches(['共', '计', ':', '约', '为', '合']);
    let headed = terms.group("heads").end_of(name).is_some();
    unit && headed && !name.contains([',', '，']) && !terms.group("results").stands_in(name)
}

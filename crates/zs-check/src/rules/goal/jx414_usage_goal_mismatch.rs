//! The purpose names one thing, the goals another.
use super::jx412_goal_unrelated::{is_bridged, is_unrelated};
use crate::content::Matter;
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "usage-goal-mismatch",
    code: "JX414",
    tier: Tier::B,
    severity: Severity::Warning,
    title: Text {
        zh: "资金用途与绩效目标不是一回事", en: "Purpose and goals differ"
    },
    messages: &[Message {
        key: "differ",
        zh: "资金用途写“{purpose}”，绩效目标写“{goal}”，没有共同的内容。",
        en: "The purpose is \"{purpose}\", the goal \"{goal}\"; they have nothing in common.",
        help_zh: "钱花在什么事上，目标就写什么事：请把两处对应起来。",
        help_en: "Goals are for what the money pays: make purpose and goals agree.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx414_usage_goal_mismatch.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let (terms, told) = (cx.cx().terms, cx.told());
    let Some(purpose) = &told.purpose else { return };
    let (spent, aimed) = (&told.about_purpose, &told.about_goals);
    // The name may hold both together (聘用人员工资: hired people here, wages there).
    let named = || {
        let name = Matter::of(terms, cx.table.name());
        name.is_related(terms, spent) && name.is_related(terms, aimed)
    };
    let enough = spent.pairs.len() >= 2 && aimed.pairs.len() >= 3;
    let linked = || spent.is_related(terms, aimed) || named() || is_bridged(cx, aimed, spent);
    if enough && !linked() && !is_unrelated(cx) {
        let first = cx.project.goals.first().map(String::as_str).unwrap_or_default();
        let draft = Draft::at(cx.at(Field::Purpose)).arg("purpose", purpose);
        sink.push(draft.arg("goal", first));
    }
}

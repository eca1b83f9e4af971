//! A unit of another kind than the name counts.
use super::reading::{is_percent, is_share_name, measured};
use super::units::{is_bare_price, is_kinds, noun};
use crate::cx::RowCx;
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Level2, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "target-unit-mismatch",
    code: "JX207",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "计量单位与名称不符", en: "Unit does not fit the name" },
    messages: &[
        Message {
            key: "noun",
            zh: "“{name}”按名称应以{units}计，指标值却是 {target}。",
            en: "\"{name}\" counts {units} by its name, but the target is {target}.",
            help_zh: "请改单位或改名称，使两者一致。",
            help_en: "Change the unit or the name so that they agree.",
        },
        Message {
            key: "kinds",
            zh: "“{name}”以“{unit}”计（{target}），看不出有多少。",
            en: "\"{name}\" is counted in \"{unit}\" ({target}), which does not say how many.",
            help_zh: "请写台、件、套等数量；按种类计的，把名称改为“……种类数”。",
            help_en: "Count pieces, or name it a number of kinds.",
        },
        Message {
            key: "siblings",
            zh: "“{name}”这里是 {target}，项目{other}同名指标是 {opposite}，口径不同。",
            en: "\"{name}\" is {target} here and {opposite} in project {other}: different measures.",
            help_zh: "请统一计量方式，或改名区别。",
            help_en: "Use one measure, or different names.",
        },
        Message {
            key: "price",
            zh: "“{name}”是单价，指标值 {target} 没有写每什么。",
            en: "\"{name}\" is a unit price, but {target} does not say per what.",
            help_zh: "请写成“元/度”“元/吨”“元/平方米”等。",
            help_en: "Write 元/度, 元/吨, 元/平方米 or the like.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx207_target_unit_mismatch.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let Some(unit) = cx.target().unit.as_ref().filter(|_| cx.target().op != Op::Unparsable) else {
        return;
    };
    let draft = || {
        let draft = Draft::at(cx.at(Field::Target)).arg("name", measured(*cx));
        draft.arg("target", cx.target_text())
    };
    if let Some((units, severity)) = noun(*cx, unit) {
        sink.push(draft().arg("units", units).severity(severity));
    } else if is_kinds(*cx, unit) {
        sink.push(draft().message("kinds").arg("unit", unit.text()).severity(Severity::Info));
    } else if is_bare_price(*cx, unit) {
        sink.push(draft().message("price"));
    } else if let Some((project, row)) = other_measure(*cx) {
        let draft = draft().message("siblings").arg("other", project);
        sink.push(draft.arg("opposite", row.target_text()));
    }
}

/// The same name with a share here and no share elsewhere.
fn other_measure(row: RowCx<'_>) -> Option<(u32, RowCx<'_>)> {
    let quantity = row.facts.level2 == Some(Level2::Quantity) || row.facts.head == Head::Time;
    if !is_percent(row) || quantity || is_share_name(row) || row.facts.is_none() {
        return None;
    }
    let mut others = row.counts();
    let other = others.find(|other| other.table.index != row.table.index)?;
    Some((other.table.project?.ordinal, other))
}

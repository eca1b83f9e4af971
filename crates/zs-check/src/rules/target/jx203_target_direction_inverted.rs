//! A ceiling where more is better, or a floor where less is better.
use super::direction::{wrong_ceiling, wrong_floor};
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "target-direction-inverted",
    code: "JX203",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "指标值方向相反", en: "Target points the wrong way" },
    messages: &[
        Message {
            key: "ceiling",
            zh: "“{name}”越高越好，却写成上限 {target}，做得越差越“达标”。",
            en: "\"{name}\" should be high, but {target} is a ceiling: the worse, the better it passes.",
            help_zh: "请改为“≥”。",
            help_en: "State a floor (≥).",
        },
        Message {
            key: "floor",
            zh: "“{name}”越低越好，却写成下限 {target}，越多越“达标”。",
            en: "\"{name}\" should be low, but {target} is a floor: the more, the better it passes.",
            help_zh: "请改为“≤”。",
            help_en: "State a ceiling (≤).",
        },
        Message {
            key: "siblings",
            zh: "“{name}”这里写 {target}，项目{other}同名指标写 {opposite}，方向相反。",
            en: "\"{name}\" is {target} here and {opposite} in project {other}: opposite directions.",
            help_zh: "请统一方向。",
            help_en: "Use one direction.",
        },
        Message {
            key: "service",
            zh: "“{name}”是服务持续的时间，写成上限 {target}，一天不服务也达标。",
            en: "\"{name}\" is how long a service lasts; as a ceiling {target} no service at all would pass.",
            help_zh: "请改为“≥”或确数。",
            help_en: "State a floor (≥) or the exact time.",
        },
        Message {
            key: "output",
            zh: "“{name}”是产出，写成上限 {target}，一个没有也达标。",
            en: "\"{name}\" is an output; as a ceiling {target} none at all would pass.",
            help_zh: "确属控制数的可以保留；否则请改为“≥”或确数。",
            help_en: "Keep it if it is a limit; else state a floor (≥) or the exact count.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx203_target_direction_inverted.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let op = cx.target().op;
    let key = match op {
        Op::Le | Op::Lt => wrong_ceiling(*cx),
        Op::Ge | Op::Gt => wrong_floor(*cx),
        _ => None,
    };
    let Some((key, severity)) = key else { return };
    let name = &cx.facts.name;
    let draft = Draft::at(cx.at(Field::Target)).arg("name", name).arg("target", cx.target_text());
    let upper = |op| matches!(op, Op::Le | Op::Lt);
    let contrary = |op: Op| {
        matches!(op, Op::Ge | Op::Gt | Op::Le | Op::Lt) && upper(op) != upper(cx.target().op)
    };
    let other =
        cx.siblings().find(|row| contrary(row.target().op)).filter(|_| severity > Severity::Info);
    let sign = if upper(op) { "≥" } else { "≤" };
    let fix = format!(
        "{sign}{}",
        cx.target_text().trim_start_matches(['≤', '≥', '<', '>', '＜', '＞', '='])
    );
    let signed = cx.target_text().starts_with(['≤', '≥', '<', '>', '＜', '＞']);
    let draft = if signed && severity > Severity::Info {
        draft.fix(cx.at(Field::Target), fix)
    } else {
        draft
    };
    match other.and_then(|row| Some((row.table.project?.ordinal, row))) {
        Some((project, row)) => {
            let draft = draft.message("siblings").severity(Severity::Error);
            sink.push(draft.arg("other", project).arg("opposite", row.target_text()));
        }
        None => sink.push(draft.message(key).severity(severity)),
    }
}

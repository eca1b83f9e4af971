//! The description measures another kind of thing than the name says.
use crate::cx::RowCx;
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "description-mismatch",
    code: "JX315",
    tier: Tier::B,
    severity: Severity::Error,
    title: Text {
        zh: "描述与指标名称说的不是一回事",
        en: "Description of another kind than the name",
    },
    messages: &[
        Message {
            key: "kind",
            zh: "“{name}”{is}，描述“{description}”说的却是{found}。",
            en: "\"{name}\" and its description \"{description}\" are of different kinds ({is}; {found}).",
            help_zh: "请按名称改写描述，或按描述改名称。",
            help_en: "Rewrite the description after the name, or the name after the description.",
        },
        Message {
            key: "satisfaction",
            zh: "“{name}”要说明谁对什么满意、怎样调查，描述“{description}”没有说{is}{found}。",
            en: "\"{name}\" must say who is satisfied with what and how it is asked; the description \"{description}\" does not{is}{found}.",
            help_zh: "请写明调查对象和调查方法。",
            help_en: "State who is asked and how.",
        },
        Message {
            key: "coverage",
            zh: "“{name}”要说明覆盖了什么、占多少，描述“{description}”说的是别的比率{is}{found}。",
            en: "\"{name}\" must say what is covered; the description \"{description}\" is about another ratio{is}{found}.",
            help_zh: "请写明应覆盖的对象和已覆盖的对象。",
            help_en: "State what should be covered and what is covered.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx315_description_mismatch.md"),
    check: Check::Row(check),
};

const MONEY: &[&str] = &["经费", "费用", "资金", "成本", "金额", "支出", "预算", "总额"];
const COUNTS: &[&str] =
    &["面积", "数量", "金额", "总额", "人数", "台数", "次数", "户数", "个数", "经费"];
const TIMES: &[&str] = &["时", "期", "月", "日", "年", "前", "天", "季", "周"];
const RATIOS: &[&str] = &["占", "比", "率", "/", "÷", "百分", "除以", "程度", "%"];
const RATES: &[&str] = &["满意度", "合格率", "覆盖率", "及时率", "出勤率", "到位率", "满意率"];
const ASKED: &[&str] = &[
    "满意", "调查", "问卷", "评价", "反馈", "对象", "测评", "访", "投诉", "认可", "意见", "评分",
    "好评", "抽查", "打分", "群众", "评议", "座谈",
];
const PEOPLE: &[&str] =
    &["人员", "职工", "居民", "学生", "家长", "患者", "干部", "单位", "村民", "农户"];

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let text = &cx.facts.description;
    if text.is_empty() || cx.facts.is_none() {
        return;
    }
    let Some((key, is, found)) = judge(cx, text) else { return };
    let severity = if key == "kind" { Severity::Error } else { Severity::Warning };
    let draft = Draft::at(cx.at(Field::Description)).message(key).severity(severity);
    let draft = draft.arg("name", &cx.facts.name).arg("description", text);
    sink.push(draft.arg("is", is).arg("found", found));
}

fn judge(cx: &RowCx<'_>, text: &str) -> Option<(&'static str, &'static str, &'static str)> {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(word));
    let name = &cx.facts.bare_name;
    match cx.facts.head {
        Head::Time if ends(MONEY) && !any(TIMES) => Some(("kind", "是时间", "钱")),
        Head::Rate if ends(COUNTS) && !any(RATIOS) => Some(("kind", "是比率", "数量或金额")),
        Head::Rate if name.ends_with("覆盖率") && off_coverage(cx, text) => {
            Some(("coverage", "", ""))
        }
        Head::Money if ends(RATES) && !name.ends_with("低成本") => {
            Some(("kind", "是金额", "比率"))
        }
        Head::Satisfaction if !(any(ASKED) || any(PEOPLE) && text.contains('对')) => {
            Some(("satisfaction", "", ""))
        }
        _ => None,
    }
}

/// A ratio without 占 that shares no word with the name.
fn off_coverage(cx: &RowCx<'_>, text: &str) -> bool {
    let ratio = ["的比率", "的比例", "的百分比"].iter().any(|end| text.ends_with(end));
    let said =
        ["占", "覆盖", "涉及", "受益", "与", "和", "除"].iter().any(|word| text.contains(word));
    let name = crate::words::shingles(&cx.facts.bare_name);
    ratio && !said && crate::words::shared(&name, &crate::words::shingles(text)) == 0
}

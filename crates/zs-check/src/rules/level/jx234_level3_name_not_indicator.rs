//! A third-level name that is a target, a means, a sentence or says nothing.
use crate::cx::RowCx;
use crate::facts::Head;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words::without_mark;
use zs_catalog::TermFile;
use zs_model::text::squeeze;
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "level3-name-not-indicator",
    code: "JX234",
    tier: Tier::B,
    severity: Severity::Info,
    title: Text { zh: "三级指标名称不像指标", en: "Name that is no indicator" },
    messages: &[
        Message {
            key: "mark",
            zh: "名称“{name}”带着序号。",
            en: "The name \"{name}\" carries a number mark.",
            help_zh: "请去掉序号。",
            help_en: "Drop the mark.",
        },
        Message {
            key: "target",
            zh: "名称“{name}”把目标值写成了指标名。",
            en: "The name \"{name}\" states the target itself.",
            help_zh: "名称写量的是什么（如“完成时间”“项目总成本”），要求写进指标值。",
            help_en: "Name what is measured (完成时间, 项目总成本); the demand belongs to the target.",
        },
        Message {
            key: "means",
            zh: "名称“{name}”是取得数据的办法，不是指标。",
            en: "The name \"{name}\" is how the data are got, no indicator.",
            help_zh: "请改为所量的事（如“受益群众满意度”），办法写进依据或描述。",
            help_en: "Name what is measured; the means belong to basis or description.",
        },
        Message {
            key: "bare",
            zh: "名称“{name}”没有写对象。",
            en: "The name \"{name}\" does not say of what.",
            help_zh: "请写明是什么、谁的（如“培训学员满意度”“围墙改造完成率”）。",
            help_en: "Say of what or whom.",
        },
        Message {
            key: "fee",
            zh: "名称“{name}”不通：费用没有度和吨。",
            en: "The name \"{name}\" makes no sense: a fee has no kilowatt-hours or tonnes.",
            help_zh: "请改为“用电量”“用水量”。",
            help_en: "Name it 用电量 or 用水量.",
        },
        Message {
            key: "sentence",
            zh: "名称“{name}”是一句话，不是指标。",
            en: "The name \"{name}\" is a sentence, no indicator.",
            help_zh: "请概括成一个可衡量的量，说明写进描述。",
            help_en: "Sum it up as one measurable quantity; explain it in the description.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx234_level3_name_not_indicator.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    if cx.facts.is_none() {
        return;
    }
    let printed = squeeze(cx.indicator.level3.as_deref().unwrap_or_default());
    let bare = without_mark(&printed);
    let at = cx.at(Field::Level3);
    if bare.len() < printed.len() && !bare.is_empty() {
        sink.push(Draft::at(at).arg("name", &printed).fix(at, bare));
    } else if let Some(key) = fault(*cx, cx.cx().terms.get("indicator-names")) {
        sink.push(Draft::at(at).message(key).arg("name", &cx.facts.name));
    }
}

fn fault(row: RowCx<'_>, terms: &TermFile) -> Option<&'static str> {
    let name = &row.facts.bare_name;
    let deadline = row.cx().terms.get("value-forms").group("deadline").stands_in(name);
    let measured =
        matches!(row.facts.head, Head::Rate | Head::Satisfaction | Head::Count | Head::Time);
    let demand = terms.group("demand").start_of(name).is_some() && row.facts.head != Head::Rate;
    if (deadline && !measured) || (demand && !measured && name.chars().count() <= 12) {
        return Some("target");
    }
    if terms.group("means").end_of(name).is_some() {
        return Some("means");
    }
    if terms.group("measured-fee").end_of(name).is_some() {
        return Some("fee");
    }
    if terms.group("bare").has(name) {
        return Some("bare");
    }
    let long = name.chars().count() > 14 && row.facts.head == Head::Other;
    (long && name.contains(['，', ',', '。'])).then_some("sentence")
}

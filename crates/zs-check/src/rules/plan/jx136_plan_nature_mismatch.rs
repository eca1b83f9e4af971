//! The spending plan does not fit what is paid for, or when it is due.
use super::timing::{carried_over, runs_to_december};
use crate::cx::ProjectCx;
use crate::natures::{Nature, is_even, nature, once};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Decimal, Field, Level2, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "plan-nature-mismatch",
    code: "JX136",
    tier: Tier::B,
    severity: Severity::Info,
    title: Text { zh: "支出计划与项目性质不符", en: "Plan does not fit the project" },
    messages: &[
        Message {
            key: "once",
            zh: "文中写“{what}”，支出计划却按季均分（{plan}）。",
            en: "The text says \"{what}\", the plan is in even quarters ({plan}).",
            help_zh: "请按实际付款时间填支出计划。",
            help_en: "Plan by the dates of payment.",
        },
        Message {
            key: "lumpy",
            zh: "“{what}”一般一次或几次付款，支出计划却按季均分（{plan}）。",
            en: "\"{what}\" is paid once or a few times, the plan is in even quarters ({plan}).",
            help_zh: "请按合同约定的付款时间填支出计划；合同确为分季付款的可以不改。",
            help_en: "Plan by the contract's dates of payment; keep it if the contract says quarters.",
        },
        Message {
            key: "early",
            zh: "支出计划 {plan}，上半年就付完；时效指标却到年底（{what}）。",
            en: "The plan {plan} pays all by mid-year, while the timeliness target runs to the year's end ({what}).",
            help_zh: "请核对付款时间和完成时间：先付后做要有依据。",
            help_en: "Check both: payment before delivery needs a reason.",
        },
        Message {
            key: "carried",
            zh: "项目编码是以前年度的（{what}），支出计划却按季均分（{plan}）。",
            en: "The code is of an earlier year ({what}), the plan is in even quarters ({plan}).",
            help_zh: "结转的余款一般一次付清，请按实际付款时间填。",
            help_en: "Carried-over balances are usually paid at once; plan by the dates of payment.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx136_plan_nature_mismatch.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let Some((key, severity, what)) = mismatch(cx) else { return };
    let plan = cx.project.plan.0.iter().map(|p| {
        p.percent.map_or_else(|| "空".to_owned(), |percent| format!("{}%", percent.normalize()))
    });
    let plan = plan.collect::<Vec<_>>().join("、");
    let draft = Draft::at(cx.at(Field::Plan)).message(key).severity(severity);
    sink.push(draft.arg("plan", plan).arg("what", what));
}

fn mismatch(cx: &ProjectCx<'_>) -> Option<(&'static str, Severity, String)> {
    if is_even(*cx) {
        let carried = || carried_over(*cx).map(|code| ("carried", Severity::Info, code.to_owned()));
        let said = once(*cx).map(|word| ("once", Severity::Warning, word.to_owned()));
        let lumpy = || (nature(*cx) == Some(Nature::Lumpy)).then(|| cx.table.name().to_string());
        let lumpy = || lumpy().map(|name| ("lumpy", Severity::Info, name));
        return said.or_else(carried).or_else(lumpy);
    }
    let full = cx.project.plan.0.iter().find(|p| p.percent == Some(Decimal::ONE_HUNDRED))?;
    let late = cx.table.rows_of(Level2::Timeliness).find(|row| runs_to_december(row.target()));
    let late = late.filter(|_| full.month <= 6)?;
    Some(("early", Severity::Info, format!("{}{}", late.facts.name, late.target_text())))
}

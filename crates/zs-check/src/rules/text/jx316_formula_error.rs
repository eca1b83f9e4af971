//! A formula in a description that cannot give what its name says.
use super::formula::{divides_a_part, share, wrong_order};
use crate::cx::RowCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "formula-error",
    code: "JX316",
    tier: Tier::B,
    severity: Severity::Error,
    title: Text { zh: "计算公式有误", en: "Wrong formula" },
    messages: &[
        Message {
            key: "brackets",
            zh: "公式“{formula}”先减后除却没有括号，按运算顺序结果不对，应为“{right}”。",
            en: "The formula \"{formula}\" subtracts before it divides and lacks brackets; it should be \"{right}\".",
            help_zh: "请给相减的部分加括号。",
            help_en: "Put brackets around the difference.",
        },
        Message {
            key: "itself",
            zh: "“{formula}”的分子和分母是同一个量（{right}），结果总是100%。",
            en: "In \"{formula}\" numerator and denominator are the same ({right}), so the result is always 100%.",
            help_zh: "请写明分子是哪一部分、分母是什么总数。",
            help_en: "State which part the numerator is and which total the denominator.",
        },
        Message {
            key: "whole",
            zh: "“{formula}”没有写占什么的比例（{right}）。",
            en: "\"{formula}\" does not say of what it is a share ({right}).",
            help_zh: "请补写分母。",
            help_en: "State the denominator.",
        },
        Message {
            key: "saving",
            zh: "节约率的公式“{formula}”里没有相减，算出来的是支出占比，应为“{right}”。",
            en: "The formula of a saving rate \"{formula}\" has no difference; it should be \"{right}\".",
            help_zh: "请按“（预算数-实际支出）÷预算数”改写。",
            help_en: "Rewrite it as (budget - spent) / budget.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx316_formula_error.md"),
    check: Check::Row(check),
};

fn check(cx: &RowCx<'_>, sink: &mut Sink<'_>) {
    let text = &cx.facts.description;
    if !cx.cx().terms.get("saving-rates").group("signs").stands_in(text) {
        return;
    }
    let Some((key, right)) = judge(cx, text) else { return };
    sink.push(
        Draft::at(cx.at(Field::Description)).message(key).arg("formula", text).arg("right", right),
    );
}

fn judge(cx: &RowCx<'_>, text: &str) -> Option<(&'static str, String)> {
    if let Some((name, formula)) = text.split_once('=') {
        if let Some(right) = wrong_order(formula) {
            return Some(("brackets", format!("{name}={right}")));
        }
        let saving = ["节约率", "节支率", "结余率", "节省率"]
            .iter()
            .any(|word| cx.facts.name.contains(word));
        let less =
            ['-', '减', '节', '余', '—', '−', '降'].iter().any(|sign| formula.contains(*sign));
        if saving && formula.contains(['/', '÷']) | formula.contains("除以") && !less {
            return Some(("saving", format!("{name}=(预算数-实际支出)÷预算数")));
        }
    }
    // Without X= in front it is a formula when what divides also stands before the stroke.
    if let Some(right) = wrong_order(text).filter(|right| divides_a_part(right)) {
        return Some(("brackets", right));
    }
    let (part, whole) = share(text)?;
    match (part.as_str(), whole.as_str()) {
        (_, "") => Some(("whole", part)),
        (part, whole) => (part == whole).then(|| ("itself", whole.to_owned())),
    }
}

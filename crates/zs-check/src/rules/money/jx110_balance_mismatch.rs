//! The text states a contract sum and what is paid; the rest is not the budget.
use super::stated::stated;
use crate::cx::ProjectCx;
use crate::money;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, FieldRef, Money, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "balance-mismatch",
    code: "JX110",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "余款与预算数不符", en: "The balance is not the budget" },
    messages: &[Message {
        key: "rest",
        zh: "按文中的数，余款是 {sum}，而{of}是 {budget}。",
        en: "By the figures in the text the balance is {sum}, but {of} is {budget}.",
        help_zh: "请核对总额、已付数和预算数；留有质保金或分年支付的请写明。",
        help_en: "Check the contract sum, what is paid and the budget; name retention money or later instalments.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx110_balance_mismatch.md"),
    check: Check::Project(check),
};

const WHOLE: &[&str] =
    &["合同", "总额", "总价", "总投资", "总金额", "中标", "总造价", "审定", "决算", "结算价"];
const PAID: &[&str] = &[
    "已支付",
    "已付",
    "已拨付",
    "已安排",
    "已完成支付",
    "支付了",
    "付了",
    "拨付了",
    "累计支付",
    "已结算",
];
const REST: &[&str] =
    &["余款", "尾款", "剩余", "未付", "尚欠", "欠款", "结余", "还需", "尚需", "下欠"];
/// Words that explain a difference.
const OTHER: &[&str] =
    &["质保金", "保证金", "保修金", "分年", "分期", "下年", "次年", "以后年度", "部分"];

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let goals = (1..).zip(&cx.project.goals).map(|(n, goal)| (cx.item(Field::Goals, n), goal));
    let purpose = cx.project.purpose.iter().map(|text| (cx.at(Field::Purpose), text));
    let Some(budget) = cx.table.budget() else { return };
    for (at, text) in purpose.chain(goals) {
        if let Some((whole, paid, rest)) = figures(text) {
            return judge(sink, at, text, [whole, paid], rest, budget);
        }
    }
}

fn judge(
    sink: &mut Sink<'_>,
    at: FieldRef,
    text: &str,
    [whole, paid]: [Money; 2],
    rest: Option<Money>,
    budget: Money,
) {
    let left = whole.yuan() - paid.yuan();
    let unit = budget.unit();
    let sum =
        format!("{whole}{} − {paid}{} = {}", whole.unit(), paid.unit(), money::show(left, unit));
    let draft = Draft::at(at).arg("sum", sum);
    let explained = OTHER.iter().any(|word| text.contains(word));
    match rest {
        Some(rest) if money::differ(left, rest) => {
            sink.push(
                draft.arg("of", "文中的余款").arg("budget", format!("{rest}{}", rest.unit())),
            );
        }
        // Paying less than what is left may be a part; paying more never is.
        _ if money::differ(left, budget)
            && !(explained || (left > budget.yuan() && !owes(text))) =>
        {
            sink.push(draft.arg("of", "预算数").arg("budget", format!("{budget}{unit}")));
        }
        _ => {}
    }
}

fn owes(text: &str) -> bool {
    REST.iter().any(|word| text.contains(word))
}

/// The contract sum, what is paid of it, and the rest if it is stated.
fn figures(text: &str) -> Option<(Money, Money, Option<Money>)> {
    let amounts = stated(text);
    let called = |words: &[&str]| {
        let near = |before: &str| {
            let clause = before.rsplit(['，', ',', '、']).next().unwrap_or_default();
            words.iter().any(|word| clause.contains(word))
        };
        amounts.iter().find(|(figure, _)| near(figure.before)).map(|(_, money)| *money)
    };
    let (whole, paid) = (called(WHOLE)?, called(PAID)?);
    (whole.yuan() > paid.yuan()).then(|| (whole, paid, called(REST)))
}

//! The text states a contract sum and what is paid; the rest is not the budget.
use super::balance::{balance, is_explained, owes};
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

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let goals = (1..).zip(&cx.project.goals).map(|(n, goal)| (cx.item(Field::Goals, n), goal));
    let purpose = cx.project.purpose.iter().map(|text| (cx.at(Field::Purpose), text));
    let Some(budget) = cx.table.budget() else { return };
    for (at, text) in purpose.chain(goals) {
        if let Some((whole, paid, rest)) = balance(text) {
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
    match rest {
        Some(rest) if money::differ(left, rest) => {
            sink.push(
                draft.arg("of", "文中的余款").arg("budget", format!("{rest}{}", rest.unit())),
            );
        }
        // Paying less than what is left may be a part; paying more never is.
        _ if money::differ(left, budget)
            && !(is_explained(text) || (left > budget.yuan() && !owes(text))) =>
        {
            sink.push(draft.arg("of", "预算数").arg("budget", format!("{budget}{unit}")));
        }
        _ => {}
    }
}

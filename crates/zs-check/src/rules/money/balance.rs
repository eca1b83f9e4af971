//! A contract sum, what is paid of it, and what is left, as a text states them.
use super::stated::stated;
use zs_model::Money;

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

/// Whether the text says that something is still owed.
pub(super) fn owes(text: &str) -> bool {
    REST.iter().any(|word| text.contains(word))
}

/// Whether the text explains why the budget is not the whole rest.
pub(super) fn is_explained(text: &str) -> bool {
    OTHER.iter().any(|word| text.contains(word))
}

/// The contract sum, what is paid of it, and the rest if it is stated.
pub(super) fn balance(text: &str) -> Option<(Money, Money, Option<Money>)> {
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

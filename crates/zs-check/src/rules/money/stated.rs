//! Amounts of money that prose states, and which of them are a project's own budget.
use crate::cx::ProjectCx;
use crate::words::{self, Figure};
use zs_model::{Money, MoneyUnit};

/// Longest first, so that 万元 is not read as 元.
const UNITS: &[(&str, MoneyUnit)] = &[
    ("万元", MoneyUnit::TenThousandYuan),
    ("亿元", MoneyUnit::HundredMillionYuan),
    ("千元", MoneyUnit::ThousandYuan),
    ("元", MoneyUnit::Yuan),
];
/// Words before a figure that make it another amount than the project's budget.
const PARTIAL: &[&str] = &[
    "其中",
    "每",
    "人均",
    "单价",
    "上年",
    "去年",
    "已",
    "节约",
    "减少",
    "降低",
    "结余",
    "高于",
    "低于",
    "以上",
    "带动",
    "撬动",
    "社会资本",
];

/// Every figure with a money unit behind it; prices (元/度, 元每人) are left out.
pub(super) fn stated(text: &str) -> Vec<(Figure<'_>, Money)> {
    words::figures(text).filter_map(|figure| Some((figure, amount(figure)?))).collect()
}

fn amount(figure: Figure<'_>) -> Option<Money> {
    let (text, unit) = UNITS.iter().find(|(text, _)| figure.after.starts_with(text))?;
    let price = figure.after[text.len()..].starts_with(['/', '每']);
    (!price).then(|| Money::new(figure.value, *unit)).flatten()
}

/// The amounts that state the project's own budget: those right behind its name, else the only amount
/// of the text if it is called 预算, 资金, 经费 or the like.
pub(super) fn own(amounts: &[(Figure<'_>, Money)], project: ProjectCx<'_>) -> Vec<Money> {
    let core = project.table.core();
    let near = |figure: &Figure<'_>| {
        let clause = clause(figure);
        let rest = clause.rfind(core).map(|found| clause[found + core.len()..].chars().count());
        !core.is_empty() && rest.is_some_and(|rest| rest <= 8)
    };
    let whole = |figure: &Figure<'_>| !PARTIAL.iter().any(|word| clause(figure).contains(word));
    let named = amounts.iter().filter(|(figure, _)| whole(figure) && near(figure));
    let named: Vec<Money> = named.map(|(_, money)| *money).collect();
    match amounts {
        [(figure, money)] if named.is_empty() && whole(figure) => {
            let words = ["预算", "资金", "经费", "安排", "投入"];
            let called = words.iter().any(|word| clause(figure).contains(word));
            if called { vec![*money] } else { Vec::new() }
        }
        _ => named,
    }
}

/// What stands before the figure in its clause.
fn clause<'a>(figure: &Figure<'a>) -> &'a str {
    figure.before.rsplit(['，', ',', '：', ':', '。']).next().unwrap_or_default()
}

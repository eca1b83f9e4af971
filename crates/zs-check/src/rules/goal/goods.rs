//! What a project buys, and whether a row counts it.
use crate::cx::RowCx;
use zs_catalog::TermFile;
use zs_model::{Dimension, Level2};

/// Name and description; savings say nothing of how much is used.
pub(super) fn text(row: RowCx<'_>) -> String {
    format!("{}，{}", row.facts.name, row.facts.description)
        .replace("节电量", "")
        .replace("节水量", "")
}

/// What is bought: the word, if the name buys (and no service), or a clause buys goods.
pub(super) fn buys<'a>(list: &'a TermFile, name: &str, subject: &str) -> Option<&'a str> {
    let (buying, goods) = (list.group("buying"), list.group("goods"));
    let service = |text: &str| list.group("services").find_in(text).is_some();
    let named =
        buying.find_in(name).filter(|word| *word != "更新" && *word != "配备" && !service(name));
    let mut parts =
        subject.split(['。', '；', '，', ',', '、', '\n']).filter(|part| !service(part));
    named.or_else(|| parts.find_map(|part| buying.find_in(part).and_then(|_| goods.find_in(part))))
}

/// A 数量 row of things, not a share and not a number of meetings; or a 质量 row about what is bought.
pub(super) fn counts_goods(list: &TermFile, row: RowCx<'_>) -> bool {
    let share = row.target().unit.as_ref().is_some_and(|unit| unit.dimension() == Dimension::Ratio);
    let times = row.target().unit.as_ref().is_some_and(|unit| matches!(unit.base(), "次" | "场"));
    let text = text(row);
    let about =
        list.group("buying-need").find_in(&text).or_else(|| list.group("goods").find_in(&text));
    match row.facts.level2 {
        Some(Level2::Quantity) => !share && !times && row.target().value.is_some(),
        Some(Level2::Quality) => {
            about.is_some() && !text.contains("维修") && !text.contains("正常使用")
        }
        _ => false,
    }
}

//! What a project buys, and whether a row counts it.
use crate::cx::RowCx;
use zs_catalog::{Scanned, TermFile};
use zs_model::{Dimension, Level2};

/// Name and description; savings say nothing of how much is used.
pub(super) fn text(row: RowCx<'_>) -> String {
    format!("{}，{}", row.facts.name, row.facts.description)
        .replace("节电量", "")
        .replace("节水量", "")
}

/// What is bought: the word, if the name buys (and no service), or a clause buys goods.
pub(super) fn buys<'a>(
    list: &'a TermFile,
    name: &Scanned<'_>,
    subject: &Scanned<'_>,
) -> Option<&'a str> {
    let (buying, goods) = (list.group("buying"), list.group("goods"));
    let services = list.group("services");
    let named = buying.find_in(name);
    let named = named.filter(|w| *w != "更新" && *w != "配备" && !services.stands_in(name));
    if named.is_none() && !(buying.stands_in(subject) && goods.stands_in(subject)) {
        return None;
    }
    let parts = subject.split(['。', '；', '，', ',', '、', '\n']);
    let mut parts = parts.filter(|part| !services.stands_in(*part));
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

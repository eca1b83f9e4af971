//! Words that belong to an office of another level.
use crate::cx::DocumentCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::Severity;

pub(crate) static RULE: Rule = Rule {
    name: "boilerplate-from-elsewhere",
    code: "JX504",
    tier: Tier::C,
    severity: Severity::Info,
    title: Text { zh: "像是别级机关的文字", en: "Text of another level of office" },
    messages: &[Message {
        key: "level",
        zh: "“{word}”不是{level}单位的说法，像是从别处抄来的。",
        en: "\"{word}\" is not said by an office of this level ({level}); it seems copied.",
        help_zh: "请按本单位的机构和职责改写。",
        help_en: "Rewrite it after this office's own sections and duties.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx504_boilerplate_from_elsewhere.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let Some((group, level)) = level(cx) else { return };
    let terms = cx.terms.get("unit-levels");
    for cell in cx.cells() {
        let word = terms.group(group).find_in(cell.squeezed);
        let Some(word) = word.and_then(|_| terms.group(group).find_in(cell.text)) else { continue };
        let before = cell.text.split(word).next().unwrap_or_default();
        if terms.group("above").end_of(before).is_none() {
            sink.push(Draft::at(cell.at).text(word).arg("word", word).arg("level", level));
        }
    }
}

/// The level of the office: from the area code of its projects, else from its name.
fn level(cx: &DocumentCx<'_>) -> Option<(&'static str, &'static str)> {
    let names = cx.document.projects.iter().filter_map(|p| p.unit_name.as_deref());
    let names: Vec<&str> = cx.document.department.as_deref().into_iter().chain(names).collect();
    let named = |ends: &[&str]| names.iter().any(|name| ends.iter().any(|end| name.contains(end)));
    if named(&["镇人民政府", "乡人民政府", "街道办事处"]) {
        return Some(("town", "乡镇（街道）"));
    }
    match cx.facts.code_area.as_deref().map(|area| area.get(2..).unwrap_or_default()) {
        Some("0000") => return Some(("province", "省级")),
        Some(area) if area.ends_with("00") => return Some(("city", "市级")),
        Some(_) => return Some(("county", "县级")),
        None => {}
    }
    let county = names.iter().any(|name| name.contains('县') && !name.contains('省'));
    let province = names.iter().any(|name| name.contains('省') && name.contains('厅'));
    match (county, province) {
        (true, _) => Some(("county", "县级")),
        (_, true) => Some(("province", "省级")),
        _ => None,
    }
}

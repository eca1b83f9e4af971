//! Purpose and goals of a project as text, amounts taken out.
use crate::cx::ProjectCx;
use crate::words;

/// The purpose without what only repeats the budget (预算数1.7万元，其中…) and without 主要用于 in front.
pub(super) fn purpose(cx: &ProjectCx<'_>) -> Option<String> {
    let text = words::normal(cx.project.purpose.as_deref()?);
    let money = |s: &&str| {
        s.contains("预算数")
            || s.contains("财政资金")
            || s.contains("其他资金")
            || s.contains("其它资金")
    };
    let rest: Vec<&str> = words::sentences(&text).filter(|sentence| !money(sentence)).collect();
    let rest = if rest.is_empty() { text.clone() } else { rest.join("；") };
    let mut rest = rest.as_str();
    while let Some(tail) = ["主要", "用于", "该项目", "本项目", "项目资金", "资金", "为了", ","]
        .iter()
        .find_map(|w| rest.strip_prefix(w))
    {
        rest = tail;
    }
    Some(rest.trim_end_matches(['。', ',', '；']).to_owned())
}

/// All goals as one text.
pub(super) fn goals(cx: &ProjectCx<'_>) -> String {
    cx.project.goals.join("\n")
}

/// How many characters a text has.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

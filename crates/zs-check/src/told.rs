//! What a project says of itself: its purpose, its goals, what they are about and what they promise.
use crate::content::Matter;
use crate::cx::ProjectCx;
use crate::promises::{Promise, promises};
use crate::words;

/// Computed once for all rules, when first asked for.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// The purpose without what only repeats the budget (预算数1.7万元，其中…) and without 主要用于 in front.
    pub purpose: Option<String>,
    /// All goals as one text.
    pub goals: String,
    /// What name and purpose are about.
    pub about_subject: Matter,
    /// What the purpose is about.
    pub about_purpose: Matter,
    /// What the goals are about.
    pub about_goals: Matter,
    /// What the goals promise, each with its goal's number from 1.
    pub promises: Vec<(u32, Promise)>,
}

impl Told {
    pub(crate) fn of(cx: ProjectCx<'_>) -> Self {
        let terms = cx.cx().terms;
        let purpose = cx.project.purpose.as_deref().map(purpose);
        let spent = purpose.as_deref().unwrap_or_default();
        let goals = cx.project.goals.join("\n");
        let promised = (1..).zip(&cx.project.goals).flat_map(|(item, goal)| {
            promises(terms, goal).into_iter().map(move |promise| (item, promise))
        });
        let about_purpose = Matter::of(terms, spent);
        Self {
            about_subject: Matter::of(terms, cx.table.name()).with(&about_purpose),
            about_purpose,
            about_goals: Matter::of(terms, &goals),
            promises: promised.collect(),
            purpose,
            goals,
        }
    }
}

fn purpose(printed: &str) -> String {
    let text = words::normal_form(printed);
    let money = |s: &&str| {
        s.contains("预算数")
            || s.contains("财政资金")
            || s.contains("其他资金")
            || s.contains("其它资金")
    };
    let rest: Vec<&str> = words::sentences(&text).filter(|sentence| !money(sentence)).collect();
    let rest = if rest.is_empty() { text.to_string() } else { rest.join("；") };
    let mut rest = rest.as_str();
    while let Some(tail) = ["主要", "用于", "该项目", "本项目", "项目资金", "资金", "为了", ","]
        .iter()
        .find_map(|w| rest.strip_prefix(w))
    {
        rest = tail;
    }
    rest.trim_end_matches(['。', ',', '；']).to_owned()
}

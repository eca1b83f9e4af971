//! How a project spends its money: month by month, or once or a few times.
use crate::cx::ProjectCx;
use zs_catalog::Scanned;
use zs_model::Decimal;

/// How a project spends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// Wages, utilities, contracts that run all the year.
    Steady,
    /// Purchases, works, events, balances.
    Lumpy,
}

/// What the name says, else what purpose and goals say; `None` if they say both or nothing.
#[must_use]
pub fn nature(project: ProjectCx<'_>) -> Option<Nature> {
    let named = kinds(project, project.table.name());
    if named.is_empty() { one(&kinds(project, project.subject())) } else { one(&named) }
}

/// What all kinds have in common.
fn one(kinds: &[&str]) -> Option<Nature> {
    let all = |head: &str| !kinds.is_empty() && kinds.iter().all(|kind| kind.starts_with(head));
    if all("steady") {
        Some(Nature::Steady)
    } else if all("lumpy") {
        Some(Nature::Lumpy)
    } else {
        None
    }
}

/// The kinds of spending (catalog/terms/project-natures.toml) that a text names.
#[must_use]
pub fn kinds<'a>(project: ProjectCx<'a>, text: &Scanned<'_>) -> Vec<&'a str> {
    let groups = &project.cx().terms.get("project-natures").groups;
    let named = groups.iter().filter(|(name, words)| name.contains('-') && words.stands_in(text));
    named.map(|(name, _)| name).collect()
}

/// The words that say that it is paid once or per piece; none where it also says month by month.
#[must_use]
pub fn once<'a>(project: ProjectCx<'a>) -> Option<&'a str> {
    let (natures, subject) = (project.cx().terms.get("project-natures"), project.subject());
    let regular = natures.group("regular").stands_in(subject);
    natures.group("once").find_in(subject).filter(|_| !regular)
}

/// Whether the plan is four even quarters: 25, 50, 75, 100.
#[must_use]
pub fn is_even(project: ProjectCx<'_>) -> bool {
    let filled: Vec<Decimal> = project.project.plan.0.iter().filter_map(|p| p.percent).collect();
    filled == [25, 50, 75, 100].map(Decimal::from)
}

//! The running texts of a document, each with its field, and what the fields are called.
use zs_model::{Field, FieldRef, Overall, Project, Scope};

/// A text and where it stands.
pub(super) type Passage<'a> = (FieldRef, &'a str);

/// Goal, sub-goals and safeguards of the overall part.
pub(super) fn overall(overall: &Overall) -> impl Iterator<Item = Passage<'_>> {
    let goal = FieldRef::new(Scope::Overall, Field::Goal);
    let goal = overall.goal.as_deref().map(|text| (goal, text)).into_iter();
    let subs = items(Scope::Overall, Field::SubGoals, &overall.sub_goals);
    goal.chain(subs).chain(items(Scope::Overall, Field::Safeguards, &overall.safeguards))
}

/// The goals of a project.
pub(super) fn goals(project: &Project) -> impl Iterator<Item = Passage<'_>> {
    items(Scope::Project(project.ordinal), Field::Goals, &project.goals)
}

fn items(scope: Scope, field: Field, texts: &[String]) -> impl Iterator<Item = Passage<'_>> {
    (1..).zip(texts).map(move |(n, text)| (FieldRef::item(scope, field, n), text.as_str()))
}

/// What a field of running text is called.
pub(super) const fn title(field: Field) -> &'static str {
    match field {
        Field::Goal => "总体目标",
        Field::SubGoals => "分项目标",
        Field::Safeguards => "保障措施",
        _ => "绩效目标",
    }
}

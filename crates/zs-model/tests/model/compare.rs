//! What holds for every comparison of two documents.
use proptest::prelude::*;
use zs_model::{
    Budget, Change, ChangeKind, Decimal, Document, Field, Indicator, Money, MoneyUnit, Overall,
    Plan, PlanPoint, Project, Scope, Target, compare,
};

fn word() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop::sample::select(vec!["甲", "乙", "丙", "丁"]).prop_map(str::to_owned))
}

fn words() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        prop::sample::select(vec!["一", "二", "三"]).prop_map(str::to_owned),
        0..4,
    )
}

fn indicator() -> impl Strategy<Value = Indicator> {
    (word(), word(), prop::sample::select(vec!["≥95%", "≤5万元", "无"]), word()).prop_map(
        |(level3, description, target, basis)| Indicator {
            level3,
            description,
            target: Target::parse(target),
            basis,
            ..Indicator::default()
        },
    )
}

prop_compose! {
    fn project()(
        code in word(),
        name in word(),
        purpose in word(),
        total in prop::option::of(0_i64..3),
        plan in prop::collection::btree_map(1_u8..=12, 0_i64..3, 0..3),
        goals in words(),
        indicators in prop::collection::vec(indicator(), 0..4),
    ) -> Project {
        let money = |total| Money::new(Decimal::from(total), MoneyUnit::TenThousandYuan);
        let point = |(month, percent): (u8, i64)| {
            PlanPoint { month, percent: Some(Decimal::from(percent)) }
        };
        Project {
            code,
            name,
            purpose,
            budget: Budget { total: total.and_then(money), ..Budget::default() },
            plan: Plan(plan.into_iter().map(point).collect()),
            goals,
            indicators,
            ..Project::default()
        }
    }
}

prop_compose! {
    fn document()(
        department in word(),
        goal in word(),
        sub_goals in words(),
        mut projects in prop::collection::vec(project(), 0..4),
    ) -> Document {
        for (ordinal, project) in (1..).zip(&mut projects) {
            project.ordinal = ordinal;
        }
        let overall = Overall { goal, sub_goals, ..Overall::default() };
        Document { department, overall, projects, ..Document::default() }
    }
}

/// What a change says of its field, whichever way one looks.
fn seen(change: &Change, mirrored: bool) -> (Field, Option<String>, Option<String>, ChangeKind) {
    let (before, after) = (change.before.clone(), change.after.clone());
    let kind = match change.kind {
        ChangeKind::Added if mirrored => ChangeKind::Removed,
        ChangeKind::Removed if mirrored => ChangeKind::Added,
        kind => kind,
    };
    let (before, after) = if mirrored { (after, before) } else { (before, after) };
    (change.field, before, after, kind)
}

proptest! {
    #[test]
    fn a_document_does_not_differ_from_itself(document in document()) {
        prop_assert_eq!(compare(&document, &document), Vec::new());
    }

    #[test]
    fn every_change_is_one_and_has_its_kind(before in document(), after in document()) {
        for change in compare(&before, &after) {
            prop_assert_ne!(&change.before, &change.after);
            let kind = match (&change.before, &change.after) {
                (None, _) => ChangeKind::Added,
                (_, None) => ChangeKind::Removed,
                _ => ChangeKind::Changed,
            };
            prop_assert_eq!(change.kind, kind);
        }
    }

    #[test]
    fn looked_at_from_the_other_side_it_is_the_mirror(before in document(), after in document()) {
        let mut there: Vec<_> = compare(&before, &after).iter().map(|c| seen(c, false)).collect();
        let mut back: Vec<_> = compare(&after, &before).iter().map(|c| seen(c, true)).collect();
        there.sort();
        back.sort();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn one_edit_is_one_change(document in document(), at in any::<prop::sample::Index>(), to in "[戊己]{1,3}") {
        prop_assume!(!document.projects.is_empty());
        let mut after = document.clone();
        let at = at.index(after.projects.len());
        after.projects[at].purpose = Some(to.clone());
        let changes = compare(&document, &after);
        prop_assert_eq!(changes.len(), 1);
        prop_assert_eq!(changes[0].scope, Scope::Project(after.projects[at].ordinal));
        prop_assert_eq!((changes[0].field, changes[0].after.as_deref()), (Field::Purpose, Some(to.as_str())));
    }

    #[test]
    fn a_project_in_front_is_one_change(document in document(), new in project()) {
        let mut after = document.clone();
        let new = Project { code: Some("新".to_owned()), name: Some("新".to_owned()), ..new };
        after.projects.insert(0, new);
        let changes = compare(&document, &after);
        prop_assert_eq!(changes.len(), 1, "{:?}", changes);
        prop_assert_eq!((changes[0].field, changes[0].kind), (Field::Title, ChangeKind::Added));
    }
}

#[test]
fn a_corrected_code_and_a_new_row_are_told_as_such() {
    let row = |level3: &str| Indicator { level3: Some(level3.to_owned()), ..Indicator::default() };
    let project = |code: &str, rows: &[&str]| Project {
        ordinal: 1,
        code: Some(code.to_owned()),
        name: Some("照明改造".to_owned()),
        indicators: rows.iter().map(|name| row(name)).collect(),
        ..Project::default()
    };
    let document = |project| Document { projects: vec![project], ..Document::default() };
    let before = document(project("A1", &["完成率", "满意度"]));
    let after = document(project("A2", &["完成率", "合格率", "满意度"]));
    let told: Vec<_> = compare(&before, &after)
        .into_iter()
        .map(|c| (c.scope, c.field, c.before, c.after))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(told[0], (Scope::Project(1), Field::Code, text("A1"), text("A2")));
    let new = Scope::Indicator { project: 1, row: 2 };
    assert_eq!(told[1], (new, Field::Title, None, text("合格率")));
    assert_eq!(told.len(), 2);
}

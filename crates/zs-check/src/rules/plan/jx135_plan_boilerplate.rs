//! One spending plan for projects that spend in quite different ways.
use crate::cx::{DocumentCx, ProjectCx};
use crate::natures::{Nature, nature};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use std::collections::BTreeMap;
use zs_model::{Decimal, Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "plan-boilerplate",
    code: "JX135",
    tier: Tier::A,
    severity: Severity::Warning,
    title: Text { zh: "支出计划千篇一律", en: "One plan for all projects" },
    messages: &[Message {
        key: "same",
        zh: "{all}个项目中有{count}个的支出计划都是 {plan}，其中既有逐月支付的（{steady}），又有一次或几次支付的（{lumpy}）。",
        en: "{count} of {all} projects plan {plan}, though some pay month by month ({steady}) and others once or a few times ({lumpy}).",
        help_zh: "请按合同和工作安排逐个项目填支出计划。",
        help_en: "Plan each project by its contract and schedule.",
    }],
    basis: None,
    since: "0.1",
    page: include_str!("jx135_plan_boilerplate.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let mut plans: BTreeMap<Vec<Option<Decimal>>, Vec<ProjectCx<'_>>> = BTreeMap::new();
    let mut all = 0;
    for project in cx.projects().filter(|p| p.project.plan.last().is_some()) {
        let plan = project.project.plan.0.iter().map(|point| point.percent.map(|p| p.normalize()));
        plans.entry(plan.collect()).or_default().push(project);
        all += 1;
    }
    let Some((_, same)) = plans.iter().max_by_key(|(_, same)| same.len()) else { return };
    let many = (same.len() == all && all >= 3) || (all >= 5 && same.len() * 10 >= all * 6);
    // Money that is paid at once cannot show instalments.
    let instalments = same[0].project.plan.0.iter().filter(|p| p.percent.is_some()).count() >= 3;
    if !(many && instalments) {
        return;
    }
    let (mut steady, mut lumpy) = (None, None);
    for project in same {
        match nature(*project) {
            Some(Nature::Steady) => _ = steady.get_or_insert(project.table.name()),
            Some(Nature::Lumpy) => _ = lumpy.get_or_insert(project.table.name()),
            None => {}
        }
        if steady.is_some() && lumpy.is_some() {
            break;
        }
    }
    if let (Some(steady), Some(lumpy)) = (steady, lumpy) {
        let plan = same[0].project.plan.0.iter().filter_map(|p| p.percent);
        let plan: Vec<String> = plan.map(|p| format!("{}%", p.normalize())).collect();
        let draft =
            Draft::at(cx.at(Field::Plan)).text(plan.join("、")).arg("plan", plan.join("、"));
        let draft = draft.arg("all", all).arg("count", same.len());
        sink.push(draft.arg("steady", steady).arg("lumpy", lumpy));
    }
}

//! A field that the form requires is absent or blank.
use super::levels::{is_benefit, is_output};
use crate::cx::ProjectCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Field, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "field-missing",
    code: "JX114",
    tier: Tier::A,
    severity: Severity::Error,
    title: Text { zh: "必填项缺失", en: "Required field missing" },
    messages: &[
        Message {
            key: "field",
            zh: "没有填{field}。",
            en: "{field} is not filled in.",
            help_zh: "这是必填项，请补上。",
            help_en: "This field is required.",
        },
        Message {
            key: "rows",
            zh: "没有一行{field}。",
            en: "There is no row of {field}.",
            help_zh: "每个项目至少要有一行产出指标和一行效益指标。",
            help_en: "Each project needs at least one output and one benefit indicator.",
        },
    ],
    basis: Some("财预〔2015〕88号"),
    since: "0.1",
    page: include_str!("jx114_field_missing.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, sink: &mut Sink<'_>) {
    let project = cx.project;
    let fields = &cx.cx().profile.fields;
    let blank = |text: Option<&str>| text.is_none_or(|text| text.trim().is_empty());
    // Where the table has a code it has a name of its own beside the heading.
    let unnamed =
        blank(project.name.as_deref()) && (fields.code || blank(project.title.as_deref()));
    let plan = &project.plan.0;
    let missing = [
        (unnamed, Field::Name, "项目名称"),
        (fields.code && blank(project.code.as_deref()), Field::Code, "项目编码"),
        (!fields.no_budget && project.budget.total.is_none(), Field::Budget, "预算数"),
        (
            !plan.is_empty() && plan.iter().all(|point| point.percent.is_none()),
            Field::Plan,
            "资金支出计划",
        ),
        (project.goals.iter().all(|goal| blank(Some(goal))), Field::Goals, "绩效目标"),
        (project.indicators.is_empty(), Field::Indicators, "绩效指标"),
    ];
    for (_, field, name) in missing.into_iter().filter(|(missing, ..)| *missing) {
        sink.push(Draft::at(cx.at(field)).arg("field", name));
    }
    let rows = &cx.table.facts.rows;
    // A level that nobody knows may be the missing one.
    if rows.is_empty() || rows.iter().any(|row| row.level1.is_none() && row.level2.is_none()) {
        return;
    }
    for (present, name) in
        [(rows.iter().any(is_output), "产出指标"), (rows.iter().any(is_benefit), "效益指标")]
    {
        if !present {
            sink.push(Draft::at(cx.at(Field::Indicators)).message("rows").arg("field", name));
        }
    }
}

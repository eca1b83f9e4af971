//! Head fields that are blank, or that name the whole office where a section is asked for.
use crate::cx::DocumentCx;
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use crate::words;
use zs_model::{DepartmentForm, Field, FieldRef, Project, Scope, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "field-blank-or-generic",
    code: "JX118",
    tier: Tier::C,
    severity: Severity::Info,
    title: Text { zh: "表头空白或过于笼统", en: "Head field blank or generic" },
    messages: &[
        Message {
            key: "blank",
            zh: "{field}没有填。",
            en: "{field} is blank.",
            help_zh: "请填写；确实没有的写“无”。",
            help_en: "Fill it in, or say that there is none.",
        },
        Message {
            key: "generic",
            zh: "{field}填的都是本单位，没有落实到科室。",
            en: "{field}: all name the office itself, none a section.",
            help_zh: "请写到负责的科室。",
            help_en: "Name the section in charge.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx118_field_blank_or_generic.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    if let Some(form) = &cx.document.department_form {
        department(form, sink);
    }
    for project in cx.projects() {
        for (field, name) in blanks(project.project, cx.profile.fields.code) {
            sink.push(Draft::at(project.at(field)).arg("field", name));
        }
    }
}

fn department(form: &DepartmentForm, sink: &mut Sink<'_>) {
    let at = |field| FieldRef::new(Scope::Department, field);
    let stamp = |text: &str| words::without_brackets(&words::normal(text)).is_empty();
    for (label, _) in form.extra.iter().filter(|(_, value)| stamp(value)) {
        sink.push(Draft::at(at(Field::Extra)).text(label).arg("field", label));
    }
    let name = words::normal(form.department.as_deref().unwrap_or_default());
    let own =
        |text: &Option<String>| text.as_deref().map(words::normal).is_some_and(|text| text == name);
    let tasks = &form.key_tasks;
    if !name.is_empty() && tasks.len() > 1 && tasks.iter().all(|task| own(&task.responsible)) {
        let draft = Draft::at(at(Field::KeyTasks)).message("generic").text(&name);
        sink.push(draft.arg("field", "责任单位/科室"));
    }
}

/// Fields that the form has and that are blank; required ones are field-missing's.
fn blanks(project: &Project, has_purpose: bool) -> Vec<(Field, &'static str)> {
    let blank = |cell: &Option<Option<String>>| cell.as_ref().is_some_and(|text| text.is_none());
    let purpose = has_purpose && project.purpose.is_none() && project.budget.total.is_some();
    let all = [
        (purpose, Field::Purpose, "资金用途"),
        (blank(&project.special_fund), Field::SpecialFund, "所属专项"),
        (blank(&project.period), Field::Period, "项目实施期"),
        (blank(&project.period_goal), Field::PeriodGoal, "实施期绩效目标"),
    ];
    all.into_iter().filter(|(blank, ..)| *blank).map(|(_, field, name)| (field, name)).collect()
}

//! The wire shape `zhunsheng.document/1`: keys in the order of the schema, figures as printed.
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use zs_model::{
    Budget, Decimal, DepartmentForm, Document, Indicator, KeyTask, Money, MoneyUnit, Op, Optional,
    Place, Plan, Project, SummaryForm, SummaryRow, Target,
};

pub(crate) type Object = Map<String, Value>;

pub(crate) fn object<const N: usize>(entries: [(&str, Value); N]) -> Object {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The whole document. 目录 and places stay out: they belong to the source, not to the document.
pub(crate) fn document(document: &Document) -> Value {
    Value::Object(object([
        ("schema", json!("zhunsheng.document/1")),
        ("form", json!(document.form)),
        ("fiscal_year", json!(document.fiscal_year)),
        ("department", json!(document.department)),
        (
            "overall",
            json!({
                "goal": document.overall.goal,
                "sub_goals": document.overall.sub_goals,
                "safeguards": document.overall.safeguards,
            }),
        ),
        ("projects", document.projects.iter().map(project).map(Value::Object).collect()),
        ("department_form", document.department_form.as_ref().map_or(Value::Null, department_form)),
        ("summary_form", document.summary_form.as_ref().map_or(Value::Null, summary_form)),
    ]))
}

/// One project.
pub(crate) fn project(project: &Project) -> Object {
    let mut shape = object([
        ("ordinal", json!(project.ordinal)),
        ("title", json!(project.title)),
        ("unit_code", json!(project.unit_code)),
        ("unit_name", json!(project.unit_name)),
        ("code", json!(project.code)),
        ("name", json!(project.name)),
    ]);
    optional_text(&mut shape, "special_fund", &project.special_fund);
    optional_text(&mut shape, "period", &project.period);
    shape.extend(object([
        ("money_unit", money_unit(project.money_unit)),
        ("budget", budget(&project.budget)),
        ("purpose", json!(project.purpose)),
        ("plan", plan(&project.plan)),
    ]));
    optional_text(&mut shape, "period_goal", &project.period_goal);
    shape.extend(object([
        ("goals", json!(project.goals)),
        ("indicators", indicators(&project.indicators)),
    ]));
    if !project.period_indicators.is_empty() {
        shape.insert("period_indicators".to_owned(), indicators(&project.period_indicators));
    }
    insert_extra(&mut shape, &project.extra);
    shape
}

fn budget(budget: &Budget) -> Value {
    json!({
        "total": money(budget.total),
        "fiscal": money(budget.fiscal),
        "other": money(budget.other),
    })
}

fn plan(plan: &Plan) -> Value {
    let point = |point: &zs_model::PlanPoint| {
        let percent = point.percent.map(|percent| percent.normalize());
        json!({ "month": point.month, "percent": decimal(percent) })
    };
    plan.0.iter().map(point).collect()
}

fn indicators(indicators: &[Indicator]) -> Value {
    indicators.iter().map(indicator).map(Value::Object).collect()
}

fn indicator(indicator: &Indicator) -> Object {
    let mut shape = object([
        ("level1", json!(indicator.level1)),
        ("level2", json!(indicator.level2)),
        ("level3", json!(indicator.level3)),
        ("description", json!(indicator.description)),
        ("target", target(&indicator.target)),
        ("basis", json!(indicator.basis)),
    ]);
    optional_text(&mut shape, "note", &indicator.note);
    if let Some(weight) = indicator.weight {
        shape.insert("weight".to_owned(), decimal(weight));
    }
    insert_extra(&mut shape, &indicator.extra);
    shape
}

fn target(target: &Target) -> Value {
    let value = match target.deadline {
        Some(deadline) => json!(deadline.to_string()),
        None => decimal(target.value),
    };
    let mut shape = object([
        ("text", json!(target.raw)),
        ("op", json!(target.op.word())),
        ("value", value),
        ("unit", json!(target.unit.as_ref().map(zs_model::Unit::text))),
    ]);
    if target.op == Op::Between {
        shape.insert("upper".to_owned(), decimal(target.upper));
    }
    Value::Object(shape)
}

fn department_form(form: &DepartmentForm) -> Value {
    let mut shape = object([
        ("year", json!(form.year)),
        ("department", json!(form.department)),
        ("money_unit", money_unit(form.money_unit)),
        ("total", money(form.total)),
        ("by_income", amounts(&form.by_income)),
        ("by_expense", amounts(&form.by_expense)),
        ("duties", json!(form.duties)),
        ("key_tasks", form.key_tasks.iter().map(key_task).collect()),
    ]);
    optional_text(&mut shape, "goal", &form.goal);
    shape.insert("indicators".to_owned(), indicators(&form.indicators));
    insert_extra(&mut shape, &form.extra);
    Value::Object(shape)
}

fn amounts(amounts: &[(String, Option<Money>)]) -> Value {
    amounts.iter().map(|(label, amount)| (label.clone(), money(*amount))).collect()
}

fn key_task(task: &KeyTask) -> Value {
    let mut shape = object([
        ("item", json!(task.item)),
        ("responsible", json!(task.responsible)),
        ("goal", json!(task.goal)),
    ]);
    if let Some(amount) = task.amount {
        shape.insert("amount".to_owned(), money(amount));
    }
    Value::Object(shape)
}

fn summary_form(form: &SummaryForm) -> Value {
    Value::Object(object([
        ("department", json!(form.department)),
        ("money_unit", money_unit(form.money_unit)),
        ("total", money(form.total)),
        ("rows", form.rows.iter().map(summary_row).collect()),
    ]))
}

fn summary_row(row: &SummaryRow) -> Value {
    Value::Object(object([
        ("ordinal", json!(row.ordinal)),
        ("name", json!(row.name)),
        ("amount", money(row.amount)),
        ("period_goal", json!(row.period_goal)),
        ("annual_goal", json!(row.annual_goal)),
    ]))
}

fn money_unit(unit: Option<MoneyUnit>) -> Value {
    json!(unit.map(|unit| unit.to_string()))
}

fn money(money: Option<Money>) -> Value {
    decimal(money.map(Money::printed))
}

fn decimal(value: Option<Decimal>) -> Value {
    json!(value.map(|value| value.to_string()))
}

fn optional_text(shape: &mut Object, key: &str, text: &Optional<String>) {
    if let Some(text) = text {
        shape.insert(key.to_owned(), json!(text));
    }
}

/// A place with only the parts that the file kind has.
pub(crate) fn place(place: &Place) -> Value {
    let parts = [
        ("line", place.line),
        ("page", place.page),
        ("paragraph", place.paragraph),
        ("table", place.table),
        ("row", place.row),
        ("column", place.column),
    ];
    let mut map: Map<String, Value> = parts
        .into_iter()
        .filter_map(|(key, number)| Some((key.to_owned(), number?.into())))
        .collect();
    if let Some(sheet) = &place.sheet {
        map.insert("sheet".to_owned(), sheet.to_string().into());
    }
    Value::Object(map)
}

fn insert_extra(shape: &mut Object, extra: &BTreeMap<String, String>) {
    if !extra.is_empty() {
        shape.insert("extra".to_owned(), json!(extra));
    }
}

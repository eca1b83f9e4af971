//! From the wire shape of `zhunsheng.document/1` into the model.
use super::wire;
use zs_model::{
    Budget, Decimal, DepartmentForm, Document, Indicator, KeyTask, Money, MoneyUnit, Op, Overall,
    Plan, PlanPoint, Project, SummaryForm, SummaryRow, Target, Unit,
};

impl From<wire::Document> for Document {
    fn from(wire: wire::Document) -> Self {
        let ordinals = 1_u32..;
        Self {
            form: wire.form.unwrap_or_else(|| "unknown".to_owned()),
            fiscal_year: wire.fiscal_year,
            department: wire.department,
            overall: Overall {
                goal: wire.overall.goal,
                sub_goals: wire.overall.sub_goals,
                safeguards: wire.overall.safeguards,
            },
            projects: ordinals.zip(wire.projects).map(|(at, wire)| project(at, wire)).collect(),
            department_form: wire.department_form.map(department_form),
            summary_form: wire.summary_form.map(summary_form),
            ..Self::default()
        }
    }
}

fn project(position: u32, wire: wire::Project) -> Project {
    let unit = wire.money_unit.map(|unit| unit.0);
    Project {
        ordinal: wire.ordinal.unwrap_or(position),
        title: wire.title,
        unit_code: wire.unit_code,
        unit_name: wire.unit_name,
        code: wire.code,
        name: wire.name,
        money_unit: unit,
        budget: Budget {
            total: money(wire.budget.total, unit),
            fiscal: money(wire.budget.fiscal, unit),
            other: money(wire.budget.other, unit),
        },
        purpose: wire.purpose,
        plan: Plan(wire.plan.into_iter().map(plan_point).collect()),
        goals: wire.goals,
        indicators: wire.indicators.into_iter().map(indicator).collect(),
        special_fund: wire.special_fund,
        period: wire.period,
        period_goal: wire.period_goal,
        period_indicators: wire.period_indicators.into_iter().map(indicator).collect(),
        extra: wire.extra,
    }
}

fn plan_point(wire: wire::Point) -> PlanPoint {
    PlanPoint { month: wire.month.0, percent: decimal(wire.percent) }
}

fn indicator(wire: wire::Indicator) -> Indicator {
    Indicator {
        level1: wire.level1,
        level2: wire.level2,
        level3: wire.level3,
        description: wire.description,
        target: target(wire.target),
        basis: wire.basis,
        note: wire.note,
        weight: wire.weight.map(decimal),
        extra: wire.extra,
    }
}

/// The text is parsed for what JSON does not carry (a label, 约); what JSON states wins.
fn target(wire: wire::Target) -> Target {
    let parsed = wire.text.as_deref().map(Target::parse).unwrap_or_default();
    // A text alone (somebody is writing) means what it says.
    let Some(wire::Operator(op)) = wire.op else { return Target { raw: wire.text, ..parsed } };
    let (value, deadline) = wire.value.map_or((None, None), |value| match op {
        Op::By => (None, value.deadline),
        _ => (value.decimal, None),
    });
    let unit = wire.unit.as_deref().map(Unit::new);
    Target { raw: wire.text, op, value, upper: decimal(wire.upper), deadline, unit, ..parsed }
}

fn department_form(wire: wire::DepartmentForm) -> DepartmentForm {
    let unit = wire.money_unit.map(|unit| unit.0);
    let amounts = |amounts: wire::Amounts| {
        amounts.0.into_iter().map(|(label, figure)| (label, money(figure, unit))).collect()
    };
    DepartmentForm {
        year: wire.year,
        department: wire.department,
        money_unit: unit,
        total: money(wire.total, unit),
        by_income: amounts(wire.by_income),
        by_expense: amounts(wire.by_expense),
        duties: wire.duties,
        key_tasks: wire.key_tasks.into_iter().map(|task| key_task(task, unit)).collect(),
        goal: wire.goal,
        indicators: wire.indicators.into_iter().map(indicator).collect(),
        extra: wire.extra,
    }
}

fn key_task(wire: wire::KeyTask, unit: Option<MoneyUnit>) -> KeyTask {
    KeyTask {
        item: wire.item,
        responsible: wire.responsible,
        goal: wire.goal,
        amount: wire.amount.map(|figure| money(figure, unit)),
    }
}

fn summary_form(wire: wire::SummaryForm) -> SummaryForm {
    let unit = wire.money_unit.map(|unit| unit.0);
    let row = |wire: wire::SummaryRow| SummaryRow {
        ordinal: wire.ordinal,
        name: wire.name,
        amount: money(wire.amount, unit),
        period_goal: wire.period_goal,
        annual_goal: wire.annual_goal,
    };
    SummaryForm {
        department: wire.department,
        money_unit: unit,
        total: money(wire.total, unit),
        rows: wire.rows.into_iter().map(row).collect(),
    }
}

/// A table that states no unit is in 万元, as the forms are.
fn money(figure: Option<wire::Figure>, unit: Option<MoneyUnit>) -> Option<Money> {
    Money::new(figure?.0, unit.unwrap_or(MoneyUnit::TenThousandYuan))
}

fn decimal(figure: Option<wire::Figure>) -> Option<Decimal> {
    figure.map(|figure| figure.0)
}

//! What a printed label can mean, and how labels are compared.
use std::borrow::Cow;
use zs_model::text;

macro_rules! labels {
    ($($(#[$doc:meta])* $variant:ident = $key:literal),+ $(,)?) => {
        /// The meaning of a printed label.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Label { $($(#[$doc])* $variant),+ }

        impl Label {
            /// Reads the key used in `form.toml`.
            #[must_use]
            pub fn parse(key: &str) -> Option<Self> {
                Some(match key { $($key => Self::$variant,)+ _ => return None })
            }
        }
    };
}

labels! {
    /// 项目编码.
    Code = "code",
    /// 项目名称.
    Name = "name",
    /// 实施单位.
    Unit = "unit",
    /// 单位编码.
    UnitCode = "unit_code",
    /// 主管部门.
    Department = "department",
    /// 预算年度.
    FiscalYear = "fiscal_year",
    /// 单位：万元.
    MoneyUnit = "money_unit",
    /// A label around the amounts; free text beside it is the purpose.
    BudgetGroup = "budget_group",
    /// 预算数.
    Total = "total",
    /// 财政资金.
    Fiscal = "fiscal",
    /// 其他资金.
    Other = "other",
    /// 资金用途.
    Purpose = "purpose",
    /// A label around the plan's months.
    PlanGroup = "plan_group",
    /// 绩效目标.
    Goal = "goal",
    /// 实施期绩效目标.
    PeriodGoal = "period_goal",
    /// 所属专项.
    SpecialFund = "special_fund",
    /// 项目实施期.
    Period = "period",
    /// A label around the indicator grid.
    IndicatorsGroup = "indicators_group",
    /// A label around the grid of the whole period.
    PeriodIndicatorsGroup = "period_indicators_group",
    /// 一级指标.
    Level1 = "level1",
    /// 二级指标.
    Level2 = "level2",
    /// 三级指标.
    Level3 = "level3",
    /// 绩效指标描述.
    Description = "description",
    /// 指标值.
    Target = "target",
    /// 计算符号.
    Operator = "operator",
    /// 正向, 反向.
    Direction = "direction",
    /// 度量单位.
    UnitOfMeasure = "unit_of_measure",
    /// 分值.
    Weight = "weight",
    /// 指标值确定依据.
    Basis = "basis",
    /// 备注.
    Note = "note",
    /// A column that the common model has no place for.
    ColumnExtra = "column_extra",
    /// A head field that the common model has no place for.
    Extra = "extra",
    /// 部门职责概述.
    Duties = "duties",
    /// A label around the tasks.
    TasksGroup = "tasks_group",
    /// 事项.
    TaskItem = "task_item",
    /// 责任单位/科室.
    TaskResponsible = "task_responsible",
    /// 工作目标.
    TaskGoal = "task_goal",
    /// 预算金额 of a task.
    TaskAmount = "task_amount",
    /// 按收入性质分.
    ByIncome = "by_income",
    /// 按支出性质分.
    ByExpense = "by_expense",
    /// 合计.
    GrandTotal = "grand_total",
    /// 序号.
    Ordinal = "ordinal",
    /// 总体绩效目标.
    OverallGoal = "overall_goal",
    /// 分项绩效目标.
    SubGoals = "sub_goals",
    /// 工作保障措施.
    Safeguards = "safeguards",
}

/// A label as it is compared: no white space, half width, no list number in front, no 其中,
/// no colon or star behind.
#[must_use]
pub fn normal(printed: &str) -> Cow<'_, str> {
    if text::is_plain(printed) {
        return Cow::Borrowed(bare(printed));
    }
    let folded = |c: char| (!text::is_layout(c)).then(|| text::half_width_char(c));
    let mut flat = String::with_capacity(printed.len());
    flat.extend(printed.chars().filter_map(folded));
    if bare(&flat).len() < flat.len() {
        flat = bare(&flat).to_owned();
    }
    Cow::Owned(flat)
}

/// A folded label without what stands in front of it and behind it.
fn bare(flat: &str) -> &str {
    let ordinary = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') && c != '其' && !is_numeral(c);
    if flat.starts_with(ordinary) && flat.ends_with(ordinary) {
        return flat;
    }
    let flat = flat.trim_matches(['*', ':', ';', '.', '。', '…', '"']);
    let flat = flat.strip_prefix("其中").unwrap_or(flat).trim_start_matches([':', ',', '、']);
    without_number(flat).trim_end_matches(':')
}

fn is_numeral(c: char) -> bool {
    matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Drops `一、`, `(一)`, `1.`, `1、`, `(1)`, `①` in front of a label.
fn without_number(label: &str) -> &str {
    let bare = label.trim_start_matches('(').trim_start_matches(is_numeral);
    if bare.len() == label.len() {
        return label.trim_start_matches(|c| ('①'..='⑳').contains(&c));
    }
    let rest = bare.trim_start_matches(['.', '、', ')', ',']);
    if rest.len() == bare.len() || rest.is_empty() { label } else { rest }
}

//! The name of one field of a document: which part, and which key of the document schema.
use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// The part of a document that a field belongs to. Ordinals and rows are 1-based.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The document itself (title, year, department, contents).
    Document,
    /// 第一部分, prose.
    Overall,
    /// 部门整体支出绩效目标表.
    Department,
    /// A row of the department form's indicators.
    DepartmentIndicator(u32),
    /// 汇总表.
    Summary,
    /// A row of the summary form.
    SummaryRow(u32),
    /// A project's table, by ordinal.
    Project(u32),
    /// A row of a project's indicators.
    Indicator {
        /// The project's ordinal.
        project: u32,
        /// The row in that project's indicator table.
        row: u32,
    },
}

impl Scope {
    /// The project that the scope lies in, if any.
    #[must_use]
    pub const fn project(self) -> Option<u32> {
        match self {
            Self::Project(project) | Self::Indicator { project, .. } => Some(project),
            _ => None,
        }
    }

    /// The indicator row that the scope is, if it is one.
    #[must_use]
    pub const fn indicator(self) -> Option<u32> {
        match self {
            Self::DepartmentIndicator(row) | Self::Indicator { row, .. } => Some(row),
            _ => None,
        }
    }

    /// The scope around this one, if any.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        match self {
            Self::Document => None,
            Self::Indicator { project, .. } => Some(Self::Project(project)),
            Self::DepartmentIndicator(_) => Some(Self::Department),
            Self::SummaryRow(_) => Some(Self::Summary),
            _ => Some(Self::Document),
        }
    }

    /// The list in the scope around this one that holds this row.
    pub(crate) const fn list(self) -> Option<Field> {
        match self {
            Self::DepartmentIndicator(_) | Self::Indicator { .. } => Some(Field::Indicators),
            Self::SummaryRow(_) => Some(Field::Rows),
            _ => None,
        }
    }

    /// The scopes of the rows in this one, from the first to the last.
    pub(crate) const fn rows(self) -> Option<(Self, Self)> {
        match self {
            Self::Project(project) => Some((
                Self::Indicator { project, row: 0 },
                Self::Indicator { project, row: u32::MAX },
            )),
            Self::Department => {
                Some((Self::DepartmentIndicator(0), Self::DepartmentIndicator(u32::MAX)))
            }
            Self::Summary => Some((Self::SummaryRow(0), Self::SummaryRow(u32::MAX))),
            _ => None,
        }
    }

    pub(crate) const fn range(self) -> RangeInclusive<FieldRef> {
        let first = FieldRef { scope: self, field: Field::FIRST, item: 0 };
        let last = FieldRef { scope: self, field: Field::LAST, item: u32::MAX };
        first..=last
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $key:literal),+ $(,)?) => {
        /// A key of the document schema (`contract/document.schema.json`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field { $($(#[$doc])* $variant),+ }

        impl Field {
            /// Every field, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            const FIRST: Self = Self::ALL[0];
            const LAST: Self = Self::ALL[Self::ALL.len() - 1];

            /// The key as the document schema spells it.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The field that the document schema spells by this key.
            #[must_use]
            pub fn parse(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.key() == key)
            }
        }
    };
}

fields! {
    /// The part as a whole: a heading, a title, a table.
    Title = "title",
    /// 财政年度.
    FiscalYear = "fiscal_year",
    /// 部门.
    Department = "department",
    /// 目录.
    Contents = "contents",
    /// 总体绩效目标.
    Goal = "goal",
    /// 分项绩效目标.
    SubGoals = "sub_goals",
    /// 工作保障措施.
    Safeguards = "safeguards",
    /// 单位编码.
    UnitCode = "unit_code",
    /// 单位名称.
    UnitName = "unit_name",
    /// 项目编码.
    Code = "code",
    /// 项目名称.
    Name = "name",
    /// 金额单位.
    MoneyUnit = "money_unit",
    /// 预算规模.
    Budget = "budget",
    /// 预算数, 资金总额, 合计.
    Total = "total",
    /// 财政资金.
    Fiscal = "fiscal",
    /// 其他资金.
    Other = "other",
    /// 资金用途.
    Purpose = "purpose",
    /// 资金支出计划.
    Plan = "plan",
    /// 绩效目标.
    Goals = "goals",
    /// 绩效指标, the grid as a whole.
    Indicators = "indicators",
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
    /// 指标值确定依据.
    Basis = "basis",
    /// 备注.
    Note = "note",
    /// 分值, 权重.
    Weight = "weight",
    /// 所属专项.
    SpecialFund = "special_fund",
    /// 项目实施期.
    Period = "period",
    /// 实施期绩效目标.
    PeriodGoal = "period_goal",
    /// 按收入性质分.
    ByIncome = "by_income",
    /// 按支出性质分.
    ByExpense = "by_expense",
    /// 部门职责概述.
    Duties = "duties",
    /// 年度重点工作计划.
    KeyTasks = "key_tasks",
    /// A row of a list of rows.
    Rows = "rows",
    /// 金额.
    Amount = "amount",
    /// 年度绩效目标 of a summary row.
    AnnualGoal = "annual_goal",
    /// A field that the family knows and the common model has no place for.
    Extra = "extra",
    /// The form family.
    Form = "form",
}

/// One field of one part; `item` is the 1-based position in a list field (a goal, a plan point), else 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldRef {
    /// The part.
    pub scope: Scope,
    /// The key.
    pub field: Field,
    /// 1-based position in a list field, else 0.
    pub item: u32,
}

impl FieldRef {
    /// A field that is not a list, or a list as a whole.
    #[must_use]
    pub const fn new(scope: Scope, field: Field) -> Self {
        Self { scope, field, item: 0 }
    }

    /// One item of a list field, 1-based.
    #[must_use]
    pub const fn item(scope: Scope, field: Field, item: u32) -> Self {
        Self { scope, field, item }
    }

    /// Scope, field and item in one number: thousands of places are ordered by it.
    pub(crate) const fn rank(self) -> u128 {
        let (part, ordinal, row): (u128, u32, u32) = match self.scope {
            Scope::Document => (0, 0, 0),
            Scope::Overall => (1, 0, 0),
            Scope::Department => (2, 0, 0),
            Scope::DepartmentIndicator(row) => (3, 0, row),
            Scope::Summary => (4, 0, 0),
            Scope::SummaryRow(row) => (5, 0, row),
            Scope::Project(project) => (6, project, 0),
            Scope::Indicator { project, row } => (7, project, row),
        };
        let scope = part << 64 | (ordinal as u128) << 32 | row as u128;
        scope << 40 | (self.field as u128) << 32 | self.item as u128
    }
}

impl Ord for FieldRef {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for FieldRef {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read_back_and_unique() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.key()), Some(*field));
        }
        assert_eq!(Field::parse("Target"), None);
    }

    #[test]
    fn every_scope_leads_to_the_document() {
        let scopes = [
            Scope::Overall,
            Scope::Department,
            Scope::DepartmentIndicator(1),
            Scope::Summary,
            Scope::SummaryRow(1),
            Scope::Project(1),
            Scope::Indicator { project: 1, row: 1 },
        ];
        for scope in scopes {
            let mut outer = scope;
            while let Some(parent) = outer.parent() {
                outer = parent;
            }
            assert_eq!(outer, Scope::Document, "{scope:?}");
        }
    }
}

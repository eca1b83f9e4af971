//! One project's goal table (项目绩效目标表).
use crate::{Indicator, Money, MoneyUnit, Optional, Plan};
use std::collections::BTreeMap;

/// One 项目绩效目标表.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// 1-based position in the document.
    pub ordinal: u32,
    /// The heading's name, without its number and without 绩效目标表.
    pub title: Option<String>,
    /// 单位编码, usually six digits; unique only together with the area code.
    pub unit_code: Option<String>,
    /// 单位名称.
    pub unit_name: Option<String>,
    /// 项目编码 with inner spaces removed, as printed; judged by `ProjectCode::parse`.
    pub code: Option<String>,
    /// 项目名称.
    pub name: Option<String>,
    /// The unit in which this table's amounts are printed, where it says so.
    pub money_unit: Option<MoneyUnit>,
    /// 预算规模.
    pub budget: Budget,
    /// 资金用途.
    pub purpose: Option<String>,
    /// 资金支出计划; empty where the form has none.
    pub plan: Plan,
    /// 绩效目标, one per numbered item, numbering removed.
    pub goals: Vec<String>,
    /// 绩效指标 in the order of the table.
    pub indicators: Vec<Indicator>,
    /// 所属专项.
    pub special_fund: Optional<String>,
    /// 项目实施期.
    pub period: Optional<String>,
    /// 实施期绩效目标, 中期目标.
    pub period_goal: Optional<String>,
    /// Indicators of the whole period (中期指标), where a form has them beside the annual ones.
    pub period_indicators: Vec<Indicator>,
    /// Fields that the family knows and the common model has no place for: printed label → value.
    pub extra: BTreeMap<String, String>,
}

/// 预算规模: total = fiscal + other, each as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// 预算数, 资金总额.
    pub total: Option<Money>,
    /// 财政资金.
    pub fiscal: Option<Money>,
    /// 其他资金.
    pub other: Option<Money>,
}

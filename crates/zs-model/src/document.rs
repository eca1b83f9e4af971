//! A department's budget performance document (部门预算绩效文本) as one exact model.
use crate::{Indicator, Money, MoneyUnit, Optional, Places, Project};
use std::collections::BTreeMap;

/// One 部门预算绩效文本, whatever file and form it came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Id of the recognised form family (`hebei-2022`), or `unknown`.
    pub form: String,
    /// The year that the document states as its own; never one that it only mentions in passing.
    pub fiscal_year: Option<u16>,
    /// The department as the cover, a caption or the form states it.
    pub department: Option<String>,
    /// 部门整体绩效目标 (prose).
    pub overall: Overall,
    /// The projects in the order of the document.
    pub projects: Vec<Project>,
    /// 部门整体支出绩效目标表, where the family has one.
    pub department_form: Option<DepartmentForm>,
    /// 专项资金预算绩效目标汇总表, where the family has one.
    pub summary_form: Option<SummaryForm>,
    /// 目录, as printed; empty where the document has none.
    pub contents: Vec<ContentsEntry>,
    /// Where each field stands in the source.
    pub places: Places,
}

/// 第一部分: the overall goal in prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overall {
    /// 总体绩效目标.
    pub goal: Option<String>,
    /// 分项绩效目标, one per numbered item, numbering kept.
    pub sub_goals: Vec<String>,
    /// 工作保障措施, one per numbered item, numbering kept.
    pub safeguards: Vec<String>,
}

/// One line of the table of contents that names a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsEntry {
    /// The project's name, without its number, dots, page number and 绩效目标表.
    pub name: String,
    /// The line as printed.
    pub raw: String,
}

/// 部门整体支出绩效目标表 (hunan 附件1 and its relatives).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DepartmentForm {
    /// The year in the form's title.
    pub year: Option<u16>,
    /// 部门名称.
    pub department: Option<String>,
    /// The unit in which the amounts are printed.
    pub money_unit: Option<MoneyUnit>,
    /// 资金总额.
    pub total: Option<Money>,
    /// 按收入性质分: printed label → amount, in printed order of the form.
    pub by_income: Vec<(String, Option<Money>)>,
    /// 按支出性质分: printed label → amount, in printed order of the form.
    pub by_expense: Vec<(String, Option<Money>)>,
    /// 部门职责概述.
    pub duties: Option<String>,
    /// 年度重点工作计划.
    pub key_tasks: Vec<KeyTask>,
    /// 年度总体目标, where the form has it (central form).
    pub goal: Optional<String>,
    /// 年度绩效指标.
    pub indicators: Vec<Indicator>,
    /// Fields that the family knows and the common model has no place for: printed label → value.
    pub extra: BTreeMap<String, String>,
}

/// One row of 年度重点工作计划.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyTask {
    /// 事项.
    pub item: Option<String>,
    /// 责任单位/科室.
    pub responsible: Option<String>,
    /// 工作目标.
    pub goal: Option<String>,
    /// 预算金额, where the form has it (central form).
    pub amount: Optional<Money>,
}

/// 专项资金预算绩效目标汇总表 (hunan 附件2).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SummaryForm {
    /// 项目主管部门.
    pub department: Option<String>,
    /// The unit in which the amounts are printed.
    pub money_unit: Option<MoneyUnit>,
    /// 合计.
    pub total: Option<Money>,
    /// One row per spending direction.
    pub rows: Vec<SummaryRow>,
}

/// One row of the summary form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SummaryRow {
    /// 序号, as printed.
    pub ordinal: Option<String>,
    /// 支出方向（子项）.
    pub name: Option<String>,
    /// 金额.
    pub amount: Option<Money>,
    /// 实施期绩效目标.
    pub period_goal: Option<String>,
    /// 年度绩效目标.
    pub annual_goal: Option<String>,
}

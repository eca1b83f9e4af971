//! The list of all rules: two lines per rule, one for its file and one for its place in the list.
use crate::rule::Rule;

pub(crate) mod internal_rule_failure;
mod form {
    pub(super) mod jx111_level2_missing;
    pub(super) mod jx112_level_unknown;
}
mod money {
    pub(super) mod jx101_cost_cap_exceeds_budget;
    pub(super) mod jx102_ratio_absurd;
    pub(super) mod jx103_quantity_price_mismatch;
    pub(super) mod jx104_cost_items_sum_mismatch;
    pub(super) mod jx105_budget_sum_mismatch;
    pub(super) mod jx106_attachment_sum_mismatch;
    pub(super) mod jx107_overall_amount_mismatch;
    pub(super) mod jx108_money_unit_mixed;
    pub(super) mod jx109_quantity_budget_mismatch;
    pub(super) mod jx110_balance_mismatch;
    pub(super) mod jx119_cost_cap_missing;
    pub(super) mod jx120_cost_item_outside_scope;
    mod stated;
}
mod plan {
    pub(super) mod jx131_plan_not_cumulative;
}
mod code {
    pub(super) mod jx143_project_code_duplicated;
}

/// Every rule, sorted by code.
pub static RULES: &[&Rule] = &[
    &internal_rule_failure::RULE,
    &money::jx101_cost_cap_exceeds_budget::RULE,
    &money::jx102_ratio_absurd::RULE,
    &money::jx103_quantity_price_mismatch::RULE,
    &money::jx104_cost_items_sum_mismatch::RULE,
    &money::jx105_budget_sum_mismatch::RULE,
    &money::jx106_attachment_sum_mismatch::RULE,
    &money::jx107_overall_amount_mismatch::RULE,
    &money::jx108_money_unit_mixed::RULE,
    &money::jx109_quantity_budget_mismatch::RULE,
    &money::jx110_balance_mismatch::RULE,
    &form::jx111_level2_missing::RULE,
    &form::jx112_level_unknown::RULE,
    &money::jx119_cost_cap_missing::RULE,
    &money::jx120_cost_item_outside_scope::RULE,
    &plan::jx131_plan_not_cumulative::RULE,
    &code::jx143_project_code_duplicated::RULE,
];

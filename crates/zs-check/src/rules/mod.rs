//! The list of all rules: two lines per rule, one for its file and one for its place in the list.
use crate::rule::Rule;

pub(crate) mod internal_rule_failure;
mod form {
    pub(super) mod jx111_level2_missing;
    pub(super) mod jx112_level_unknown;
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
    &form::jx111_level2_missing::RULE,
    &form::jx112_level_unknown::RULE,
    &plan::jx131_plan_not_cumulative::RULE,
    &code::jx143_project_code_duplicated::RULE,
];

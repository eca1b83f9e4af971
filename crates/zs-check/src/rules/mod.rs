//! The list of all rules: two lines per rule, one for its file and one for its place in the list.
use crate::rule::Rule;

pub(crate) mod internal_rule_failure;

mod money {
    mod balance;
    mod bands;
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
    mod parts;
    mod scope;
    mod stated;
}
mod form {
    mod contents;
    pub(super) mod jx111_level2_missing;
    pub(super) mod jx112_level_unknown;
    pub(super) mod jx113_contents_mismatch;
    pub(super) mod jx114_field_missing;
    pub(super) mod jx115_fiscal_year_missing;
    pub(super) mod jx116_weight_sum_mismatch;
    pub(super) mod jx117_unrecognised_content;
    pub(super) mod jx118_field_blank_or_generic;
    mod levels;
    mod points;
}
mod plan {
    pub(super) mod jx131_plan_not_cumulative;
    pub(super) mod jx132_plan_not_complete;
    pub(super) mod jx133_plan_blank_gap;
    pub(super) mod jx134_plan_blank_after_100;
    pub(super) mod jx135_plan_boilerplate;
    pub(super) mod jx136_plan_nature_mismatch;
    mod timing;
}
mod code {
    pub(super) mod jx141_project_code_malformed;
    pub(super) mod jx142_project_code_checksum;
    pub(super) mod jx143_project_code_duplicated;
    pub(super) mod jx144_code_year_mismatch;
}
mod target {
    mod direction;
    pub(super) mod jx201_target_missing;
    pub(super) mod jx202_target_unparsable;
    pub(super) mod jx203_target_direction_inverted;
    pub(super) mod jx204_value_form_mismatch;
    pub(super) mod jx205_quantity_with_percent;
    pub(super) mod jx206_target_operator_missing;
    pub(super) mod jx207_target_unit_mismatch;
    pub(super) mod jx208_target_qualitative;
    pub(super) mod jx209_pseudo_quantified;
    pub(super) mod jx210_unit_style_inconsistent;
    pub(super) mod jx211_percent_above_100;
    pub(super) mod jx212_deadline_outside_year;
    pub(super) mod jx213_period_mismatch;
    pub(super) mod jx214_target_too_weak;
    pub(super) mod jx215_target_conflicts_own_text;
    pub(super) mod jx216_target_ambiguous;
    pub(super) mod jx217_target_unrealistic;
    mod reading;
    mod units;
}
mod level {
    mod category;
    mod clash;
    pub(super) mod jx231_indicator_wrong_category;
    pub(super) mod jx232_level2_nominal_only;
    pub(super) mod jx233_indicator_none;
    pub(super) mod jx234_level3_name_not_indicator;
    pub(super) mod jx235_indicator_compound;
    pub(super) mod jx236_indicator_contradiction;
    pub(super) mod jx237_satisfaction_object_mismatch;
    mod measures;
}
mod basis {
    pub(super) mod jx301_basis_blank;
    pub(super) mod jx302_basis_value_swapped;
    pub(super) mod jx303_basis_stale_year;
    pub(super) mod jx304_basis_boilerplate;
    pub(super) mod jx305_basis_not_a_basis;
    mod shared;
}
mod text {
    mod formula;
    pub(super) mod jx306_template_residue;
    pub(super) mod jx307_typo_duplicated_word;
    pub(super) mod jx308_description_equals_name;
    pub(super) mod jx309_goal_equals_usage;
    pub(super) mod jx310_doc_number_brackets;
    pub(super) mod jx311_duplicated_text;
    pub(super) mod jx312_goal_is_amount;
    pub(super) mod jx313_level3_duplicate_name;
    pub(super) mod jx314_description_duplicated;
    pub(super) mod jx315_description_mismatch;
    pub(super) mod jx316_formula_error;
    mod passages;
    mod shared;
}
mod language {
    mod alike;
    pub(super) mod jx501_typo;
    pub(super) mod jx502_grammar;
    pub(super) mod jx503_punctuation;
    pub(super) mod jx504_boilerplate_from_elsewhere;
    pub(super) mod jx505_improper_expression;
    mod marks;
    mod misspelt;
    mod shared;
}
mod goal {
    pub(super) mod answers;
    mod goods;
    pub(super) mod jx401_goal_indicator_contradiction;
    pub(super) mod jx402_goal_cloned;
    pub(super) mod jx409_indicator_redundant;
    pub(super) mod jx410_core_output_missing;
    pub(super) mod jx411_indicator_unrelated;
    pub(super) mod jx412_goal_unrelated;
    pub(super) mod jx413_goal_metric_without_indicator;
    pub(super) mod jx414_usage_goal_mismatch;
    pub(super) mod jx415_usage_weak;
    pub(super) mod jx416_goal_not_measurable;
    pub(super) mod jx417_overall_goal_not_measurable;
    mod outputs;
    mod subject;
}
mod cross {
    mod headcounts;
    pub(super) mod jx403_indicators_cloned;
    pub(super) mod jx404_indicator_library_misuse;
    pub(super) mod jx405_overall_project_target_conflict;
    pub(super) mod jx406_same_indicator_inconsistent;
    pub(super) mod jx407_headcount_mismatch;
    pub(super) mod jx408_number_copied;
    pub(super) mod jx418_overall_project_misaligned;
    pub(super) mod jx419_project_scope_overlap;
    pub(super) mod jx420_name_inconsistent;
    pub(super) mod jx421_text_inconsistent;
    mod offices;
    mod overall;
    mod payees;
    mod phrases;
    mod sets;
    mod shares;
    mod weaker;
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
    &form::jx113_contents_mismatch::RULE,
    &form::jx114_field_missing::RULE,
    &form::jx115_fiscal_year_missing::RULE,
    &form::jx116_weight_sum_mismatch::RULE,
    &form::jx117_unrecognised_content::RULE,
    &form::jx118_field_blank_or_generic::RULE,
    &money::jx119_cost_cap_missing::RULE,
    &money::jx120_cost_item_outside_scope::RULE,
    &plan::jx131_plan_not_cumulative::RULE,
    &plan::jx132_plan_not_complete::RULE,
    &plan::jx133_plan_blank_gap::RULE,
    &plan::jx134_plan_blank_after_100::RULE,
    &plan::jx135_plan_boilerplate::RULE,
    &plan::jx136_plan_nature_mismatch::RULE,
    &code::jx141_project_code_malformed::RULE,
    &code::jx142_project_code_checksum::RULE,
    &code::jx143_project_code_duplicated::RULE,
    &code::jx144_code_year_mismatch::RULE,
    &target::jx201_target_missing::RULE,
    &target::jx202_target_unparsable::RULE,
    &target::jx203_target_direction_inverted::RULE,
    &target::jx204_value_form_mismatch::RULE,
    &target::jx205_quantity_with_percent::RULE,
    &target::jx206_target_operator_missing::RULE,
    &target::jx207_target_unit_mismatch::RULE,
    &target::jx208_target_qualitative::RULE,
    &target::jx209_pseudo_quantified::RULE,
    &target::jx210_unit_style_inconsistent::RULE,
    &target::jx211_percent_above_100::RULE,
    &target::jx212_deadline_outside_year::RULE,
    &target::jx213_period_mismatch::RULE,
    &target::jx214_target_too_weak::RULE,
    &target::jx215_target_conflicts_own_text::RULE,
    &target::jx216_target_ambiguous::RULE,
    &target::jx217_target_unrealistic::RULE,
    &level::jx231_indicator_wrong_category::RULE,
    &level::jx232_level2_nominal_only::RULE,
    &level::jx233_indicator_none::RULE,
    &level::jx234_level3_name_not_indicator::RULE,
    &level::jx235_indicator_compound::RULE,
    &level::jx236_indicator_contradiction::RULE,
    &level::jx237_satisfaction_object_mismatch::RULE,
    &basis::jx301_basis_blank::RULE,
    &basis::jx302_basis_value_swapped::RULE,
    &basis::jx303_basis_stale_year::RULE,
    &basis::jx304_basis_boilerplate::RULE,
    &basis::jx305_basis_not_a_basis::RULE,
    &text::jx306_template_residue::RULE,
    &text::jx307_typo_duplicated_word::RULE,
    &text::jx308_description_equals_name::RULE,
    &text::jx309_goal_equals_usage::RULE,
    &text::jx310_doc_number_brackets::RULE,
    &text::jx311_duplicated_text::RULE,
    &text::jx312_goal_is_amount::RULE,
    &text::jx313_level3_duplicate_name::RULE,
    &text::jx314_description_duplicated::RULE,
    &text::jx315_description_mismatch::RULE,
    &text::jx316_formula_error::RULE,
    &goal::jx401_goal_indicator_contradiction::RULE,
    &goal::jx402_goal_cloned::RULE,
    &cross::jx403_indicators_cloned::RULE,
    &cross::jx404_indicator_library_misuse::RULE,
    &cross::jx405_overall_project_target_conflict::RULE,
    &cross::jx406_same_indicator_inconsistent::RULE,
    &cross::jx407_headcount_mismatch::RULE,
    &cross::jx408_number_copied::RULE,
    &goal::jx409_indicator_redundant::RULE,
    &goal::jx410_core_output_missing::RULE,
    &goal::jx411_indicator_unrelated::RULE,
    &goal::jx412_goal_unrelated::RULE,
    &goal::jx413_goal_metric_without_indicator::RULE,
    &goal::jx414_usage_goal_mismatch::RULE,
    &goal::jx415_usage_weak::RULE,
    &goal::jx416_goal_not_measurable::RULE,
    &goal::jx417_overall_goal_not_measurable::RULE,
    &cross::jx418_overall_project_misaligned::RULE,
    &cross::jx419_project_scope_overlap::RULE,
    &cross::jx420_name_inconsistent::RULE,
    &cross::jx421_text_inconsistent::RULE,
    &language::jx501_typo::RULE,
    &language::jx502_grammar::RULE,
    &language::jx503_punctuation::RULE,
    &language::jx504_boilerplate_from_elsewhere::RULE,
    &language::jx505_improper_expression::RULE,
];

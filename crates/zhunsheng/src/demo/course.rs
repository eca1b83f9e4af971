//! How a document came to where it stands: the steps of the workflow with their days.
use zs_store::SealKind;

/// One step: action, state before, state after, whose login letter (`c` clerk, `u` unit, `d` department,
/// `f` finance), reason.
pub struct Step {
    /// What is done.
    pub action: &'static str,
    /// The state before.
    pub from: &'static str,
    /// The state after.
    pub to: &'static str,
    /// Who: `c`, `u`, `d` or `f`.
    pub by: char,
    /// Why.
    pub reason: Option<&'static str>,
    /// What is frozen.
    pub seal: Option<SealKind>,
}

const fn step(action: &'static str, from: &'static str, to: &'static str, by: char) -> Step {
    Step { action, from, to, by, reason: None, seal: None }
}

const PATH: &[Step] = &[
    step("submit", "draft", "unit_review", 'c'),
    step("pass", "unit_review", "department_review", 'u'),
    step("pass", "department_review", "finance_review", 'd'),
    step("pass", "finance_review", "reviewed", 'f'),
    Step { seal: Some(SealKind::Approved), ..step("approve", "reviewed", "approved", 'f') },
    Step { seal: Some(SealKind::Published), ..step("publish", "approved", "published", 'd') },
];

const RETURN: Step = Step {
    reason: Some("指标值与预算不符，依据不全，请按批注逐条修改后再报。"),
    ..step("return", "unit_review", "returned", 'u')
};

const ADJUST: Step = Step {
    reason: Some("年中追加任务，工作量和成本上限相应调整。"),
    ..step("adjust", "approved", "adjusting", 'c')
};

/// All steps that lead a new draft to a state.
pub fn to(state: &str) -> Vec<&'static Step> {
    match state {
        "returned" => vec![&PATH[0], &RETURN],
        "adjusting" => PATH[..5].iter().chain([&ADJUST]).collect(),
        _ => {
            let reached = PATH.iter().position(|step| step.to == state).map_or(0, |n| n + 1);
            PATH[..reached].iter().collect()
        }
    }
}

//! The workflow of a self-evaluation: the reviews of a document, with points given again, and closed by finance.
use crate::machine::{self, Flow, Step, To, Word, step};
use crate::rights::Action;
use crate::workflow::State;

/// Something that can be done with a self-evaluation.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EvaluationAct {
    /// 报送.
    Submit,
    /// 撤回.
    Withdraw,
    /// 复核计分: points of lines given again, each with a reason.
    Rescore,
    /// 审核通过.
    Pass,
    /// 退回.
    Return,
}

impl Word for EvaluationAct {
    fn word(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::Rescore => "rescore",
            Self::Pass => "pass",
            Self::Return => "return",
        }
    }
}

/// What must hold besides state and right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvaluationGuard {
    /// Every item has its score, every deviation its reason, and the weights sum up.
    Complete,
    /// The caller wrote nothing on it.
    NotOwnWork,
    /// A reason is given.
    Reason,
    /// Nobody has reviewed since the submission.
    Untouched,
}

impl machine::Guard for EvaluationGuard {
    fn told(self) -> &'static str {
        match self {
            Self::Complete => {
                "every item has its score, every deviation its reason, the weights sum up"
            }
            Self::NotOwnWork => "the caller wrote nothing on it",
            Self::Reason => "a reason",
            Self::Untouched => "nobody has acted since",
        }
    }
}

/// The workflow of a project's self-evaluation. `reviewed` is closed: the whole is frozen.
pub struct Evaluations;

impl Flow for Evaluations {
    type State = State;
    type Act = EvaluationAct;
    type Guard = EvaluationGuard;
    const STEPS: &'static [Step<Self>] = {
        use Action as A;
        use EvaluationAct as E;
        use EvaluationGuard as G;
        use State as S;
        const CLERK: Action = A::WriteEvaluations;
        const UNIT: To<State> = To::State(S::DepartmentReview);
        const DEPARTMENT: To<State> = To::State(S::FinanceReview);
        const CLOSED: To<State> = To::State(S::Reviewed);
        const OTHERS: &[EvaluationGuard] = &[G::NotOwnWork];
        &[
            step(E::Submit, S::Draft, To::FirstReview, CLERK, &[G::Complete]),
            step(E::Submit, S::Returned, To::FirstReview, CLERK, &[G::Complete]),
            step(E::Withdraw, S::UnitReview, To::Before, CLERK, &[G::Untouched]),
            step(E::Withdraw, S::DepartmentReview, To::Before, CLERK, &[G::Untouched]),
            step(E::Withdraw, S::FinanceReview, To::Before, CLERK, &[G::Untouched]),
            step(E::Rescore, S::DepartmentReview, UNIT, A::ReviewDepartment, OTHERS),
            step(E::Rescore, S::FinanceReview, DEPARTMENT, A::ReviewFinance, OTHERS),
            step(E::Pass, S::UnitReview, UNIT, A::ReviewUnit, OTHERS),
            step(E::Pass, S::DepartmentReview, DEPARTMENT, A::ReviewDepartment, OTHERS),
            step(E::Pass, S::FinanceReview, CLOSED, A::ReviewFinance, OTHERS),
            step(E::Return, S::UnitReview, To::Earlier, A::ReviewUnit, &[G::Reason]),
            step(E::Return, S::DepartmentReview, To::Earlier, A::ReviewDepartment, &[G::Reason]),
            step(E::Return, S::FinanceReview, To::Earlier, A::ReviewFinance, &[G::Reason]),
        ]
    };
}

/// The workflow of a department's own form: written by the department, closed by finance.
pub struct DepartmentEvaluations;

impl Flow for DepartmentEvaluations {
    type State = State;
    type Act = EvaluationAct;
    type Guard = EvaluationGuard;
    const STEPS: &'static [Step<Self>] = {
        use Action as A;
        use EvaluationAct as E;
        use EvaluationGuard as G;
        use State as S;
        const WRITER: Action = A::WriteDepartmentEvaluations;
        const FINANCE: To<State> = To::State(S::FinanceReview);
        &[
            step(E::Submit, S::Draft, FINANCE, WRITER, &[G::Complete]),
            step(E::Submit, S::Returned, FINANCE, WRITER, &[G::Complete]),
            step(E::Withdraw, S::FinanceReview, To::Before, WRITER, &[G::Untouched]),
            step(E::Rescore, S::FinanceReview, FINANCE, A::ReviewFinance, &[G::NotOwnWork]),
            step(
                E::Pass,
                S::FinanceReview,
                To::State(S::Reviewed),
                A::ReviewFinance,
                &[G::NotOwnWork],
            ),
            step(
                E::Return,
                S::FinanceReview,
                To::State(S::Returned),
                A::ReviewFinance,
                &[G::Reason],
            ),
        ]
    };
}

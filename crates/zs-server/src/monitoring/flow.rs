//! The workflow of a monitoring sheet: the reviews of a document, and signed by finance.
use crate::machine::{self, Flow, Step, To, step};
use crate::rights::Action;
use crate::workflow::{Act, State};

/// The workflow of a monitoring sheet. `reviewed` is signed: the sheet is frozen.
pub struct Sheets;

/// What must hold besides state and right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetGuard {
    /// Every warning has its causes and a measure.
    Explained,
    /// The caller wrote nothing on it.
    NotOwnWork,
    /// A reason is given.
    Reason,
    /// Nobody has reviewed since the submission.
    Untouched,
}

impl machine::Guard for SheetGuard {
    fn told(self) -> &'static str {
        match self {
            Self::Explained => "every warning has its cause, its likelihood and a measure",
            Self::NotOwnWork => "the caller wrote nothing on it",
            Self::Reason => "a reason",
            Self::Untouched => "nobody has acted since",
        }
    }
}

impl Flow for Sheets {
    type State = State;
    type Act = Act;
    type Guard = SheetGuard;
    const STEPS: &'static [Step<Self>] = {
        use Action as A;
        use SheetGuard as G;
        use State as S;
        const CLERK: Action = A::WriteMonitoring;
        const UNIT: To<State> = To::State(S::DepartmentReview);
        const DEPARTMENT: To<State> = To::State(S::FinanceReview);
        const SIGNED: To<State> = To::State(S::Reviewed);
        &[
            step(Act::Submit, S::Draft, To::FirstReview, CLERK, &[G::Explained]),
            step(Act::Submit, S::Returned, To::FirstReview, CLERK, &[G::Explained]),
            step(Act::Withdraw, S::UnitReview, To::Before, CLERK, &[G::Untouched]),
            step(Act::Withdraw, S::DepartmentReview, To::Before, CLERK, &[G::Untouched]),
            step(Act::Withdraw, S::FinanceReview, To::Before, CLERK, &[G::Untouched]),
            step(Act::Pass, S::UnitReview, UNIT, A::ReviewUnit, &[G::NotOwnWork]),
            step(Act::Pass, S::DepartmentReview, DEPARTMENT, A::ReviewDepartment, &[G::NotOwnWork]),
            step(Act::Pass, S::FinanceReview, SIGNED, A::ReviewFinance, &[G::NotOwnWork]),
            step(Act::Return, S::UnitReview, To::Earlier, A::ReviewUnit, &[G::Reason]),
            step(Act::Return, S::DepartmentReview, To::Earlier, A::ReviewDepartment, &[G::Reason]),
            step(Act::Return, S::FinanceReview, To::Earlier, A::ReviewFinance, &[G::Reason]),
        ]
    };
}

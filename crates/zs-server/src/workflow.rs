//! The states of a document and the steps between them: which step from where, by whom, under which guard.
use crate::evaluation::flow::{DepartmentEvaluations, Evaluations};
use crate::machine::{self, Flow, To, Word, step};
use crate::monitoring::flow::Sheets;
use crate::rectifications::Rectifications;
use crate::rights::Action;

macro_rules! states {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// Where a document stands.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum State { $($(#[$doc])* $name,)* }

        impl State {
            /// Every state, in the order of the workflow.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word in the record and in the API.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The state of a word.
            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|state| state.word() == word)
            }
        }

        impl Word for State {
            fn word(self) -> &'static str {
                self.word()
            }
        }
    };
}

states! {
    /// 草稿: the clerk writes.
    Draft = "draft";
    /// 退回: the clerk writes again, with the reviewer's reason.
    Returned = "returned";
    /// 单位审核.
    UnitReview = "unit_review";
    /// 部门审核.
    DepartmentReview = "department_review";
    /// 财政审核.
    FinanceReview = "finance_review";
    /// 待批复: reviewed by all; whoever approves the money approves the goal.
    Reviewed = "reviewed";
    /// 已批复.
    Approved = "approved";
    /// 已公开.
    Published = "published";
    /// 调整中: a new version of something approved; reviewed again.
    Adjusting = "adjusting";
}

impl State {
    /// Whether the content may be changed.
    #[must_use]
    pub const fn editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned | Self::Adjusting)
    }
}

/// Something that can be done with a document.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// 报送.
    Submit,
    /// 撤回.
    Withdraw,
    /// 审核通过.
    Pass,
    /// 退回.
    Return,
    /// 批复.
    Approve,
    /// 公开.
    Publish,
    /// 撤下公开.
    Unpublish,
    /// 申请调整.
    Adjust,
}

impl Act {
    /// The word in the record and in the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Withdraw => "withdraw",
            Self::Pass => "pass",
            Self::Return => "return",
            Self::Approve => "approve",
            Self::Publish => "publish",
            Self::Unpublish => "unpublish",
            Self::Adjust => "adjust",
        }
    }
}

impl Word for Act {
    fn word(self) -> &'static str {
        self.word()
    }
}

/// What must hold besides state and right. Each is a function in `steps.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// The document has a saved version.
    HasContent,
    /// After an approval: there is a version that was not approved.
    NewVersion,
    /// No error stands without a waiver, no warning without an acknowledgement.
    FindingsClear,
    /// The caller wrote no version since the last approval.
    NotOwnWork,
    /// A reason is given.
    Reason,
    /// Nobody has reviewed since the submission; nothing was saved since the adjustment began.
    Untouched,
}

/// A line of the table.
pub type Step = machine::Step<Documents>;

/// The workflow of a document.
pub struct Documents;

impl Flow for Documents {
    type State = State;
    type Act = Act;
    type Guard = Guard;
    const STEPS: &'static [Step] = STEPS;
}

/// The whole workflow. A closed fiscal year refuses every step.
const STEPS: &[Step] = {
    use Action as A;
    use Guard as G;
    use State as S;
    const CLERK: Action = A::WriteDocuments;
    const SUBMIT: &[Guard] = &[G::HasContent, G::NewVersion, G::FindingsClear];
    const APPROVER: Option<Action> = Some(A::ReviewDepartment);
    let approve =
        step(Act::Approve, S::Reviewed, To::State(S::Approved), A::ReviewFinance, &[G::NotOwnWork]);
    let refuse = step(Act::Return, S::Reviewed, To::Earlier, A::ReviewFinance, &[G::Reason]);
    &[
        step(Act::Submit, S::Draft, To::FirstReview, CLERK, SUBMIT),
        step(Act::Submit, S::Returned, To::FirstReview, CLERK, SUBMIT),
        step(Act::Submit, S::Adjusting, To::FirstReview, CLERK, SUBMIT),
        step(Act::Withdraw, S::UnitReview, To::Before, CLERK, &[G::Untouched]),
        step(Act::Withdraw, S::DepartmentReview, To::Before, CLERK, &[G::Untouched]),
        step(Act::Withdraw, S::FinanceReview, To::Before, CLERK, &[G::Untouched]),
        step(Act::Withdraw, S::Adjusting, To::Before, CLERK, &[G::Untouched]),
        step(
            Act::Pass,
            S::UnitReview,
            To::State(S::DepartmentReview),
            A::ReviewUnit,
            &[G::NotOwnWork],
        ),
        step(
            Act::Pass,
            S::DepartmentReview,
            To::State(S::FinanceReview),
            A::ReviewDepartment,
            &[G::NotOwnWork],
        ),
        step(
            Act::Pass,
            S::FinanceReview,
            To::State(S::Reviewed),
            A::ReviewFinance,
            &[G::NotOwnWork],
        ),
        step(Act::Return, S::UnitReview, To::Earlier, A::ReviewUnit, &[G::Reason]),
        step(Act::Return, S::DepartmentReview, To::Earlier, A::ReviewDepartment, &[G::Reason]),
        step(Act::Return, S::FinanceReview, To::Earlier, A::ReviewFinance, &[G::Reason]),
        Step { delegated: APPROVER, ..refuse },
        Step { delegated: APPROVER, ..approve },
        step(Act::Publish, S::Approved, To::State(S::Published), A::Publish, &[]),
        step(Act::Unpublish, S::Published, To::State(S::Approved), A::Publish, &[G::Reason]),
        step(Act::Adjust, S::Approved, To::State(S::Adjusting), CLERK, &[G::Reason]),
        step(Act::Adjust, S::Published, To::State(S::Adjusting), CLERK, &[G::Reason]),
    ]
};

/// What stands above the printed tables.
const PAGE: &str = "\
# The workflows

<!-- Printed by `cargo xtask gen`; change the source, not this page. -->

Every step there is. *Right* is the scope of the one rights table that the caller needs at the node of the thing;
*besides* is what must hold as well. What is not in a table is refused as `wrong-state`.
";

/// The tables as a page of the documentation.
#[must_use]
pub fn page() -> String {
    let part =
        |title: &str, about: &str, table: String| format!("\n## {title}\n\n{about}\n\n{table}");
    PAGE.to_owned()
        + &part(
            "A document",
            "`crates/zs-server/src/workflow.rs`. A closed fiscal year refuses every step.",
            machine::printed::<Documents>(),
        )
        + &part(
            "A monitoring sheet",
            "`crates/zs-server/src/monitoring/flow.rs`. `reviewed` is signed: the sheet is frozen. A closed fiscal\n\
             year refuses every step.",
            machine::printed::<Sheets>(),
        )
        + &part(
            "A project's self-evaluation",
            "`crates/zs-server/src/evaluation/flow.rs`. `reviewed` is closed: the whole is frozen, and a proposal for\n\
             the next year is made. A closed fiscal year refuses every step.",
            machine::printed::<Evaluations>(),
        )
        + &part(
            "A department's self-evaluation",
            "The same file. The department writes it, finance closes it.",
            machine::printed::<DepartmentEvaluations>(),
        )
        + &part(
            "A rectification",
            "`crates/zs-server/src/rectifications.rs`. It goes on when its year is closed.",
            machine::printed::<Rectifications>(),
        )
}

impl machine::Guard for Guard {
    fn told(self) -> &'static str {
        match self {
            Self::HasContent => "something was saved",
            Self::NewVersion => "after an approval, something new was saved",
            Self::FindingsClear => "no error without a waiver, no warning unacknowledged",
            Self::NotOwnWork => "the caller wrote nothing since the last approval",
            Self::Reason => "a reason",
            Self::Untouched => "nobody has acted since",
        }
    }
}

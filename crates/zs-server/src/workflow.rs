//! The states of a document and the steps between them: which step from where, by whom, under which guard.
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

    /// The right that a reviewer of this state needs.
    #[must_use]
    pub const fn reviewer(self) -> Option<Action> {
        match self {
            Self::UnitReview => Some(Action::ReviewUnit),
            Self::DepartmentReview => Some(Action::ReviewDepartment),
            Self::FinanceReview => Some(Action::ReviewFinance),
            _ => None,
        }
    }
}

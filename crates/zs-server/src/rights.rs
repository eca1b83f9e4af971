//! The one place that says who may do what: a table of roles and actions, and where it reaches.
use crate::caller::Caller;
use crate::problem::{Problem, ProblemKind};
use zs_store::Role;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $word:literal: $($role:ident)*;)*) => {
        /// Something that needs a right.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Action { $($(#[$doc])* $name,)* }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The scope that an API key needs for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }

        /// Whether a role gives a right. This is the whole table.
        #[must_use]
        pub const fn allowed(role: Role, action: Action) -> bool {
            match action { $(Action::$name => matches!(role, $(Role::$role)|*),)* }
        }
    };
}

actions! {
    /// Read documents, their versions, findings, comments and attachments.
    ReadDocuments = "documents:read":
        Clerk UnitReviewer DepartmentReviewer FinanceReviewer Leader;
    /// Create, import and change documents; acknowledge warnings; submit, withdraw, adjust.
    WriteDocuments = "documents:write": Clerk;
    /// Write comments at fields.
    Comment = "documents:comment": Clerk UnitReviewer DepartmentReviewer FinanceReviewer;
    /// 单位审核: pass on or return.
    ReviewUnit = "review:unit": UnitReviewer;
    /// 部门审核: pass on or return; approve where the department approves the money.
    ReviewDepartment = "review:department": DepartmentReviewer;
    /// 财政审核: pass on or return; approve where finance approves the money.
    ReviewFinance = "review:finance": FinanceReviewer;
    /// Let a finding stand with a reason.
    Waive = "documents:waive": DepartmentReviewer FinanceReviewer;
    /// Publish what was approved, and take it back.
    Publish = "documents:publish": DepartmentReviewer FinanceReviewer;
    /// Enter actual values, fill in monitoring sheets, put right what a rectification asks for.
    WriteMonitoring = "monitoring:write": Clerk;
    /// Open rounds of monitoring.
    OpenMonitoring = "monitoring:open": DepartmentReviewer FinanceReviewer;
    /// Issue rectifications, verify what was reported, or open it again.
    Rectify = "rectifications:issue": UnitReviewer DepartmentReviewer FinanceReviewer;
    /// Prepare self-evaluations for a branch.
    OpenEvaluations = "evaluations:open": Clerk DepartmentReviewer FinanceReviewer;
    /// Fill in, submit and withdraw the self-evaluation of a project.
    WriteEvaluations = "evaluations:write": Clerk;
    /// Fill in, submit and withdraw the self-evaluation of a whole department.
    WriteDepartmentEvaluations = "evaluations:department": DepartmentReviewer;
    /// Decide what becomes of a project next year.
    DecideResults = "results:decide": FinanceReviewer;
    /// Read the year's money: budgets, payments, lights.
    ReadExecution = "execution:read":
        Clerk UnitReviewer DepartmentReviewer FinanceReviewer Leader;
    /// Enter and import payments, and take them back.
    WritePayments = "payments:write": Clerk;
    /// Book 指标下达 and 预算调整, and take them back.
    WriteBudgets = "budgets:write": FinanceReviewer;
    /// The tree, fiscal years and their calendar, rules, jobs, backups.
    ManageSystem = "system:manage": SystemAdmin;
    /// Accounts, roles, locks, sessions, API keys.
    ManageAccounts = "accounts:manage": SecurityAdmin;
    /// Read, search, verify and export the audit chain.
    ReadAudit = "audit:read": AuditAdmin;
}

/// The three separated administrators of graded protection (等保): each alone, and none with a business role.
const fn alone(role: Role) -> bool {
    matches!(role, Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin)
}

/// Whether one account may have both roles.
#[must_use]
pub fn compatible(one: Role, other: Role) -> bool {
    one == other || !(alone(one) || alone(other))
}

impl Caller {
    /// Demands a right at a node of the tree, by its path.
    ///
    /// # Errors
    /// `NotFound` where the caller may not even know that the thing exists, `Forbidden` else.
    pub fn require(&self, action: Action, path: &str) -> Result<(), Problem> {
        if self.may(action, path) {
            return Ok(());
        }
        let sees = self.may(Action::ReadDocuments, path);
        let kind = if sees { ProblemKind::Forbidden } else { ProblemKind::NotFound };
        Err(Problem::new(kind))
    }

    /// Whether the caller has a right at a node.
    #[must_use]
    pub fn may(&self, action: Action, path: &str) -> bool {
        let reaches = |branch: &String| path.starts_with(branch.as_str());
        self.branches(action).iter().any(reaches)
    }

    /// Demands a right somewhere, and gives the branches where it holds.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn require_somewhere(&self, action: Action) -> Result<Vec<String>, Problem> {
        let branches = self.branches(action);
        if branches.is_empty() {
            return Err(Problem::new(ProblemKind::Forbidden));
        }
        Ok(branches)
    }

    /// The branches in which the caller has a right; a branch inside another is left out.
    #[must_use]
    pub fn branches(&self, action: Action) -> Vec<String> {
        let scoped = |scopes: &Vec<String>| scopes.iter().any(|scope| scope == action.word());
        if !self.scopes.as_ref().is_none_or(scoped) {
            return Vec::new();
        }
        let mut paths: Vec<&String> =
            self.grants.iter().filter(|g| allowed(g.role, action)).map(|g| &g.path).collect();
        paths.sort();
        let mut kept: Vec<String> = Vec::new();
        for path in paths {
            if kept.last().is_none_or(|last| !path.starts_with(last.as_str())) {
                kept.push(path.clone());
            }
        }
        kept
    }
}

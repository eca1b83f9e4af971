//! Roles by node of the tree: who may do what in which branch.
use crate::document::push_words;
use crate::error::Result;
use crate::node::{above, push_branches};
use crate::sql::sql;
use crate::store::{Reader, Writer};
use crate::word::words;

words! {
    /// What somebody is in a branch of the tree. The public needs no role.
    Role, "role" {
        /// 填报.
        Clerk = "clerk",
        /// 单位审核.
        UnitReviewer = "unit_reviewer",
        /// 部门审核.
        DepartmentReviewer = "department_reviewer",
        /// 财政审核.
        FinanceReviewer = "finance_reviewer",
        /// 领导/查看.
        Leader = "leader",
        /// 系统管理员.
        SystemAdmin = "system_admin",
        /// 安全管理员.
        SecurityAdmin = "security_admin",
        /// 审计管理员.
        AuditAdmin = "audit_admin",
    }
}

/// One role of one account at one node; it reaches the node's whole branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Whose.
    pub account: i64,
    /// At which node.
    pub node: i64,
    /// That node's path.
    pub path: String,
    /// Which role.
    pub role: Role,
}

impl Reader {
    /// What an account may be, and where.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn grants(&mut self, account: i64) -> Result<Vec<Grant>> {
        let all = sql("SELECT g.account, g.node, n.path, g.role FROM role_grant g
             JOIN node n ON n.area = g.area AND n.id = g.node
             WHERE g.area = $1 AND g.account = $2 ORDER BY n.path, g.role");
        let rows = self.connection.rows(all.bind(&self.area).bind(account)).await?;
        rows.into_iter().map(grant).collect()
    }

    /// Everybody who has a role that reaches a node: there, or at a node above it. Disabled accounts have none.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn grants_reaching(&mut self, path: &str, role: Role) -> Result<Vec<Grant>> {
        let mut all = sql("SELECT g.account, g.node, n.path, g.role FROM role_grant g
             JOIN node n ON n.area = g.area AND n.id = g.node
             JOIN account a ON a.area = g.area AND a.id = g.account
             WHERE g.area = $1 AND g.role = $2 AND a.disabled_at IS NULL")
        .bind(&self.area)
        .bind(role.word());
        push_words(&mut all, "n.path", &above(path));
        all.push(" ORDER BY n.path, g.account");
        self.connection.rows(all).await?.into_iter().map(grant).collect()
    }

    /// Everybody who has one of the roles at a node of the branch (for reminders, and to see who is left).
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn grants_within(&mut self, path: &str, role: Role) -> Result<Vec<Grant>> {
        let mut all = sql("SELECT g.account, g.node, n.path, g.role FROM role_grant g
             JOIN node n ON n.area = g.area AND n.id = g.node
             WHERE g.area = $1 AND g.role = $2")
        .bind(&self.area)
        .bind(role.word());
        push_branches(&mut all, "n.path", &[path.to_owned()]);
        all.push(" ORDER BY n.path, g.account");
        self.connection.rows(all).await?.into_iter().map(grant).collect()
    }
}

pub(crate) fn grant(row: crate::sql::Row) -> Result<Grant> {
    let mut c = row.cells();
    let (account, node, path) = (c.int()?, c.int()?, c.text()?);
    Ok(Grant { account, node, path, role: Role::stored(&c.text()?)? })
}

impl Writer {
    /// Gives a role; giving it again changes nothing.
    ///
    /// # Errors
    /// `Reference` for an account or node that is not there.
    pub async fn grant_role(
        &mut self,
        account: i64,
        node: i64,
        role: Role,
        by: Option<i64>,
        now: i64,
    ) -> Result<()> {
        self.revoke_role(account, node, role).await?;
        let insert =
            sql("INSERT INTO role_grant (area, account, node, role, granted_by, granted_at)
             VALUES ($1, $2, $3, $4, $5, $6)");
        let insert = insert.bind(&self.area).bind(account).bind(node).bind(role.word());
        self.connection.run(insert.bind(by).bind(now)).await?;
        Ok(())
    }

    /// Takes a role away; `false` where it was not given.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn revoke_role(&mut self, account: i64, node: i64, role: Role) -> Result<bool> {
        let delete = sql(
            "DELETE FROM role_grant WHERE area = $1 AND account = $2 AND node = $3 AND role = $4",
        );
        let delete = delete.bind(&self.area).bind(account).bind(node).bind(role.word());
        let gone = self.connection.run(delete).await?;
        self.rights_changed();
        Ok(gone > 0)
    }
}

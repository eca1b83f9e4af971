//! The tree of an area: the area itself, departments, units. A branch is one range of paths.
use crate::error::{Result, StoreError};
use crate::sql::{Row, Sql, sql};
use crate::store::{Reader, Writer};
use crate::word::words;

/// Digits of one level of a path.
pub(crate) const LEVEL: usize = 6;
/// The highest number of a node: one more must still fit the digits of a level.
const MOST: i64 = 999_998;
/// The deepest tree.
const DEPTH: usize = 12;

words! {
    /// What a node of the tree is.
    NodeKind, "node kind" {
        /// 行政区划, the root.
        Area = "area",
        /// 部门.
        Department = "department",
        /// 单位.
        Unit = "unit",
    }
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its number in the area; the root is 1.
    pub id: i64,
    /// The node above; `None` for the root.
    pub parent: Option<i64>,
    /// What it is.
    pub kind: NodeKind,
    /// 部门或单位编码 (`430`, `430001`), unique in the area.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Six digits per level from the root down to it; a branch is everything that begins with its root's path.
    pub path: String,
    /// When it was created.
    pub created_at: i64,
    /// When it was taken out of use; its documents stay.
    pub retired_at: Option<i64>,
}

/// A node to create.
#[derive(Clone, Copy, Debug)]
pub struct NewNode<'a> {
    /// The node above.
    pub parent: i64,
    /// What it is.
    pub kind: NodeKind,
    /// Its code, unique in the area.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Now.
    pub now: i64,
}

/// The first path after a branch. Paths are digits only, so every collation sorts them alike.
pub(crate) fn branch_end(path: &str) -> String {
    let (head, last) = path.split_at(path.len().saturating_sub(LEVEL));
    let next = last.parse::<i64>().map_or(0, |number| number + 1);
    format!("{head}{next:0LEVEL$}")
}

/// The paths of a node and of all nodes above it, the root first.
pub(crate) fn above(path: &str) -> Vec<String> {
    (LEVEL..=path.len())
        .step_by(LEVEL)
        .filter_map(|end| path.get(..end))
        .map(str::to_owned)
        .collect()
}

/// Appends `AND (column within one of the branches)`; nothing where no branch is given.
pub(crate) fn push_branches(statement: &mut Sql, column: &str, branches: &[String]) {
    for (n, path) in branches.iter().enumerate() {
        statement.push(if n == 0 { " AND (" } else { " OR " });
        statement.push(column).push(" >= ").push_bind(path);
        statement.push(" AND ").push(column).push(" < ").push_bind(branch_end(path));
    }
    if !branches.is_empty() {
        statement.push(")");
    }
}

const COLUMNS: &str = "SELECT id, parent, kind, code, name, path, created_at, retired_at FROM node
    WHERE area = $1";

fn select(area: &str) -> Sql {
    sql(COLUMNS).bind(area)
}

fn node(row: Row) -> Result<Node> {
    let mut c = row.cells();
    Ok(Node {
        id: c.int()?,
        parent: c.opt_int()?,
        kind: NodeKind::stored(&c.text()?)?,
        code: c.text()?,
        name: c.text()?,
        path: c.text()?,
        created_at: c.int()?,
        retired_at: c.opt_int()?,
    })
}

impl Reader {
    /// A node by number.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn node(&mut self, id: i64) -> Result<Node> {
        let mut one = select(&self.area);
        one.push(" AND id = ").push_bind(id);
        let row = self.connection.row(one).await?;
        node(row.ok_or_else(|| StoreError::not_found("node", id))?)
    }

    /// A node by its code.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn node_by_code(&mut self, code: &str) -> Result<Node> {
        let mut one = select(&self.area);
        one.push(" AND code = ").push_bind(code);
        let row = self.connection.row(one).await?;
        node(row.ok_or_else(|| StoreError::not_found("node", code))?)
    }

    /// A branch of the tree, its root first, each node after the one above it.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn branch(&mut self, path: &str) -> Result<Vec<Node>> {
        let mut all = select(&self.area);
        push_branches(&mut all, "path", &[path.to_owned()]);
        all.push(" ORDER BY path");
        self.connection.rows(all).await?.into_iter().map(node).collect()
    }

    /// The node at the top of a branch and those directly below it, in the order of their paths.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn nodes_below(&mut self, path: &str) -> Result<Vec<Node>> {
        let digits = i64::try_from(path.len() + LEVEL).unwrap_or(i64::MAX);
        let mut all = select(&self.area);
        push_branches(&mut all, "path", &[path.to_owned()]);
        all.push(" AND length(path) <= CAST(").push_bind(digits).push(" AS INTEGER)");
        all.push(" ORDER BY path");
        self.connection.list(all, 8).await?.into_iter().map(node).collect()
    }
}

impl Writer {
    /// Creates a node and gives its number.
    ///
    /// # Errors
    /// `NotFound` for a missing parent, `Duplicate` for a code that is taken, `Invalid` for a tree that is
    /// too deep or too large.
    pub async fn create_node(&mut self, new: &NewNode<'_>) -> Result<i64> {
        let above = self.node(new.parent).await?;
        let last = sql("SELECT MAX(id) FROM node WHERE area = $1").bind(&self.area);
        let last = self.connection.row(last).await?.map(|row| row.cells().int()).transpose()?;
        let id = last.unwrap_or(0) + 1;
        if id > MOST || above.path.len() >= DEPTH * LEVEL {
            return Err(StoreError::invalid(
                "机构树过大或过深 / the tree is too large or too deep",
            ));
        }
        let insert = sql("INSERT INTO node (area, id, parent, kind, code, name, path, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
        let path = format!("{}{id:0LEVEL$}", above.path);
        let insert = insert.bind(&self.area).bind(id).bind(new.parent).bind(new.kind.word());
        let insert = insert.bind(new.code).bind(new.name).bind(path).bind(new.now);
        self.connection.run(insert).await?;
        self.rights_changed();
        Ok(id)
    }

    /// Gives a node another code and name.
    ///
    /// # Errors
    /// `NotFound`, `Duplicate`.
    pub async fn rename_node(&mut self, id: i64, code: &str, name: &str) -> Result<()> {
        let update = sql("UPDATE node SET code = $3, name = $4 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(code).bind(name);
        self.changed("node", id, update).await?;
        self.rights_changed();
        Ok(())
    }

    /// Takes a node out of use, or back into it with `None`.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn retire_node(&mut self, id: i64, at: Option<i64>) -> Result<()> {
        let update = sql("UPDATE node SET retired_at = $3 WHERE area = $1 AND id = $2");
        let update = update.bind(&self.area).bind(id).bind(at);
        self.changed("node", id, update).await?;
        self.rights_changed();
        Ok(())
    }

    /// Moves a branch under another node; documents and projects of the branch follow.
    ///
    /// # Errors
    /// `NotFound`; `Invalid` for the root, for a move under itself and for a tree that gets too deep.
    pub async fn move_node(&mut self, id: i64, parent: i64) -> Result<()> {
        let (from, above) = (self.node(id).await?, self.node(parent).await?);
        if from.parent.is_none() || above.path.starts_with(&from.path) {
            return Err(StoreError::invalid(
                "不能移动根节点，也不能移到自己的下级 / neither the root nor a move under itself",
            ));
        }
        let branch = self.branch(&from.path).await?;
        let deepest = branch.iter().map(|n| n.path.len()).max().unwrap_or(0);
        let to = format!("{}{id:0LEVEL$}", above.path);
        if deepest - from.path.len() + to.len() > DEPTH * LEVEL {
            return Err(StoreError::invalid("机构树过深 / the tree gets too deep"));
        }
        let parent =
            sql("UPDATE node SET parent = $3 WHERE area = $1 AND id = $2").bind(&self.area);
        let parent = parent.bind(id).bind(above.id);
        self.connection.run(parent).await?;
        let rest = i64::try_from(from.path.len() + 1).unwrap_or(1);
        for update in [
            "UPDATE node SET path = $4 || substr(path, CAST($5 AS INTEGER))
             WHERE area = $1 AND path >= $2 AND path < $3",
            "UPDATE document SET path = $4 || substr(path, CAST($5 AS INTEGER))
             WHERE area = $1 AND path >= $2 AND path < $3",
            "UPDATE project SET path = $4 || substr(path, CAST($5 AS INTEGER))
             WHERE area = $1 AND path >= $2 AND path < $3",
            "UPDATE undertaking SET path = $4 || substr(path, CAST($5 AS INTEGER))
             WHERE area = $1 AND path >= $2 AND path < $3",
            "UPDATE undertaking_month SET path = $4 || substr(path, CAST($5 AS INTEGER))
             WHERE area = $1 AND path >= $2 AND path < $3",
        ] {
            let update = sql(update).bind(&self.area).bind(&from.path);
            let update = update.bind(branch_end(&from.path)).bind(&to).bind(rest);
            self.connection.run(update).await?;
        }
        self.rights_changed();
        Ok(())
    }

    /// Runs an update of one row; `NotFound` where it met none.
    pub(crate) async fn changed(&mut self, what: &'static str, id: i64, update: Sql) -> Result<()> {
        match self.connection.run(update).await? {
            0 => Err(StoreError::not_found(what, id)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::branch_end;

    #[test]
    fn a_branch_ends_before_its_next_sibling() {
        assert_eq!(branch_end("000001"), "000002");
        assert_eq!(branch_end("000001000009"), "000001000010");
        assert_eq!(branch_end("000001999998"), "000001999999");
    }
}

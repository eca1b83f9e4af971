//! The lights of the year: who is out of date, setting them, and the sums of a branch from those of its nodes.
use crate::approval::month_row;
use crate::error::{Result, StoreError};
use crate::light::{Light, MONTH_COLUMNS, MonthEnd, NodeChanges, NodeSum, month_end};
use crate::node::{Node, push_branches};
use crate::sql::{Sql, inserts, sql};
use crate::store::{Reader, Writer};
use std::collections::BTreeMap;

/// What the rules say about an undertaking at the end of each month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lights {
    /// The undertaking.
    pub undertaking: i64,
    /// What is due in 分, and the light, January first.
    pub months: [(i64, Light); 12],
}

/// An undertaking whose lights are out of date, and what they are found from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlit {
    /// The undertaking.
    pub undertaking: i64,
    /// Its fiscal year.
    pub year: i64,
    /// The document's form family.
    pub form: String,
    /// The approved project as JSON.
    pub body: Vec<u8>,
    /// What stands at the end of each month, January first.
    pub ends: Vec<MonthEnd>,
}

/// The sums of a part of the tree at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchSum {
    /// The node at its top.
    pub node: Node,
    /// Its undertakings, those of all nodes below included.
    pub sum: NodeSum,
}

const SET: &str = "INSERT INTO undertaking_month (area, undertaking, month, year, path, allocated,
    adjusted, paid, due, behind, light) VALUES";
const OVER: &str = " ON CONFLICT (area, undertaking, month) DO UPDATE SET due = excluded.due,
    behind = excluded.behind, light = excluded.light";

fn board(area: &str, year: i64, month: i64, path: &str, digits: i64) -> Sql {
    let mut all = sql("SELECT substr(n.path, 1, CAST(");
    all.push_bind(digits).push(" AS INTEGER)) AS top, ");
    for (n, column) in
        ["red", "yellow", "green", "blue", "grey", "allocated", "adjusted", "paid", "due"]
            .iter()
            .enumerate()
    {
        all.push(if n == 0 { "" } else { ", " });
        all.push("CAST(SUM(m.").push(column).push(") AS BIGINT)");
    }
    all.push(" FROM node n CROSS JOIN node_month m WHERE n.area = ").push_bind(area);
    push_branches(&mut all, "n.path", &[path.to_owned()]);
    all.push(" AND m.area = n.area AND m.node = n.id AND m.year = ").push_bind(year);
    all.push(" AND m.month = ").push_bind(month).push(" GROUP BY top ORDER BY top");
    all
}

impl Reader {
    /// The sums of the parts of a branch at the end of a month: of the node at its top, and of everything under
    /// each node directly below it.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn board(&mut self, year: i64, month: i64, path: &str) -> Result<Vec<BranchSum>> {
        let digits = i64::try_from(path.len() + crate::node::LEVEL).unwrap_or(i64::MAX);
        let all = board(&self.area, year, month, path, digits);
        let mut nodes = self.nodes_below(path).await?.into_iter().peekable();
        let mut sums = Vec::new();
        for row in self.connection.list(all, 10).await? {
            let mut c = row.cells();
            let top = c.text()?;
            let mut lights = [0; 5];
            for light in &mut lights {
                *light = c.int()?;
            }
            let (allocated, adjusted, paid) = (c.int()?, c.int()?, c.int()?);
            let sum = NodeSum { lights, allocated, adjusted, paid, due: c.int()? };
            // Both lists are in the order of the paths.
            while nodes.next_if(|node| node.path < top).is_some() {}
            sums.extend(nodes.next_if(|node| node.path == top).map(|node| BranchSum { node, sum }));
        }
        Ok(sums)
    }

    /// The numbers of some undertakings of a year whose lights were not found by these rules.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn unlit(&mut self, year: i64, rules: &str, most: i64) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        for side in [" AND lit < ", " AND lit > "] {
            let mut some = sql("SELECT id FROM undertaking WHERE area = ");
            some.push_bind(&self.area).push(" AND year = ").push_bind(year);
            some.push(side).push_bind(rules).push(" LIMIT ").push_bind(most);
            for row in self.connection.list(some, 1).await? {
                ids.push(row.cells().int()?);
            }
        }
        ids.truncate(usize::try_from(most).unwrap_or(0));
        Ok(ids)
    }

    /// What the lights of these undertakings are found from.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn to_light(&mut self, undertakings: &[i64]) -> Result<Vec<Unlit>> {
        let mut all = Vec::with_capacity(undertakings.len());
        for id in undertakings {
            let one = sql("SELECT u.year, d.form, c.body FROM undertaking u
                 JOIN document d ON d.area = u.area AND d.id = u.document
                 JOIN undertaking_content c ON c.area = u.area AND c.undertaking = u.id
                 WHERE u.area = $1 AND u.id = $2");
            let one = one.bind(&self.area).bind(*id);
            let row = self.connection.row(one).await?;
            let mut c = row.ok_or_else(|| StoreError::not_found("undertaking", id))?.cells();
            let (year, form, body) = (c.int()?, c.text()?, c.bytes()?);
            let ends = self.month_ends(*id).await?;
            all.push(Unlit { undertaking: *id, year, form, body, ends });
        }
        Ok(all)
    }
}

/// What stands of an undertaking: where it is, and its months.
struct Standing {
    year: i64,
    node: i64,
    path: String,
    ends: BTreeMap<i64, MonthEnd>,
}

impl Writer {
    /// Sets what is due and the lights of undertakings, and which rules say so; the sums of their nodes follow.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn set_lights(&mut self, lights: &[Lights], rules: &str) -> Result<()> {
        let (mut rows, mut changes) = (Vec::new(), NodeChanges::new());
        for one in lights {
            let standing = self.standing_lights(one.undertaking).await?;
            let key = (one.undertaking, standing.year, standing.path.as_str());
            for (month, (due, light)) in (1..).zip(one.months) {
                let Some(before) = standing.ends.get(&month) else { continue };
                if before.due == due && before.light == light {
                    continue;
                }
                let after = MonthEnd { due, light, behind: due - before.paid, ..*before };
                let change = changes.entry((standing.year, standing.node, month)).or_default();
                change.count(before, -1);
                change.count(&after, 1);
                rows.push(month_row(&self.area, key, &after));
            }
            let lit = sql("UPDATE undertaking SET lit = $3 WHERE area = $1 AND id = $2");
            let lit = lit.bind(&self.area).bind(one.undertaking).bind(rules);
            self.connection.run(lit).await?;
        }
        for mut statement in inserts(SET, rows) {
            statement.push(OVER);
            self.connection.run(statement).await?;
        }
        self.change_nodes(changes).await
    }

    async fn standing_lights(&mut self, undertaking: i64) -> Result<Standing> {
        let mut all = sql("SELECT u.year, u.node, u.path, ");
        all.push(MONTH_COLUMNS).push(" FROM undertaking u CROSS JOIN undertaking_month m");
        all.push(" WHERE u.area = ").push_bind(&self.area);
        all.push(" AND u.id = ").push_bind(undertaking);
        all.push(" AND m.area = u.area AND m.undertaking = u.id");
        let mut standing: Option<Standing> = None;
        for row in self.connection.list(all, 10).await? {
            let mut c = row.cells();
            let (year, node, path) = (c.int()?, c.int()?, c.text()?);
            let end = month_end(&mut c)?;
            let found = Standing { year, node, path, ends: BTreeMap::new() };
            standing.get_or_insert(found).ends.insert(end.month, end);
        }
        standing.ok_or_else(|| StoreError::not_found("undertaking", undertaking))
    }
}

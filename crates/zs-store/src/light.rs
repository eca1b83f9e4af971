//! Warning lights as words, and what stands at the end of a month: of one undertaking, or of those of a node.
use crate::error::Result;
use crate::sql::{Cells, Value, inserts};
use crate::store::Writer;
use crate::word::words;
use std::collections::BTreeMap;

words! {
    /// A warning light; the first is the worst.
    Light, "light" {
        /// 红.
        Red = "red",
        /// 黄.
        Yellow = "yellow",
        /// 绿.
        Green = "green",
        /// 蓝.
        Blue = "blue",
        /// 灰: nothing is known yet.
        Grey = "grey",
    }
}

impl Light {
    fn index(self) -> usize {
        Self::ALL.iter().position(|light| *light == self).unwrap_or(0)
    }
}

/// One undertaking at the end of a month. Amounts are in 分 since the beginning of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthEnd {
    /// 1 to 12.
    pub month: i64,
    /// 指标下达.
    pub allocated: i64,
    /// 调整后预算: the initial budget and all adjustments until then.
    pub adjusted: i64,
    /// 执行数: payments, reversals taken off.
    pub paid: i64,
    /// What should be paid by then.
    pub due: i64,
    /// How far payments are behind that; below zero where they are ahead.
    pub behind: i64,
    /// The light of the money.
    pub light: Light,
}

pub(crate) const MONTH_COLUMNS: &str =
    "m.month, m.allocated, m.adjusted, m.paid, m.due, m.behind, m.light";

pub(crate) fn month_end(c: &mut Cells) -> Result<MonthEnd> {
    Ok(MonthEnd {
        month: c.int()?,
        allocated: c.int()?,
        adjusted: c.int()?,
        paid: c.int()?,
        due: c.int()?,
        behind: c.int()?,
        light: Light::stored(&c.text()?)?,
    })
}

/// The undertakings of a node, or of a branch, at the end of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NodeSum {
    /// How many have each light, in the order of [`Light::ALL`].
    pub lights: [i64; 5],
    /// 指标下达.
    pub allocated: i64,
    /// 调整后预算.
    pub adjusted: i64,
    /// 执行数.
    pub paid: i64,
    /// What should be paid by then.
    pub due: i64,
}

impl NodeSum {
    /// How many undertakings there are.
    #[must_use]
    pub fn undertakings(&self) -> i64 {
        self.lights.iter().sum()
    }

    /// How many have a light.
    #[must_use]
    pub fn with(&self, light: Light) -> i64 {
        self.lights.get(light.index()).copied().unwrap_or(0)
    }

    /// Adds the sums of another part.
    pub fn add(&mut self, other: &Self) {
        self.lights.iter_mut().zip(other.lights).for_each(|(sum, more)| *sum += more);
        self.allocated += other.allocated;
        self.adjusted += other.adjusted;
        self.paid += other.paid;
        self.due += other.due;
    }

    /// Counts an undertaking in (`1`) or out (`-1`).
    pub(crate) fn count(&mut self, end: &MonthEnd, sign: i64) {
        if let Some(count) = self.lights.get_mut(end.light.index()) {
            *count += sign;
        }
        self.allocated += sign * end.allocated;
        self.adjusted += sign * end.adjusted;
        self.paid += sign * end.paid;
        self.due += sign * end.due;
    }
}

/// Differences of node sums by year, node and month, to be written at once.
pub(crate) type NodeChanges = BTreeMap<(i64, i64, i64), NodeSum>;

const INSERT: &str = "INSERT INTO node_month (area, year, node, month, red, yellow, green, blue,
    grey, allocated, adjusted, paid, due) VALUES";
const ADD: &str = " ON CONFLICT (area, year, node, month) DO UPDATE SET
    red = node_month.red + excluded.red, yellow = node_month.yellow + excluded.yellow,
    green = node_month.green + excluded.green, blue = node_month.blue + excluded.blue,
    grey = node_month.grey + excluded.grey, allocated = node_month.allocated + excluded.allocated,
    adjusted = node_month.adjusted + excluded.adjusted, paid = node_month.paid + excluded.paid,
    due = node_month.due + excluded.due";

impl Writer {
    /// Adds differences to the sums of nodes.
    pub(crate) async fn change_nodes(&mut self, mut changes: NodeChanges) -> Result<()> {
        changes.retain(|_, change| *change != NodeSum::default());
        let row = |((year, node, month), sum): ((i64, i64, i64), NodeSum)| {
            let mut row: Vec<Value> =
                vec![(&self.area).into(), year.into(), node.into(), month.into()];
            row.extend(sum.lights.map(Value::from));
            row.extend([sum.allocated, sum.adjusted, sum.paid, sum.due].map(Value::from));
            row
        };
        for mut statement in inserts(INSERT, changes.into_iter().map(row).collect()) {
            statement.push(ADD);
            self.connection.run(statement).await?;
        }
        Ok(())
    }
}

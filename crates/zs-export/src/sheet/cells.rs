//! Tables with merged cells: what a cell is for, and the grid that the cells cover.
use zs_model::{Decimal, Money};

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Names what stands to its right.
    RowLabel,
    /// Names what stands below it.
    ColumnLabel,
    /// A value that holds for all the rows it covers (一级指标).
    Group,
    /// Centred: figures, names.
    Short,
    /// Left: sentences.
    Long,
}

/// A printed figure as a number, for formats that calculate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// As printed: its scale is the number of decimals shown.
    pub(crate) value: Decimal,
    /// Whether % stands behind it.
    pub(crate) percent: bool,
    /// Words in front of it in the same cell.
    pub(crate) before: &'static str,
}

/// Its share in a sum of its page: sums of one page have numbers of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sum {
    /// The sum of all parts of this number.
    Total(u8),
    /// One of its parts.
    Part(u8),
}

/// One cell; it covers `rows` × `columns` of the grid.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// The text as a number, where it is one.
    pub(crate) figure: Option<Figure>,
    pub(crate) sum: Option<Sum>,
    pub(crate) role: Role,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

pub(crate) type Row = Vec<Cell>;

/// A table: head rows repeat on every page, and no row breaks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Width of each grid column; only their ratio counts.
    pub(crate) widths: Vec<u16>,
    pub(crate) head: Vec<Row>,
    pub(crate) body: Vec<Row>,
    /// Whether it hangs on to the table above, as one form.
    pub(crate) joined: bool,
}

impl Cell {
    pub(crate) fn new(role: Role, text: impl Into<String>) -> Self {
        Self { text: text.into(), figure: None, sum: None, role, rows: 1, columns: 1 }
    }

    pub(crate) fn label(text: impl Into<String>) -> Self {
        Self::new(Role::RowLabel, text)
    }

    pub(crate) fn column(text: impl Into<String>) -> Self {
        Self::new(Role::ColumnLabel, text)
    }

    pub(crate) fn short(text: impl Into<String>) -> Self {
        Self::new(Role::Short, text)
    }

    pub(crate) fn long(text: impl Into<String>) -> Self {
        Self::new(Role::Long, text)
    }

    /// A decimal as printed, or blank.
    pub(crate) fn number(value: Option<Decimal>) -> Self {
        let figure = value.map(|value| Figure { value, percent: false, before: "" });
        Self { figure, ..Self::short(value.map(|value| value.to_string()).unwrap_or_default()) }
    }

    /// An amount as printed, or blank.
    pub(crate) fn amount(value: Option<Money>) -> Self {
        Self::number(value.map(Money::printed))
    }

    pub(crate) const fn sum(mut self, sum: Sum) -> Self {
        self.sum = Some(sum);
        self
    }

    pub(crate) const fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    pub(crate) const fn columns(mut self, columns: usize) -> Self {
        self.columns = columns;
        self
    }
}

/// Shares `columns` among `parts` as evenly as whole columns allow, the wider ones first.
pub(crate) fn spread(columns: usize, parts: usize) -> impl Iterator<Item = usize> {
    let parts = parts.max(1);
    (0..parts).map(move |part| columns / parts + usize::from(part < columns % parts))
}

/// A label and its value.
pub(crate) type Pair = (String, Cell);

/// A label and its text.
pub(crate) fn pair(label: impl Into<String>, text: impl Into<String>) -> Pair {
    (label.into(), Cell::short(text))
}

/// Label and value pairs, two in a row over a label column and `columns` value columns (at least 3).
pub(crate) fn pairs(pairs: Vec<Pair>, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut pairs = pairs.into_iter().peekable();
    while let Some((label, value)) = pairs.next() {
        let left = (columns - 1) / 2;
        let second = pairs.next_if(|_| value.text.chars().count() <= 40);
        let mut row = vec![Cell::label(label)];
        match second {
            None => row.push(Cell { role: Role::Long, ..value }.columns(columns)),
            Some((label, other)) => row.extend([
                value.columns(left),
                Cell::label(label),
                other.columns(columns - 1 - left),
            ]),
        }
        rows.push(row);
    }
    rows
}

/// A blank cell for what is not filled.
pub(crate) fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

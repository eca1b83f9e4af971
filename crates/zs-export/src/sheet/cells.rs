//! Tables with merged cells: what a cell is for, and the grid that the cells cover.

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

/// One cell; it covers `rows` × `columns` of the grid.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) text: String,
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
        Self { text: text.into(), role, rows: 1, columns: 1 }
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

/// Label and value pairs, two in a row over a label column and `columns` value columns (at least 3).
pub(crate) fn pairs(pairs: Vec<(String, String)>, columns: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut pairs = pairs.into_iter().peekable();
    while let Some((label, value)) = pairs.next() {
        let left = (columns - 1) / 2;
        let second = pairs.next_if(|_| value.chars().count() <= 40);
        let mut row = vec![Cell::label(label)];
        match second {
            None => row.push(Cell::long(value).columns(columns)),
            Some((label, other)) => row.extend([
                Cell::short(value).columns(left),
                Cell::label(label),
                Cell::short(other).columns(columns - 1 - left),
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

/// A figure as printed, or blank.
pub(crate) fn figure(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

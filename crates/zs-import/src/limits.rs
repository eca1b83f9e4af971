//! What a reader may spend on one file: no input may run past 10 s or pass 512 MiB.

/// Limits for one file.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest input in bytes.
    pub input: usize,
    /// Largest inflated size of one archive in bytes, over all entries read.
    pub inflated: u64,
    /// Largest ratio of inflated to packed size of an entry (checked beyond the first MiB).
    pub ratio: u64,
    /// Most entries of an archive.
    pub entries: usize,
    /// Deepest nesting of elements.
    pub depth: usize,
    /// Most cells of all tables together.
    pub cells: usize,
    /// Most columns of a table; wider spans are cut to it.
    pub columns: u32,
    /// Most rows that one cell may span; taller spans are cut to it.
    pub row_span: u32,
    /// Most characters of text kept.
    pub text: usize,
    /// Most pages of a paged file.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input: 64 << 20,
            inflated: 192 << 20,
            ratio: 200,
            entries: 10_000,
            depth: 256,
            cells: 800_000,
            columns: 256,
            row_span: 10_000,
            text: 64 << 20,
            pages: 10_000,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_on_limits_names_them() {
        let page = include_str!("../../../docs/reference/limits.md");
        let limits = Limits::default();
        for stated in [
            format!("size of a file | {} MiB", limits.input >> 20),
            format!("of an archive | {} MiB", limits.inflated >> 20),
            format!("beyond 1 MiB | {}", limits.ratio),
            format!("nesting of elements | {}", limits.depth),
            format!("cells | {},000", limits.cells / 1000),
            format!("text | {} MiB", limits.text >> 20),
            format!("columns of a table | {}", limits.columns),
            format!("entries of an archive | {},000", limits.entries / 1000),
            format!("pages of a PDF or OFD file | {},000", limits.pages / 1000),
            format!("rows that one cell spans | {},000", limits.row_span / 1000),
        ] {
            assert!(page.contains(&stated), "{stated}");
        }
    }
}

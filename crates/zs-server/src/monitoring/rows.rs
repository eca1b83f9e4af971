//! Which entry belongs to which row of a goal table, also after an adjustment gave the rows another order.
use std::collections::BTreeMap;
use zs_model::{Indicator, text};
use zs_store::ActualValue;

type Words = (Option<String>, Option<String>);

/// The rows of a goal table, found by their words: 三级指标 and description, else one of them alone where it names
/// one row only.
pub(crate) struct Rows {
    both: BTreeMap<Words, usize>,
    level3: BTreeMap<String, Option<usize>>,
    description: BTreeMap<String, Option<usize>>,
}

impl Rows {
    pub fn of(indicators: &[Indicator]) -> Self {
        let mut rows =
            Self { both: BTreeMap::new(), level3: BTreeMap::new(), description: BTreeMap::new() };
        for (at, row) in indicators.iter().enumerate() {
            let (level3, description) = words(row.level3.as_deref(), row.description.as_deref());
            // Of rows with the same words the first is meant.
            rows.both.entry((level3.clone(), description.clone())).or_insert(at);
            note(&mut rows.level3, level3, at);
            note(&mut rows.description, description, at);
        }
        rows
    }

    /// The row of an entry that was made for these words.
    pub fn find(&self, level3: Option<&str>, description: Option<&str>) -> Option<usize> {
        let (level3, description) = words(level3, description);
        let alone = |map: &BTreeMap<String, Option<usize>>, word: Option<&String>| {
            word.and_then(|word| map.get(word).copied().flatten())
        };
        let both = self.both.get(&(level3.clone(), description.clone())).copied();
        let both = both.filter(|_| level3.is_some() || description.is_some());
        both.or_else(|| alone(&self.level3, level3.as_ref()))
            .or_else(|| alone(&self.description, description.as_ref()))
    }
}

fn words(level3: Option<&str>, description: Option<&str>) -> Words {
    let flat = |text: Option<&str>| {
        text.map(|text| text::half_width(&text::squeeze(text))).filter(|text| !text.is_empty())
    };
    (flat(level3), flat(description))
}

/// A word that names several rows names none.
fn note(map: &mut BTreeMap<String, Option<usize>>, word: Option<String>, at: usize) {
    if let Some(word) = word {
        map.entry(word).and_modify(|row| *row = None).or_insert(Some(at));
    }
}

/// The entries of each row, in their order; and those whose row is gone.
pub(crate) struct Assigned<'a> {
    pub rows: Vec<Vec<&'a ActualValue>>,
    pub unmatched: Vec<&'a ActualValue>,
}

pub(crate) fn assign<'a>(indicators: &[Indicator], values: &'a [ActualValue]) -> Assigned<'a> {
    let known = Rows::of(indicators);
    let mut assigned = Assigned { rows: vec![Vec::new(); indicators.len()], unmatched: Vec::new() };
    for value in values {
        let row = known.find(value.level3.as_deref(), value.description.as_deref());
        match row.and_then(|row| assigned.rows.get_mut(row)) {
            Some(entries) => entries.push(value),
            None => assigned.unmatched.push(value),
        }
    }
    assigned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(level3: &str, description: &str) -> Indicator {
        Indicator {
            level3: Some(level3.to_owned()),
            description: Some(description.to_owned()),
            ..Indicator::default()
        }
    }

    #[test]
    fn words_find_their_row_wherever_it_stands() {
        let rows = Rows::of(&[
            row("完成率", "照明改造"),
            row("完成率", "管网改造"),
            row("合格率", "验收合格的比例"),
            row("", ""),
        ]);
        let find = |level3, description| rows.find(Some(level3), Some(description));
        assert_eq!(find("完成 率", "管网改造"), Some(1));
        assert_eq!(find("合格率", "另一种说法"), Some(2));
        assert_eq!(find("验收合格率", "验收合格的比例"), Some(2));
        // Two rows have this name: the description must decide.
        assert_eq!(find("完成率", "道路改造"), None);
        assert_eq!(rows.find(None, None), None);
        assert_eq!(rows.find(Some(" "), Some("")), None);
    }
}

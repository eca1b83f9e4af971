//! Where a field stands in its source.
use crate::FieldRef;
use std::collections::BTreeMap;

/// A position in a source file. Every part is 1-based and present only where the file kind has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line of a text file.
    pub line: Option<u32>,
    /// Page of a paged file.
    pub page: Option<u32>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Paragraph of a word-processor file, counted over the whole body.
    pub paragraph: Option<u32>,
    /// Table of the file (or of the sheet), counted from its beginning; nested tables count after their parent.
    pub table: Option<u32>,
    /// Row of the table or sheet.
    pub row: Option<u32>,
    /// Grid column of the table or sheet.
    pub column: Option<u32>,
}

impl Place {
    /// A place in a text file.
    #[must_use]
    pub fn line(line: u32) -> Self {
        Self { line: Some(line), ..Self::default() }
    }
}

/// The place of every field that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(BTreeMap<FieldRef, Place>);

impl Places {
    /// Remembers where a field stands; the first place given for a field wins.
    pub fn insert(&mut self, field: FieldRef, place: Place) {
        self.0.entry(field).or_insert(place);
    }

    /// The place of exactly this field.
    #[must_use]
    pub fn get(&self, field: &FieldRef) -> Option<&Place> {
        self.0.get(field)
    }

    /// The place of this field, or the nearest there is: another field of the same row, project or part.
    #[must_use]
    pub fn nearest(&self, field: &FieldRef) -> Option<&Place> {
        self.get(field).or_else(|| {
            let mut wider = Some(field.scope);
            while let Some(scope) = wider {
                if let Some((_, place)) = self.0.range(scope.range()).next() {
                    return Some(place);
                }
                wider = scope.parent();
            }
            None
        })
    }

    /// All places in field order.
    pub fn iter(&self) -> impl Iterator<Item = (&FieldRef, &Place)> {
        self.0.iter()
    }
}

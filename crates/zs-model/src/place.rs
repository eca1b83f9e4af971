//! Where a field stands in its source.
use crate::{FieldRef, Scope};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A position in a source file. Every part is 1-based and present only where the file kind has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line of a text file.
    pub line: Option<u32>,
    /// Page of a paged file.
    pub page: Option<u32>,
    /// Sheet of a workbook.
    pub sheet: Option<Arc<str>>,
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

/// Of several places of one field the first counts.
impl FromIterator<(FieldRef, Place)> for Places {
    fn from_iter<I: IntoIterator<Item = (FieldRef, Place)>>(places: I) -> Self {
        let mut places: Vec<_> = places.into_iter().collect();
        places.sort_by_cached_key(|(field, _)| field.rank());
        places.dedup_by_key(|(field, _)| *field);
        Self(places.into_iter().collect())
    }
}

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

    /// The place of this field, or the nearest there is: another item of the same list, another field of
    /// the same row, the list that holds the row, then the project or part, then the document.
    #[must_use]
    pub fn nearest(&self, field: &FieldRef) -> Option<&Place> {
        let mut wanted = *field;
        loop {
            let found = self.in_list(&wanted).or_else(|| self.in_scope(wanted.scope));
            let Some(parent) = wanted.scope.parent().filter(|_| found.is_none()) else {
                return found;
            };
            wanted = FieldRef::new(parent, wanted.scope.list().unwrap_or(wanted.field));
        }
    }

    /// The field itself, or the item before it, or the first after it.
    fn in_list(&self, field: &FieldRef) -> Option<&Place> {
        let list = |from, to| FieldRef { item: from, ..*field }..=FieldRef { item: to, ..*field };
        let before = self.0.range(list(0, field.item)).next_back();
        before.or_else(|| self.0.range(list(field.item, u32::MAX)).next()).map(|(_, place)| place)
    }

    /// The first field of a scope, or else of its rows.
    fn in_scope(&self, scope: Scope) -> Option<&Place> {
        let own = self.0.range(scope.range()).next();
        let in_rows = || {
            let (first, last) = scope.rows()?;
            self.0.range(*first.range().start()..=*last.range().end()).next()
        };
        own.or_else(in_rows).map(|(_, place)| place)
    }

    /// All places in field order.
    pub fn iter(&self) -> impl Iterator<Item = (&FieldRef, &Place)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field;

    const ROW: Scope = Scope::Indicator { project: 2, row: 3 };

    fn places(known: &[(FieldRef, u32)]) -> Places {
        let mut places = Places::default();
        known.iter().for_each(|(field, line)| places.insert(*field, Place::line(*line)));
        places
    }

    fn line(places: &Places, field: FieldRef) -> Option<u32> {
        places.nearest(&field).and_then(|place| place.line)
    }

    #[test]
    fn the_first_place_of_a_field_wins() {
        let field = FieldRef::new(Scope::Document, Field::Title);
        assert_eq!(line(&places(&[(field, 1), (field, 2)]), field), Some(1));
    }

    #[test]
    fn the_search_widens_step_by_step() {
        let target = FieldRef::new(ROW, Field::Target);
        let known = [
            (target, 1),
            (FieldRef::new(ROW, Field::Level3), 2),
            (FieldRef::new(Scope::Project(2), Field::Indicators), 3),
            (FieldRef::new(Scope::Project(2), Field::Title), 4),
            (FieldRef::new(Scope::Document, Field::Title), 5),
        ];
        for known in (0..known.len()).map(|from| &known[from..]) {
            assert_eq!(line(&places(known), target), Some(known[0].1));
        }
    }

    #[test]
    fn an_item_is_near_its_neighbours_and_its_list() {
        let goal = |item| FieldRef::item(Scope::Project(2), Field::Goals, item);
        let title = (FieldRef::new(Scope::Project(2), Field::Title), 9);
        assert_eq!(line(&places(&[title, (goal(0), 1)]), goal(3)), Some(1));
        assert_eq!(
            line(&places(&[title, (goal(1), 1), (goal(2), 2), (goal(4), 4)]), goal(3)),
            Some(2)
        );
        assert_eq!(line(&places(&[title, (goal(4), 4)]), goal(3)), Some(4));
    }

    #[test]
    fn another_project_is_never_near() {
        let other = FieldRef::new(Scope::Indicator { project: 1, row: 3 }, Field::Target);
        let project = FieldRef::new(Scope::Project(1), Field::Name);
        assert_eq!(
            line(&places(&[(other, 1), (project, 2)]), FieldRef::new(ROW, Field::Target)),
            None
        );
    }

    #[test]
    fn a_project_without_a_place_is_near_its_rows() {
        let row = FieldRef::new(ROW, Field::Level3);
        assert_eq!(
            line(&places(&[(row, 7)]), FieldRef::new(Scope::Project(2), Field::Budget)),
            Some(7)
        );
    }
}

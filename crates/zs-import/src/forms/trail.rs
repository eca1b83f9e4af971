//! How each field was found: remembered only when somebody asks for the confidence.
use super::state::State;
use zs_catalog::{Label, Printed, normal};
use zs_model::{Place, Reason, Scope};

/// What the recogniser knows beyond the document.
pub(crate) struct Trail<'c> {
    /// The words that the family prints for its labels.
    printed: &'c Printed,
    /// How the value that is being placed was found.
    by: Reason,
    /// Whether the row that is being stored was joined over the end of a page.
    joining: bool,
    /// For each of the state's places how its value was found.
    pub found: Vec<Reason>,
    /// Rows that were joined over the end of a page.
    pub joined: Vec<Scope>,
    /// Text without a place, and the part that it stands in.
    pub left_out: Vec<(Scope, String, Place)>,
}

impl<'c> Trail<'c> {
    pub fn new(printed: &'c Printed) -> Self {
        Self {
            printed,
            by: Reason::LabelExact,
            joining: false,
            found: Vec::new(),
            joined: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Whether a printed label is the family's own, a synonym, or none at all.
    fn by_label(&self, label: Label, printed: &str) -> Reason {
        if printed.is_empty() {
            return Reason::LabelPosition;
        }
        let own = normal(self.printed.label(label));
        let printed = normal(printed);
        let bare = printed.find('(').filter(|open| *open > 0).map_or(&*printed, |o| &printed[..o]);
        let exact = own.is_empty() || own == printed || own == bare;
        if exact { Reason::LabelExact } else { Reason::LabelSynonym }
    }

    /// A field gets its place.
    pub fn placed(&mut self) {
        self.found.push(self.by);
    }
}

impl State<'_> {
    /// Says how the values that follow are found.
    pub fn found_by(&mut self, by: Reason) {
        if let Some(trail) = &mut self.trail {
            trail.by = by;
        }
    }

    /// Says that the values that follow are found by a label; a blank one means by position.
    pub fn found_by_label(&mut self, label: Label, printed: &str) {
        if let Some(trail) = &mut self.trail {
            trail.by = trail.by_label(label, printed);
        }
    }

    /// Says that the values that follow are found under the head of a column.
    pub fn found_by_column(&mut self, label: Label, fits: bool) {
        if let Some(trail) = &mut self.trail {
            let printed = if fits { self.grid.printed(label) } else { "" };
            trail.by = trail.by_label(label, printed);
        }
    }

    /// Says whether the rows that follow were joined over the end of a page.
    pub fn joining(&mut self, joining: bool) {
        if let Some(trail) = &mut self.trail {
            trail.joining = joining;
        }
    }

    /// A row gets its places.
    pub fn row_stored(&mut self, scope: Scope) {
        if let Some(trail) = self.trail.as_mut().filter(|trail| trail.joining) {
            trail.joined.push(scope);
        }
    }
}

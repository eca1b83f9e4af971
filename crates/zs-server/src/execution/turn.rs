//! Who is at a piece of work: nobody begins the same one twice at a time.
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// What is being worked at: an area and a year.
type Key = (String, i64);

/// The years whose lights are being brought up to date.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lighting(Arc<Mutex<BTreeSet<Key>>>);

/// Held while the work goes on, whichever way it ends.
pub(super) struct Turn {
    all: Lighting,
    key: Key,
}

impl Lighting {
    /// The turn, unless somebody has it.
    pub(super) fn begin(&self, key: Key) -> Option<Turn> {
        let new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone());
        new.then(|| Turn { all: self.clone(), key })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::Lighting;

    #[test]
    fn a_turn_ends_when_it_is_dropped() {
        let lighting = Lighting::default();
        let key = ("990123".to_owned(), 2025);
        let turn = lighting.begin(key.clone());
        assert!(turn.is_some() && lighting.begin(key.clone()).is_none());
        drop(turn);
        assert!(lighting.begin(key).is_some());
    }
}

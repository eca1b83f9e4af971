//! Which entry of one list is which of another: by one key after the other, each entry once.
use super::cells::Cells;
use crate::Project;
use std::collections::{BTreeMap, VecDeque};

/// For each entry of either list its partner in the other.
pub(super) struct Pairs {
    of_before: Vec<Option<usize>>,
    of_after: Vec<Option<usize>>,
}

impl Pairs {
    pub fn of(before: usize, after: usize) -> Self {
        Self { of_before: vec![None; before], of_after: vec![None; after] }
    }

    /// Pairs what is still alone and has the same key; of several with one key the first with the first.
    pub fn by<T, K: Ord>(
        mut self,
        before: &[T],
        after: &[T],
        key: impl Fn(&T) -> Option<K>,
    ) -> Self {
        let mut waiting: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for at in alone(&self.of_before) {
            if let Some(key) = before.get(at).and_then(&key) {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        for at in alone(&self.of_after) {
            let Some(key) = after.get(at).and_then(&key) else { continue };
            if let Some(partner) = waiting.get_mut(&key).and_then(VecDeque::pop_front) {
                self.join(partner, at);
            }
        }
        self
    }

    /// Items of a list (goals, sub-goals): first the same text, then one after the other.
    pub fn by_texts(self, before: &Cells, after: &Cells) -> Self {
        let list = |cell: &super::Cell| {
            cell.loose.then(|| (cell.field, cell.label.clone(), cell.text.clone()))
        };
        let slot = |cell: &super::Cell| cell.loose.then(|| (cell.field, cell.label.clone()));
        self.by(before, after, list).by(before, after, slot)
    }

    /// What is still alone, at the same position.
    pub fn by_position(mut self) -> Self {
        for at in alone(&self.of_before) {
            if self.of_after.get(at) == Some(&None) {
                self.join(at, at);
            }
        }
        self
    }

    /// Projects without code and name, one after the other.
    pub fn nameless(self, before: &[Project], after: &[Project]) -> Self {
        let none = |p: &Project| (p.code.is_none() && p.name.is_none()).then_some(());
        self.by(before, after, none)
    }

    /// Every entry once: the later list in its order, then what was removed.
    pub fn all(&self) -> Vec<(Option<usize>, Option<usize>)> {
        let standing = self.of_after.iter().enumerate().map(|(at, old)| (*old, Some(at)));
        standing.chain(alone(&self.of_before).into_iter().map(|at| (Some(at), None))).collect()
    }

    fn join(&mut self, before: usize, after: usize) {
        if let Some(slot) = self.of_before.get_mut(before) {
            *slot = Some(after);
        }
        if let Some(slot) = self.of_after.get_mut(after) {
            *slot = Some(before);
        }
    }
}

fn alone(side: &[Option<usize>]) -> Vec<usize> {
    side.iter().enumerate().filter(|(_, partner)| partner.is_none()).map(|(at, _)| at).collect()
}

//! Which earlier project shares the most: an index from what projects have to the projects that have it.
//! Of each thing only the first few users are kept, so many alike projects stay linear.
use std::collections::BTreeMap;

/// How many users of one thing are remembered.
const KEPT: usize = 8;

/// An index over sets of things.
pub(super) struct Index<K> {
    users: BTreeMap<K, Vec<usize>>,
    sizes: Vec<usize>,
}

/// The earlier set that is most alike.
#[derive(Clone, Copy)]
pub(super) struct Alike {
    /// Its position.
    pub other: usize,
    /// How many things both have.
    pub shared: usize,
    /// Shared of all, in percent.
    pub percent: u32,
}

impl<K: Ord + Clone> Index<K> {
    pub(super) const fn new() -> Self {
        Self { users: BTreeMap::new(), sizes: Vec::new() }
    }

    /// Adds a set (each thing once) and says which earlier one is most alike; of equals the first.
    pub(super) fn add(&mut self, things: &[K]) -> Option<Alike> {
        let here = self.sizes.len();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for thing in things {
            let users = self.users.entry(thing.clone()).or_default();
            users.iter().for_each(|user| *shared.entry(*user).or_default() += 1);
            if users.len() < KEPT {
                users.push(here);
            }
        }
        self.sizes.push(things.len());
        let alike = shared.into_iter().map(|(other, shared)| {
            let all = things.len() + self.sizes[other] - shared;
            Alike { other, shared, percent: crate::words::percent(shared, all) }
        });
        alike.reduce(|best, next| if next.percent > best.percent { next } else { best })
    }
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn the_most_alike_of_the_earlier_ones() {
        let mut index = Index::new();
        assert!(index.add(&["a", "b"]).is_none());
        assert!(index.add(&["x", "b", "c"]).is_some_and(|alike| alike.other == 0));
        let alike = index.add(&["b", "c", "d"]).unwrap();
        assert_eq!((alike.other, alike.shared, alike.percent), (1, 2, 50));
    }
}

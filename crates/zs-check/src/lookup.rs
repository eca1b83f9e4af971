//! A map that is asked and never listed: it has no order that could change from run to run.
use std::borrow::Borrow;
use std::fmt;
use std::hash::Hash;

#[allow(clippy::disallowed_types, reason = "no method shows its order")]
type Map<K, V> = std::collections::HashMap<K, V>;

/// Finds by hash, with the standard library's keyed one: no document can be made to slow it down.
pub struct Lookup<K, V>(Map<K, V>);

impl<K, V> Default for Lookup<K, V> {
    fn default() -> Self {
        Self(Map::new())
    }
}

impl<K, V> fmt::Debug for Lookup<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} entries", self.0.len())
    }
}

impl<K: Hash + Eq, V> Lookup<K, V> {
    /// An empty one with room for so many.
    #[must_use]
    pub fn with_capacity(size: usize) -> Self {
        Self(Map::with_capacity(size))
    }

    /// What is kept under a key.
    #[must_use]
    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// The same, to be changed; the usual value of its type where there is nothing yet.
    pub fn of(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.or_insert(key, V::default())
    }

    /// What is kept under a key; `new` is kept where there is nothing yet.
    pub fn or_insert(&mut self, key: K, new: V) -> &mut V {
        self.0.entry(key).or_insert(new)
    }
}

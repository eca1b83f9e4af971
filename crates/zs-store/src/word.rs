//! Closed lists whose members are stored and sent as words.

/// An enum with one stable word per member: `word()`, `parse()`, `ALL`.
macro_rules! words {
    ($(#[$about:meta])* $name:ident, $what:literal { $($(#[$note:meta])* $member:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$note])* $member,)+ }

        impl $name {
            /// All members, in order.
            pub const ALL: &'static [Self] = &[$(Self::$member,)+];

            /// The stable word in the database and on the wire.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$member => $word,)+ }
            }

            /// The member with this word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.word() == word)
            }

            #[allow(dead_code)]
            pub(crate) fn stored(word: &str) -> crate::error::Result<Self> {
                Self::parse(word).ok_or_else(|| {
                    crate::error::StoreError::corrupt(format!(concat!($what, " {}"), word))
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

pub(crate) use words;

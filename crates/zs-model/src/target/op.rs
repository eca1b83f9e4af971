//! How a target compares, with the words that the document schema uses.

/// How a target compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Op {
    /// ≥, 不少于, 以上 …
    Ge,
    /// ≤, 不超过, 以内 …
    Le,
    /// >, 超过 …
    Gt,
    /// <, 低于 …
    Lt,
    /// =, or a number without an operator (`op_implied`).
    Eq,
    /// A printed range.
    Between,
    /// A deadline.
    By,
    /// Words.
    Qualitative,
    /// Blank, or 无.
    #[default]
    None,
    /// Looks like a number but cannot be one.
    Unparsable,
}

impl Op {
    /// Every operator, in the order of the document schema.
    pub const ALL: [Self; 10] = [
        Self::Ge,
        Self::Le,
        Self::Gt,
        Self::Lt,
        Self::Eq,
        Self::Between,
        Self::By,
        Self::Qualitative,
        Self::None,
        Self::Unparsable,
    ];

    /// The word of the document schema.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ge => "ge",
            Self::Le => "le",
            Self::Gt => "gt",
            Self::Lt => "lt",
            Self::Eq => "eq",
            Self::Between => "between",
            Self::By => "by",
            Self::Qualitative => "qualitative",
            Self::None => "none",
            Self::Unparsable => "unparsable",
        }
    }

    /// The operator that the document schema calls by this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.word() == word)
    }

    /// The canonical sign of a comparison; empty for everything else.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Ge => "≥",
            Self::Le => "≤",
            Self::Gt => ">",
            Self::Lt => "<",
            Self::Eq => "=",
            _ => "",
        }
    }

    /// ≥, ≤, >, < or =.
    #[must_use]
    pub const fn is_comparison(self) -> bool {
        matches!(self, Self::Ge | Self::Le | Self::Gt | Self::Lt | Self::Eq)
    }

    pub(super) const fn is_lower(self) -> bool {
        matches!(self, Self::Ge | Self::Gt)
    }

    pub(super) const fn is_upper(self) -> bool {
        matches!(self, Self::Le | Self::Lt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for op in Op::ALL {
            assert_eq!(Op::parse(op.word()), Some(op));
        }
        assert_eq!(Op::parse("GE"), None);
    }
}

//! What the monitoring form asks of a deviation: its causes, and how likely the target still is.

/// 偏差原因, the tick columns of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// 经费保障.
    Funding,
    /// 制度保障.
    Rules,
    /// 人员保障.
    Staff,
    /// 硬件条件保障.
    Facilities,
    /// 其他.
    Other,
}

/// 完成目标可能性.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// 确定能.
    Certain,
    /// 有可能.
    Possible,
    /// 完全不可能.
    Impossible,
}

impl Cause {
    /// Every cause in the order of the form.
    pub const ALL: [Self; 5] =
        [Self::Funding, Self::Rules, Self::Staff, Self::Facilities, Self::Other];

    /// The stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Funding => "funding",
            Self::Rules => "rules",
            Self::Staff => "staff",
            Self::Facilities => "facilities",
            Self::Other => "other",
        }
    }

    /// The word of the form.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Funding => "经费保障",
            Self::Rules => "制度保障",
            Self::Staff => "人员保障",
            Self::Facilities => "硬件条件保障",
            Self::Other => "其他",
        }
    }
}

impl Likelihood {
    /// Every answer in the order of the form, whose codes are 1, 2, 3.
    pub const ALL: [Self; 3] = [Self::Certain, Self::Possible, Self::Impossible];

    /// The stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Possible => "possible",
            Self::Impossible => "impossible",
        }
    }

    /// The word of the form.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Certain => "确定能",
            Self::Possible => "有可能",
            Self::Impossible => "完全不可能",
        }
    }
}

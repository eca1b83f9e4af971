//! Warning lights (绩效监控红黄绿灯).
use crate::line::Arg;

/// A warning light, the worst first: the light of many is their least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// 红: far behind, or broken.
    Red,
    /// 黄: behind.
    Yellow,
    /// 绿: on course.
    Green,
    /// 蓝: far ahead.
    Blue,
    /// 灰: nothing is known yet.
    Grey,
}

impl Light {
    /// The stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Grey => "grey",
        }
    }

    /// The Chinese word.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Red => "红",
            Self::Yellow => "黄",
            Self::Green => "绿",
            Self::Blue => "蓝",
            Self::Grey => "灰",
        }
    }

    pub(crate) const fn arg(self) -> Arg {
        Arg::Word(self.zh(), self.word())
    }

    /// Whether somebody must act.
    #[must_use]
    pub const fn warns(self) -> bool {
        matches!(self, Self::Red | Self::Yellow)
    }
}

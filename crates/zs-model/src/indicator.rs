//! One row of the indicator grid and the names of the first two levels.
use crate::text::squeezed;
use crate::{Optional, Target};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// One 绩效指标 row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Indicator {
    /// 一级指标 as printed; a blank or merged cell holds what it inherits.
    pub level1: Option<String>,
    /// 二级指标 as printed; a blank or merged cell holds what it inherits.
    pub level2: Option<String>,
    /// 三级指标.
    pub level3: Option<String>,
    /// 绩效指标描述.
    pub description: Option<String>,
    /// 指标值.
    pub target: Target,
    /// 指标值确定依据.
    pub basis: Option<String>,
    /// 备注, where the form has it.
    pub note: Optional<String>,
    /// 分值 or 权重 in points, where the form has it.
    pub weight: Optional<Decimal>,
    /// Columns that the family knows and the common model has no place for: printed label → value.
    pub extra: BTreeMap<String, String>,
}

impl Indicator {
    /// The level-1 kind, if the printed name is a known one.
    #[must_use]
    pub fn kind1(&self) -> Option<Level1> {
        self.level1.as_deref().and_then(Level1::parse)
    }

    /// The level-2 kind, if the printed name is a known one.
    #[must_use]
    pub fn kind2(&self) -> Option<Level2> {
        let in_satisfaction = || self.kind1() == Some(Level1::Satisfaction);
        self.level2.as_deref().and_then(|name| match Level2::parse(name) {
            None if in_satisfaction() => Some(Level2::ClientSatisfaction),
            kind => kind,
        })
    }
}

/// 一级指标 (财预〔2021〕101号 and its predecessors; 效果指标 is the older Hebei word for 效益指标).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level1 {
    /// 成本指标, a level of its own in forms after 2021.
    Cost,
    /// 产出指标.
    Output,
    /// 效益指标, 效果指标.
    Benefit,
    /// 满意度指标.
    Satisfaction,
}

/// 二级指标.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level2 {
    /// 数量指标, 产出数量.
    Quantity,
    /// 质量指标, 产出质量.
    Quality,
    /// 时效指标, 产出时效, 进度指标.
    Timeliness,
    /// 成本指标, 产出成本, 经济成本指标.
    Cost,
    /// 社会成本指标.
    SocialCost,
    /// 生态环境成本指标.
    EcologicalCost,
    /// 经济效益.
    Economic,
    /// 社会效益.
    Social,
    /// 生态效益, 环境效益.
    Ecological,
    /// 可持续影响.
    Sustainability,
    /// 服务对象满意度, 社会公众及服务对象满意度.
    ClientSatisfaction,
}

/// What `known` says of a printed level name: at once, as most are printed, else without what may be around it.
fn parsed<T>(name: &str, known: fn(&str) -> Option<T>) -> Option<T> {
    known(name.strip_suffix("指标").unwrap_or(name)).or_else(|| known(bare(&squeezed(name))))
}

/// A printed level name, white space taken out, without list mark, points (（50分）, 50分) and 指标.
fn bare(squeezed: &str) -> &str {
    let unmarked = without_mark(squeezed);
    let without_note = unmarked.split(['（', '(', '：', ':']).next().unwrap_or_default();
    without_points(without_note).trim_end_matches("指标")
}

/// Without points or a share at the end: 50分, 50%.
fn without_points(name: &str) -> &str {
    let figure = name.strip_suffix(['分', '%', '％']).unwrap_or(name);
    let text = figure.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    if text.len() < figure.len() { text } else { name }
}

/// Without a list mark in front: 一、 1. （一） ①.
fn without_mark(name: &str) -> &str {
    let is_ordinal = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let ordinal = name.trim_start_matches(['（', '(']).trim_start_matches(is_ordinal);
    let rest = ordinal.trim_start_matches(['）', ')', '、', '.', '．']);
    if rest.len() < ordinal.len() && ordinal.len() < name.len() {
        return rest;
    }
    name.trim_start_matches(|c| matches!(c, '①'..='⑳' | '●' | '•' | '◆'))
}

impl Level1 {
    /// Recognises a printed 一级指标 name with its usual synonyms; `None` for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        parsed(name, Self::known)
    }

    fn known(bare: &str) -> Option<Self> {
        Some(match bare {
            "产出" | "项目产出" => Self::Output,
            "效益" | "效果" | "项目效益" | "效益效果" => Self::Benefit,
            "满意度" | "服务对象满意度" | "项目满意度" => Self::Satisfaction,
            "成本" | "项目成本" => Self::Cost,
            _ => return None,
        })
    }
}

impl Level2 {
    /// Recognises a printed 二级指标 name with its usual synonyms; `None` for an unknown one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        parsed(name, Self::known)
    }

    fn known(bare: &str) -> Option<Self> {
        Some(match bare {
            "数量" | "产出数量" => Self::Quantity,
            "质量" | "产出质量" => Self::Quality,
            "时效" | "产出时效" | "进度" | "产出进度" => Self::Timeliness,
            "成本" | "产出成本" | "经济成本" => Self::Cost,
            "社会成本" => Self::SocialCost,
            "生态环境成本" | "生态成本" | "环境成本" => Self::EcologicalCost,
            "经济效益" | "经济效果" => Self::Economic,
            "社会效益" | "社会效果" => Self::Social,
            "生态效益" | "环境效益" | "生态环境效益" | "生态效果" => {
                Self::Ecological
            }
            "可持续影响"
            | "可持续性影响"
            | "可持续影响力"
            | "可持续发展"
            | "可持续发展影响"
            | "可持续性"
            | "可持续效益" => Self::Sustainability,
            "服务对象满意度"
            | "社会公众及服务对象满意度"
            | "社会公众或服务对象满意度"
            | "满意度"
            | "社会公众满意度"
            | "公众满意度"
            | "受益对象满意度" => Self::ClientSatisfaction,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_with_marks_points_and_wrapped_spaces() {
        for name in [
            "产出指标",
            "产出 指标（50分）",
            "一、产出指标",
            "（一）产出指标",
            "1.产出指标",
            "产出指标50分",
            "产出指标：",
            "产 出指\n标(40)",
        ] {
            assert_eq!(Level1::parse(name), Some(Level1::Output), "{name}");
        }
        assert_eq!(Level1::parse("效果指标"), Some(Level1::Benefit));
        assert_eq!(Level1::parse("成本指标"), Some(Level1::Cost));
        assert_eq!(Level2::parse("②质量指标"), Some(Level2::Quality));
        assert_eq!(Level2::parse("（2）时效指标"), Some(Level2::Timeliness));
    }

    #[test]
    fn every_synonym_of_the_field_is_known() {
        let synonyms = [
            (Level2::Quantity, "数量指标 产出数量"),
            (Level2::Quality, "质量指标 产出质量"),
            (Level2::Timeliness, "时效指标 产出时效 进度指标"),
            (Level2::Cost, "成本指标 产出成本 经济成本指标"),
            (Level2::SocialCost, "社会成本指标"),
            (Level2::EcologicalCost, "生态环境成本指标"),
            (Level2::Economic, "经济效益 经济效益指标"),
            (Level2::Social, "社会效益 社会效益指标"),
            (Level2::Ecological, "生态效益 环境效益 生态效益指标"),
            (Level2::Sustainability, "可持续影响 可持续影响指标"),
            (Level2::ClientSatisfaction, "服务对象满意度指标 社会公众及服务对象满意度 满意度指标"),
        ];
        for (kind, names) in synonyms {
            for name in names.split(' ') {
                assert_eq!(Level2::parse(name), Some(kind), "{name}");
            }
        }
    }

    #[test]
    fn other_names_and_halves_of_names_are_unknown() {
        for name in ["", "指标", "社会效益指", "数量和质量", "（一）", "1.", "分", "50分"]
        {
            assert_eq!((Level1::parse(name), Level2::parse(name)), (None, None), "{name}");
        }
    }

    #[test]
    fn any_second_level_under_satisfaction_is_satisfaction() {
        let row = |level1: &str, level2: &str| Indicator {
            level1: Some(level1.to_owned()),
            level2: Some(level2.to_owned()),
            ..Indicator::default()
        };
        assert_eq!(row("满意度指标", "用车单位").kind2(), Some(Level2::ClientSatisfaction));
        assert_eq!(row("效益指标", "用车单位").kind2(), None);
    }
}

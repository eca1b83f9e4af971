//! The labels that a family prints where families differ; recognising them is the catalog's matter.

/// Labels of one family.
pub(super) struct Words {
    pub(super) name: &'static str,
    /// Around the amounts; the money unit follows in brackets.
    pub(super) money: &'static str,
    pub(super) total: &'static str,
    pub(super) fiscal: &'static str,
    pub(super) period: &'static str,
    pub(super) period_goal: &'static str,
    pub(super) goal: &'static str,
    pub(super) level3: &'static str,
    pub(super) description: &'static str,
    pub(super) target: &'static str,
    pub(super) weight: &'static str,
    /// Left of the grid; `None` where the grid stands alone.
    pub(super) group: Option<&'static str>,
    /// Columns that the family prints even when no row fills them.
    pub(super) fixed: &'static [Column],
}

/// A column that not every family has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Description,
    Weight,
    Basis,
    Note,
}

const COMMON: Words = Words {
    name: "项目名称",
    money: "项目资金",
    total: "年度资金总额",
    fiscal: "其中：财政拨款",
    period: "项目期",
    period_goal: "中期目标",
    goal: "年度目标",
    level3: "三级指标",
    description: "指标说明",
    target: "指标值",
    weight: "分值",
    group: Some("绩效指标"),
    fixed: &[],
};

const HEBEI: Words = Words {
    money: "预算规模及资金用途",
    total: "预算数",
    fiscal: "其中：财政资金",
    goal: "绩效目标",
    description: "绩效指标描述",
    group: None,
    fixed: &[Column::Description, Column::Basis],
    ..COMMON
};

const HUNAN: Words = Words {
    name: "支出方向（子项）",
    total: "项目金额",
    period: "项目实施期",
    period_goal: "实施期绩效目标",
    goal: "年度绩效目标",
    group: Some("年度绩效指标"),
    fixed: &[Column::Note],
    ..COMMON
};

const HUNAN_COUNTY: Words = Words {
    money: "项目资金申请",
    period: "项目起止时间",
    period_goal: "长期目标",
    level3: "指标内容",
    group: Some("年度绩效指标"),
    fixed: &[Column::Note],
    ..COMMON
};

const NEIMENGGU: Words = Words {
    money: "投入目标",
    total: "资金总额",
    fiscal: "其中：财政拨款数",
    target: "目标值",
    fixed: &[Column::Weight, Column::Note],
    ..COMMON
};

const SICHUAN: Words = Words {
    name: "单位名称/项目名称",
    goal: "项目年度目标",
    target: "绩效指标值",
    weight: "权重",
    fixed: &[Column::Weight],
    ..COMMON
};

const YUNNAN: Words = Words {
    name: "单位名称、项目名称",
    goal: "项目年度绩效目标",
    description: "指标内容",
    fixed: &[Column::Description],
    ..COMMON
};

const EZHOU: Words = Words {
    money: "项目预算成本构成",
    total: "金额",
    goal: "绩效目标",
    description: "绩效标准",
    target: "当年预期实现值",
    fixed: &[Column::Description],
    ..COMMON
};

/// The words of a family; an unknown one gets the central ones.
pub(super) fn words(form: &str) -> &'static Words {
    match form {
        "hebei-2020" | "hebei-2022" => &HEBEI,
        "hunan-2021" => &HUNAN,
        "hunan-county" => &HUNAN_COUNTY,
        "neimenggu-2021" => &NEIMENGGU,
        "sichuan-goal" => &SICHUAN,
        "yunnan-goal" => &YUNNAN,
        "ezhou-2022" => &EZHOU,
        _ => &COMMON,
    }
}

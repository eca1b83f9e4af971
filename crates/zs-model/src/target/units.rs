//! The units that the field uses, as plain tables.
use super::unit::Dimension::{
    self, Amount, Area, Count, Duration, Electricity, Money, Other, Points, Ratio,
};

/// One unit of the table.
pub(super) struct Row {
    /// How it is printed, half width.
    pub(super) names: &'static [&'static str],
    /// Its one name.
    pub(super) base: &'static str,
    /// How many of `base` it holds: number and decimals.
    pub(super) factor: (i64, u32),
    /// What it measures.
    pub(super) dimension: Dimension,
}

const fn row(
    dimension: Dimension,
    base: &'static str,
    factor: (i64, u32),
    names: &'static [&'static str],
) -> Row {
    Row { names, base, factor, dimension }
}

const ONE: (i64, u32) = (1, 0);

/// The units that the field uses; any other unit keeps its own text as its name.
pub(super) const UNITS: &[Row] = &[
    row(Money, "元", ONE, &["元", "元人民币", "人民币元", "元整", "块"]),
    row(Ratio, "%", ONE, &["%"]),
    row(Ratio, "%", (1, 1), &["‰"]),
    row(Ratio, "%", (10, 0), &["成"]),
    row(Electricity, "度", ONE, &["度", "度电", "千瓦时", "千瓦·时", "千瓦小时", "kWh", "kW·h"]),
    row(Electricity, "度", (1000, 0), &["兆瓦时", "MWh"]),
    row(Amount, "吨", ONE, &["吨", "t", "吨水"]),
    row(Amount, "公斤", ONE, &["公斤", "千克", "kg"]),
    row(Amount, "斤", ONE, &["斤"]),
    row(Amount, "克", ONE, &["克", "g"]),
    row(Amount, "立方米", ONE, &["立方米", "立方", "方", "m³", "m3", "㎥"]),
    row(Amount, "升", ONE, &["升", "公升", "L"]),
    row(Amount, "吨标准煤", ONE, &["吨标准煤", "吨标煤", "tce"]),
    row(Amount, "千克标准煤", ONE, &["千克标准煤", "公斤标准煤", "kgce"]),
    row(Area, "平方米", ONE, &["平方米", "平米", "平方", "㎡", "m²", "m2"]),
    row(Area, "亩", ONE, &["亩"]),
    row(Area, "公顷", ONE, &["公顷"]),
    row(Area, "平方公里", ONE, &["平方公里", "平方千米", "km²", "km2", "㎢"]),
    row(Duration, "年", ONE, &["年", "个年", "周年", "年度"]),
    row(Duration, "季度", ONE, &["季度", "个季度", "季"]),
    row(Duration, "月", ONE, &["月", "个月", "个整月"]),
    row(Duration, "周", ONE, &["周", "个周", "星期", "个星期", "礼拜"]),
    row(Duration, "天", ONE, &["天", "日", "个日历日", "日历天", "个自然日", "自然日"]),
    row(Duration, "工作日", ONE, &["工作日", "个工作日", "个工作天"]),
    row(Duration, "小时", ONE, &["小时", "个小时", "时", "h"]),
    row(Duration, "分钟", ONE, &["分钟", "min"]),
    row(Duration, "秒", ONE, &["秒", "秒钟", "s"]),
    row(Points, "分", ONE, &["分"]),
    row(Count, "人", ONE, &["人", "名", "位", "个人", "人员", "人数"]),
    row(Count, "人次", ONE, &["人次", "人/次", "人·次"]),
    row(Count, "人天", ONE, &["人天", "人·天", "人/天", "人日", "人·日"]),
    row(Count, "次", ONE, &["次", "次数", "回", "趟"]),
    row(Count, "批次", ONE, &["批次", "批", "批·次"]),
    row(Count, "场次", ONE, &["场次", "场", "场·次"]),
    row(Count, "台", ONE, &["台", "台套", "台/套", "台(套)", "套(台)", "台·套"]),
    row(Count, "台次", ONE, &["台次"]),
    row(Count, "套", ONE, &["套"]),
    row(Count, "辆", ONE, &["辆", "辆(台)", "台(辆)", "台/辆"]),
    row(Count, "辆次", ONE, &["辆次", "车次"]),
    row(Count, "部", ONE, &["部"]),
    row(Count, "件", ONE, &["件", "件(套)", "件/套", "套/件"]),
    row(Count, "个", ONE, &["个"]),
    row(Count, "项", ONE, &["项", "项目", "个项目"]),
    row(Count, "种", ONE, &["种"]),
    row(Count, "类", ONE, &["类"]),
    row(Count, "家", ONE, &["家", "家(个)"]),
    row(Count, "户", ONE, &["户"]),
    row(Count, "户次", ONE, &["户次"]),
    row(Count, "处", ONE, &["处"]),
    row(Count, "间", ONE, &["间"]),
    row(Count, "栋", ONE, &["栋", "幢", "座"]),
    row(Count, "份", ONE, &["份"]),
    row(Count, "篇", ONE, &["篇"]),
    row(Count, "本", ONE, &["本", "册"]),
    row(Count, "期", ONE, &["期", "期次"]),
    row(Count, "条", ONE, &["条"]),
    row(Count, "张", ONE, &["张"]),
    row(Count, "块次", ONE, &["块次"]),
    row(Count, "组", ONE, &["组"]),
    row(Count, "只", ONE, &["只"]),
    row(Count, "盏", ONE, &["盏"]),
    row(Count, "株", ONE, &["株", "棵"]),
    row(Count, "桌", ONE, &["桌"]),
    row(Count, "餐", ONE, &["餐"]),
    row(Count, "餐次", ONE, &["餐次"]),
    row(Count, "起", ONE, &["起", "宗"]),
    row(Count, "例", ONE, &["例"]),
    row(Count, "门", ONE, &["门"]),
    row(Count, "支", ONE, &["支"]),
    row(Count, "班次", ONE, &["班次", "班"]),
    row(Count, "课时", ONE, &["课时", "学时"]),
    row(Other, "米", ONE, &["米", "m", "延米", "延长米"]),
    row(Other, "公里", ONE, &["公里", "千米", "km"]),
    row(Other, "℃", ONE, &["℃", "摄氏度", "°C"]),
    row(Other, "倍", ONE, &["倍"]),
    row(Other, "千瓦", ONE, &["千瓦", "kW"]),
    row(Other, "级", ONE, &["级"]),
];

/// Counters that stand in front of the name of a thing (2台空调).
pub(super) const COUNTERS: &[char] = &[
    '人', '名', '位', '次', '批', '场', '台', '套', '辆', '部', '件', '个', '项', '种', '类', '家',
    '户', '处', '间', '栋', '份', '条', '张', '组', '只', '盏', '株', '起', '支',
];

/// Multiples in front of a unit.
pub(super) const MULTIPLES: &[(char, i64)] =
    &[('十', 10), ('百', 100), ('千', 1000), ('万', 10_000), ('萬', 10_000), ('亿', 100_000_000)];

/// Every way to print %.
pub(super) const PERCENT: &[&str] = &[
    "%",
    "百分比",
    "百分点",
    "个百分点",
    "百分率",
    "%百分比",
    "%百分点",
    "%个百分点",
    "百分比%",
    "%(百分比)",
    "百分比(%)",
];

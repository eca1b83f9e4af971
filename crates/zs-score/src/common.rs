//! Common items of a department's form (财预〔2013〕53号): names and formulas, a ratio of two figures each.
use crate::exact;
use zs_model::Decimal;

/// One common item: its name and what is divided by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommonItem {
    /// Stable id.
    pub id: &'static str,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// What is divided; a change is the difference of this year's and last year's figure.
    pub part: &'static str,
    /// By what.
    pub whole: &'static str,
}

macro_rules! items {
    ($($id:literal $zh:literal $en:literal = $part:literal / $whole:literal;)+) => {
        /// The common items in the order of the form.
        pub const COMMON_ITEMS: &[CommonItem] =
            &[$(CommonItem { id: $id, zh: $zh, en: $en, part: $part, whole: $whole }),+];
    };
}

items! {
    "budget-completion" "预算完成率" "Budget completion" = "预算完成数" / "预算数";
    "budget-adjustment" "预算调整率" "Budget adjustment" = "预算调整数" / "预算数";
    "payment-progress" "支付进度率" "Payment progress" = "实际支付进度" / "既定支付进度";
    "carry-over" "结转结余率" "Carry-over" = "结转结余总额" / "支出预算数";
    "carry-over-change" "结转结余变动率" "Change of carry-over" = "本年结转结余减上年结转结余" / "上年结转结余";
    "public-funds" "公用经费控制率" "Running costs" = "实际支出公用经费" / "预算安排公用经费";
    "three-public" "“三公经费”控制率" "Vehicles, travel and reception" = "“三公经费”实际支出" / "“三公经费”预算安排";
    "three-public-change" "“三公经费”变动率" "Change of vehicles, travel and reception" = "本年“三公经费”减上年“三公经费”" / "上年“三公经费”";
    "procurement" "政府采购执行率" "Procurement" = "实际政府采购金额" / "政府采购预算数";
    "assets-in-use" "固定资产利用率" "Assets in use" = "实际在用固定资产总额" / "所有固定资产总额";
    "staff" "在职人员控制率" "Staff" = "在职人员数" / "编制数";
    "key-spending" "重点支出安排率" "Key spending" = "重点项目支出" / "项目总支出";
    "completion" "实际完成率" "Completion" = "实际完成工作数" / "计划工作数";
    "timely" "完成及时率" "Timely completion" = "及时完成工作数" / "计划工作数";
    "quality" "质量达标率" "Quality" = "质量达标工作数" / "计划工作数";
}

impl CommonItem {
    /// The item with this id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Self> {
        COMMON_ITEMS.iter().find(|item| item.id == id)
    }

    /// The rate in percent at two decimals; `None` where it is divided by nothing.
    #[must_use]
    pub fn rate(&self, part: Decimal, whole: Decimal) -> Option<Decimal> {
        Some(exact::round(exact::percent(part, whole)?, 2))
    }
}

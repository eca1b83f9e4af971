//! The words and signs of the target grammar, folded as `scan` folds a cell. Longest match wins, order is free.
use super::Op::{self, Eq, Ge, Gt, Le, Lt};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A table from words to what they mean.
pub(super) type Words<T> = &'static [(&'static str, T)];

/// Longest cell that is read as a target, in characters; what is longer is prose.
pub(super) const LONGEST_CELL: usize = 120;
/// Longest unit, in characters.
pub(super) const LONGEST_UNIT: usize = 16;

/// What a word in front of a number says.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    /// A comparison that a contrary word contradicts.
    Compare(Op),
    /// A comparison that gives way to any other: 达到 (95%以上), 控制在 (5天以内), 为.
    Lean(Op),
    /// 约.
    About,
    /// 百分之, 千分之, ¥: the unit stands in front.
    Unit(&'static str),
}

use Mark::{About, Compare, Lean, Unit};

/// The words and signs in front of a number that end with this character: every target asks for them, and
/// to go through all of them was half of the reading of a target.
pub(super) fn before(last: char) -> Words<Mark> {
    static BY_END: LazyLock<BTreeMap<char, Vec<(&str, Mark)>>> = LazyLock::new(|| {
        let mut by_end: BTreeMap<char, Vec<(&str, Mark)>> = BTreeMap::new();
        for (word, mark) in BEFORE {
            by_end
                .entry(word.chars().next_back().unwrap_or_default())
                .or_default()
                .push((word, *mark));
        }
        by_end
    });
    BY_END.get(&last).map_or(&[], Vec::as_slice)
}

/// Words and signs in front of a number.
const BEFORE: Words<Mark> = &[
    ("≥", Compare(Ge)),
    (">=", Compare(Ge)),
    ("=>", Compare(Ge)),
    ("≥=", Compare(Ge)),
    ("》=", Compare(Ge)),
    ("〉=", Compare(Ge)),
    ("≤", Compare(Le)),
    ("<=", Compare(Le)),
    ("=<", Compare(Le)),
    ("≤=", Compare(Le)),
    ("《=", Compare(Le)),
    ("〈=", Compare(Le)),
    (">", Compare(Gt)),
    ("<", Compare(Lt)),
    ("=", Compare(Eq)),
    ("==", Compare(Eq)),
    ("不少于", Compare(Ge)),
    ("不得少于", Compare(Ge)),
    ("不低于", Compare(Ge)),
    ("不得低于", Compare(Ge)),
    ("不小于", Compare(Ge)),
    ("不得小于", Compare(Ge)),
    ("不下于", Compare(Ge)),
    ("至少", Compare(Ge)),
    ("至少达到", Compare(Ge)),
    ("最少", Compare(Ge)),
    ("最低", Compare(Ge)),
    ("大于等于", Compare(Ge)),
    ("大于或等于", Compare(Ge)),
    ("大于或者等于", Compare(Ge)),
    ("高于等于", Compare(Ge)),
    ("高于或等于", Compare(Ge)),
    ("达到或超过", Compare(Ge)),
    ("不超过", Compare(Le)),
    ("不得超过", Compare(Le)),
    ("不能超过", Compare(Le)),
    ("不超", Compare(Le)),
    ("不高于", Compare(Le)),
    ("不得高于", Compare(Le)),
    ("不大于", Compare(Le)),
    ("不得大于", Compare(Le)),
    ("不多于", Compare(Le)),
    ("不得多于", Compare(Le)),
    ("不突破", Compare(Le)),
    ("不晚于", Compare(Le)),
    ("不迟于", Compare(Le)),
    ("未超过", Compare(Le)),
    ("至多", Compare(Le)),
    ("最多", Compare(Le)),
    ("最高", Compare(Le)),
    ("小于等于", Compare(Le)),
    ("小于或等于", Compare(Le)),
    ("小于或者等于", Compare(Le)),
    ("低于等于", Compare(Le)),
    ("低于或等于", Compare(Le)),
    ("少于等于", Compare(Le)),
    ("少于或等于", Compare(Le)),
    ("控制在", Lean(Le)),
    ("大于", Compare(Gt)),
    ("高于", Compare(Gt)),
    ("超过", Compare(Gt)),
    ("多于", Compare(Gt)),
    ("小于", Compare(Lt)),
    ("低于", Compare(Lt)),
    ("少于", Compare(Lt)),
    ("等于", Compare(Eq)),
    ("达到", Lean(Ge)),
    ("达", Lean(Ge)),
    ("达到了", Lean(Ge)),
    ("保持在", Lean(Eq)),
    ("维持在", Lean(Eq)),
    ("为", Lean(Eq)),
    ("约", About),
    ("约为", About),
    ("大约", About),
    ("大约为", About),
    ("大概", About),
    ("≈", About),
    ("百分之", Unit("%")),
    ("千分之", Unit("‰")),
    ("¥", Unit("元")),
    ("人民币", Unit("元")),
    ("人民币¥", Unit("元")),
];

/// Angle brackets that stand for a sign of comparison, unless they close a title (《办法》).
pub(super) const POINTS: Words<Mark> =
    &[("》", Compare(Gt)), ("〉", Compare(Gt)), ("《", Compare(Lt)), ("〈", Compare(Lt))];

/// A label that would lose its last character to 为 or 达, though it belongs to the word (行为5次).
pub(super) const NO_MARK: &[&str] =
    &["行为", "作为", "成为", "认为", "人为", "改为", "传达", "抵达", "到达", "表达"];

/// Words that set an upper or lower bound after a number and its unit.
pub(super) const AFTER: Words<Op> = &[
    ("以上", Ge),
    ("及以上", Ge),
    ("及其以上", Ge),
    ("或以上", Ge),
    ("含以上", Ge),
    ("以内", Le),
    ("之内", Le),
    ("内", Le),
    ("以下", Le),
    ("及以下", Le),
    ("或以下", Le),
    ("含以下", Le),
    ("以前", Le),
    ("之前", Le),
    ("前", Le),
];

/// Words after a number and its unit that make it approximate.
pub(super) const ABOUT_AFTER: Words<()> = &[("左右", ()), ("上下", ())];

/// Words between a number and its unit that make it approximate (100余人, 3万多元).
pub(super) const ODD: &[char] = &['余', '多'];

/// Words at the end that add nothing to the number: 100%完成.
pub(super) const NOISE: Words<()> = &[
    ("完成", ()),
    ("完工", ()),
    ("竣工", ()),
    ("办结", ()),
    ("到位", ()),
    ("支付", ()),
    ("拨付", ()),
    ("发放", ()),
    ("付清", ()),
    ("交付", ()),
    ("验收", ()),
    ("投入使用", ()),
    ("覆盖", ()),
    ("达标", ()),
    ("合格", ()),
    ("满意", ()),
    ("及时", ()),
    ("按时", ()),
    ("按期", ()),
    ("全部", ()),
    ("完毕", ()),
    ("之间", ()),
    ("执行", ()),
    ("落实", ()),
];

/// What stands between the ends of a range.
pub(super) const TO: Words<()> =
    &[("-", ()), ("~", ()), ("~~", ()), ("--", ()), ("至", ()), ("到", ()), ("…", ())];

/// What may stand between ≥90% and ≤95%.
pub(super) const AND: Words<()> =
    &[(",", ()), ("、", ()), (";", ()), ("且", ()), (",且", ()), ("并且", ()), ("并", ())];

/// Longest of the words that say there is no target, in characters.
pub(super) const LONGEST_NOTHING: usize = 4;

/// Cells that say there is no target.
pub(super) const NOTHING: &[&str] = &[
    "无",
    "暂无",
    "不涉及",
    "不适用",
    "无要求",
    "无此项",
    "无指标",
    "无内容",
    "没有",
    "n/a",
    "na",
    "N/A",
    "NA",
    "none",
    "None",
    "null",
    "空",
];

/// Characters of a cell that holds nothing but a stroke.
pub(super) const STROKES: &[char] = &['-', '~', '/', '\\', '_', '|', '…', '.', '。', '、', '一'];

/// Marks that may stand around a whole target without meaning.
pub(super) const LOOSE: &[char] = &['。', ';', ',', '、', '.', '!', '｡', ':'];

/// Brackets and quotation marks that may stand around a whole target.
pub(super) const WRAPS: &[(char, char)] =
    &[('(', ')'), ('[', ']'), ('【', '】'), ('“', '”'), ('"', '"'), ('‘', '’'), ('「', '」')];

/// Signs of comparison; no label, unit or qualitative word holds one.
pub(super) const SIGNS: &[char] = &['≥', '≤', '>', '<', '=', '≈', '≠'];

/// Characters that stand for a figure still to be filled in.
pub(super) const BLANKS: &[char] = &['X', 'x', '×', '*', '_', '%', '‰', '?', 'N', '○', '□', '#'];

/// Known wordings with digits that are no quantity.
pub(super) const WORDINGS: &[&str] = &["7×24", "7*24", "7x24", "7X24", "24×7", "24*7"];

/// Characters that no unit holds: they belong to a sentence.
pub(super) const NO_UNIT: &[char] = &[
    '底', '末', '旬', '前', '的', '了', '不', '和', '或', '为', '达', '较', '比', '增', '减', '降',
    '升', '且', '并', '至', '到', '每',
];

/// Words after a date, each with whether it says that a month is meant as a date.
pub(super) const DATE_TAIL: Words<bool> = &[
    ("份", true),
    ("上旬", true),
    ("中旬", true),
    ("下旬", true),
    ("底", true),
    ("末", true),
    ("初", true),
    ("之前", true),
    ("以前", true),
    ("前", true),
    ("止", true),
    ("为止", true),
    ("截止", true),
    ("之内", false),
    ("以内", false),
    ("内", false),
];

/// Words after a year that leave it at the whole year.
pub(super) const YEAR_TAIL: Words<()> =
    &[("度", ()), ("全年", ()), ("底", ()), ("末", ()), ("终", ()), ("内", ())];

/// Words for a part of a year, with its last month.
pub(super) const PART_OF_YEAR: Words<u8> = &[
    ("上半年", 6),
    ("下半年", 12),
    ("第1季度", 3),
    ("第2季度", 6),
    ("第3季度", 9),
    ("第4季度", 12),
    ("1季度", 3),
    ("2季度", 6),
    ("3季度", 9),
    ("4季度", 12),
    ("一季度", 3),
    ("二季度", 6),
    ("三季度", 9),
    ("四季度", 12),
    ("第一季度", 3),
    ("第二季度", 6),
    ("第三季度", 9),
    ("第四季度", 12),
];

/// Words for the end of the year that is meant.
pub(super) const YEAR_END: Words<()> = &[
    ("年底", ()),
    ("年末", ()),
    ("年终", ()),
    ("年内", ()),
    ("本年底", ()),
    ("本年内", ()),
    ("当年底", ()),
    ("当年内", ()),
    ("当年年底", ()),
    ("本年年底", ()),
];

/// Words in front of a date that add nothing to it.
pub(super) const BEFORE_DATE: Words<()> = &[
    ("于", ()),
    ("在", ()),
    ("截至", ()),
    ("截止", ()),
    ("截止到", ()),
    ("截止至", ()),
    ("到", ()),
    ("至", ()),
];

//! Lines that stand around a form: its title, the unit, the money unit, the annex number.
use super::prose::{number_at, prose};
use zs_model::{MoneyUnit, text};

/// One caption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Caption {
    /// `3.楼宇水电费绩效目标表`.
    Title(Title),
    /// `430001青禾县机关事务服务中心`.
    Unit { code: String, name: String },
    /// `单位：万元`.
    Money(MoneyUnit),
    /// `（2026年度）`.
    Year(u16),
    /// `附件1`, a page number, a stamp line: layout.
    Layout,
}

/// The title of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// Without number and 绩效目标表.
    pub name: String,
    /// Everything, white space removed.
    pub raw: String,
    /// Which form it names.
    pub form: FormKind,
}

/// The three forms of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormKind {
    Project,
    Department,
    Summary,
}

const LONGEST: usize = 240;

/// Reads a line as a caption.
pub(super) fn caption(printed: &str) -> Option<Caption> {
    if printed.len() > LONGEST {
        return None;
    }
    let line = prose(printed);
    if let Some(title) = title(&line) {
        return Some(Caption::Title(title));
    }
    if let Some(unit) = money_unit(&line) {
        return Some(Caption::Money(unit));
    }
    if is_layout(&line) {
        return Some(Caption::Layout);
    }
    if let Some(year) = year(&line) {
        return Some(Caption::Year(year));
    }
    unit(&line)
}

/// `…绩效目标表`, also 申报表, 汇总表 and a year or note in brackets behind.
pub(super) fn title(line: &str) -> Option<Title> {
    let end = line.rfind('表')? + '表'.len_utf8();
    let tail = &line[end..];
    let bracketed = tail.starts_with(['（', '(']) && tail.ends_with(['）', ')']);
    let mark = line[..end].rfind("目标")?;
    let kind = &line[mark + "目标".len()..end];
    let known = [
        "表",
        "申报表",
        "汇总表",
        "批复表",
        "自评表",
        "明细表",
        "设置表",
        "填报表",
        "情况表",
        "公开表",
    ];
    if !(tail.is_empty() || bracketed) || !known.contains(&kind) {
        return None;
    }
    let raw = line.to_owned();
    let bare = without_annex(line);
    let number = number_at(bare).map_or(0, |(_, _, length)| length);
    let head = &bare[number..];
    let cut = head.rfind("绩效目标").or_else(|| head.rfind("目标"))?;
    let name = head[..cut].trim_end_matches('的').to_owned();
    let form = if kind == "汇总表" {
        FormKind::Summary
    } else if name.contains("整体支出") || name.ends_with("部门整体") || name.ends_with("单位整体")
    {
        FormKind::Department
    } else {
        FormKind::Project
    };
    Some(Title { name, raw, form })
}

/// `附件3 2021年…`, `附表：…` in front of a title.
fn without_annex(line: &str) -> &str {
    let rest = line.trim_start_matches("附件").trim_start_matches("附表");
    if rest.len() == line.len() {
        return line;
    }
    let rest = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十-－—:：.、".contains(c)
    });
    // A year belongs to the title: 附件12021年… cannot be told apart, so only a bare annex number goes.
    rest
}

/// `430001青禾县…  单位：万元` are two captions in one line: where the second begins.
pub(super) fn second_caption(printed: &str) -> Option<usize> {
    if printed.len() > LONGEST || !printed.contains('单') {
        return None;
    }
    let labels = ["金额单位", "计价单位", "货币单位", "单位"];
    let at = labels.iter().find_map(|label| printed.rfind(label))?;
    let (head, tail) = printed.split_at(at);
    let head = head.trim_end_matches(['（', '(']);
    (!prose(head).is_empty() && money_unit(&prose(tail)).is_some()).then_some(head.len())
}

fn money_unit(line: &str) -> Option<MoneyUnit> {
    let line = line.trim_matches(['（', '）', '(', ')']);
    let (label, unit) = line.split_once(['：', ':'])?;
    let known = ["单位", "金额单位", "计价单位", "货币单位", "计量单位"];
    known.contains(&label).then(|| MoneyUnit::parse(unit)).flatten()
}

fn is_layout(line: &str) -> bool {
    let annex = line.strip_prefix("附件").or_else(|| line.strip_prefix("附表"));
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十：:-－—".contains(c);
    if annex.is_some_and(|rest| rest.chars().count() <= 4 && rest.chars().all(numeral)) {
        return true;
    }
    is_page_number(line)
        || ["（盖章）", "(盖章)", "盖章", "续表", "(续表)", "（续表）", "（续）"].contains(&line)
}

/// A line of nothing but a year, also in brackets or behind 年度：.
fn year(line: &str) -> Option<u16> {
    let bare = line.trim_matches(['（', '）', '(', ')']);
    let bare =
        bare.trim_start_matches("预算").trim_start_matches("年度：").trim_start_matches("年度:");
    let figure = bare.trim_end_matches('度').trim_end_matches('年');
    let whole = text::half_width(figure).len() == 4
        && (figure.len() < bare.len() || bare.len() < line.len());
    whole.then(|| year_in(&format!("{figure}年"))).flatten()
}

fn is_page_number(line: &str) -> bool {
    let bare = line.trim_matches(['-', '—', '－', '–', '·']);
    let digits = bare.bytes().all(|b| b.is_ascii_digit());
    let dashed = bare.len() < line.len();
    (dashed && digits && bare.len() <= 4)
        || (line.starts_with('第') && line.ends_with('页') && line.chars().count() < 16)
}

/// A six-digit unit code with its name behind; 单位： may stand in front.
fn unit(line: &str) -> Option<Caption> {
    let line = ["预算单位：", "单位：", "单位名称：", "编制单位："]
        .iter()
        .find_map(|label| line.strip_prefix(label))
        .unwrap_or(line);
    let (code, name) = split_unit(line)?;
    Some(Caption::Unit { code, name })
}

/// `430001青禾县…`, `[430001]青禾县…`, `430001-青禾县…` as code and name.
pub(super) fn split_unit(text: &str) -> Option<(String, String)> {
    let flat = text.trim_start_matches(['[', '【', '（', '(']);
    let digits: String =
        flat.chars().take_while(|c| text::half_width_char(*c).is_ascii_digit()).collect();
    let code = text::half_width(&digits);
    let name = flat[digits.len()..]
        .trim_start_matches([']', '】', '）', ')', '-', '—', '－', '_', '|', ':', '：']);
    let chinese =
        name.chars().next().is_some_and(|c| c as u32 >= 0x4e00 && !"年月日元号".contains(c));
    let length = (3..=12).contains(&code.len()) && code.len() != 4;
    (length && chinese && name.chars().count() >= 4 && !name.contains(['。', '；']))
        .then(|| (code, name.to_owned()))
}

/// A department without stamp and without its code in front, behind, or in brackets behind.
pub(super) fn owner(printed: &str) -> String {
    let name = without_stamp(printed);
    let name = split_unit(&name).map_or(name, |(_, name)| name);
    let open = name.rfind(['[', '【', '（', '(']).filter(|open| *open > 0);
    let coded = open.filter(|open| {
        let code = name[*open..].trim_matches(['[', ']', '【', '】', '（', '）', '(', ')']);
        !code.is_empty() && text::half_width(code).bytes().all(|b| b.is_ascii_digit())
    });
    let name = coded.map_or(name.as_str(), |open| &name[..open]);
    let tail = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let name = if (3..=9).contains(&tail) { &name[..name.len() - tail] } else { name };
    name.trim_end_matches(['-', '—', '/', '、']).to_owned()
}

/// A stamp in front of or behind a name is no part of it.
pub(super) fn without_stamp(name: &str) -> String {
    let mut name = name.to_owned();
    if !name.contains('章') {
        return name;
    }
    for stamp in ["（盖章）", "(盖章)", "（公章）", "(公章)", "（签章）", "(签章)"]
    {
        name = name.replace(stamp, "");
    }
    name
}

/// The year in a title: `2026年…`, `（2026年度）`.
pub(super) fn year_in(line: &str) -> Option<u16> {
    let flat = text::half_width(line);
    flat.match_indices('年').find_map(|(at, _)| {
        let head = &flat[..at];
        let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let year: u16 = head.get(at - digits..)?.parse().ok()?;
        (digits == 4 && (1990..2100).contains(&year)).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(line: &str) -> Option<String> {
        title(line).map(|title| title.name)
    }

    #[test]
    fn titles_lose_number_and_kind() {
        assert_eq!(name("3.楼宇水电费绩效目标表").as_deref(), Some("楼宇水电费"));
        assert_eq!(name("12、2026年食堂补贴绩效目标表").as_deref(), Some("2026年食堂补贴"));
        assert_eq!(
            name("2021年专项资金支出方向绩效目标表").as_deref(),
            Some("2021年专项资金支出方向")
        );
        assert_eq!(name("附件3：专项资金支出方向绩效目标表").as_deref(), Some("专项资金支出方向"));
        assert_eq!(name("项目支出绩效目标申报表（2026年度）").as_deref(), Some("项目支出"));
        assert_eq!(name("绩效目标"), None);
        assert_eq!(name("按绩效目标表填报，详见附件"), None);
    }

    #[test]
    fn captions_are_told_from_text() {
        assert_eq!(caption("单位： 万 元"), Some(Caption::Money(MoneyUnit::TenThousandYuan)));
        assert_eq!(caption("附件 1"), Some(Caption::Layout));
        assert_eq!(caption("- 12 -"), Some(Caption::Layout));
        assert!(matches!(caption("430001 青禾县机关事务服务中心"), Some(Caption::Unit { .. })));
        assert_eq!(caption("2026年青禾县机关事务工作"), None);
    }
}

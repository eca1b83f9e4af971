//! The spending plan: month labels and cumulative percentages.
use super::prose::prose;
use zs_model::text::{half_width_char, is_layout};
use zs_model::{Decimal, text};

/// The month at whose end a plan point lies: 3月底, 3月末, 3月, 一季度, 上半年, 年底.
pub(super) fn month_label(printed: &str) -> Option<u8> {
    // Most cells of a form are none; their first character tells.
    let first = printed.chars().find(|c| !is_layout(*c)).map(half_width_char);
    let begins = matches!(
        first,
        Some('0'..='9' | '截' | '至' | '第' | '一' | '二' | '三' | '四' | '上' | '年' | '全')
    );
    if printed.len() > 40 || !begins || printed.is_ascii() {
        return None;
    }
    let flat = text::half_width(&text::squeeze(printed));
    let flat = flat.trim_start_matches("截至").trim_start_matches('至');
    let flat = flat.split(['(', '%']).next().unwrap_or_default();
    if let Some(month) = flat.split_once('月') {
        let known = ["", "底", "末", "份", "底前", "末前", "止", "底累计"].contains(&month.1);
        return month.0.parse().ok().filter(|m| known && (1..=12).contains(m));
    }
    Some(match flat.trim_start_matches('第') {
        "一季度" | "1季度" => 3,
        "二季度" | "2季度" | "上半年" => 6,
        "三季度" | "3季度" => 9,
        "四季度" | "4季度" | "全年" | "年底" => 12,
        _ => return None,
    })
}

/// A cumulative percentage: 25.00, 25%, 25百分比; `Err` for text that is none.
pub(super) fn percent(printed: &str) -> Result<Option<Decimal>, ()> {
    let flat = text::half_width(&prose(printed));
    if flat.is_empty() || ["-", "—", "/"].contains(&flat.as_str()) {
        return Ok(None);
    }
    let figure = flat.trim_end_matches('%').trim_end_matches("百分比");
    text::decimal(figure).map(|value| Some(value.normalize())).ok_or(())
}

/// A whole plan in one cell: 3月底25%，6月底50%，….
pub(super) fn inline(printed: &str) -> Option<Vec<(u8, Option<Decimal>)>> {
    let flat = text::half_width(&text::squeeze(printed));
    let parts = flat.split([',', ';', '、', '。', ';']).filter(|part| !part.is_empty());
    let point = |part: &str| {
        let (label, figure) = part.split_at(part.find('月')? + '月'.len_utf8());
        let figure = figure.trim_start_matches(['底', '末', '前', '份', ':', '累', '计']);
        let value = percent(figure).ok()?;
        Some((month_label(label)?, value))
    };
    let points: Option<Vec<_>> = parts.map(point).collect();
    points.filter(|points| points.len() > 1)
}

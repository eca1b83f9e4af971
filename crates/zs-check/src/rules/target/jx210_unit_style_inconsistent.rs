//! One unit written in several ways in one document.
use crate::cx::{DocumentCx, RowCx};
use crate::rule::{Check, Message, Rule, Text, Tier};
use crate::sink::{Draft, Sink};
use zs_model::{Dimension, Field, Op, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "unit-style-inconsistent",
    code: "JX210",
    tier: Tier::A,
    severity: Severity::Info,
    title: Text { zh: "计量单位写法不一", en: "Units written in several ways" },
    messages: &[
        Message {
            key: "percent",
            zh: "全文百分比写法不一：{most} 处写“{usual}”，{few} 处写“{odd}”（如项目{where}）。",
            en: "Percent is written in two ways: {most} times \"{usual}\", {few} times \"{odd}\" (project {where}).",
            help_zh: "请统一写法。",
            help_en: "Use one of them.",
        },
        Message {
            key: "month",
            zh: "全文月份写法不一：{most} 处写“{usual}”，{few} 处写“{odd}”（如项目{where}），“12月”还容易看成截止月份。",
            en: "Months are written in two ways: {most} times \"{usual}\", {few} times \"{odd}\" (project {where}); 12月 may be read as December.",
            help_zh: "时长请写“个月”，截止写“……月底前”。",
            help_en: "Write 个月 for a span and 月底前 for a deadline.",
        },
        Message {
            key: "strict",
            zh: "这里用“{odd}”，全文 {most} 处用“{usual}”；恰好等于时是否达标不一样。",
            en: "\"{odd}\" here, \"{usual}\" {most} times elsewhere: they differ when the figure is just met.",
            help_zh: "没有特别用意的请改为“{usual}”。",
            help_en: "Use {usual} unless the difference is meant.",
        },
    ],
    basis: None,
    since: "0.1",
    page: include_str!("jx210_unit_style_inconsistent.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let ratio = |row: RowCx<'_>| {
        row.target().unit.as_ref().is_some_and(|u| u.dimension() == Dimension::Ratio)
    };
    let words = |row: RowCx<'_>| row.target_text().contains("百分比");
    let sign = |row: RowCx<'_>| row.target_text().contains(['%', '％']);
    two_ways(
        cx,
        sink,
        "percent",
        ("%", &|row| ratio(row) && sign(row)),
        ("百分比", &|row| ratio(row) && words(row)),
    );
    let span = |row: RowCx<'_>| {
        row.target().unit.as_ref().filter(|u| u.base() == "月").map(|u| u.text().to_owned())
    };
    let bare = |row: RowCx<'_>| span(row).is_some_and(|unit| unit == "月");
    two_ways(cx, sink, "month", ("个月", &|row| span(row).is_some() && !bare(row)), ("月", &bare));
    strict(cx, sink);
}

/// A way of writing: its name and whether a row is written so.
type Way<'f> = (&'static str, &'f dyn Fn(RowCx<'_>) -> bool);

/// One finding at the first row of the rarer way.
fn two_ways(cx: &DocumentCx<'_>, sink: &mut Sink<'_>, key: &'static str, a: Way<'_>, b: Way<'_>) {
    let count = |way: Way<'_>| cx.rows().filter(|row| way.1(*row)).count();
    let (usual, odd) = if count(a) >= count(b) { (a, b) } else { (b, a) };
    let Some(first) = cx.rows().find(|row| odd.1(*row)) else { return };
    if count(usual) == 0 {
        return;
    }
    let place = first.table.project.map_or_else(|| "—".to_owned(), |p| p.ordinal.to_string());
    let draft = Draft::at(first.at(Field::Target)).message(key).arg("where", place);
    let draft = draft.arg("usual", usual.0).arg("odd", odd.0);
    sink.push(draft.arg("most", count(usual)).arg("few", count(odd)));
}

/// > among many ≥ in shares.
fn strict(cx: &DocumentCx<'_>, sink: &mut Sink<'_>) {
    let ratio = |row: &RowCx<'_>| {
        row.target().unit.as_ref().is_some_and(|u| u.dimension() == Dimension::Ratio)
    };
    let most = cx.rows().filter(|row| ratio(row) && row.target().op == Op::Ge).count();
    let odd: Vec<RowCx<'_>> =
        cx.rows().filter(|row| ratio(row) && row.target().op == Op::Gt).collect();
    if most < 3 || odd.len() * 3 > most {
        return;
    }
    for row in odd {
        let draft = Draft::at(row.at(Field::Target)).message("strict");
        sink.push(draft.arg("odd", ">").arg("usual", "≥").arg("most", most));
    }
}

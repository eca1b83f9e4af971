//! How cells look: fonts, borders, alignment, number formats; each look is made once.
use crate::sheet::Figure;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use zs_model::Decimal;

/// What a cell is set like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Title,
    Heading,
    Chapter,
    Prose,
    Annex,
    Left,
    Right,
    Label,
    Short,
    Long,
}

/// The look of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) style: Style,
    /// A number, where it is one.
    pub(super) figure: Option<Figure>,
    /// Text that a later edit could turn into a formula.
    pub(super) quoted: bool,
}

/// What of a figure decides its format: decimals, percent, words in front.
type Key = (Style, Option<(u32, bool, &'static str)>, bool);

/// The formats of a workbook.
#[derive(Default)]
pub(super) struct Looks(BTreeMap<Key, Format>);

impl Looks {
    pub(super) fn format(&mut self, look: Look) -> &Format {
        let figure =
            look.figure.map(|figure| (figure.value.scale(), figure.percent, figure.before));
        self.0.entry((look.style, figure, look.quoted)).or_insert_with(|| format(look))
    }
}

fn format(look: Look) -> Format {
    let (font, size) = match look.style {
        Style::Title | Style::Heading => ("方正小标宋简体", 18),
        Style::Chapter | Style::Annex => ("黑体", 14),
        Style::Prose => ("仿宋_GB2312", 14),
        Style::Label => ("黑体", 11),
        Style::Left | Style::Right | Style::Short | Style::Long => ("仿宋_GB2312", 11),
    };
    let across = match look.style {
        Style::Title | Style::Heading | Style::Label | Style::Short => FormatAlign::Center,
        Style::Right => FormatAlign::Right,
        _ => FormatAlign::Left,
    };
    let mut format = Format::new()
        .set_font_name(font)
        .set_font_size(size)
        .set_align(across)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    if matches!(look.style, Style::Label | Style::Short | Style::Long) {
        format = format.set_border(FormatBorder::Thin);
    }
    if look.quoted {
        format = format.set_quote_prefix();
    }
    match look.figure {
        Some(figure) => format.set_num_format(number_format(figure)),
        // Text stays text, also after somebody edits it.
        None => format.set_num_format("@"),
    }
}

/// `0.00`, `0%`, `"资金总额："0.00`: exactly as many decimals as were printed.
fn number_format(figure: Figure) -> String {
    let mut text = String::new();
    if !figure.before.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(text, "\"{}\"", figure.before);
    }
    text.push('0');
    let decimals = usize::try_from(figure.value.scale()).unwrap_or(0);
    if decimals > 0 {
        text.push('.');
        text.push_str(&"0".repeat(decimals));
    }
    text.push_str(if figure.percent { "%" } else { "" });
    text
}

/// Digits that Excel keeps of a number.
const DIGITS: u128 = 1_000_000_000_000_000;

/// Whether Excel shows the figure unchanged: 15 digits, and no minus in front of words or of nothing.
pub(super) fn is_exact(figure: &Figure) -> bool {
    let value = figure.value;
    let plain = !value.is_sign_negative() || (figure.before.is_empty() && !value.is_zero());
    plain && value.mantissa().unsigned_abs() < DIGITS && value.scale() < 15
}

/// The number as a file holds it.
#[allow(clippy::disallowed_types, reason = "a workbook knows no other numbers; is_exact guards it")]
pub(super) fn double(value: Decimal) -> Option<f64> {
    value.to_string().parse().ok()
}

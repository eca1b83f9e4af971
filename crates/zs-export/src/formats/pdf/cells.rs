//! The cells of a table as typst has them: made here and not in `form.typ`, where it would take each of them through
//! three functions and every text through as many hashes.
use super::rows::Shown;
use crate::sheet::Role;
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock};
use typst::foundations::{Content, NativeElement as _, Smart, Styles};
use typst::layout::{Abs, Alignment, HAlignment, Sides, VAlignment};
use typst::model::TableCell;
use typst::text::{FontFamily, FontList, LinebreakElem, TextElem};
use typst::visualize::{Color, Stroke};

/// Which sides of a cell have no line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    None,
    Below,
    Above,
}

/// What a cell has that others have not; the rest is said once for the table.
pub(super) fn cell(Shown { cell, text, whole }: Shown, open: Open) -> Content {
    let mut body = words(&text);
    if matches!(cell.role, Role::RowLabel | Role::ColumnLabel) {
        body = body.styled_with_map(LABEL.clone());
    }
    let count = |count| NonZeroUsize::new(count).unwrap_or(NonZeroUsize::MIN);
    let mut made = TableCell::new(body).with_breakable(Smart::Custom(!whole));
    if cell.columns > 1 {
        made = made.with_colspan(count(cell.columns));
    }
    if cell.rows > 1 {
        made = made.with_rowspan(count(cell.rows));
    }
    if cell.role == Role::Long {
        made =
            made.with_align(Smart::Custom(Alignment::Both(HAlignment::Left, VAlignment::Horizon)));
    }
    match open {
        Open::None => made,
        Open::Below => made.with_stroke(Sides { bottom: Some(None), ..LINED.clone() }),
        Open::Above => made.with_stroke(Sides { top: Some(None), ..LINED.clone() }),
    }
    .pack()
}

static LABEL: LazyLock<Styles> = LazyLock::new(|| {
    let fonts = ["Noto Sans CJK SC", "Noto Serif CJK SC"].map(FontFamily::new);
    let mut styles = Styles::new();
    styles.set(TextElem::font, FontList(fonts.into()));
    styles
});

/// The line of tables in `form.typ` on all sides.
static LINED: LazyLock<Sides<Option<Option<Arc<Stroke>>>>> = LazyLock::new(|| {
    let line = Stroke::from_pair(Color::BLACK, Abs::pt(0.5).into());
    Sides::splat(Some(Some(Arc::new(line))))
});

fn words(lines: &[String]) -> Content {
    let mut parts = Vec::new();
    for line in lines {
        if !parts.is_empty() {
            parts.push(LinebreakElem::shared().clone());
        }
        parts.push(TextElem::packed(line.as_str()));
    }
    Content::sequence(parts)
}

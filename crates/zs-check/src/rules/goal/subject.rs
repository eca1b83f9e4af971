//! Purpose and goals of a project as text, amounts taken out.
use crate::cx::ProjectCx;

/// The purpose without what only repeats the budget and without 主要用于 in front.
pub(super) fn purpose<'a>(cx: &ProjectCx<'a>) -> Option<&'a str> {
    cx.told().purpose.as_deref()
}

/// All goals as one text.
pub(super) fn goals<'a>(cx: &ProjectCx<'a>) -> &'a str {
    &cx.told().goals
}

/// How many characters a text has.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

//! Reading a target cell.
use super::Target;

pub(super) fn parse(raw: &str) -> Target {
    Target { raw: Some(crate::text::squeeze(raw)), ..Target::default() }
}

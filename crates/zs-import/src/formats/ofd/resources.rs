//! What objects refer to: how lines and areas are painted, and what fonts are called.
use super::package::Package;
use super::values::{number, paint};
use crate::ReadError;
use crate::formats::page::marks::Paint;
use crate::formats::page::matrix::Real;
use crate::formats::xml::{Item, Open, Scanner};
use std::collections::BTreeMap;

/// Drawing parameters that refer to others, one after another.
const CHAIN: usize = 16;
/// Styles and fonts that are kept.
const KEPT: usize = 50_000;

/// How something is painted, as far as it is said.
#[derive(Clone, Debug, Default)]
pub struct Style {
    pub width: Option<Real>,
    pub fill: Option<Paint>,
    pub stroke: Option<Paint>,
    /// The style that says the rest.
    relative: Option<String>,
}

impl Style {
    /// A style that says at most how thick lines are.
    pub fn of_width(width: Option<Real>) -> Self {
        Self { width, ..Self::default() }
    }

    /// What this style says, and for the rest what another says.
    pub fn or(&self, other: &Self) -> Self {
        Self {
            width: self.width.or(other.width),
            fill: self.fill.or(other.fill),
            stroke: self.stroke.or(other.stroke),
            relative: None,
        }
    }

    /// Takes a colour element.
    pub fn colour(&mut self, tag: &Open) {
        let value = tag.attribute("Value");
        let colour = value.map_or(Paint::Ink, |value| paint(&value));
        match tag.local() {
            b"FillColor" => self.fill = Some(colour),
            b"StrokeColor" => self.stroke = Some(colour),
            _ => {}
        }
    }
}

/// Resources of a document or of a page.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    styles: BTreeMap<String, Style>,
    fonts: BTreeMap<String, String>,
}

impl Resources {
    /// Adds those of a part; a part that is missing has none.
    pub fn read(&mut self, package: &mut Package<'_>, part: &str) -> Result<(), ReadError> {
        let Some(text) = package.part(part)? else { return Ok(()) };
        let mut scanner = Scanner::new(&text, part, package.limits());
        let mut open: Option<(String, Style, usize)> = None;
        loop {
            match scanner.item()? {
                Item::Open(tag) => match (tag.local(), &mut open) {
                    (b"DrawParam", _) => {
                        let relative = tag.attribute("Relative").map(|id| id.into_owned());
                        let width = tag.attribute("LineWidth").and_then(|width| number(&width));
                        let style = Style { width, relative, ..Style::default() };
                        let id = tag.attribute("ID").unwrap_or_default().into_owned();
                        open = Some((id, style, scanner.depth()));
                    }
                    (b"Font", _) if self.fonts.len() < KEPT => {
                        let value = |name| tag.attribute(name).unwrap_or_default().into_owned();
                        self.fonts.insert(value("ID"), value("FontName"));
                    }
                    (_, Some((_, style, depth))) if scanner.depth() == *depth + 1 => {
                        style.colour(&tag);
                    }
                    _ => {}
                },
                Item::Close => {
                    let ended = open.take_if(|(_, _, depth)| scanner.depth() < *depth);
                    if self.styles.len() < KEPT {
                        self.styles.extend(ended.map(|(id, style, _)| (id, style)));
                    }
                }
                Item::End => return Ok(()),
                Item::Text(_) | Item::Char(_) => {}
            }
        }
    }

    /// The style of this id, completed by those that it refers to.
    pub fn style(&self, id: &str) -> Style {
        let mut found = Style::default();
        let mut next = self.styles.get(id);
        for _ in 0..CHAIN {
            let Some(style) = next else { break };
            found = found.or(style);
            next = style.relative.as_deref().and_then(|id| self.styles.get(id));
        }
        found
    }

    /// What the font of this id is called.
    pub fn font(&self, id: &str) -> Option<&str> {
        self.fonts.get(id).map(String::as_str)
    }
}

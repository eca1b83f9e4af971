//! The number formats of cell styles.
use crate::formats::sheet::format::Format;
use crate::formats::sheet::package::{Events, attribute};
use crate::formats::xml::tokens::Token;
use crate::{Limits, ReadError};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Number formats by the number of the cell style.
#[derive(Default)]
pub(super) struct Styles(Vec<Rc<Format>>);

impl Styles {
    /// The format of a style; `General` for styles that do not exist.
    pub(super) fn get(&self, style: usize) -> &Format {
        self.0.get(style).map_or(&Format::General, Rc::as_ref)
    }

    /// Reads the part.
    pub(super) fn read(name: &str, xml: &str, limits: &Limits) -> Result<Self, ReadError> {
        let mut formats: BTreeMap<u32, Rc<Format>> = BTreeMap::new();
        let mut styles = Vec::new();
        let mut of_cells = false;
        let mut events = Events::new(name, xml, limits);
        loop {
            match events.token()? {
                Token::Start(element) | Token::Empty(element) => {
                    match element.local() {
                        "numFmt" => {
                            let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                            let code = attribute(&element, "formatCode").unwrap_or_default();
                            // Differential formats repeat numbers; the first list is the cells' own.
                            if let Some(id) = id {
                                formats.entry(id).or_insert_with(|| Rc::new(Format::parse(&code)));
                            }
                        }
                        "cellXfs" => of_cells = true,
                        "xf" if of_cells => {
                            let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                            let id = id.unwrap_or(0);
                            let format = formats.entry(id);
                            let format = format.or_insert_with(|| Rc::new(Format::built_in(id)));
                            styles.push(Rc::clone(format));
                        }
                        _ => {}
                    }
                }
                Token::End("cellXfs") => {
                    of_cells = false;
                }
                Token::Eof => return Ok(Self(styles)),
                _ => {}
            }
        }
    }
}

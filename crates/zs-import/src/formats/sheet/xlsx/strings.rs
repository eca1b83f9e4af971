//! The strings that cells share, all in one buffer.
use crate::formats::sheet::package::{Events, refer};
use crate::formats::sheet::{text, trouble};
use crate::formats::xml::tokens::Token;
use crate::{Limits, ReadError};

/// Shared strings by number; millions of them cost four bytes each besides their text.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// A string by its number.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)? as usize;
        let start = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }

    /// Reads the part: runs of rich text are joined, phonetic guides left out.
    pub(super) fn read(name: &str, xml: &str, limits: &Limits) -> Result<Self, ReadError> {
        let mut strings = Self::default();
        let (mut item, mut inside, mut phonetic) = (String::new(), false, false);
        let mut events = Events::new(name, xml, limits);
        loop {
            match events.token()? {
                Token::Start(element) => match element.local() {
                    "t" => {
                        inside = !phonetic;
                        if inside {
                            events.characters(&mut item);
                        }
                    }
                    "rPh" => phonetic = true,
                    "si" => (phonetic, inside) = (false, false),
                    _ => {}
                },
                Token::End(name) => match name {
                    "t" => inside = false,
                    "rPh" => phonetic = false,
                    "si" => strings.push(&mut item, limits)?,
                    _ => {}
                },
                Token::Empty(element) if element.local() == "si" => {
                    strings.push(&mut item, limits)?;
                }
                Token::Text(piece) if inside => item.push_str(piece),
                Token::Reference(reference) if inside => refer(reference, &mut item)?,
                Token::Eof => return Ok(strings),
                _ => {}
            }
        }
    }

    fn push(&mut self, item: &mut String, limits: &Limits) -> Result<(), ReadError> {
        self.text.push_str(&text::clean(item, true));
        item.clear();
        let end = u32::try_from(self.text.len()).ok().filter(|_| self.text.len() <= limits.text);
        let Some(end) = end else {
            return Err(trouble::too_large("工作簿文字过多", "the workbook holds too much text"));
        };
        self.ends.push(end);
        Ok(())
    }
}

//! Tokens of PDF syntax, in files and in content streams alike.
use crate::formats::page::matrix::Real;

/// One token; `Word` is what stands bare: operators, `obj`, `true`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(Real),
    Name(Vec<u8>),
    Text(Vec<u8>),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    Word(&'a [u8]),
}

/// Cuts bytes into tokens.
#[derive(Clone)]
pub(super) struct Lexer<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at: at.min(bytes.len()) }
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Skips white space and comments.
    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = &self.bytes[self.at..];
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    pub fn token(&mut self) -> Option<Token<'a>> {
        self.skip_space();
        let byte = self.peek()?;
        let double = self.bytes.get(self.at + 1) == Some(&byte);
        self.at += 1;
        Some(match byte {
            b'[' => Token::ArrayOpen,
            b']' => Token::ArrayClose,
            b'<' if double => {
                self.at += 1;
                Token::DictOpen
            }
            b'>' if double => {
                self.at += 1;
                Token::DictClose
            }
            b'<' => Token::Text(self.hex()),
            b'(' => Token::Text(self.literal()),
            b'/' => Token::Name(self.name()),
            b'>' | b')' | b'{' | b'}' => Token::Word(&self.bytes[self.at - 1..self.at]),
            _ => self.regular(),
        })
    }

    fn run(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn regular(&mut self) -> Token<'a> {
        self.at -= 1;
        let word = self.run();
        number(word).map_or(Token::Word(word), Token::Number)
    }

    fn name(&mut self) -> Vec<u8> {
        let raw = self.run();
        if !raw.contains(&b'#') {
            return raw.to_vec();
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while at < raw.len() {
            let digits = (raw.get(at + 1).copied(), raw.get(at + 2).copied());
            match (raw[at], digits.0.and_then(nibble), digits.1.and_then(nibble)) {
                (b'#', Some(high), Some(low)) => {
                    name.push(high << 4 | low);
                    at += 3;
                }
                (byte, _, _) => {
                    name.push(byte);
                    at += 1;
                }
            }
        }
        name
    }

    fn hex(&mut self) -> Vec<u8> {
        let rest = &self.bytes[self.at..];
        let length = memchr::memchr(b'>', rest).unwrap_or(rest.len());
        self.at = (self.at + length + 1).min(self.bytes.len());
        let mut digits = rest[..length].iter().filter_map(|byte| nibble(*byte));
        let mut text = Vec::with_capacity(length / 2 + 1);
        while let Some(high) = digits.next() {
            text.push(high << 4 | digits.next().unwrap_or(0));
        }
        text
    }

    fn literal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                return None;
            }
            b'\n' => return None,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                u8::try_from(value & 0xff).unwrap_or(0)
            }
            other => other,
        })
    }
}

fn nibble(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A number, also as careless programs write it: `--5`, `1.2.3`, `4-`.
fn number(word: &[u8]) -> Option<Real> {
    let first = *word.first()?;
    if !(first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.')) || word.len() > 64 {
        return None;
    }
    let unsigned = word.iter().position(|byte| !matches!(byte, b'+' | b'-'))?;
    let digits = &word[unsigned..];
    let mut value: Real = 0.0;
    let mut scale: Real = 0.0;
    for byte in digits {
        match byte {
            b'0'..=b'9' if scale == 0.0 => value = value * 10.0 + Real::from(byte - b'0'),
            b'0'..=b'9' => {
                value += Real::from(byte - b'0') * scale;
                scale /= 10.0;
            }
            b'.' if scale == 0.0 => scale = 0.1,
            b'.' | b'-' => break,
            _ => return None,
        }
    }
    Some(if first == b'-' { -value } else { value })
}

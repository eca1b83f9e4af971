//! Area codes (GB/T 2260) and project codes.
use std::fmt;

/// Why a code is not well formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// Neither 21 characters nor the old dashed pattern.
    Pattern,
    /// The check character should be this one.
    Checksum {
        /// The character that the rule gives.
        expected: char,
        /// The character that is printed.
        found: char,
    },
}

/// A six-digit area code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AreaCode(u32);

impl AreaCode {
    /// Reads six digits that do not begin with 0.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
        let code: u32 = digits.then(|| text.parse().ok()).flatten()?;
        (code >= 100_000).then_some(Self(code))
    }

    /// The province's two digits.
    #[must_use]
    pub const fn province(self) -> u32 {
        self.0 / 10_000
    }
}

impl fmt::Display for ProjectCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

/// A project code (项目编码) of a known pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProjectCode {
    /// 21 characters of 预算管理一体化: area 6, year 2, class letter 1, serial 12.
    Unified {
        /// The finance office's area.
        area: AreaCode,
        /// The year of entry, four digits.
        year: u16,
        /// The class letter: P (Hebei), T, R, Y elsewhere.
        class: char,
        /// The whole code as printed.
        text: String,
    },
    /// The older Hebei pattern `430-0301-JBN-1D87`; it states no year and has no check character.
    Dashed(String),
}

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

impl ProjectCode {
    /// Reads a code with inner white space removed. Patterns: domain 5.1 and 5.2, verified on real codes.
    ///
    /// # Errors
    /// `CodeError::Pattern` if it is neither pattern. The check character is judged by `verify`.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let text = crate::text::squeeze(text);
        if is_dashed(&text) {
            return Ok(Self::Dashed(text));
        }
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 21
            && bytes[..8].iter().all(u8::is_ascii_digit)
            && bytes[8].is_ascii_uppercase()
            && bytes[9..].iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        if !shaped {
            return Err(CodeError::Pattern);
        }
        let area = AreaCode::parse(&text[..6]).ok_or(CodeError::Pattern)?;
        let year = 2000 + text[6..8].parse::<u16>().map_err(|_| CodeError::Pattern)?;
        let class = char::from(bytes[8]);
        Ok(Self::Unified { area, year, class, text })
    }

    /// Judges the check character of a Hebei code (area 13…); other codes have no known rule and pass.
    ///
    /// `check = alphabet[(30 − Σ 3^i·v_i) mod 31]`, computed on 22 of 22 real codes; all had class P.
    /// Finds every wrong symbol and every two neighbours swapped, save where the area then lies elsewhere.
    ///
    /// # Errors
    /// `CodeError::Checksum` with both characters, `CodeError::Pattern` for a letter outside the alphabet.
    pub fn verify(&self) -> Result<(), CodeError> {
        let Self::Unified { area, text, .. } = self else { return Ok(()) };
        if area.province() != 13 {
            return Ok(());
        }
        let expected = check_character(&text[..20]).ok_or(CodeError::Pattern)?;
        let found = text.chars().last().unwrap_or_default();
        if expected == found { Ok(()) } else { Err(CodeError::Checksum { expected, found }) }
    }

    /// The code as printed, white space removed.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Unified { text, .. } | Self::Dashed(text) => text,
        }
    }

    /// The finance office's area, where the code states one.
    #[must_use]
    pub const fn area(&self) -> Option<AreaCode> {
        match self {
            Self::Unified { area, .. } => Some(*area),
            Self::Dashed(_) => None,
        }
    }

    /// The year of entry, where the code states one.
    #[must_use]
    pub const fn year(&self) -> Option<u16> {
        match self {
            Self::Unified { year, .. } => Some(*year),
            Self::Dashed(_) => None,
        }
    }
}

/// The Hebei check character of the first 20 characters; `None` if one is outside the alphabet.
fn check_character(body: &str) -> Option<char> {
    let mut weight = 1;
    let mut sum = 0;
    for byte in body.bytes() {
        let value = ALPHABET.iter().position(|symbol| *symbol == byte)?;
        sum += weight * value;
        weight = weight * 3 % 31;
    }
    Some(char::from(ALPHABET[(30 + 31 - sum % 31) % 31]))
}

fn is_dashed(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let all = |part: &str, len: usize, ok: fn(&u8) -> bool| {
        part.len() == len && part.as_bytes().iter().all(ok)
    };
    let [department, activity, class, serial] = parts.as_slice() else { return false };
    all(department, 3, u8::is_ascii_digit)
        && all(activity, 4, u8::is_ascii_digit)
        && all(class, 3, u8::is_ascii_uppercase)
        && all(serial, 4, |b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_six_digits() {
        assert_eq!(AreaCode::parse("130281").map(AreaCode::province), Some(13));
        assert_eq!(AreaCode::parse("130281").map(|a| a.to_string()).as_deref(), Some("130281"));
        for text in ["", "13028", "1302811", "013028", "13028a", "１３０２８１", "+30281"] {
            assert_eq!(AreaCode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn both_patterns_are_read() {
        let code = ProjectCode::parse("51092324T0000102 63357").unwrap();
        assert_eq!((code.year(), code.text()), (Some(2024), "51092324T000010263357"));
        assert_eq!(code.area().map(AreaCode::province), Some(51));
        assert_eq!(code.verify(), Ok(()), "no rule is known outside Hebei");
        let dashed = ProjectCode::parse("430-0301-JBN-1D87").unwrap();
        assert_eq!((dashed.year(), dashed.verify()), (None, Ok(())));
    }

    #[test]
    fn other_patterns_are_refused() {
        for text in [
            "",
            "13028123P0003171000",
            "13028123P00031710001FF",
            "13028123p00031710001F",
            "1302812AP00031710001F",
            "13028123700031710001F",
            "430-0301-JBN-1D8",
            "430-0301-jbn-1D87",
            "430-0301-JBN-1D87-1",
            "汉字汉字汉字汉",
            "03028123P00031710001F",
        ] {
            assert_eq!(ProjectCode::parse(text), Err(CodeError::Pattern), "{text}");
        }
    }

    #[test]
    fn a_letter_outside_the_alphabet_has_no_check_character() {
        let code = ProjectCode::parse("13028123S00031710001F").unwrap();
        assert_eq!(code.verify(), Err(CodeError::Pattern));
    }
}

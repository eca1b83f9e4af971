//! Automatic list numbers: a counter in the number format that numbering.xml names.

/// A `w:numFmt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numeral {
    /// 1 2 3; also every format that is not known.
    #[default]
    Decimal,
    /// A bullet or nothing: no text.
    None,
    /// Zero-padded to this many digits.
    Padded(u8),
    /// Roman.
    Roman { upper: bool },
    /// a b … z aa bb.
    Letter { upper: bool },
    /// 一 … 十 十一; by digits from one hundred (一○○).
    Counting,
    /// 一百零一, 一千二百.
    CountingThousand,
    /// 百一, 千二百.
    Japanese,
    /// 壹 贰 … 壹拾壹.
    Legal,
    /// 壹 貳 … 壹拾壹.
    LegalTraditional,
    /// 一二三, by digits.
    Digits,
    /// One character of a series, decimal past its end.
    Series(Series),
    /// １２３.
    FullWidth,
    /// - 1 -.
    Dashed,
    /// 1st 2nd.
    Ordinal,
}

/// A run of characters, one for each number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// ①
    Circle,
    /// ⑴
    Parenthesis,
    /// ⒈
    FullStop,
    /// ㊀
    IdeographCircle,
    /// 甲
    Stem,
    /// 子
    Branch,
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_TRADITIONAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];

impl Numeral {
    /// The format of this name; `format` is the pattern of a custom one.
    #[must_use]
    pub fn named(name: &str, format: Option<&str>) -> Self {
        match name {
            "none" | "bullet" => Self::None,
            "decimalZero" => Self::Padded(2),
            "custom" => {
                let first = format.unwrap_or("").split(',').next().unwrap_or("").trim().len();
                Self::Padded(u8::try_from(first.clamp(1, 9)).unwrap_or(1))
            }
            "upperRoman" => Self::Roman { upper: true },
            "lowerRoman" => Self::Roman { upper: false },
            "upperLetter" => Self::Letter { upper: true },
            "lowerLetter" => Self::Letter { upper: false },
            "chineseCounting" | "taiwaneseCounting" => Self::Counting,
            "chineseCountingThousand" | "taiwaneseCountingThousand" => Self::CountingThousand,
            "japaneseCounting" | "koreanCounting" => Self::Japanese,
            "chineseLegalSimplified" => Self::Legal,
            "ideographLegalTraditional" | "japaneseLegal" => Self::LegalTraditional,
            "ideographDigital"
            | "taiwaneseDigital"
            | "japaneseDigitalTenThousand"
            | "koreanDigital2" => Self::Digits,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
                Self::Series(Series::Circle)
            }
            "decimalEnclosedParen" => Self::Series(Series::Parenthesis),
            "decimalEnclosedFullstop" => Self::Series(Series::FullStop),
            "ideographEnclosedCircle" => Self::Series(Series::IdeographCircle),
            "ideographTraditional" => Self::Series(Series::Stem),
            "ideographZodiac" => Self::Series(Series::Branch),
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "numberInDash" => Self::Dashed,
            "ordinal" => Self::Ordinal,
            _ => Self::Decimal,
        }
    }

    /// The format with this number, as .doc files have it.
    #[must_use]
    pub fn numbered(code: u8) -> Self {
        Self::named(
            match code {
                1 => "upperRoman",
                2 => "lowerRoman",
                3 => "upperLetter",
                4 => "lowerLetter",
                5 => "ordinal",
                10 => "ideographDigital",
                11 => "japaneseCounting",
                14 => "decimalFullWidth",
                16 => "japaneseLegal",
                17 => "japaneseDigitalTenThousand",
                18 => "decimalEnclosedCircle",
                19 => "decimalFullWidth2",
                22 => "decimalZero",
                23 => "bullet",
                26 => "decimalEnclosedFullstop",
                27 => "decimalEnclosedParen",
                28 => "decimalEnclosedCircleChinese",
                29 => "ideographEnclosedCircle",
                30 => "ideographTraditional",
                31 => "ideographZodiac",
                33 => "taiwaneseCounting",
                34 => "ideographLegalTraditional",
                35 => "taiwaneseCountingThousand",
                36 => "taiwaneseDigital",
                37 => "chineseCounting",
                38 => "chineseLegalSimplified",
                39 => "chineseCountingThousand",
                42 => "koreanCounting",
                44 => "koreanDigital2",
                57 => "numberInDash",
                255 => "none",
                _ => "decimal",
            },
            None,
        )
    }

    /// Writes the number at the end of `out`.
    pub fn write(self, number: u32, out: &mut String) {
        let decimal = |out: &mut String| out.push_str(&number.to_string());
        match self {
            Self::None => {}
            Self::Decimal => decimal(out),
            Self::Padded(width) => {
                let width = usize::from(width);
                out.push_str(&format!("{number:0width$}"));
            }
            Self::Roman { upper } if (1..4000).contains(&number) => roman(number, upper, out),
            Self::Letter { upper } if (1..=780).contains(&number) => {
                let first = if upper { b'A' } else { b'a' };
                let letter = char::from(first + ((number - 1) % 26) as u8);
                out.extend(std::iter::repeat_n(letter, (number as usize - 1) / 26 + 1));
            }
            Self::Counting if number < 100 => grouped(number, &DIGITS, "十百千", Style::Short, out),
            Self::Counting | Self::Digits => by_digit(number, '○', out),
            Self::CountingThousand if number < 10_000 => {
                grouped(number, &DIGITS, "十百千", Style::Short, out);
            }
            Self::Japanese if number < 10_000 => {
                grouped(number, &DIGITS, "十百千", Style::Bare, out);
            }
            Self::Legal if number < 10_000 => grouped(number, &LEGAL, "拾佰仟", Style::Full, out),
            Self::LegalTraditional if number < 10_000 => {
                grouped(number, &LEGAL_TRADITIONAL, "拾佰仟", Style::Full, out);
            }
            Self::Series(series) => match series.get(number) {
                Some(char) => out.push(char),
                None => decimal(out),
            },
            Self::FullWidth => {
                for digit in number.to_string().bytes() {
                    out.extend(char::from_u32(u32::from(digit - b'0') + u32::from('０')));
                }
            }
            Self::Dashed => out.push_str(&format!("- {number} -")),
            Self::Ordinal => {
                decimal(out);
                out.push_str(match (number % 10, number % 100) {
                    (_, 11..=13) => "th",
                    (1, _) => "st",
                    (2, _) => "nd",
                    (3, _) => "rd",
                    _ => "th",
                });
            }
            _ => decimal(out),
        }
    }
}

impl Series {
    fn get(self, number: u32) -> Option<char> {
        let from = |first: char, count: u32| {
            (1..=count).contains(&number).then(|| char::from_u32(first as u32 + number - 1))?
        };
        match self {
            Self::Circle => match number {
                0 => Some('⓪'),
                1..=20 => from('①', 20),
                21..=35 => char::from_u32('㉑' as u32 + number - 21),
                36..=50 => char::from_u32('㊱' as u32 + number - 36),
                _ => None,
            },
            Self::Parenthesis => from('⑴', 20),
            Self::FullStop => from('⒈', 20),
            Self::IdeographCircle => from('㊀', 10),
            Self::Stem => nth("甲乙丙丁戊己庚辛壬癸", number),
            Self::Branch => nth("子丑寅卯辰巳午未申酉戌亥", number),
        }
    }
}

fn nth(series: &str, number: u32) -> Option<char> {
    series.chars().nth(number.checked_sub(1)? as usize)
}

/// How tens and gaps are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 十一, 一百零一.
    Short,
    /// 十一, 百一: no 一 before a unit and no 零.
    Bare,
    /// 壹拾壹, 壹佰零壹.
    Full,
}

/// A number under 10,000 with units.
fn grouped(number: u32, digits: &[char; 10], units: &str, style: Style, out: &mut String) {
    if number == 0 {
        out.push(digits[0]);
        return;
    }
    let mut gap = false;
    let mut begun = false;
    for power in (0..4u32).rev() {
        let digit = number / 10u32.pow(power) % 10;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap && style != Style::Bare {
            out.push('零');
        }
        gap = false;
        let silent = digit == 1
            && match style {
                Style::Short => power == 1 && !begun,
                Style::Bare => power > 0,
                Style::Full => false,
            };
        if !silent {
            out.push(digits[digit as usize]);
        }
        if let Some(unit) = power.checked_sub(1) {
            out.extend(units.chars().nth(unit as usize));
        }
        begun = true;
    }
}

fn by_digit(number: u32, zero: char, out: &mut String) {
    for digit in number.to_string().bytes() {
        let digit = usize::from(digit - b'0');
        out.push(if digit == 0 { zero } else { DIGITS[digit] });
    }
}

fn roman(mut number: u32, upper: bool, out: &mut String) {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    for (value, letters) in PARTS {
        while number >= value {
            number -= value;
            if upper {
                out.push_str(letters);
            } else {
                out.push_str(&letters.to_ascii_lowercase());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, number: u32) -> String {
        let mut out = String::new();
        Numeral::named(name, None).write(number, &mut out);
        out
    }

    #[test]
    fn formats_follow_word() {
        for (name, number, expected) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 4, "iv"),
            ("lowerLetter", 28, "bb"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 100, "一○○"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 3005, "三千零五"),
            ("japaneseCounting", 11, "十一"),
            ("japaneseCounting", 101, "百一"),
            ("chineseLegalSimplified", 11, "壹拾壹"),
            ("ideographDigital", 20, "二○"),
            ("ideographEnclosedCircle", 3, "㊂"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedCircleChinese", 51, "51"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalEnclosedFullstop", 20, "⒛"),
            ("ideographTraditional", 2, "乙"),
            ("ideographZodiac", 12, "亥"),
            ("decimalFullWidth", 10, "１０"),
            ("numberInDash", 3, "- 3 -"),
            ("ordinal", 112, "112th"),
            ("upperLetter", u32::MAX, "4294967295"),
            ("bullet", 1, ""),
            ("noSuchFormat", 5, "5"),
        ] {
            assert_eq!(text(name, number), expected, "{name} {number}");
        }
        let mut out = String::new();
        Numeral::named("custom", Some("001, 002, 003, ...")).write(5, &mut out);
        assert_eq!(out, "005");
    }
}

//! Number formats such as `#,##0.00"万元";-0`: their text taken apart once, applied to many cells.
use rust_decimal::Decimal;

/// Longest format that is obeyed; programs write at most 255 characters.
const LONGEST: usize = 255;

/// One piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Text shown as it is.
    Literal(String),
    /// A place for a digit: `0` (always shown), `#` or `?` (only where there is a digit).
    Digit(char),
    /// The decimal point.
    Point,
    /// `%`: the value is shown a hundredfold.
    Percent,
    /// `E+00`: digits behind it belong to the exponent.
    Exponent,
    /// The value as if there were no format.
    General,
    /// `@`: the cell's text.
    Text,
    /// `/` between digits of a fraction, or between parts of a date.
    Slash,
    /// A run of one date letter: letter in lower case, length.
    Date(char, usize),
    /// `[h]`, `[m]`, `[s]`: time passed, not time of day.
    Elapsed(char),
    /// `AM/PM`, `A/P`, `上午/下午`: which half of the day; the hours count to twelve.
    HalfDay([&'static str; 2]),
}

/// A condition such as `[>=100]`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    comparison: String,
    bound: Decimal,
}

impl Condition {
    pub(super) fn holds(&self, value: Decimal) -> bool {
        match self.comparison.as_str() {
            "<" => value < self.bound,
            "<=" => value <= self.bound,
            ">" => value > self.bound,
            ">=" => value >= self.bound,
            "<>" => value != self.bound,
            _ => value == self.bound,
        }
    }
}

/// One of up to four sections of a format.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    pub(super) tokens: Vec<Token>,
    pub(super) condition: Option<Condition>,
    /// Digits in groups of three.
    pub(super) grouped: bool,
    /// How often the value is divided by a thousand.
    pub(super) thousands: u32,
    /// Digits in Chinese numerals (`[DBNum1]`).
    pub(super) chinese: bool,
    /// The section shows dates or times.
    pub(super) is_date: bool,
    /// Where the decimal point stands, or the number of tokens.
    pub(super) point: usize,
    /// Places before the decimal point.
    pub(super) whole: Places,
    /// Places behind it.
    pub(super) part: Places,
}

/// Places for digits: how many there are, and how many are always shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Places {
    pub(super) all: usize,
    pub(super) least: usize,
}

impl Places {
    /// Counts from the decimal point outwards.
    fn count<'a>(tokens: impl Iterator<Item = &'a Token>) -> Self {
        let mut places = Self::default();
        for token in tokens {
            if let Token::Digit(place) = token {
                places.all += 1;
                places.least = if *place == '0' { places.all } else { places.least };
            }
        }
        places
    }
}

/// A number format.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Format {
    /// No format: numbers show their digits.
    General,
    /// Sections for numbers (positive, negative, zero) and for text, where there is one.
    Sections(Vec<Section>, Option<Section>),
}

impl Format {
    /// Takes a format's text apart; what cannot be understood is `General`.
    pub(super) fn parse(code: &str) -> Self {
        let code = code.trim();
        if code.is_empty() || code.eq_ignore_ascii_case("general") || code.len() > LONGEST {
            return Self::General;
        }
        let mut parser = Parser { rest: code, sections: vec![Section::default()] };
        while parser.step() {}
        let mut numbers = parser.sections;
        numbers.iter_mut().for_each(prepare);
        let is_text = |section: &Section| section.tokens.contains(&Token::Text);
        let texts = numbers.iter().position(is_text).map(|at| numbers.split_off(at));
        numbers.truncate(3);
        Self::Sections(numbers, texts.and_then(|texts| texts.into_iter().rfind(is_text)))
    }

    /// A format that programs know by number, as a Chinese program shows it.
    pub(super) fn built_in(id: u32) -> Self {
        let code = match id {
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            5 | 6 => "¥#,##0;¥-#,##0",
            7 | 8 => "¥#,##0.00;¥-#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            12 | 13 => "# ?/?",
            14 => "yyyy/m/d",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            18 => "h:mm AM/PM",
            19 => "h:mm:ss AM/PM",
            20 => "h:mm",
            21 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            27 | 36 | 50 | 52 | 57 => "yyyy\"年\"m\"月\"",
            28 | 29 | 51 | 53 | 54 | 58 => "m\"月\"d\"日\"",
            30 => "m-d-yy",
            31 => "yyyy\"年\"m\"月\"d\"日\"",
            32 => "h\"时\"mm\"分\"",
            33 => "h\"时\"mm\"分\"ss\"秒\"",
            34 | 55 => "上午/下午h\"时\"mm\"分\"",
            35 | 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
            37 | 38 => "#,##0;-#,##0",
            39 | 40 => "#,##0.00;-#,##0.00",
            41 => "#,##0;-#,##0;\"-\"",
            42 => "¥#,##0;¥-#,##0;¥\"-\"",
            43 => "#,##0.00;-#,##0.00;\"-\"",
            44 => "¥#,##0.00;¥-#,##0.00;¥\"-\"",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mm:ss",
            48 => "0.0E+0",
            49 => "@",
            _ => "General",
        };
        Self::parse(code)
    }
}

struct Parser<'a> {
    rest: &'a str,
    sections: Vec<Section>,
}

impl Parser<'_> {
    /// Reads one piece; false at the end.
    fn step(&mut self) -> bool {
        for general in ["General", "G/通用格式"] {
            if self.rest.get(..general.len()).is_some_and(|at| at.eq_ignore_ascii_case(general)) {
                self.rest = &self.rest[general.len()..];
                self.push(Token::General);
                return true;
            }
        }
        for (letters, names) in
            [("AM/PM", ["AM", "PM"]), ("A/P", ["A", "P"]), ("上午/下午", ["上午", "下午"])]
        {
            if self.rest.get(..letters.len()).is_some_and(|at| at.eq_ignore_ascii_case(letters)) {
                self.rest = &self.rest[letters.len()..];
                self.push(Token::HalfDay(names));
                return true;
            }
        }
        let mut characters = self.rest.chars();
        let Some(first) = characters.next() else { return false };
        self.rest = characters.as_str();
        match first {
            ';' => self.sections.push(Section::default()),
            '"' => self.quoted(),
            '[' => self.bracket(),
            '\\' | '!' => {
                if let Some(next) = self.take() {
                    self.literal(next);
                }
            }
            '_' | '*' => drop(self.take()),
            '0' | '#' | '?' => self.push(Token::Digit(first)),
            '.' => self.push(Token::Point),
            ',' => self.push(Token::Literal(String::from(","))),
            '%' => self.push(Token::Percent),
            '@' => self.push(Token::Text),
            '/' => self.push(Token::Slash),
            'E' | 'e' if self.rest.starts_with(['+', '-']) => {
                self.take();
                self.push(Token::Exponent);
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' | 'a' | 'A' => {
                self.date(first.to_ascii_lowercase());
            }
            other => self.literal(other),
        }
        true
    }

    fn take(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let first = characters.next();
        self.rest = characters.as_str();
        first
    }

    fn push(&mut self, token: Token) {
        if let Some(section) = self.sections.last_mut() {
            section.tokens.push(token);
        }
    }

    fn literal(&mut self, character: char) {
        self.push(Token::Literal(character.to_string()));
    }

    fn quoted(&mut self) {
        let (inner, rest) = self.rest.split_once('"').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.push(Token::Literal(inner.to_owned()));
    }

    fn date(&mut self, letter: char) {
        let same = |other: &char| other.eq_ignore_ascii_case(&letter);
        let more = self.rest.chars().take_while(same).count();
        self.rest = &self.rest[more..];
        self.push(Token::Date(letter, more + 1));
    }

    fn bracket(&mut self) {
        let (inner, rest) = self.rest.split_once(']').unwrap_or((self.rest, ""));
        self.rest = rest;
        let lower = inner.to_ascii_lowercase();
        if let Some(currency) = inner.strip_prefix('$') {
            let sign = currency.split('-').next().unwrap_or_default();
            self.push(Token::Literal(sign.to_owned()));
        } else if inner.starts_with(['<', '>', '=']) {
            let bound = inner.trim_start_matches(['<', '>', '=']);
            let comparison = inner[..inner.len() - bound.len()].to_owned();
            if let (Ok(bound), Some(section)) = (bound.trim().parse(), self.sections.last_mut()) {
                section.condition = Some(Condition { comparison, bound });
            }
        } else if lower == "dbnum1" {
            if let Some(section) = self.sections.last_mut() {
                section.chinese = true;
            }
        } else if let Some(letter) = lower.chars().next().filter(|letter| "hms".contains(*letter))
            && lower.chars().all(|other| other == letter)
        {
            self.push(Token::Elapsed(letter));
        }
    }
}

/// Finds out once what is asked of a section for every cell.
fn prepare(section: &mut Section) {
    let is_date =
        |token: &Token| matches!(token, Token::Date(..) | Token::Elapsed(_) | Token::HalfDay(_));
    section.is_date = section.tokens.iter().any(is_date);
    if !section.is_date {
        scale(section);
    }
    let point = section.tokens.iter().position(|token| *token == Token::Point);
    section.point = point.unwrap_or(section.tokens.len());
    section.whole = Places::count(section.tokens[..section.point].iter().rev());
    section.part = Places::count(section.tokens[section.point..].iter());
}

/// Commas between digits group them; commas behind the last digit divide by a thousand each.
fn scale(section: &mut Section) {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let first = section.tokens.iter().position(is_digit);
    let last = section.tokens.iter().rposition(is_digit);
    let (Some(first), Some(last)) = (first, last) else { return };
    let comma = Token::Literal(String::from(","));
    let behind = section.tokens[last + 1..].iter().take_while(|token| **token == comma).count();
    section.thousands = u32::try_from(behind).unwrap_or(0);
    section.tokens.drain(last + 1..=last + behind);
    section.grouped = section.tokens[first..last].contains(&comma);
    let mut at = 0;
    section.tokens.retain(|token| {
        at += 1;
        !(at > first && at <= last && *token == comma)
    });
}

//! One line of an explanation: a key and its arguments; the sentence is made when somebody reads it.
use crate::Say;
use crate::exact;
use std::collections::BTreeMap;
use zs_model::Decimal;

/// One argument of a line, as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Points, printed with two decimals.
    Points(Decimal),
    /// A figure, printed as short as it is exact; a quotient at most with four decimals.
    Figure(Decimal),
    /// A percentage (of 100), printed with two decimals and %.
    Percent(Decimal),
    /// Money in 分, printed in 元.
    Money(i64),
    /// A count.
    Count(u64),
    /// A text of the document or the scheme.
    Text(String),
    /// A word of ours: Chinese, English.
    Word(&'static str, &'static str),
}

/// The language of a sentence.
#[derive(Clone, Copy)]
enum Lang {
    Zh,
    En,
}

/// What ends a sentence.
const ENDS: [char; 7] = ['。', '！', '？', '…', '.', '!', '?'];

impl Arg {
    /// The argument as it is printed, in Chinese.
    #[must_use]
    pub fn text(&self) -> String {
        self.printed(Lang::Zh)
    }

    fn printed(&self, lang: Lang) -> String {
        match self {
            Self::Points(points) => format!("{points:.2}"),
            Self::Figure(figure) => exact::round(*figure, 4).normalize().to_string(),
            Self::Percent(percent) => format!("{:.2}%", exact::round(*percent, 2)),
            Self::Money(fen) => Decimal::new(*fen, 2).to_string(),
            Self::Count(count) => count.to_string(),
            Self::Text(text) => text.clone(),
            Self::Word(zh, en) => match lang {
                Lang::Zh => (*zh).to_owned(),
                Lang::En => (*en).to_owned(),
            },
        }
    }
}

/// One line of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which sentence.
    pub say: Say,
    args: Vec<(&'static str, Arg)>,
}

impl Line {
    pub(crate) fn new(say: Say, args: impl Into<Vec<(&'static str, Arg)>>) -> Self {
        Self { say, args: args.into() }
    }

    /// The stable key of the sentence.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.say.message().key
    }

    /// The arguments as printed, by name.
    #[must_use]
    pub fn args(&self) -> BTreeMap<&'static str, String> {
        self.args.iter().map(|(name, arg)| (*name, arg.text())).collect()
    }

    /// One argument as a value.
    #[must_use]
    pub fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, arg)| arg)
    }

    /// The Chinese sentence.
    #[must_use]
    pub fn zh(&self) -> String {
        self.filled(self.say.message().zh, Lang::Zh)
    }

    /// The English sentence.
    #[must_use]
    pub fn en(&self) -> String {
        self.filled(self.say.message().en, Lang::En)
    }

    /// The template with `{name}` replaced by its argument. A text that ends as a sentence takes the place of the
    /// template's own full stop.
    fn filled(&self, template: &str, lang: Lang) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let hole = after.split_once('}');
            match hole.and_then(|(name, tail)| Some((self.arg(name)?, tail))) {
                Some((arg, tail)) => {
                    let text = arg.printed(lang);
                    let own =
                        tail.strip_prefix(['。', '.']).filter(|_| text.trim_end().ends_with(ENDS));
                    rest = own.unwrap_or(tail);
                    out.push_str(text.trim_end());
                }
                None => {
                    out.push('{');
                    rest = after;
                }
            }
        }
        out + rest
    }
}

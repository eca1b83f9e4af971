//! Messages on standard error: language, colour, and the place that they are about.
use std::io::IsTerminal;
use zs_model::Place;

/// The user's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// English where the environment asks for it, else Chinese.
    pub fn of_environment() -> Self {
        let set =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|key| std::env::var(key).ok());
        match set.into_iter().find(|value| !value.is_empty()) {
            Some(value) if value.starts_with("en") => Self::En,
            _ => Self::Zh,
        }
    }

    /// The same for a command line that could not be parsed: `--lang` wins if it is there.
    pub fn of_arguments() -> Self {
        let arguments: Vec<String> = std::env::args().collect();
        let after =
            arguments.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_str());
        let joined = arguments.iter().find_map(|argument| argument.strip_prefix("--lang="));
        match after.or(joined) {
            Some("en") => Self::En,
            Some("zh") => Self::Zh,
            _ => Self::of_environment(),
        }
    }

    /// One of two texts.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

impl From<Lang> for zs_engine::Lang {
    fn from(lang: Lang) -> Self {
        lang.pick(Self::Zh, Self::En)
    }
}

impl From<Lang> for zs_engine::reports::Lang {
    fn from(lang: Lang) -> Self {
        lang.pick(Self::Zh, Self::En)
    }
}

/// Where a message is about something: a file as given, and the place in it.
pub struct At<'a> {
    /// The file as given.
    pub file: &'a str,
    /// The place in it, if known.
    pub place: Option<&'a Place>,
}

/// Speaks on standard error.
pub struct Say {
    /// The language of messages.
    pub lang: Lang,
    coloured: bool,
}

impl Say {
    /// Colours show only on a terminal and not with `NO_COLOR`.
    pub fn new(lang: Lang) -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { lang, coloured: wanted && std::io::stderr().is_terminal() }
    }

    /// `文件:行: 错误: …`.
    pub fn error(&self, at: Option<&At<'_>>, text: &str) {
        self.line(at, self.lang.pick("错误", "error"), "31", text);
    }

    /// `文件:行: 警告: …`.
    pub fn warning(&self, at: Option<&At<'_>>, text: &str) {
        self.line(at, self.lang.pick("警告", "warning"), "33", text);
    }

    fn line(&self, at: Option<&At<'_>>, word: &str, colour: &str, text: &str) {
        let place = at.map(|at| format!("{}: ", self.place(at))).unwrap_or_default();
        // One message is one line, whatever a document says.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let word =
            if self.coloured { format!("\x1b[1;{colour}m{word}\x1b[0m") } else { word.to_owned() };
        eprintln!("{place}{word}: {text}");
    }

    /// `文件:12`, `文件 第3页`, `文件 工作表“绩效”第5行第2列`.
    fn place(&self, at: &At<'_>) -> String {
        let Some(place) = at.place else { return at.file.to_owned() };
        if let Some(line) = place.line {
            return format!("{}:{line}", at.file);
        }
        let part = |number: Option<u32>, zh: &str, en: &str| {
            let print =
                |number| self.lang.pick(format!("第{number}{zh}"), format!(" {en} {number}"));
            number.map(print).unwrap_or_default()
        };
        let sheet = place
            .sheet
            .as_ref()
            .map(|sheet| self.lang.pick(format!("工作表“{sheet}”"), format!(" sheet \"{sheet}\"")));
        let parts = [
            sheet.unwrap_or_default(),
            part(place.page, "页", "page"),
            part(place.table, "个表", "table"),
            part(place.paragraph.filter(|_| place.table.is_none()), "段", "paragraph"),
            part(place.row, "行", "row"),
            part(place.column, "列", "column"),
        ];
        format!("{} {}", at.file, parts.concat().trim()).trim_end().to_owned()
    }
}

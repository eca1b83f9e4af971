//! Invented documents of any size: Hebei goal tables in Markdown, in three kinds of wording.
use crate::dice::Dice;
use crate::phrases::{ARTICLES, BODIES, GOALS, PLACES, PURPOSES, ROWS, WORKS};

/// How much the texts of a document's projects have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// Every project has its own matter, wording and figures.
    Varied,
    /// Other names and codes; purpose, goals and indicators are everywhere the same.
    Boilerplate,
    /// As `Varied`, but the names differ in one word only.
    Twins,
}

impl Wording {
    /// All of them with their names.
    pub const ALL: [(&str, Self); 3] =
        [("varied", Self::Varied), ("boilerplate", Self::Boilerplate), ("twins", Self::Twins)];

    /// By name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, wording)| wording)
    }
}

/// Indicator rows of each project.
pub const INDICATORS: usize = ROWS.len();

/// A document's text. The same arguments give the same text.
pub fn document(wording: Wording, projects: usize, seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let made: Vec<Project> = (0..projects).map(|at| Project::new(wording, at, &mut dice)).collect();
    let mut text = "# 青禾县综合服务中心2026年部门预算绩效文本\n\n# 第一部分\n\n## 部门整体绩效目标\n\n### 一、总体绩效目标\n\n2026年，青禾县综合服务中心做好各项服务保障，年底前全部完成，让各单位安心办公。\n\n### 二、分项绩效目标\n\n".to_owned();
    for (number, project) in (1..).zip(&made) {
        text += &format!("（{number}）{}\n\n", project.filled("{matter}。{goal}"));
    }
    text += "### 三、工作保障措施\n\n（一）落实责任。每个项目确定一名负责人，按季度报告进度。\n\n# 第二部分\n\n## 预算项目绩效目标\n\n";
    for (number, project) in (1..).zip(&made) {
        project.print(number, &mut text);
    }
    text
}

/// One project: its words, and how its rows are worded.
struct Project {
    code: String,
    name: String,
    words: Vec<(&'static str, String)>,
    row_words: usize,
}

impl Project {
    fn new(wording: Wording, at: usize, dice: &mut Dice) -> Self {
        let (own, other) = (dice.word(), dice.word());
        let same = wording == Wording::Boilerplate;
        let pick = |list: &[&'static str], by: u64| {
            let at = if same { 0 } else { by as usize };
            list[at % list.len()].to_owned()
        };
        let (place, article) = (pick(PLACES, own >> 8), pick(ARTICLES, other >> 3));
        let (work, body) = (pick(WORKS, own >> 20), pick(BODIES, other >> 13));
        let matter = format!("{place}{article}{work}");
        let name = match wording {
            Wording::Varied => format!("2026年{matter}经费"),
            Wording::Boilerplate => format!("2026年{}{}经费", pick_any(PLACES, own), numeral(at)),
            Wording::Twins => format!("2026年综合服务中心运转保障{}经费", numeral(at)),
        };
        let goal = pick(GOALS, own >> 30);
        let number =
            |from: u64, to: u64, by: u64| if same { from } else { from + by % (to - from) };
        let amount = number(300, 30_000, own >> 5);
        let words = vec![
            ("{goal}", goal),
            ("{purpose}", pick(PURPOSES, other >> 30)),
            ("{matter}", matter),
            ("{place}", place),
            ("{article}", article),
            ("{work}", work),
            ("{body}", body),
            ("{count}", number(13, 900, other >> 7).to_string()),
            ("{percent}", number(85, 99, own >> 17).to_string()),
            ("{month}", number(3, 12, own >> 27).to_string()),
            ("{few}", number(2, 9, own >> 37).to_string()),
            ("{amount}", format!("{}.{:02}", amount / 100, amount % 100)),
        ];
        let row_words = if same { 0 } else { other as usize };
        Self { code: code(at), name, words, row_words }
    }

    /// A text with the project's words in their places; words may hold words that come later in the list.
    fn filled(&self, text: &str) -> String {
        self.words.iter().fold(text.to_owned(), |text, (hole, word)| text.replace(hole, word))
    }

    fn print(&self, number: usize, out: &mut String) {
        let Self { code, name, .. } = self;
        let table = format!(
            "### {number}.{name}绩效目标表\n\n430001 青禾县综合服务中心本级\n\n单位：万元\n\n| 项目编码 | {code} | 项目名称 | {name} |  |  |  |\n| --- | --- | --- | --- | --- | --- | --- |\n| 预算规模及资金用途 | 预算数 | {{amount}} | 其中：财政资金 | {{amount}} | 其他资金 |  |\n|  | {{purpose}} |  |  |  |  |  |\n| 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 |  |  |\n|  | 25% | 50% | 80% | 100% |  |  |\n| 绩效目标 | 1.{{goal}}<br>2.{{place}}{{article}}全年正常，{{body}}满意度不低于{{percent}}%。 |  |  |  |  |  |\n\n| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |\n| --- | --- | --- | --- | --- | --- |\n"
        );
        out.push_str(&self.filled(&table));
        for (at, (level1, level2, choices)) in ROWS.iter().enumerate() {
            let (row, description, target, basis) =
                choices[(self.row_words >> (2 * at)) % choices.len()];
            let line = format!(
                "| {level1}指标 | {level2}指标 | {row} | {description} | {target} | {basis} |\n"
            );
            out.push_str(&self.filled(&line));
        }
        out.push('\n');
    }
}

fn pick_any(list: &[&'static str], by: u64) -> &'static str {
    list[by as usize % list.len()]
}

/// A number in Chinese characters, digit by digit: 一二〇.
fn numeral(number: usize) -> String {
    let digit =
        |c: char| c.to_digit(10).and_then(|at| "〇一二三四五六七八九".chars().nth(at as usize));
    number.to_string().chars().filter_map(digit).collect()
}

/// A project code with its check character, as `ProjectCode::verify` asks for it.
fn code(at: usize) -> String {
    const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let body = format!("13999826P{:06}{:05}", at + 1, 10_000 + at);
    let mut weight = 1;
    let mut sum = 0;
    for byte in body.bytes() {
        sum += weight * ALPHABET.iter().position(|known| *known == byte).unwrap_or(0);
        weight = weight * 3 % 31;
    }
    format!("{body}{}", char::from(ALPHABET[(30 + 31 - sum % 31) % 31]))
}

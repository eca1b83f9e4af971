//! Whole sheets computed by hand: `fixtures/*.sheet`, the arithmetic in each file's comment.
use crate::door::{d, scheme, text};
use zs_catalog::Scheme;
use zs_model::{Decimal, Indicator, Level1, Target};
use zs_score::{Actual, Funds, Line, Project, Row, Sheet, score};

macro_rules! fixtures {
    ($($name:literal),+) => {
        &[$(($name, include_str!(concat!("fixtures/", $name, ".sheet")))),+]
    };
}

const FIXTURES: &[(&str, &str)] = fixtures![
    "hebei",
    "national-cost",
    "national-steps",
    "sichuan",
    "hubei",
    "neimenggu",
    "shanxi"
];

/// One fixture: what is scored, and what each word of it must come to.
struct Fixture {
    scheme: Scheme,
    project: Project,
    points: Vec<String>,
    expected: Vec<(String, String)>,
}

fn read(text: &str) -> Fixture {
    let lines = || text.lines().filter(|line| !line.starts_with('#'));
    let words = lines().filter_map(|line| line.split_once(' '));
    let value = |key: &str| {
        let found = words.clone().find(|(word, _)| *word == key);
        found.map(|(_, value)| value).unwrap_or_else(|| panic!("no {key}"))
    };
    let scheme = scheme(value("scheme"));
    let fen = |key: &str| i64::try_from(d(value(key)).mantissa()).unwrap();
    let funds = Funds { initial: None, adjusted: fen("budget"), paid: fen("paid") };
    let mut project = Project { year: Some(2024), funds, ..Project::default() };
    let mut points = Vec::new();
    for (at, (_, cells)) in words.clone().filter(|(word, _)| *word == "row").enumerate() {
        let cells: Vec<&str> = cells.split(" | ").collect();
        project.rows.push(row(at, &cells, &scheme));
        points.push(cells[5].to_owned());
    }
    let expected = words
        .clone()
        .filter(|(word, _)| matches!(*word, "execution" | "level" | "total" | "grade"));
    let expected = expected.map(|(word, value)| (word.to_owned(), value.to_owned())).collect();
    Fixture { scheme, project, points, expected }
}

fn row(at: usize, cells: &[&str], scheme: &Scheme) -> Row {
    let indicator = Indicator {
        level1: Some(cells[0].to_owned()),
        level2: Some(cells[1].to_owned()),
        target: Target::parse(cells[2]),
        weight: Some(Some(d(cells[4]))),
        ..Indicator::default()
    };
    let (words, share) = match cells[3].split_once('@') {
        Some((words, share)) => (words, Some(d(share))),
        None => (cells[3], None),
    };
    let actual = match Actual::read(words, &indicator.target, &scheme.bands) {
        Actual::State { state, .. } => Actual::State { state, share },
        actual => actual,
    };
    Row { actual, ..Row::of(format!("{at:02}"), &indicator) }
}

fn of_sheet(sheet: &Sheet, word: &str, value: &str) -> String {
    match word {
        "execution" => text(sheet.execution.score),
        "total" => text(sheet.total),
        "grade" => sheet.grade.clone().unwrap_or_default(),
        _ => {
            let (name, _) = value.split_once(' ').unwrap();
            let level = Level1::parse(name);
            let sum = sheet.levels.iter().find(|sum| sum.level == level);
            format!("{name} {}", text(sum.map(|sum| sum.score)))
        }
    }
}

#[test]
fn every_sheet_comes_to_what_was_computed_by_hand() {
    for (name, file) in FIXTURES {
        let fixture = read(file);
        let sheet = score(&fixture.project, &fixture.scheme);
        let points: Vec<String> = sheet.rows.iter().map(|row| text(row.score)).collect();
        assert_eq!(points, fixture.points, "{name}");
        for (word, value) in &fixture.expected {
            assert_eq!(&of_sheet(&sheet, word, value), value, "{name} {word}");
        }
        assert!(fixture.expected.len() >= 5, "{name}");
        assert!(sheet.notices.is_empty(), "{name}: {:?}", sheet.notices);
        let weights: Decimal = sheet.rows.iter().map(|row| row.weight).sum();
        assert_eq!(weights, Decimal::from(fixture.scheme.indicator_points()), "{name}");
    }
}

fn all_lines(sheet: &Sheet) -> Vec<&Line> {
    let rows = sheet.rows.iter().flat_map(|row| row.lines.iter().chain(&row.notices));
    let head = sheet.execution.lines.iter().chain(&sheet.execution.notices);
    head.chain(rows).chain(&sheet.lines).chain(&sheet.notices).collect()
}

#[test]
fn every_point_is_explained_in_both_languages() {
    for (name, file) in FIXTURES {
        let fixture = read(file);
        let sheet = score(&fixture.project, &fixture.scheme);
        for line in all_lines(&sheet) {
            let (zh, en) = (line.zh(), line.en());
            assert!(!zh.contains('{') && !en.contains('{'), "{name}: {zh} {en}");
        }
        for row in &sheet.rows {
            let points = text(row.score);
            assert!(row.lines.iter().any(|line| line.zh().contains(&points)), "{name} {}", row.id);
        }
    }
}

#[test]
fn the_sentences_carry_the_numbers() {
    let fixture = read(FIXTURES[0].1);
    let sheet = score(&fixture.project, &fixture.scheme);
    assert_eq!(
        sheet.execution.lines[0].zh(),
        "预算执行率＝1068000.00元÷1200000.00元＝89.00%；得分＝10.00×1068000.00÷1200000.00＝8.90分。"
    );
    let row = &sheet.rows[0].lines[0];
    assert_eq!(row.key(), "short");
    assert_eq!(row.zh(), "实际480，未达到指标值“≥500人”，按比例计：15.00×480÷500＝14.40分。");
    assert_eq!(row.en(), "480 falls short of \"≥500人\": 15.00 × 480 ÷ 500 = 14.40 points.");
    assert_eq!(row.args()["score"], "14.40");
    let ends: Vec<String> = sheet.lines.iter().map(Line::zh).collect();
    assert_eq!(
        ends,
        [
            "总分＝预算执行8.90＋指标83.85＝92.75分（满分100.00分）。",
            "总分92.75分，90分及以上为“优”。"
        ]
    );
}

//! How a test says what it scores: schemes by id, rows by what a form would print.
use zs_catalog::{Profiles, Scheme};
use zs_model::{Decimal, Level1, Level2, Target};
use zs_score::{Actual, Funds, Project, Row, RowScore, score};

pub fn d(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

pub fn scheme(id: &str) -> Scheme {
    Profiles::embedded().scheme(id).unwrap_or_else(|| panic!("no scheme {id}")).clone()
}

/// An output row with target, actual value and weight as printed.
pub fn row(target: &str, actual: &str, weight: &str, scheme: &Scheme) -> Row {
    let target = Target::parse(target);
    Row {
        id: "r".to_owned(),
        level1: Some(Level1::Output),
        level2: Some(Level2::Quantity),
        actual: Actual::read(actual, &target, &scheme.bands),
        target,
        weight: d(weight),
        explained: true,
    }
}

pub fn of_row(row: Row, scheme: &Scheme) -> RowScore {
    let project = Project { year: Some(2024), rows: vec![row], ..Project::default() };
    score(&project, scheme).rows.remove(0)
}

/// The points of one row, or `-` where there are none.
pub fn points(target: &str, actual: &str, weight: &str, scheme: &Scheme) -> String {
    text(of_row(row(target, actual, weight, scheme), scheme).score)
}

pub fn text(points: Option<Decimal>) -> String {
    points.map_or("-".to_owned(), |points| points.to_string())
}

/// Money in 元.
pub fn funds(adjusted: i64, paid: i64) -> Funds {
    Funds { initial: None, adjusted: adjusted * 100, paid: paid * 100 }
}

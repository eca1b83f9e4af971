//! The written report of a department's self-evaluation, printed: its sections, and the projects one by one.
use crate::evaluation::department::ProjectScore;
use crate::evaluation::department_form::Whole;
use crate::evaluation::form_parts::read;
use crate::monitoring::form::{signatures, stamp};
use crate::problem::Answer;
use zs_engine::forms::report::{Part, Report, ReportTable};
use zs_engine::scoring::printed;
use zs_model::Decimal;

/// The section behind which the projects are listed.
const SCORES: &str = "scores";

/// Each column of the projects: its name, and how much of the width it takes.
const COLUMNS: [(&str, u16); 6] = [
    ("项目名称", 40),
    ("全年预算数", 18),
    ("全年执行数", 18),
    ("执行率", 14),
    ("得分", 12),
    ("等级", 10),
];

/// The report from the bytes of the whole; their SM3 stands on every page.
///
/// # Errors
/// `Internal` for bytes that are no self-evaluation of a department.
pub(crate) fn report(bytes: &[u8], signed: bool) -> Answer<Report> {
    let whole: Whole = read(bytes)?;
    let mut parts = Vec::new();
    for section in whole.report {
        parts.push(Part::Heading(section.zh));
        parts.push(Part::Text(section.text));
        if section.id == SCORES && !whole.projects.items.is_empty() {
            parts.push(Part::Table(projects(&whole.projects.items)));
        }
    }
    let (name, year) = (whole.department.name.unwrap_or_default(), whole.year);
    let draft = if signed { "" } else { "（草稿）" };
    Ok(Report {
        stamp: stamp(year, bytes, signed),
        title: format!("{name}{year}年度部门整体支出绩效自评报告{draft}"),
        parts,
        signatures: signatures(&whole.signatures),
    })
}

fn projects(items: &[ProjectScore]) -> ReportTable {
    let row = |project: &ProjectScore| {
        let dash = || "—".to_owned();
        vec![
            project.name.clone().unwrap_or_default(),
            wan(project.adjusted_fen),
            wan(project.paid_fen),
            project.rate().map_or_else(dash, |rate| printed(rate) + "%"),
            project.points().map_or_else(|| "未计分".to_owned(), printed),
            project.grade.clone().unwrap_or_else(dash),
        ]
    };
    ReportTable {
        caption: Some("金额单位：万元".to_owned()),
        columns: COLUMNS.map(|(name, width)| (name.to_owned(), width)).into(),
        rows: items.iter().map(row).collect(),
    }
}

/// 万元 to the last 分: two decimals, more where a 分 needs them.
fn wan(fen: i64) -> String {
    let mut amount = Decimal::new(fen, 6).normalize();
    amount.rescale(amount.scale().max(2));
    amount.to_string()
}

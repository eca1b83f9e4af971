//! Findings as pages write them: `rule-name 项目1 第2行·target#1 [severity]`; number and severity may be left out.
use zs_model::{Finding, Scope};

/// A finding in full.
pub fn write(finding: &Finding) -> String {
    let scope = match finding.at.scope {
        Scope::Document => "文本".to_owned(),
        Scope::Overall => "总体".to_owned(),
        Scope::Department => "部门".to_owned(),
        Scope::DepartmentIndicator(row) => format!("部门 第{row}行"),
        Scope::Summary => "汇总".to_owned(),
        Scope::SummaryRow(row) => format!("汇总 第{row}行"),
        Scope::Project(project) => format!("项目{project}"),
        Scope::Indicator { project, row } => format!("项目{project} 第{row}行"),
    };
    let item = match finding.at.item {
        0 => String::new(),
        item => format!("#{item}"),
    };
    let field = finding.at.field.key();
    format!("{} {scope}·{field}{item} [{}]", finding.rule, finding.severity)
}

/// Whether a line of a page means this finding.
pub fn fits(wanted: &str, found: &str) -> bool {
    let (place, severity) = wanted.split_once(" [").map_or((wanted, None), |(p, s)| (p, Some(s)));
    let (found_place, found_severity) = found.split_once(" [").unwrap_or((found, ""));
    let same_place = match place.contains('#') {
        true => place == found_place,
        false => Some(place) == found_place.split('#').next(),
    };
    same_place && severity.is_none_or(|severity| severity == found_severity)
}

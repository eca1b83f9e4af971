//! The invented county of the demonstration, as its data files under `demo/` tell it.
use anyhow::{Context as _, Result};
use serde::Deserialize;

/// Area code (not assigned to any real place) and name.
pub const AREA: (&str, &str) = ("139998", "青禾县");

const FILES: &[(&str, &str)] = &[
    ("transport.toml", include_str!("../../demo/transport.toml")),
    ("education.toml", include_str!("../../demo/education.toml")),
    ("health.toml", include_str!("../../demo/health.toml")),
    ("farming.toml", include_str!("../../demo/farming.toml")),
    ("culture.toml", include_str!("../../demo/culture.toml")),
    ("offices.toml", include_str!("../../demo/offices.toml")),
    ("safety.toml", include_str!("../../demo/safety.toml")),
];

/// One department with its units.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// 部门编码.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its units.
    #[serde(rename = "unit")]
    pub units: Vec<Unit>,
}

/// One unit: it writes one document a year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// 单位编码.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Where the documents of the three years stand.
    pub states: [String; 3],
    /// 总体绩效目标.
    pub goal: String,
    /// 工作保障措施.
    pub safeguards: Vec<String>,
    /// The projects of each year.
    #[serde(rename = "project")]
    pub projects: Vec<Project>,
    /// Mistakes planted in the youngest document.
    #[serde(default)]
    pub defects: Vec<Defect>,
    /// What reviewers say about the youngest document.
    #[serde(default)]
    pub comments: Vec<Remark>,
}

/// One project. Texts may name `{y}` (the year), `{py}` (the year before) and `{total}` (the budget).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// 项目名称.
    pub name: String,
    /// Its part of the 分项绩效目标.
    pub sub: String,
    /// 预算数 of the three years, in 万元.
    pub budget: [String; 3],
    /// 资金用途.
    pub purpose: String,
    /// Percent by the end of March, June, October, December.
    pub plan: [String; 4],
    /// 绩效目标.
    pub goals: Vec<String>,
    /// One row per line: kind|三级指标|描述|指标值|依据.
    pub rows: String,
}

/// A text of the youngest document that is replaced by a wrong one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defect {
    /// What stands in the good text.
    pub right: String,
    /// What stands in its place.
    pub wrong: String,
}

/// A comment at a field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// `unit`, `department` or `finance`: who says it.
    pub by: String,
    /// The project, from 1.
    pub project: i64,
    /// The row, from 1.
    #[serde(default)]
    pub indicator: Option<i64>,
    /// The field.
    pub field: String,
    /// What is said.
    pub text: String,
    /// What the clerk answers; then the matter is settled.
    #[serde(default)]
    pub answer: Option<String>,
}

#[derive(Deserialize)]
struct File {
    department: Vec<Department>,
}

/// All departments in the order of their codes.
pub fn departments() -> Result<Vec<Department>> {
    let mut all = Vec::new();
    for (name, text) in FILES {
        let file: File = toml::from_str(text).with_context(|| format!("demo/{name}"))?;
        all.extend(file.department);
    }
    all.sort_by(|one, other| one.code.cmp(&other.code));
    Ok(all)
}

//! A unit's document of one year, written out as the Markdown that the reader of `hebei-2022` takes.
use crate::demo::county::{AREA, Project, Unit};
use anyhow::{Context as _, Result};
use std::fmt::Write as _;
use zs_model::{CodeError, Decimal, ProjectCode};

const LEVELS: &[(&str, &str, &str)] = &[
    ("数", "产出指标", "数量指标"),
    ("质", "产出指标", "质量指标"),
    ("时", "产出指标", "时效指标"),
    ("成", "产出指标", "成本指标"),
    ("经", "效益指标", "经济效益指标"),
    ("社", "效益指标", "社会效益指标"),
    ("生", "效益指标", "生态效益指标"),
    ("续", "效益指标", "可持续影响指标"),
    ("满", "满意度指标", "服务对象满意度指标"),
];

const NUMBERS: [&str; 6] = ["一", "二", "三", "四", "五", "六"];

/// The document of the year that is the `nth` of the three.
pub fn write(unit: &Unit, year: i64, nth: usize) -> Result<String> {
    let mut text = format!("# {}\n\n{year}年部门预算绩效文本\n\n## 目 录\n\n", unit.name);
    for (project, n) in unit.projects.iter().zip(1..) {
        writeln!(text, "{n}.{}绩效目标表.....{}\n", project.name, n + 2)?;
    }
    let sum: Decimal =
        unit.projects.iter().filter_map(|p| p.budget[nth].parse::<Decimal>().ok()).sum();
    let own = |text: &str| filled(text, year, &sum.to_string());
    write!(
        text,
        "## 第一部分 部门整体绩效目标\n\n### 一、总体绩效目标\n\n{}\n\n",
        own(&unit.goal)
    )?;
    text += "### 二、分项绩效目标\n\n";
    for (project, number) in unit.projects.iter().zip(NUMBERS) {
        writeln!(text, "（{number}）{}\n", filled(&project.sub, year, &project.budget[nth]))?;
    }
    text += "### 三、工作保障措施\n\n";
    for (safeguard, number) in unit.safeguards.iter().zip(NUMBERS) {
        writeln!(text, "（{number}）{}\n", own(safeguard))?;
    }
    text += "## 第二部分 预算项目绩效目标\n\n";
    for (n, project) in unit.projects.iter().enumerate() {
        let place = Place { unit, project, year, nth, n };
        place.write(&mut text)?;
    }
    Ok(text)
}

struct Place<'a> {
    unit: &'a Unit,
    project: &'a Project,
    year: i64,
    nth: usize,
    n: usize,
}

impl Place<'_> {
    fn write(&self, text: &mut String) -> Result<()> {
        let Self { unit, project, year, nth, n } = *self;
        let budget = &project.budget[nth];
        let own = |text: &str| filled(text, year, budget);
        let (number, name, code) = (n + 1, &project.name, self.code()?);
        let plan: Vec<String> = project.plan.iter().map(|share| share_of(share)).collect();
        let goals = project.goals.iter().zip(1..).map(|(goal, n)| format!("{n}.{}", own(goal)));
        write!(
            text,
            "### {number}.{name}绩效目标表\n\n{}{}\n\n单位：万元\n\n\
             | 项目编码 | {code} | 项目名称 | {name} | | |\n| --- | --- | --- | --- | --- | --- |\n\
             | 预算规模及资金用途 | 预算数 | {budget} | 其中：财政资金 | {budget} | 其他资金 |  |\n\
             | | {} | | | | |\n\
             | 资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 | |\n| | {} | |\n\
             | 绩效目标 | {} | | | | |\n\n\
             | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |\n\
             | --- | --- | --- | --- | --- | --- |\n",
            unit.code,
            unit.name,
            own(&project.purpose),
            plan.join(" | "),
            goals.collect::<Vec<_>>().join("<br>"),
        )?;
        for line in project.rows.lines().filter(|line| !line.is_empty()) {
            let (kind, rest) = line.split_once('|').context("a row without a kind")?;
            let level = LEVELS.iter().find(|(short, ..)| *short == kind);
            let (_, level1, level2) = level.with_context(|| format!("no such kind: {line}"))?;
            let cells = own(rest).replace('|', " | ");
            writeln!(text, "| {level1} | {level2} | {cells} |")?;
        }
        text.push('\n');
        Ok(())
    }

    /// 21 characters of the unified pattern, with the right check character.
    fn code(&self) -> Result<String> {
        let head = format!("{}{:02}P{}{:05}", AREA.0, self.year % 100, self.unit.code, self.n + 1);
        let code =
            ProjectCode::parse(&format!("{head}0")).map_err(|_| anyhow::anyhow!("{head}"))?;
        match code.verify() {
            Err(CodeError::Checksum { expected, .. }) => Ok(format!("{head}{expected}")),
            _ => Ok(format!("{head}0")),
        }
    }
}

fn share_of(share: &str) -> String {
    if share.is_empty() { String::new() } else { format!("{share}%") }
}

fn filled(text: &str, year: i64, total: &str) -> String {
    text.replace("{y}", &year.to_string())
        .replace("{py}", &(year - 1).to_string())
        .replace("{total}", total)
}

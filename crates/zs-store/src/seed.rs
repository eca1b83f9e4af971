//! Many invented documents quickly, for measurements: through the same doors as real ones.
use crate::area::NewArea;
use crate::error::Result;
use crate::indicator::IndicatorContent;
use crate::node::{NewNode, NodeKind};
use crate::store::{Store, Writer};
use crate::version::{Content, ProjectContent};
use crate::{NewAccount, NewDocument};

/// Projects of one document, as in a real one.
const PER_DOCUMENT: i64 = 14;
/// Documents that are written in one transaction.
const AT_ONCE: i64 = 50;

const OBJECTS: [&str; 12] = [
    "办公楼",
    "公务用车",
    "机关食堂",
    "会议中心",
    "档案库房",
    "配电设施",
    "消防系统",
    "电梯",
    "供暖管网",
    "安防监控",
    "绿化养护",
    "信息机房",
];
const DEEDS: [&str; 8] =
    ["维修改造", "运行维护", "购置更新", "物业服务", "节能改造", "租赁", "检测检验", "保障经费"];
const PLACES: [&str; 10] =
    ["东院", "西院", "南区", "北区", "老城", "新区", "一号楼", "二号楼", "三号楼", "综合楼"];

/// How much to put into one area.
#[derive(Clone, Copy, Debug)]
pub struct Seed<'a> {
    /// The area, created with its tree when it is missing.
    pub area: &'a str,
    /// How many projects, rounded up to whole documents of 14.
    pub projects: i64,
    /// Indicators per project.
    pub indicators: i64,
    /// Fiscal year.
    pub year: i64,
    /// Now.
    pub now: i64,
}

impl Store {
    /// Fills an area; everything in it is invented and the same each time. Gives the number of an account
    /// in it.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn seed(&self, seed: &Seed<'_>) -> Result<i64> {
        let areas = self.areas().await?;
        if !areas.iter().any(|known| known.area == seed.area) {
            let area = NewArea { area: seed.area, parent: None, name: "云溪县", now: seed.now };
            self.create_area(&area).await?;
        }
        let documents = (seed.projects + PER_DOCUMENT - 1) / PER_DOCUMENT;
        let (actor, units) = self.seed_tree(seed, documents).await?;
        let mut number = 0;
        while number < documents {
            let mut writer = self.write(seed.area).await?;
            for _ in 0..AT_ONCE.min(documents - number) {
                let unit = units[usize::try_from(number).unwrap_or(0) % units.len()];
                seed_document(&mut writer, seed, actor, unit, number).await?;
                number += 1;
            }
            writer.commit().await?;
        }
        Ok(actor)
    }

    /// One unit for every two documents, twenty units to a department.
    async fn seed_tree(&self, seed: &Seed<'_>, documents: i64) -> Result<(i64, Vec<i64>)> {
        let mut writer = self.write(seed.area).await?;
        let mut units = Vec::new();
        let mut department = 1;
        for n in 0..(documents / 2).max(1) {
            if n % 20 == 0 {
                let (code, name) = (format!("{}", 100 + n / 20), format!("第{}局", n / 20 + 1));
                let kind = NodeKind::Department;
                let node = NewNode { parent: 1, kind, code: &code, name: &name, now: seed.now };
                department = writer.create_node(&node).await?;
            }
            let (code, name) = (format!("{}{:03}", 100 + n / 20, n % 20 + 1), format!("第{n}单位"));
            let kind = NodeKind::Unit;
            let node =
                NewNode { parent: department, kind, code: &code, name: &name, now: seed.now };
            units.push(writer.create_node(&node).await?);
        }
        let account = NewAccount {
            login: "seed",
            name: "填报员",
            node: 1,
            password: "",
            password_at: 0,
            now: seed.now,
        };
        let actor = writer.create_account(&account).await?;
        writer.create_fiscal_year(seed.year, seed.now).await?;
        writer.commit().await?;
        Ok((actor, units))
    }
}

async fn seed_document(
    writer: &mut Writer,
    seed: &Seed<'_>,
    actor: i64,
    node: i64,
    number: i64,
) -> Result<()> {
    let state = ["draft", "finance_review", "approved"][usize::try_from(number % 3).unwrap_or(0)];
    let (year, form, now) = (seed.year, "hebei-2022", seed.now + number);
    let new = NewDocument { node, year, form, state, actor, now };
    let document = writer.create_document(&new).await?;
    let projects: Vec<_> = (1..=PER_DOCUMENT).map(|n| project(seed, number, n)).collect();
    let bodies: Vec<_> = projects.iter().map(|p| String::from_utf8_lossy(&p.body)).collect();
    let body = format!("{{\"projects\":[{}]}}", bodies.join(","));
    let content = Content {
        body: body.as_bytes(),
        form,
        title: Some("部门预算绩效文本"),
        department: Some("机关事务局"),
        origin: "seed",
        reason: None,
        projects: projects.clone(),
        actor,
        now,
    };
    writer.save_version(document, 0, &content).await?;
    Ok(())
}

fn project(seed: &Seed<'_>, document: i64, ordinal: i64) -> ProjectContent {
    let n = document * PER_DOCUMENT + ordinal;
    let pick = |list: &[&'static str], n: i64| list[usize::try_from(n).unwrap_or(0) % list.len()];
    let (object, deed) = (pick(&OBJECTS, n), pick(&DEEDS, n / 12));
    let name = format!("{}{object}{deed}{n}", pick(&PLACES, n / 96));
    let code = format!("{}{:015}", &seed.area[..6], n);
    let indicators: Vec<_> = (1..=seed.indicators).map(|i| indicator(object, i)).collect();
    let rows: Vec<_> = indicators
        .iter()
        .map(|i| format!("{{\"level3\":{:?},\"target\":{:?}}}", i.level3, i.target))
        .map(|row| row.replace("Some(", "").replace(')', ""))
        .collect();
    let body = format!(
        "{{\"ordinal\":{ordinal},\"code\":\"{code}\",\"name\":\"{name}\",\"indicators\":[{}]}}",
        rows.join(",")
    );
    ProjectContent {
        ordinal,
        code: Some(code),
        name: Some(name),
        unit_code: Some("430001".to_owned()),
        unit_name: Some("机关事务局本级".to_owned()),
        budget: 100_000 + n * 7919 % 90_000_000,
        fiscal: 100_000,
        other: 0,
        body: body.into_bytes(),
        indicators,
    }
}

fn indicator(object: &str, ordinal: i64) -> IndicatorContent {
    let level1 = ["产出指标", "效益指标", "满意度指标"][usize::try_from(ordinal % 3).unwrap_or(0)];
    let level2 = ["数量指标", "质量指标", "时效指标", "社会效益指标"];
    IndicatorContent {
        ordinal,
        level1: Some(level1.to_owned()),
        level2: Some(level2[usize::try_from(ordinal % 4).unwrap_or(0)].to_owned()),
        level3: Some(format!("{object}完成率{ordinal}")),
        description: Some(format!("反映{object}按计划完成的情况")),
        target: Some(format!("≥{}%", 80 + ordinal)),
        basis: Some("年度工作计划".to_owned()),
    }
}

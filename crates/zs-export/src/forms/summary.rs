//! 部门项目支出绩效汇总表: one line per project with its money, points and lights.
use super::cells::{NOTHING, UNSCORED, rate, score, wan};
use super::{Signature, Stamp, signs};
use crate::Laid;
use crate::sheet::{Block, Cell, Row, Sum, Table};
use zs_model::Decimal;

/// What stands in the summary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Year and version.
    pub stamp: Stamp,
    /// 主管部门.
    pub department: Option<String>,
    /// Until which day the money counts.
    pub until: Option<String>,
    /// 合计: money of all, the mean score.
    pub total: SummaryLine,
    /// The projects.
    pub rows: Vec<SummaryLine>,
    /// Sentences below the table: projects by grade, projects without a score.
    pub notes: Vec<String>,
    /// Who answers for it.
    pub signatures: Vec<Signature>,
}

/// One project, or all together. Amounts in 分; `None` is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SummaryLine {
    /// 项目名称.
    pub name: Option<String>,
    /// 实施单位.
    pub unit: Option<String>,
    /// 年初预算数.
    pub initial: Option<i64>,
    /// 全年预算数.
    pub adjusted: Option<i64>,
    /// 全年执行数.
    pub paid: Option<i64>,
    /// 执行率 in percent.
    pub rate: Option<Decimal>,
    /// 自评得分; `None` is printed as missing.
    pub score: Option<Decimal>,
    /// 自评等级.
    pub grade: Option<String>,
    /// 预算执行 as a light: 红灯, 黄灯, 绿灯, 蓝灯; `None` where nothing is known.
    pub money_light: Option<String>,
    /// 绩效目标 as a light.
    pub goal_light: Option<String>,
    /// 结果应用建议, 备注.
    pub note: Option<String>,
}

/// 序号, name, unit, three amounts, rate, score, grade, two lights, note: points of a landscape page.
const WIDTHS: [u16; 12] = [30, 150, 100, 66, 66, 66, 54, 50, 40, 40, 40, 26];
const NAMES: [&str; 12] = [
    "序号",
    "项目名称",
    "实施单位",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "执行率",
    "得分",
    "等级",
    "预算执行",
    "目标实现",
    "备注",
];

impl Summary {
    /// Lays the summary out.
    #[must_use]
    pub fn laid(&self) -> Laid {
        let title = self.stamp.titled("部门项目支出绩效汇总表");
        let mut left = self.department.as_ref().map(|name| format!("主管部门：{name}"));
        if let Some(until) = &self.until {
            left = Some(format!("{}　　截至：{until}", left.unwrap_or_default()));
        }
        let right = Some("金额单位：万元".to_owned());
        let mut blocks = vec![
            Block::Heading(3, title.clone()),
            Block::Caption { left: self.stamp.above(left), right },
            Block::Table(self.table()),
        ];
        blocks.extend(self.notes.iter().map(|note| Block::Note(note.clone())));
        blocks.extend(signs(&self.signatures, 4));
        let name = self.department.as_deref().unwrap_or_default();
        self.stamp.laid(format!("{name}{title}"), true, blocks)
    }

    fn table(&self) -> Table {
        let noted = self.rows.iter().any(|row| row.note.is_some());
        let columns = if noted { NAMES.len() } else { NAMES.len() - 1 };
        let mut widths = WIDTHS[..columns].to_vec();
        if let (true, [_, name, unit, .., note]) = (noted, widths.as_mut_slice()) {
            (*name, *unit, *note) = (120, 76, 80);
        }
        let head = NAMES[..columns].iter().map(|name| Cell::column(*name)).collect();
        let mut body = Vec::with_capacity(self.rows.len() + 1);
        let mut total = vec![Cell::label("合计").columns(3)];
        total.extend(self.total.figures(Sum::Total));
        total.extend(noted.then(|| Cell::short("")));
        body.push(total);
        for (number, row) in (1..).zip(&self.rows) {
            let number: usize = number;
            let mut cells = vec![
                Cell::short(number.to_string()),
                Cell::long(row.name.clone().unwrap_or_default()),
                Cell::short(row.unit.clone().unwrap_or_default()),
            ];
            cells.extend(row.figures(Sum::Part));
            cells.extend(noted.then(|| Cell::long(row.note.clone().unwrap_or_default())));
            body.push(cells);
        }
        Table { widths, head: vec![head], body, joined: false }
    }
}

impl SummaryLine {
    fn figures(&self, sum: fn(u8) -> Sum) -> Row {
        let word =
            |word: &Option<String>, missing: &str| Cell::short(word.as_deref().unwrap_or(missing));
        vec![
            wan(self.initial).sum(sum(1)),
            wan(self.adjusted).sum(sum(2)),
            wan(self.paid).sum(sum(3)),
            rate(self.rate),
            score(self.score),
            word(&self.grade, if self.score.is_some() { NOTHING } else { UNSCORED }),
            word(&self.money_light, NOTHING),
            word(&self.goal_light, NOTHING),
        ]
    }
}

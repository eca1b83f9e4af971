//! 项目支出绩效目标审核表: what a reviewer says of a goal table, item by item, and the result.
use super::cells::{joined, two, wan, weight, wide};
use super::{Signature, Stamp, signs};
use crate::Laid;
use crate::sheet::{Block, Cell, Role, Row, Sum, Table, runs};
use zs_model::Decimal;

/// Which of the two forms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// 一般性项目: grades only.
    #[default]
    General,
    /// 重点项目: points out of 100.
    Key,
}

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// Year and version.
    pub stamp: Stamp,
    /// Which form.
    pub kind: Kind,
    /// 项目编码.
    pub code: Option<String>,
    /// 项目名称.
    pub name: Option<String>,
    /// 主管部门.
    pub department: Option<String>,
    /// 实施单位.
    pub unit: Option<String>,
    /// 预算数 in 分.
    pub budget: Option<i64>,
    /// 审核内容, in order.
    pub items: Vec<ReviewItem>,
    /// Opinions on single indicators.
    pub indicators: Vec<IndicatorOpinion>,
    /// 分值 and 得分 of all, where points are given.
    pub weight: Option<Decimal>,
    /// `None` where a score is missing.
    pub total: Option<Decimal>,
    /// 初审, 复审: each stage's opinion and result.
    pub stages: Vec<Stage>,
    /// Who answers for it.
    pub signatures: Vec<Signature>,
}

/// One question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewItem {
    /// 完整性, 相关性, 适当性, 可行性.
    pub criterion: String,
    /// 规范完整性, with the question.
    pub point: String,
    /// 审核意见.
    pub opinion: Option<String>,
    /// 优, 良, 中, 差: of a general project; boxes to tick where there is none yet.
    pub grade: Option<String>,
    /// Of an important project.
    pub weight: Option<Decimal>,
    /// `None` while there is none: a blank for the pen.
    pub score: Option<Decimal>,
}

/// What is said of one indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorOpinion {
    /// 二级 and 三级指标.
    pub indicator: String,
    /// 指标值.
    pub target: Option<String>,
    /// 保留, 修改指标值, 删除 ….
    pub action: Option<String>,
    /// Why, and what instead.
    pub opinion: Option<String>,
}

/// One stage of the review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// 主管部门初审, 财政部门复审.
    pub name: String,
    /// 综合评定等级.
    pub grade: Option<String>,
    /// 总体意见.
    pub opinion: Option<String>,
    /// 退回原因, with the day by which to mend it.
    pub returned: Option<String>,
}

const TITLE: &str = "项目支出绩效目标审核表";
/// 审核内容, 审核要点, 审核意见, 分值, 得分; a grade takes the last two.
const WIDTHS: [u16; 5] = [56, 140, 164, 52, 58];
const MONEY: u8 = 3;
/// What is printed where nobody judged yet: boxes for the pen.
const UNJUDGED: &str = "□优 □良 □中 □差";

/// Points at two decimals; blank for the pen where nobody gave them yet.
fn given(points: Option<Decimal>) -> Cell {
    Cell::number(points.map(two))
}

impl Review {
    /// Lays the form out.
    #[must_use]
    pub fn laid(&self) -> Laid {
        let kind = match self.kind {
            Kind::General => "（一般性项目）",
            Kind::Key => "（重点项目）",
        };
        let title = format!("{TITLE}{kind}");
        let left = self.stamp.year.map(|year| format!("年度：{year}年"));
        let right = Some("金额单位：万元".to_owned());
        let mut blocks = vec![
            Block::Heading(3, title.clone()),
            Block::Caption { left: self.stamp.above(left), right },
            Block::Table(self.head()),
            Block::Table(self.items()),
        ];
        if !self.indicators.is_empty() {
            blocks.push(Block::Table(self.indicators()));
        }
        blocks.push(Block::Table(self.stages()));
        blocks.extend(signs(&self.signatures, 3));
        let name = self.name.as_deref().unwrap_or_default();
        self.stamp.laid(format!("{name}{title}"), false, blocks)
    }

    fn head(&self) -> Table {
        let text = |text: &Option<String>| Cell::short(text.clone().unwrap_or_default());
        let body = vec![
            vec![Cell::label("项目名称"), text(&self.name).columns(3)],
            vec![
                Cell::label("项目编码"),
                text(&self.code),
                Cell::label("预算数"),
                wan(self.budget).sum(Sum::Part(MONEY)),
            ],
            vec![
                Cell::label("主管部门"),
                text(&self.department),
                Cell::label("实施单位"),
                text(&self.unit),
            ],
        ];
        Table { widths: vec![70, 160, 60, 180], head: Vec::new(), body, joined: false }
    }

    fn items(&self) -> Table {
        let mut head: Row = ["审核内容", "审核要点", "审核意见"].map(Cell::column).into();
        match self.kind {
            Kind::General => head.push(Cell::column("评定等级").columns(2)),
            Kind::Key => head.extend(["分值", "得分"].map(Cell::column)),
        }
        let same = |a: &ReviewItem, b: &ReviewItem| a.criterion == b.criterion;
        let mut body = Vec::with_capacity(self.items.len() + 1);
        for (item, run) in self.items.iter().zip(runs(&self.items, same)) {
            let mut row = Row::new();
            if run > 0 {
                row.push(Cell::new(Role::Group, &item.criterion).rows(run));
            }
            row.push(Cell::long(&item.point));
            row.push(Cell::long(item.opinion.clone().unwrap_or_default()));
            match self.kind {
                Kind::General => {
                    let grade = item.grade.as_deref().unwrap_or(UNJUDGED);
                    row.push(Cell::short(grade).columns(2));
                }
                Kind::Key => row.extend([
                    weight(item.weight).sum(Sum::Part(1)),
                    given(item.score).sum(Sum::Part(2)),
                ]),
            }
            body.push(row);
        }
        if self.kind == Kind::Key {
            body.push(vec![
                Cell::label("总分").columns(3),
                weight(self.weight).sum(Sum::Total(1)),
                given(self.total).sum(Sum::Total(2)),
            ]);
        }
        joined(&WIDTHS, vec![head], body)
    }

    fn indicators(&self) -> Table {
        let head = vec![["绩效指标", "指标值", "处理", "指标审核意见"].map(Cell::column).into()];
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let row = |one: &IndicatorOpinion| {
            vec![
                Cell::short(&one.indicator),
                Cell::short(text(&one.target)),
                Cell::short(text(&one.action)),
                Cell::long(text(&one.opinion)),
            ]
        };
        joined(&[150, 80, 60, 180], head, self.indicators.iter().map(row).collect())
    }

    fn stages(&self) -> Table {
        let mut body = Vec::new();
        for stage in &self.stages {
            let grade = stage.grade.as_deref().unwrap_or(UNJUDGED);
            let rows = 2 + usize::from(stage.returned.is_some());
            let opinion = stage.opinion.clone().unwrap_or_default();
            let mut first = vec![Cell::label(&stage.name).rows(rows)];
            first.extend(wide("综合评定等级", grade, 1));
            body.push(first);
            body.push(wide("总体意见", opinion, 1));
            body.extend(stage.returned.as_ref().map(|why| wide("退回原因", why, 1)));
        }
        joined(&[70, 80, 320], Vec::new(), body)
    }
}

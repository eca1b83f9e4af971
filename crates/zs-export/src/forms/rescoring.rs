//! 项目支出绩效自评复核表: what the reviewers made of a self-evaluation, item by item, each change with its reason.
use super::cells::{NOTHING, filled, joined, score, weight};
use super::evaluation::Subject;
use super::{Signature, Stamp, signs};
use crate::Laid;
use crate::sheet::{Block, Cell, Role, Row, Sum, Table, runs};
use zs_model::Decimal;

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rescoring {
    /// Year and version.
    pub stamp: Stamp,
    /// Project or department.
    pub subject: Subject,
    /// 项目编码, or 部门（单位）代码.
    pub code: Option<String>,
    /// 项目名称, or 部门（单位）名称.
    pub name: Option<String>,
    /// 主管部门.
    pub department: Option<String>,
    /// 实施单位.
    pub unit: Option<String>,
    /// Budget execution first, then the indicators.
    pub items: Vec<RescoredItem>,
    /// 分值 of all.
    pub weight: Option<Decimal>,
    /// 单位自评 first, then the reviews in their order.
    pub stages: Vec<RescoredStage>,
    /// Who answers for it.
    pub signatures: Vec<Signature>,
}

/// One item with its points at every stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RescoredItem {
    /// 一级指标, 预算执行.
    pub group: String,
    /// 三级指标.
    pub item: String,
    /// 年度指标值.
    pub target: Option<String>,
    /// 实际完成值; `None` is printed as missing.
    pub actual: Option<String>,
    /// 分值.
    pub weight: Option<Decimal>,
    /// 得分 by stage, as many as there are stages; `None` where the stage is still to come or gave none.
    pub points: Vec<Option<Decimal>>,
    /// 复核意见: who changed the points, and why.
    pub opinion: Option<String>,
}

/// One stage: the unit's own score, or a review.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RescoredStage {
    /// 单位自评, 部门复核, 财政复核.
    pub name: String,
    /// Whether it is done: what is still to come has no points.
    pub done: bool,
    /// 总分; `None` where a score is missing.
    pub total: Option<Decimal>,
    /// 等级.
    pub grade: Option<String>,
    /// What a low execution takes off the total.
    pub off: Option<Decimal>,
    /// What it came to, in a sentence.
    pub told: Option<String>,
}

const PROJECT: &str = "项目支出绩效自评复核表";
const DEPARTMENT: &str = "部门（单位）整体支出绩效自评复核表";
/// What is printed where a review is still to come.
const OPEN: &str = "未复核";
/// 一级指标, 三级指标, 指标值, 完成值, 分值, reason: points of a page, beside the stages.
const WIDTHS: [u16; 6] = [44, 82, 56, 56, 30, 0];
/// A stage's width, and that of the whole.
const STAGE: u16 = 40;
const PAGE: u16 = 470;
/// The sums of the form: 分值, and from here on the stages.
const WEIGHTS: u8 = 1;
const SCORES: u8 = 2;

impl Rescoring {
    /// Lays the form out.
    #[must_use]
    pub fn laid(&self) -> Laid {
        let (title, code) = match self.subject {
            Subject::Project => (PROJECT, "项目编码"),
            Subject::Department => (DEPARTMENT, "部门（单位）代码"),
        };
        let title = self.stamp.titled(title);
        let left = self.code.as_ref().map(|number| format!("{code}：{number}"));
        let mut blocks = vec![
            Block::Heading(3, title.clone()),
            Block::Caption { left: self.stamp.above(left), right: None },
            Block::Table(self.head()),
            Block::Table(self.grid()),
            Block::Table(self.conclusions()),
        ];
        blocks.extend(signs(&self.signatures, 2));
        let name = self.name.as_deref().unwrap_or_default();
        self.stamp.laid(format!("{name}{title}"), false, blocks)
    }

    fn head(&self) -> Table {
        let text = |text: &Option<String>| Cell::short(text.clone().unwrap_or_default());
        let body = match self.subject {
            Subject::Project => vec![
                vec![Cell::label("项目名称"), text(&self.name).columns(3)],
                vec![
                    Cell::label("主管部门"),
                    text(&self.department),
                    Cell::label("实施单位"),
                    text(&self.unit),
                ],
            ],
            Subject::Department => {
                vec![vec![Cell::label("部门（单位）名称"), text(&self.name).columns(3)]]
            }
        };
        Table { widths: vec![90, 150, 70, 160], head: Vec::new(), body, joined: false }
    }

    fn widths(&self) -> Vec<u16> {
        let [group, item, target, actual, points, _] = WIDTHS;
        let mut widths = vec![group, item, target, actual, points];
        widths.extend(self.stages.iter().map(|_| STAGE));
        let rest = PAGE.saturating_sub(widths.iter().sum());
        widths.push(rest.max(STAGE));
        widths
    }

    fn grid(&self) -> Table {
        let mut head: Row =
            ["一级指标", "三级指标", "年度指标值", "实际完成值", "分值"].map(Cell::column).into();
        head.extend(self.stages.iter().map(|stage| Cell::column(format!("{}\n得分", stage.name))));
        head.push(Cell::column("复核意见"));
        let same = |a: &RescoredItem, b: &RescoredItem| a.group == b.group;
        let mut body = Vec::with_capacity(self.items.len() + 2);
        for (item, run) in self.items.iter().zip(runs(&self.items, same)) {
            let mut row = Row::new();
            if run > 0 {
                row.push(Cell::new(Role::Group, &item.group).rows(run));
            }
            row.push(Cell::short(&item.item));
            row.push(Cell::short(item.target.as_deref().unwrap_or(NOTHING)));
            row.push(filled(item.actual.as_ref()));
            row.push(weight(item.weight).sum(Sum::Part(WEIGHTS)));
            row.extend(self.by_stage(|at| item.points.get(at).copied().flatten(), Sum::Part));
            row.push(Cell::long(item.opinion.clone().unwrap_or_default()));
            body.push(row);
        }
        if self.stages.iter().any(|stage| stage.off.is_some()) {
            let mut row = vec![Cell::label("扣分（预算执行率低）").columns(4)];
            row.push(weight(None).sum(Sum::Part(WEIGHTS)));
            row.extend(self.stages.iter().zip(SCORES..).map(|(stage, group)| {
                Cell::number(stage.off.map(|off| -off)).sum(Sum::Part(group))
            }));
            row.push(Cell::short(""));
            body.push(row);
        }
        let mut row = vec![Cell::label("总分").columns(4)];
        row.push(weight(self.weight).sum(Sum::Total(WEIGHTS)));
        row.extend(self.by_stage(|at| self.stages.get(at)?.total, Sum::Total));
        row.push(Cell::short(""));
        body.push(row);
        joined(&self.widths(), vec![head], body)
    }

    /// A figure of each stage; what is still to come has none.
    fn by_stage(
        &self,
        points: impl Fn(usize) -> Option<Decimal>,
        sum: impl Fn(u8) -> Sum,
    ) -> Vec<Cell> {
        let cell = |((at, stage), group): ((usize, &RescoredStage), u8)| match stage.done {
            true => score(points(at)).sum(sum(group)),
            false => Cell::short(OPEN),
        };
        self.stages.iter().enumerate().zip(SCORES..).map(cell).collect()
    }

    fn conclusions(&self) -> Table {
        let head = vec![["复核环节", "总分", "等级", "结论"].map(Cell::column).into()];
        let row = |stage: &RescoredStage| {
            let open = if stage.done { NOTHING } else { OPEN };
            vec![
                Cell::label(&stage.name),
                if stage.done { score(stage.total) } else { Cell::short(OPEN) },
                Cell::short(stage.grade.as_deref().unwrap_or(open)),
                Cell::long(stage.told.clone().unwrap_or_default()),
            ]
        };
        joined(&[80, 60, 60, 270], head, self.stages.iter().map(row).collect())
    }
}

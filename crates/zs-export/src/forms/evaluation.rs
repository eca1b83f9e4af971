//! 项目支出绩效自评表 and 部门(单位)整体支出绩效自评表: the year's money, goals and points.
use super::cells::{NOTHING, filled, joined, levels, rate, score, wan, weight};
use super::{Explained, Signature, Stamp, signs};
use crate::Laid;
use crate::sheet::{Block, Cell, Row, Sum, Table};
use zs_model::Decimal;

/// Of what the form speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    /// One project.
    #[default]
    Project,
    /// A department, or a unit, as a whole.
    Department,
}

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    /// Year and version.
    pub stamp: Stamp,
    /// Project or department.
    pub subject: Subject,
    /// 项目编码.
    pub code: Option<String>,
    /// 项目名称, or 部门（单位）名称.
    pub name: Option<String>,
    /// 主管部门.
    pub department: Option<String>,
    /// 实施单位.
    pub unit: Option<String>,
    /// 项目资金: 年度资金总额 with its points first, then its sources.
    pub funds: Vec<EvaluatedFund>,
    /// 年度总体目标: what was expected and what was reached.
    pub goals: Vec<EvaluatedGoal>,
    /// 绩效指标.
    pub rows: Vec<EvaluatedRow>,
    /// Points of all: 分值 and 得分 of 总分.
    pub points: Points,
    /// What a low execution takes off the total.
    pub off: Option<Decimal>,
    /// The same after the review.
    pub reviewed_off: Option<Decimal>,
    /// 自评等级.
    pub grade: Option<String>,
    /// Whether a reviewer gave points of his own: they stand beside the first ones.
    pub reviewed: bool,
    /// Grade after the review.
    pub reviewed_grade: Option<String>,
    /// 评价结论, 存在的问题, 改进措施 …: a label and its text.
    pub whole: Vec<(String, String)>,
    /// How the points come about, as an annex.
    pub explained: Vec<Explained>,
    /// Who answers for it.
    pub signatures: Vec<Signature>,
}

/// 分值, 得分 and 复核得分. A missing score is printed as such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    /// 分值.
    pub weight: Option<Decimal>,
    /// 得分.
    pub score: Option<Decimal>,
    /// 复核得分.
    pub reviewed: Option<Decimal>,
}

/// One source of money. Amounts in 分; `None` is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvaluatedFund {
    /// 年度资金总额, 其中：当年财政拨款 ….
    pub label: String,
    /// 年初预算数.
    pub initial: Option<i64>,
    /// 调整预算数: only a department's form prints it.
    pub change: Option<i64>,
    /// 全年预算数.
    pub adjusted: Option<i64>,
    /// 全年执行数.
    pub paid: Option<i64>,
    /// 执行率 in percent.
    pub rate: Option<Decimal>,
    /// `None` where this source has no points.
    pub points: Option<Points>,
}

/// One goal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EvaluatedGoal {
    /// 预期目标.
    pub expected: String,
    /// 实际完成情况.
    pub actual: Option<String>,
    /// 偏差原因分析及改进措施: only a department's form prints it.
    pub reason: Option<String>,
}

/// One indicator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EvaluatedRow {
    /// 一级指标, with its points behind it where the place prints them: `产出指标（50分）`.
    pub level1: Option<String>,
    /// 二级指标.
    pub level2: Option<String>,
    /// 三级指标.
    pub level3: Option<String>,
    /// 年度指标值.
    pub target: Option<String>,
    /// 实际完成值; `None` is printed as missing.
    pub actual: Option<String>,
    /// 分值 and 得分.
    pub points: Points,
    /// 偏差原因分析及改进措施.
    pub reason: Option<String>,
}

const PROJECT: &str = "项目支出绩效自评表";
const DEPARTMENT: &str = "部门（单位）整体支出绩效自评表";
/// 绩效指标, three levels, 指标值, 完成值, 分值, 得分, reason: points of a page.
const WIDTHS: [u16; 9] = [48, 48, 48, 72, 50, 50, 30, 42, 82];
/// With 复核得分 before the reason.
const REVIEWED: [u16; 10] = [48, 48, 46, 66, 46, 44, 28, 44, 44, 56];
/// 项目资金, source, five amounts and a rate, points.
const FUNDS: [u16; 9] = [48, 94, 58, 50, 58, 58, 42, 26, 36];
/// The sums of the form: 分值, 得分, 复核得分, and the money.
const WEIGHTS: u8 = 1;
const SCORES: u8 = 2;
const REVIEWS: u8 = 3;
const MONEY: u8 = 4;

impl Evaluation {
    /// Lays the form out.
    #[must_use]
    pub fn laid(&self) -> Laid {
        let (title, code) = match self.subject {
            Subject::Project => (PROJECT, "项目编码"),
            Subject::Department => (DEPARTMENT, "部门（单位）代码"),
        };
        let title = self.stamp.titled(title);
        let right = Some("金额单位：万元".to_owned());
        let left = self.code.as_ref().map(|number| format!("{code}：{number}"));
        let mut blocks = vec![
            Block::Heading(3, title.clone()),
            Block::Caption { left: self.stamp.above(left), right },
        ];
        blocks.push(Block::Table(match self.subject {
            Subject::Project => self.project(),
            Subject::Department => self.department(),
        }));
        blocks.push(Block::Table(self.grid()));
        if !self.whole.is_empty() {
            let line = |(label, text): &(String, String)| super::cells::wide(label, text, 1);
            blocks.push(Block::Table(joined(
                &[96, 374],
                vec![],
                self.whole.iter().map(line).collect(),
            )));
        }
        blocks.extend(signs(&self.signatures, 3));
        if !self.explained.is_empty() {
            blocks.extend([Block::Page, Block::Heading(3, "得分说明".to_owned())]);
            blocks.push(Block::Table(explanation(&self.explained)));
        }
        let name = self.name.as_deref().unwrap_or_default();
        self.stamp.laid(format!("{name}{title}"), false, blocks)
    }

    fn widths(&self) -> &'static [u16] {
        if self.reviewed { &REVIEWED } else { &WIDTHS }
    }

    /// The head of a project's form, on the columns of its indicators.
    fn project(&self) -> Table {
        let columns = self.widths().len() - 1;
        let text = |text: &Option<String>| Cell::short(text.clone().unwrap_or_default());
        let mut body = vec![
            vec![Cell::label("项目名称"), text(&self.name).columns(columns)],
            vec![
                Cell::label("主管部门"),
                text(&self.department).columns(4),
                Cell::label("实施单位").columns(2),
                text(&self.unit).columns(columns - 6),
            ],
        ];
        let mut labels = vec![
            Cell::label("项目资金\n（万元）").rows(self.funds.len() + 1),
            Cell::column("").columns(2),
        ];
        let names = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"];
        labels.extend(names.map(Cell::column));
        labels.extend(self.reviewed.then(|| Cell::column("复核得分")));
        body.push(labels);
        for (at, fund) in self.funds.iter().enumerate() {
            let mut row = vec![Cell::label(&fund.label).columns(2)];
            row.extend(
                [fund.initial, fund.adjusted, fund.paid]
                    .into_iter()
                    .zip(MONEY..)
                    .map(|(fen, group)| wan(fen).sum(share(at, group))),
            );
            let [weight, score, reviewed] = self.points(fund.points);
            row.extend([weight, rate(fund.rate), score]);
            row.extend(self.reviewed.then_some(reviewed));
            body.push(row);
        }
        body.extend(self.goals(&[("预期目标", 4), ("实际完成情况", columns - 4)]));
        Table { widths: self.widths().to_vec(), head: Vec::new(), body, joined: false }
    }

    /// The head of a department's form: its money has a column for what was adjusted.
    fn department(&self) -> Table {
        let columns = FUNDS.len() - 1 + usize::from(self.reviewed);
        let mut widths = FUNDS.to_vec();
        widths.extend(self.reviewed.then_some(40));
        let name = self.name.clone().unwrap_or_default();
        let mut body = vec![vec![
            Cell::label("部门（单位）名称").columns(2),
            Cell::short(name).columns(columns - 1),
        ]];
        let mut labels = vec![Cell::label("部门整体\n支出\n（万元）").rows(self.funds.len() + 1)];
        let names = [
            "资金来源",
            "年初预算",
            "调整预算",
            "调整后预算",
            "全年执行数",
            "预算执行率",
            "分值",
            "得分",
        ];
        labels.extend(names.map(Cell::column));
        labels.extend(self.reviewed.then(|| Cell::column("复核得分")));
        body.push(labels);
        for (at, fund) in self.funds.iter().enumerate() {
            let mut row = vec![Cell::label(&fund.label)];
            let amounts = [fund.initial, fund.change, fund.adjusted, fund.paid];
            row.extend(
                amounts.into_iter().zip(MONEY..).map(|(fen, group)| wan(fen).sum(share(at, group))),
            );
            let [weight, score, reviewed] = self.points(fund.points);
            row.extend([rate(fund.rate), weight, score]);
            row.extend(self.reviewed.then_some(reviewed));
            body.push(row);
        }
        let names =
            [("年度绩效目标", 2), ("实际完成情况", 3), ("偏差原因分析及改进措施", columns - 5)];
        body.extend(self.goals(&names));
        Table { widths, head: Vec::new(), body, joined: false }
    }

    /// Names above texts, one row for each goal.
    fn goals(&self, names: &[(&str, usize)]) -> Vec<Row> {
        let blank = [EvaluatedGoal::default()];
        let goals = if self.goals.is_empty() { &blank } else { self.goals.as_slice() };
        let mut head = vec![Cell::label("年度总体\n目标").rows(goals.len() + 1)];
        head.extend(names.iter().map(|(name, span)| Cell::column(*name).columns(*span)));
        let mut rows = vec![head];
        for goal in goals {
            let reason = goal.reason.clone().unwrap_or_default();
            let texts =
                [Cell::long(&goal.expected), filled(goal.actual.as_ref()), Cell::long(reason)];
            let row = texts.into_iter().zip(names).map(|(cell, (_, span))| {
                Cell { role: crate::sheet::Role::Long, ..cell }.columns(*span)
            });
            rows.push(row.collect());
        }
        rows
    }

    fn grid(&self) -> Table {
        let mut head = vec![Cell::label("绩效指标")];
        let names =
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"];
        head.extend(names.map(Cell::column));
        head.extend(self.reviewed.then(|| Cell::column("复核得分")));
        head.push(Cell::column("偏差原因分析及改进措施"));
        let keys: Vec<_> =
            self.rows.iter().map(|row| [row.level1.as_ref(), row.level2.as_ref()]).collect();
        let mut body = Vec::with_capacity(self.rows.len() + 2);
        for ((at, row), begun) in self.rows.iter().enumerate().zip(levels(&keys)) {
            let mut cells = Row::new();
            if at == 0 {
                cells.push(Cell::label("").rows(self.rows.len()));
            }
            cells.extend(begun);
            let short = |text: &Option<String>| Cell::short(text.clone().unwrap_or_default());
            cells.extend([short(&row.level3), short(&row.target), filled(row.actual.as_ref())]);
            let [weight, score, reviewed] = self.points(Some(row.points));
            cells.extend([weight, score]);
            cells.extend(self.reviewed.then_some(reviewed));
            cells.push(Cell::long(row.reason.clone().unwrap_or_default()));
            body.push(cells);
        }
        if self.off.or(self.reviewed_off).is_some() {
            let off = [None, self.off.map(|off| -off), self.reviewed_off.map(|off| -off)];
            body.push(self.foot("扣分（预算执行率低）", off, ""));
        }
        let Points { weight, score, reviewed } = self.points;
        let grade = if self.reviewed { self.reviewed_grade.as_ref() } else { self.grade.as_ref() };
        let grade = grade.map(|grade| format!("等级：{grade}")).unwrap_or_default();
        body.push(self.foot("总分", [weight, score, reviewed], &grade));
        joined(self.widths(), vec![head], body)
    }

    /// A line over the whole width below the indicators.
    fn foot(&self, label: &str, figures: [Option<Decimal>; 3], behind: &str) -> Row {
        let [points, first, second] = figures;
        let total = label == "总分";
        let sum =
            |cell: Cell, group| cell.sum(if total { Sum::Total(group) } else { Sum::Part(group) });
        let scored = |points| if total { score(points) } else { Cell::number(points) };
        let mut row = vec![
            Cell::label(label).columns(6),
            sum(weight(points), WEIGHTS),
            sum(scored(first), SCORES),
        ];
        row.extend(self.reviewed.then(|| sum(scored(second), REVIEWS)));
        row.push(Cell::short(behind));
        row
    }

    /// 分值, 得分 and 复核得分 as parts of the totals; dashes where there are no points.
    fn points(&self, points: Option<Points>) -> [Cell; 3] {
        let Some(points) = points else { return [(); 3].map(|()| Cell::short(NOTHING)) };
        [
            weight(points.weight).sum(Sum::Part(WEIGHTS)),
            score(points.score).sum(Sum::Part(SCORES)),
            score(points.reviewed).sum(Sum::Part(REVIEWS)),
        ]
    }
}

/// The first row is the sum of the others.
const fn share(at: usize, group: u8) -> Sum {
    if at == 0 { Sum::Total(group) } else { Sum::Part(group) }
}

/// One row for each item: points and sentences.
fn explanation(explained: &[Explained]) -> Table {
    let head = vec![["指标", "分值", "得分", "说明"].map(Cell::column).into()];
    let row = |item: &Explained| {
        vec![
            Cell::short(&item.item),
            weight(item.weight),
            score(item.score),
            Cell::long(item.lines.join("\n")),
        ]
    };
    let body = explained.iter().map(row).collect();
    Table { widths: vec![110, 40, 50, 270], head, body, joined: false }
}

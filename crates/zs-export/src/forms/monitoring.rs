//! 项目支出绩效目标执行监控表: money and goals of one project at the end of a month.
use super::cells::{TICK, filled, joined, levels, rate, wan, wide};
use super::{Signature, Stamp, signs};
use crate::Laid;
use crate::sheet::{Block, Cell, Row, Sum, Table};
use zs_model::Decimal;

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Monitoring {
    /// Year and version.
    pub stamp: Stamp,
    /// From January to the end of this month.
    pub month: u8,
    /// 项目编码.
    pub code: Option<String>,
    /// 项目名称.
    pub name: Option<String>,
    /// 主管部门及代码.
    pub department: Option<String>,
    /// 实施单位.
    pub unit: Option<String>,
    /// 项目资金: 年度资金总额 first, then its sources.
    pub funds: Vec<FundRow>,
    /// 年度总体目标.
    pub goals: Vec<String>,
    /// 绩效指标.
    pub rows: Vec<MonitoringRow>,
    /// What is said of the whole, in the order of the form: a label and its text.
    pub whole: Vec<(String, String)>,
    /// Who filled and passed it.
    pub signatures: Vec<Signature>,
}

/// One source of money. Amounts in 分; `None` is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FundRow {
    /// 年度资金总额, 其中：本年一般公共预算拨款 ….
    pub label: String,
    /// 年初预算数.
    pub initial: Option<i64>,
    /// 全年预算数: printed where some source has another one than at the beginning.
    pub adjusted: Option<i64>,
    /// 执行数.
    pub paid: Option<i64>,
    /// 执行率 in percent.
    pub rate: Option<Decimal>,
    /// 全年预计执行数.
    pub expected: Option<i64>,
}

/// One indicator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MonitoringRow {
    /// 一级指标.
    pub level1: Option<String>,
    /// 二级指标.
    pub level2: Option<String>,
    /// 三级指标.
    pub level3: Option<String>,
    /// 年度指标值.
    pub target: Option<String>,
    /// 执行情况; `None` is printed as missing.
    pub actual: Option<String>,
    /// 全年预计完成情况.
    pub expected: Option<String>,
    /// 经费保障, 制度保障, 人员保障, 硬件条件保障, 其他: which of them are ticked.
    pub causes: [bool; 5],
    /// 原因说明.
    pub reason: Option<String>,
    /// 确定能 0, 有可能 1, 完全不可能 2.
    pub likelihood: Option<usize>,
    /// 备注.
    pub note: Option<String>,
}

const TITLE: &str = "项目支出绩效目标执行监控表";
/// 绩效指标, the indicator, its causes, how likely it is, 备注: points of a landscape page.
const WIDTHS: [u16; 17] = [48, 48, 50, 74, 54, 54, 54, 28, 28, 28, 28, 28, 74, 28, 28, 28, 48];
/// Of the head: label, four cells of a pair of pairs, made of the columns above.
const HEAD: [u16; 7] = [48, 98, 128, 108, 112, 130, 104];
const CAUSES: [&str; 5] = ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他"];
const LIKELY: [&str; 3] = ["确定能", "有可能", "完全不可能"];

impl Monitoring {
    /// Lays the form out.
    #[must_use]
    pub fn laid(&self) -> Laid {
        let mut blocks = vec![
            Block::Heading(3, self.stamp.titled(TITLE)),
            Block::Caption {
                left: self.stamp.above(Some(format!("监控期：1—{}月", self.month))),
                right: Some("金额单位：万元".to_owned()),
            },
            Block::Table(self.head()),
        ];
        if !self.rows.is_empty() {
            blocks.push(Block::Table(self.grid()));
        }
        if !self.whole.is_empty() {
            let line = |(label, text): &(String, String)| wide(label, text, 1);
            let body = self.whole.iter().map(line).collect();
            blocks.push(Block::Table(joined(&[146, 582], Vec::new(), body)));
        }
        blocks.extend(signs(&self.signatures, 4));
        let name = self.name.as_deref().unwrap_or_default();
        self.stamp.laid(format!("{name}{}", self.stamp.titled(TITLE)), true, blocks)
    }

    fn head(&self) -> Table {
        let text = |text: &Option<String>| Cell::short(text.clone().unwrap_or_default());
        let mut body = vec![
            vec![
                Cell::label("项目名称").columns(2),
                text(&self.name).columns(2),
                Cell::label("项目编码"),
                text(&self.code).columns(2),
            ],
            vec![
                Cell::label("主管部门及代码").columns(2),
                text(&self.department).columns(2),
                Cell::label("实施单位"),
                text(&self.unit).columns(2),
            ],
        ];
        body.extend(self.money());
        let goals = self.goals.join("\n");
        body.push(vec![
            Cell::label("年度总体目标").columns(2),
            Cell::long(goals).columns(HEAD.len() - 2),
        ]);
        Table { widths: HEAD.to_vec(), head: Vec::new(), body, joined: false }
    }

    /// 项目资金: one row per source; 全年预算数 only where it differs from 年初预算数.
    fn money(&self) -> Vec<Row> {
        let period = format!("1—{}月", self.month);
        let moved =
            self.funds.iter().any(|fund| fund.adjusted.is_some() && fund.adjusted != fund.initial);
        let span = if moved { 1 } else { 2 };
        let mut labels = vec![
            Cell::label("项目资金\n（万元）").rows(self.funds.len() + 1),
            Cell::column(""),
            Cell::column("年初预算数").columns(span),
        ];
        labels.extend(moved.then(|| Cell::column("全年预算数")));
        labels.extend([
            Cell::column(format!("{period}执行数")),
            Cell::column(format!("{period}执行率")),
            Cell::column("全年预计执行数"),
        ]);
        let mut rows = vec![labels];
        for (at, fund) in self.funds.iter().enumerate() {
            let sum = |group| if at == 0 { Sum::Total(group) } else { Sum::Part(group) };
            let mut row =
                vec![Cell::label(&fund.label), wan(fund.initial).sum(sum(1)).columns(span)];
            row.extend(moved.then(|| wan(fund.adjusted).sum(sum(2))));
            row.extend([
                wan(fund.paid).sum(sum(3)),
                rate(fund.rate),
                wan(fund.expected).sum(sum(4)),
            ]);
            rows.push(row);
        }
        rows
    }

    fn grid(&self) -> Table {
        let column = |text: &str| Cell::column(text).rows(2);
        let mut upper = vec![Cell::label("绩效指标").rows(2)];
        upper.extend(["一级指标", "二级指标", "三级指标", "年度指标值"].map(column));
        upper.push(column(&format!("1—{}月执行情况", self.month)));
        upper.push(column("全年预计完成情况"));
        upper.push(Cell::column("偏差原因分析").columns(CAUSES.len() + 1));
        upper.push(Cell::column("完成目标可能性").columns(LIKELY.len()));
        upper.push(column("备注"));
        let lower = CAUSES.iter().chain(&["原因说明"]).chain(&LIKELY);
        let lower: Row = lower.map(|text| Cell::column(*text)).collect();

        let keys: Vec<_> =
            self.rows.iter().map(|row| [row.level1.as_ref(), row.level2.as_ref()]).collect();
        let mut body = Vec::with_capacity(self.rows.len());
        for ((at, row), begun) in self.rows.iter().enumerate().zip(levels(&keys)) {
            let mut cells = Row::new();
            if at == 0 {
                cells.push(Cell::label("").rows(self.rows.len()));
            }
            cells.extend(begun);
            cells.extend(row.cells());
            body.push(cells);
        }
        joined(&WIDTHS, vec![upper, lower], body)
    }
}

impl MonitoringRow {
    fn cells(&self) -> Row {
        let short = |text: &Option<String>| Cell::short(text.clone().unwrap_or_default());
        let tick = |ticked: bool| Cell::short(if ticked { TICK } else { "" });
        let mut cells = vec![
            short(&self.level3),
            short(&self.target),
            filled(self.actual.as_ref()),
            short(&self.expected),
        ];
        cells.extend(self.causes.map(tick));
        cells.push(Cell::long(self.reason.clone().unwrap_or_default()));
        cells.extend((0..LIKELY.len()).map(|at| tick(self.likelihood == Some(at))));
        cells.push(Cell::long(self.note.clone().unwrap_or_default()));
        cells
    }
}

//! The official layout of a document as blocks: what every printed format (md, html …) shares.
mod cells;
mod cover;
mod department;
mod grid;
mod hebei;
mod project;
mod summary;

use zs_catalog::{Catalog, Form, PrintKind};
use zs_model::Document;

pub(crate) use cells::{Cell, Figure, Role, Row, Sum, Table};
pub(crate) use grid::runs;

/// One block of the printed document, in reading order.
pub(crate) enum Block {
    /// The document's title.
    Title(String),
    /// A heading: 1 for a part, 2 for a part's own name, 3 for a form or a chapter, 4 for a chapter that may begin with a
    /// table.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// `附件1` above a form.
    Annex(String),
    /// 目录, where pages have numbers of our own.
    Contents,
    /// The line above a table: who fills it, and in which unit.
    Caption { left: Option<String>, right: Option<String> },
    /// A table.
    Table(Table),
    /// Small print below a table.
    Note(String),
    /// Who answers for the form, side by side.
    Signs(Vec<String>),
    /// A new page begins where pages exist.
    Page,
}

/// Lays out a document as its form family prints it; an unknown family gets the common labels.
pub(crate) fn blocks(document: &Document) -> Vec<Block> {
    let catalog = Catalog::embedded();
    let form = catalog.form(&document.form);
    let words = form.map_or(&catalog.printed, |form| &form.printed);
    let kind = form.map(|form| form.print).unwrap_or_default();
    let mut blocks = cover::blocks(document, kind);
    if !document.projects.is_empty() && kind == PrintKind::Hebei {
        let at = blocks.iter().position(|block| matches!(block, Block::Page));
        let at = at.unwrap_or(blocks.len());
        blocks.splice(at..at, [Block::Page, Block::Contents]);
    }
    let mut annex = (1..).map(|number| format!("附件{number}"));
    let mut start = |blocks: &mut Vec<Block>| {
        blocks.push(Block::Page);
        if kind == PrintKind::Hunan {
            blocks.extend(annex.next().map(Block::Annex));
        }
    };
    if let Some(department) = &document.department_form {
        start(&mut blocks);
        blocks.extend(department::blocks(department, words));
    }
    if let Some(summary) = &document.summary_form {
        start(&mut blocks);
        blocks.extend(summary::blocks(summary, document.fiscal_year, words));
    }
    if kind == PrintKind::Hebei && !document.projects.is_empty() {
        blocks.push(Block::Page);
        blocks.push(Block::Heading(1, "第二部分".to_owned()));
        blocks.push(Block::Heading(2, "预算项目绩效目标".to_owned()));
    }
    let department = cover::named_in_tables(document, kind);
    for (at, project) in document.projects.iter().enumerate() {
        // The first project of a part stands under the part's name.
        if at > 0 || kind != PrintKind::Hebei {
            start(&mut blocks);
        }
        blocks.extend(project::blocks(project, form, words, department));
    }
    blocks
}

/// Whether the family's tables are as wide as a page is high.
pub(crate) fn is_landscape(document: &Document) -> bool {
    let form = Catalog::embedded().form(&document.form);
    form.is_some_and(|form| form.print == PrintKind::Columns)
}

/// The document's title in one line, also the title of a page.
pub(crate) fn title(document: &Document) -> String {
    cover::title(document)
}

/// What stands behind a project's name in its heading: 绩效目标表, 绩效目标申报表 ….
fn title_end(form: Option<&Form>) -> &str {
    let title = form.map_or("绩效目标表", |form| form.title.as_str());
    title.rfind("绩效目标").map_or("绩效目标表", |at| &title[at..])
}

#[cfg(test)]
mod tests {
    use super::{Block, Row, Table, blocks};
    use zs_model::{
        DepartmentForm, Document, Indicator, KeyTask, Money, MoneyUnit, Plan, PlanPoint, Project,
        SummaryForm, SummaryRow,
    };

    /// Every row of a part covers the same columns, counting what reaches down from above.
    fn assert_covered(rows: &[Row], columns: usize, what: &str) {
        let mut open = vec![0; columns];
        for row in rows {
            let mut cells = row.iter();
            let mut column = 0;
            while column < columns {
                if open[column] > 0 {
                    open[column] -= 1;
                    column += 1;
                    continue;
                }
                let cell = cells.next().unwrap_or_else(|| panic!("{what}: a gap at {column}"));
                for covered in open.iter_mut().skip(column).take(cell.columns) {
                    *covered = cell.rows - 1;
                }
                column += cell.columns;
            }
            assert!(column == columns && cells.next().is_none(), "{what}: a row is too wide");
        }
        assert!(open.iter().all(|left| *left == 0), "{what}: a cell reaches below its part");
    }

    fn tables(document: &Document) -> Vec<Table> {
        let table = |block| if let Block::Table(table) = block { Some(table) } else { None };
        blocks(document).into_iter().filter_map(table).collect()
    }

    fn full(points: u8) -> Document {
        let money = || Money::parse("12.50", MoneyUnit::TenThousandYuan);
        let text = |text: &str| Some(text.to_owned());
        let row = |level2: &str, extra: bool| Indicator {
            level1: text("产出指标"),
            level2: text(level2),
            weight: extra.then(|| Some(10.into())),
            note: extra.then_some(None),
            extra: extra.then(|| ("数据来源".to_owned(), "台账".to_owned())).into_iter().collect(),
            ..Indicator::default()
        };
        let mut project = Project {
            indicators: vec![row("数量指标", false), row("数量指标", true), row("质量指标", false)],
            period_indicators: vec![row("数量指标", true)],
            plan: Plan(
                (0..points).map(|at| PlanPoint { month: at % 12 + 1, percent: None }).collect(),
            ),
            period: Some(text("2026")),
            purpose: text("用途"),
            ..Project::default()
        };
        project.budget.fiscal = money();
        project.extra.insert("项目属性".to_owned(), "新增".repeat(40));
        Document {
            projects: vec![Project::default(), project],
            department_form: Some(DepartmentForm {
                by_income: vec![("财政拨款".to_owned(), money()), ("其他资金".to_owned(), None)],
                by_expense: vec![("基本支出".to_owned(), money())],
                key_tasks: vec![KeyTask { amount: Some(money()), ..KeyTask::default() }],
                goal: Some(None),
                indicators: vec![row("数量指标", true)],
                ..DepartmentForm::default()
            }),
            summary_form: Some(SummaryForm {
                rows: vec![SummaryRow::default()],
                ..SummaryForm::default()
            }),
            ..Document::default()
        }
    }

    #[test]
    fn every_table_of_every_family_covers_its_grid() {
        let ids = zs_catalog::Catalog::embedded().forms.iter().map(|form| form.id.as_str());
        for id in ids.chain(["unknown"]) {
            for points in [0, 1, 4, 5, 12, 15] {
                let mut document = full(points);
                document.form = id.to_owned();
                for table in tables(&document) {
                    let what = format!("{id} with {points} points: {:?}", table.body.first());
                    assert_covered(&table.head, table.widths.len(), &what);
                    assert_covered(&table.body, table.widths.len(), &what);
                }
            }
        }
    }
}

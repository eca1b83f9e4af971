//! The title and 第一部分. 目录 is left out: its page numbers belong to the source.
use super::Block;
use zs_catalog::PrintKind;
use zs_model::{Document, Overall};

/// `青禾县机关事务服务中心2026年部门预算绩效文本`.
pub(super) fn title(document: &Document) -> String {
    line(document.department.as_deref().unwrap_or_default(), document.fiscal_year)
}

fn line(department: &str, year: Option<u16>) -> String {
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    format!("{department}{year}部门预算绩效文本")
}

/// The department, where the family's own tables name it (主管部门).
pub(super) fn named_in_tables(document: &Document, kind: PrintKind) -> Option<&str> {
    let tables = matches!(kind, PrintKind::Central | PrintKind::Columns);
    let department = document.department.as_deref();
    department.filter(|_| tables && !document.projects.is_empty())
}

pub(super) fn blocks(document: &Document, kind: PrintKind) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !states_itself(document, kind) {
        blocks.push(Block::Title(title(document)));
    }
    if document.overall != Overall::default() {
        overall(&mut blocks, &document.overall);
    }
    blocks
}

/// Annexes have no cover; their forms state department and year.
fn states_itself(document: &Document, kind: PrintKind) -> bool {
    let form = document.department_form.as_ref();
    kind == PrintKind::Hunan
        && form.is_some_and(|form| {
            form.department == document.department && form.year == document.fiscal_year
        })
}

fn overall(blocks: &mut Vec<Block>, overall: &Overall) {
    blocks.push(Block::Page);
    blocks.push(Block::Heading(1, "第一部分".to_owned()));
    blocks.push(Block::Heading(2, "部门整体绩效目标".to_owned()));
    let goal = overall.goal.iter().cloned().collect();
    let parts = [
        ("一、总体绩效目标", goal),
        ("二、分项绩效目标", overall.sub_goals.clone()),
        ("三、工作保障措施", overall.safeguards.clone()),
    ];
    for (heading, paragraphs) in parts {
        blocks.push(Block::Heading(3, heading.to_owned()));
        blocks.extend(paragraphs.into_iter().map(Block::Paragraph));
    }
}

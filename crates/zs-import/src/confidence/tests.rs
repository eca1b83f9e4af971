//! What is weighed, and what it comes to.
use crate::{Block, Cell, Kind, Layout, Limits, Table, read_surely, recognise_surely};
use zs_catalog::Catalog;
use zs_model::{Confidence, Field, FieldRef, Level, Place, Reason, Scope};

fn table(rows: &[&[&str]], loose: bool) -> Layout {
    let mut table = Table { loose, ..Table::default() };
    for (row, texts) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*texts) {
            let place = Place {
                page: Some(1),
                table: Some(1),
                row: Some(row + 1),
                column: Some(column + 1),
                ..Place::default()
            };
            let text = (*text).to_owned();
            let cell =
                Cell { row, column, row_span: 1, column_span: 1, text, place, ..Cell::default() };
            table.cells.push(cell);
            table.columns = table.columns.max(column + 1);
        }
        table.rows = row + 1;
    }
    Layout { blocks: vec![Block::Table(table)], ..Layout::default() }
}

const ROWS: &[&[&str]] = &[
    &["项目编码", "13999926P000012100211", "项目名称", "河道巡查经费"],
    &["预算规模及资金用途", "预算数", "12.50", ""],
    &["", "财政资金", "11.50", ""],
    &["一级指标", "二级指标", "三级指标", "指标值"],
    &["产出指标", "数量指标", "巡查次数", "≥12次"],
    &["", "", "河段数量", "≥9722026年12月底前"],
];

fn of(confidence: &Confidence, scope: Scope, field: Field) -> (Level, Vec<Reason>) {
    let sureness = &confidence.fields[&FieldRef::new(scope, field)];
    (sureness.level(), sureness.reasons.clone())
}

#[test]
fn labels_values_and_neighbours_are_weighed() {
    let (_, _, confidence) = recognise_surely(&table(ROWS, false), Catalog::embedded());
    let project = Scope::Project(1);
    let row = |row| Scope::Indicator { project: 1, row };
    use Reason as R;
    let name = of(&confidence, project, Field::Name);
    assert_eq!(name, (Level::Certain, vec![R::LabelExact, R::ValueFits]));
    let total = of(&confidence, project, Field::Total);
    assert!(total.1.contains(&R::NeighboursDiffer) && total.0 > Level::Certain, "{total:?}");
    let target = of(&confidence, row(2), Field::Target);
    assert_eq!(target, (Level::Likely, vec![R::LabelExact, R::ValueStrange]));
    let level = of(&confidence, row(2), Field::Level1);
    assert_eq!(level, (Level::Likely, vec![R::ValueFits, R::NeighboursAgree, R::Inherited]));
    let purpose = of(&confidence, project, Field::Purpose);
    assert_eq!(purpose, (Level::Certain, vec![R::Blank]));
    assert_eq!(confidence.parts[&project].level(), Level::Certain);
}

#[test]
fn whatever_a_printed_table_without_lines_says_is_doubtful() {
    let (_, _, confidence) = recognise_surely(&table(ROWS, true), Catalog::embedded());
    let all = confidence.fields.iter().filter(|(at, _)| at.scope != Scope::Overall);
    for (at, sureness) in all {
        assert_eq!(sureness.level(), Level::Doubtful, "{at:?}");
    }
    assert_eq!(confidence.parts[&Scope::Document].level(), Level::Doubtful);
}

#[test]
fn text_without_a_field_makes_its_part_doubtful() {
    let rows = [ROWS, &[&["某栏", "某值", "", ""]]].concat();
    let rows: Vec<&[&str]> = [&rows[..1], &rows[6..]].concat();
    let (_, findings, confidence) = recognise_surely(&table(&rows, false), Catalog::embedded());
    assert_eq!(findings.len(), 1);
    let part = &confidence.parts[&Scope::Project(1)];
    assert_eq!(part.left_out.as_deref(), Some("某栏｜某值"));
    assert_eq!(part.level(), Level::Doubtful);
    let blank = of(&confidence, Scope::Project(1), Field::Total);
    assert_eq!(blank, (Level::Doubtful, vec![Reason::Blank, Reason::TextLeftOut]));
}

#[test]
fn what_is_given_as_data_is_certain() {
    let json = br#"{"schema": "zhunsheng.document/1", "projects": [{"name": "x"}]}"#;
    let read = read_surely(json, None, Some(Kind::Json), Catalog::embedded(), &Limits::default());
    let (_, confidence) = read.unwrap();
    let all = confidence.fields.values().chain(confidence.parts.values());
    assert!(all.clone().count() > 5);
    assert!(all.map(|of| &of.reasons).all(|reasons| reasons == &[Reason::Stated]));
}

//! Text exports in every style we know, invented; and the real ones, counted.
use crate::{Block, Layout, Limits, Paragraph, Table};
use shared::shared;

#[path = "../../../../../tests/shared.rs"]
mod shared;

fn read(text: &str) -> Layout {
    super::read(text, &Limits::default()).expect("a layout")
}

fn tables(layout: &Layout) -> Vec<&Table> {
    fn table(block: &Block) -> Option<&Table> {
        if let Block::Table(t) = block { Some(t) } else { None }
    }
    layout.blocks.iter().filter_map(table).collect()
}

fn paragraphs(layout: &Layout) -> Vec<&Paragraph> {
    fn paragraph(block: &Block) -> Option<&Paragraph> {
        if let Block::Paragraph(p) = block { Some(p) } else { None }
    }
    layout.blocks.iter().filter_map(paragraph).collect()
}

/// Rows as `a|b|c`, line breaks as `/`.
fn rows(table: &Table) -> Vec<String> {
    (0..table.rows)
        .map(|row| {
            let cells = table.cells.iter().filter(|c| c.row == row);
            cells.map(|c| c.text.replace('\n', "/")).collect::<Vec<_>>().join("|")
        })
        .collect()
}

const HEADER: &str = "\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\n";

#[test]
fn cells_on_lines_of_their_own_become_rows() {
    let text = format!(
        "2、道路保洁费绩效目标表 TC 2、道路保洁费绩效目标表 \\f C \\l 1 \n\t单位编码\n\t单位：万元\n\n{HEADER}\t产出指标\n\t数量指标\n\t保洁里程\n\t≥12公里\n\n\t\n\t质量指标\n\t达标率\n\t≥95%\n\n\n附件2\n"
    );
    let layout = read(&text);
    let table = tables(&layout)[0];
    assert_eq!(
        rows(table),
        [
            "单位编码|单位：万元",
            "一级指标|二级指标|三级指标|指标值",
            "产出指标|数量指标|保洁里程|≥12公里",
            "|质量指标|达标率|≥95%"
        ]
    );
    assert!(table.loose);
    let names: Vec<_> = paragraphs(&layout).iter().map(|p| (p.text.as_str(), p.heading)).collect();
    assert_eq!(names, [("2、道路保洁费绩效目标表", Some(1)), ("附件2", None)]);
    let cell = table.cells.iter().find(|c| c.text == "保洁里程").expect("the cell");
    let place = &cell.place;
    assert_eq!(
        (place.line, place.table, place.row, place.column),
        (Some(12), Some(1), Some(3), Some(3))
    );
}

#[test]
fn a_blank_line_inside_a_row_does_not_cut_it() {
    let text = format!(
        "{HEADER}\t产出指标\n\t数量指标\n\n\t巡查次数\n\t24次\n\n\n\t\n\t时效指标\n\t完成时间\n\t12月底前\n"
    );
    let layout = read(&text);
    assert_eq!(
        rows(tables(&layout)[0])[1..],
        ["产出指标|数量指标|巡查次数|24次", "|时效指标|完成时间|12月底前"]
    );
}

#[test]
fn a_missing_blank_line_does_not_join_rows() {
    let text = format!(
        "{HEADER}\t产出指标\n\t数量指标\n\t巡查次数\n\t24次\n\t\n\t时效指标\n\t完成时间\n\t12月底前\n"
    );
    let layout = read(&text);
    assert_eq!(
        rows(tables(&layout)[0])[1..],
        ["产出指标|数量指标|巡查次数|24次", "|时效指标|完成时间|12月底前"]
    );
}

#[test]
fn a_header_cut_in_two_is_whole_again() {
    let text = "\t一级指标\n\t二级指标\n\t三级指标\n\n\t绩效指标描述\n\t指标值\n\n\t产出指标\n\t数量指标\n\t次数\n\t培训\n\t3次\n";
    let layout = read(text);
    assert_eq!(
        rows(tables(&layout)[0]),
        ["一级指标|二级指标|三级指标|绩效指标描述|指标值", "产出指标|数量指标|次数|培训|3次"]
    );
}

#[test]
fn a_header_cut_after_its_first_cell_is_whole_again() {
    let text = "\t一级指标\n\n\t二级指标\n\t三级指标\n\t指标值\n\n\n\t产出指标\n\n\t数量指标\n\t次数\n\t3次\n";
    let layout = read(text);
    assert_eq!(tables(&layout).len(), 1);
    assert_eq!(
        rows(tables(&layout)[0]),
        ["一级指标|二级指标|三级指标|指标值", "产出指标|数量指标|次数|3次"]
    );
}

#[test]
fn a_header_joined_to_its_neighbours_stands_alone_again() {
    let text = "\t绩效目标\n\t按期完成\n\t年度绩效指标\n\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\t\n\t产出指标\n\t产出数量\n\t次数\n\t3次\n";
    let layout = read(text);
    assert_eq!(
        rows(tables(&layout)[0]),
        [
            "绩效目标|按期完成",
            "年度绩效指标|一级指标|二级指标|三级指标|指标值",
            "|产出指标|产出数量|次数|3次"
        ]
    );
}

#[test]
fn a_numbered_paragraph_goes_on_with_its_row() {
    let layout = read(
        "绩效目标\t1、全年养护。\t\n\n2、按季支付。\n一级指标\t二级指标\t\n\n3、道路费绩效目标表\n",
    );
    assert_eq!(
        rows(tables(&layout)[0]),
        ["绩效目标|1、全年养护。/2、按季支付。", "一级指标|二级指标"]
    );
    assert_eq!(paragraphs(&layout)[0].text, "3、道路费绩效目标表");
}

#[test]
fn a_merged_label_that_was_left_out_gets_its_empty_cell() {
    let text = format!(
        "{HEADER}\t产出指标\n\t数量指标\n\t巡查次数\n\t24次\n\n\t时效指标\n\t完成时间\n\t12月底前\n"
    );
    let layout = read(&text);
    assert_eq!(rows(tables(&layout)[0])[2], "|时效指标|完成时间|12月底前");
}

#[test]
fn paragraphs_of_a_cell_stay_in_it() {
    let text = "\t绩效目标\n\t1、全年绿化养护十二次。\n\n2、苗木成活率不低于九成。\n3、按季支付。\n\n二、保障措施\n加强巡查。\n";
    let layout = read(text);
    assert_eq!(
        rows(tables(&layout)[0]),
        ["绩效目标|1、全年绿化养护十二次。/2、苗木成活率不低于九成。/3、按季支付。"]
    );
    let texts: Vec<_> = paragraphs(&layout).iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["二、保障措施", "加强巡查。"]);
}

#[test]
fn notes_below_a_table_are_paragraphs() {
    let layout = read("\t项目编码\n\tA-01\n\n注：本表一式两份。\n");
    assert_eq!(paragraphs(&layout)[0].text, "注：本表一式两份。");
}

#[test]
fn an_annex_begins_a_table() {
    let layout = read("\t附件1\n\t\n\n\t部门名称\n\t某中心\n\n\n\t附件2\n\t\n\n\t序号\n\t一\n\n");
    let all = tables(&layout);
    assert_eq!(all.iter().map(|t| t.place.line).collect::<Vec<_>>(), [Some(1), Some(8)]);
}

#[test]
fn rows_on_lines_keep_their_empty_cells() {
    let text = "项目编码\tX9\t\t项目名称\t绿化费\t\n\t25%\t\t50%\t100%\t\n\n一级指标\t二级指标\t三级指标\n\t标\t常\n";
    let layout = read(text);
    let all = tables(&layout);
    assert_eq!(rows(all[0]), ["项目编码|X9||项目名称|绿化费", "|25%||50%|100%"]);
    assert_eq!(rows(all[1]), ["一级指标|二级指标|三级指标", "|标|常"]);
}

#[test]
fn rows_apart_by_blank_lines_are_one_table() {
    let layout = read("序号\t事项\t金额\n\n一\t物业\t80\n\n二\t水电\t75\n\n第二部分\n");
    assert_eq!(rows(tables(&layout)[0]), ["序号|事项|金额", "一|物业|80", "二|水电|75"]);
}

#[test]
fn contents_and_single_lines_with_tabs_are_paragraphs() {
    let layout = read(
        "目 录\n一、总体绩效目标.....\t1\n2.某某费绩效目标表\t14\n\n填报单位：某局\t单位：万元\n",
    );
    assert!(tables(&layout).is_empty());
    assert_eq!(paragraphs(&layout).len(), 4);
}

#[test]
fn paragraphs_indented_by_a_tab_are_no_cells() {
    let layout = read(
        "\t一是把全区公务用车纳入平台统一调度，按月公布里程和油耗情况。\n\t二是把闲置办公用房登记造册，年底以前全部盘活并对外公开招租。\n",
    );
    assert!(tables(&layout).is_empty());
    assert_eq!(paragraphs(&layout)[1].place.line, Some(2));
}

#[test]
fn ruled_columns_are_tables() {
    let text = "┌────┬────┐\n│名称│金额│\n├────┼────┤\n│绿化│ 80 │\n│养护│    │\n├────┼────┤\n│水电│ 75 │\n└────┴────┘\n\n名称 | 金额 | 备注\n绿化 | 80 |\n";
    let layout = read(text);
    let all = tables(&layout);
    assert_eq!(rows(all[0]), ["名称|金额", "绿化/养护|80", "水电|75"]);
    assert_eq!(rows(all[1]), ["名称|金额|备注", "绿化|80"]);
}

#[test]
fn aligned_columns_are_tables() {
    let text = "事项        责任科室    金额\n合  计                  155\n物业管理    后勤科      80\n车辆运行　　车管科　　　75\n";
    let layout = read(text);
    assert_eq!(
        rows(tables(&layout)[0]),
        ["事项|责任科室|金额", "合  计||155", "物业管理|后勤科|80", "车辆运行|车管科|75"]
    );
}

#[test]
fn rules_below_a_header_are_no_rows() {
    let layout =
        read("事项        金额    备注\n----------  ------  ----\n物业管理    80      无\n");
    assert_eq!(rows(tables(&layout)[0]), ["事项|金额|备注", "物业管理|80|无"]);
}

#[test]
fn field_residue_is_dropped() {
    let layout = read(
        "[bookmark: _Toc_1]一、目标\nTOC \\o \"1-3\" \\h \\z \\u HYPERLINK \\l \"_Toc9\" 二、分项 PAGEREF _Toc9 \\h 4\nC:\\files 与 TC 系统\n[2016]64号\n",
    );
    let texts: Vec<_> = paragraphs(&layout).iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["一、目标", "二、分项 4", "C:\\files 与 TC 系统", "[2016]64号"]);
}

#[test]
fn page_numbers_go_and_pages_are_counted() {
    let layout = read("第一部分\n- 1 -\n\x0c总体目标\n第 2 页 共 9 页\n3\n\x0c12\n附件\n");
    let seen: Vec<_> =
        paragraphs(&layout).iter().map(|p| (p.text.as_str(), p.place.line, p.place.page)).collect();
    assert_eq!(
        seen,
        [
            ("第一部分", Some(1), Some(1)),
            ("总体目标", Some(3), Some(2)),
            ("附件", Some(7), Some(3))
        ]
    );
    let plain = read("目标\n12\n");
    assert_eq!(paragraphs(&plain).len(), 2);
}

#[test]
fn limits_hold() {
    let limits = Limits { cells: 100, text: 1000, columns: 8, ..Limits::default() };
    assert!(super::read(&"a\tb\tc\n".repeat(60), &limits).is_err());
    assert!(super::read(&"长".repeat(400), &limits).is_err());
    assert!(super::read(&"\t".repeat(900), &limits).is_err());
    assert!(super::read(&"a  b  c\n".repeat(60), &limits).is_err());
    let wide = (0..20).map(|i| i.to_string()).collect::<Vec<_>>().join("\t");
    let layout = super::read(&wide, &limits).expect("a layout");
    assert_eq!(rows(tables(&layout)[0]), [format!("0|1|2|3|4|5|6|{}", wide[14..].trim())]);
}

/// Rows of indicators of each table that has an indicator header as wide as the header demands.
fn indicator_rows(table: &Table) -> Option<usize> {
    let rows = rows(table);
    let header = rows.iter().position(|r| r.contains("三级指标"))?;
    let width = rows[header].matches('|').count();
    let level3 = rows[header].split('|').position(|c| c == "三级指标")?;
    let body = &rows[header + 1..];
    assert!(body.iter().all(|r| r.matches('|').count() == width), "{body:#?}");
    // The piece of a row that a page break cut off holds no whole name of the second level.
    let whole = |r: &&String| r.split('|').nth(level3 - 1).is_some_and(|c| c.chars().count() > 3);
    Some(body.iter().filter(whole).count())
}

#[test]
fn the_corpus_has_all_its_indicators() {
    let Some(corpus) = shared("corpus") else { return };
    for name in ["huailai.txt", "shifeng-2021.txt", "zunhua-2023.txt", "zhangjiakou-2024.md"] {
        let text = std::fs::read_to_string(corpus.join(name)).expect("the document");
        let stem = name.split('.').next().expect("a stem");
        let golden =
            std::fs::read_to_string(corpus.join(format!("golden/{stem}.json"))).expect("the model");
        let golden: serde_json::Value = serde_json::from_str(&golden).expect("JSON");
        let forms = golden
            .get("department_form")
            .into_iter()
            .chain(golden["projects"].as_array().into_iter().flatten());
        let expected: Vec<usize> =
            forms.filter_map(|f| Some(f.get("indicators")?.as_array()?.len())).collect();
        let kind = crate::formats::kind::Kind::detect(text.as_bytes(), None).expect("a kind");
        assert_eq!(
            name.rsplit('.').next(),
            Some(if kind.id() == "text" { "txt" } else { kind.id() })
        );
        let layout = if name.ends_with(".md") {
            crate::formats::markdown::read(&text, &Limits::default()).expect("a layout")
        } else {
            read(&text)
        };
        let mut found: Vec<usize> = Vec::new();
        for table in tables(&layout) {
            let Some(rows) = indicator_rows(table) else { continue };
            // A table that begins with its indicator header goes on from the page before.
            let goes_on = name.ends_with(".md") && table.cells[0].text == "一级指标";
            match found.last_mut() {
                Some(last) if goes_on => *last += rows,
                _ => found.push(rows),
            }
        }
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn pieces_and_joined_rows_together() {
    let text = format!(
        "{HEADER}\t效益指标\n\t经济效益指标\n\t节约开支\n\t≥95%\n\t\n\t社会效益指标\n\n\t提升水平\n\t≥98%\n\n\t\n\t生态效益指标\n\t环境\n\t≥95%\n\t\n\t可持续影响指标\n\t执行\n\t≥97%\n"
    );
    let layout = read(&text);
    assert_eq!(
        rows(tables(&layout)[0])[1..],
        [
            "效益指标|经济效益指标|节约开支|≥95%",
            "|社会效益指标|提升水平|≥98%",
            "|生态效益指标|环境|≥95%",
            "|可持续影响指标|执行|≥97%"
        ]
    );
}

//! Markdown as converters and people write it, invented.
use crate::{Block, Layout, Limits};

/// One line a block: `# heading`, `paragraph`, `[row / row]` with `|` between cells.
fn dump(text: &str) -> Vec<String> {
    let layout: Layout = super::read(text, &Limits::default()).expect("a layout");
    let block = |b: &Block| match b {
        Block::Paragraph(p) => match p.heading {
            Some(level) => format!("{} {}", "#".repeat(level.into()), p.text),
            None => p.text.clone(),
        },
        Block::Table(t) => {
            let row = |r| {
                let cells = t.cells.iter().filter(move |c| c.row == r);
                cells.map(|c| c.text.replace('\n', "↵")).collect::<Vec<_>>().join("|")
            };
            format!("[{}]", (0..t.rows).map(row).collect::<Vec<_>>().join(" / "))
        }
    };
    layout.blocks.iter().map(block).collect()
}

#[test]
fn headings_lists_and_rules() {
    let text = "# 目 录\n\n---\n## 一、总体目标 ##\n###二、分项目标\n- （一）巡查。\n* （二）养护。  \n> 引文\n***\n1. 第一条\\\n";
    assert_eq!(
        dump(text),
        [
            "# 目 录",
            "## 一、总体目标",
            "### 二、分项目标",
            "（一）巡查。",
            "（二）养护。",
            "引文",
            "1. 第一条"
        ]
    );
}

#[test]
fn pipe_tables_of_every_kind() {
    let clean = "| 名称 | 目标值 |\n|:---|---:|\n| 里程 | ≥12公里<br>每月 |\n|  | a\\|b |\n";
    assert_eq!(dump(clean), ["[名称|目标值 / 里程|≥12公里↵每月 / |a|b]"]);
    let bare = "名称 | 目标值\n--- | ---\n里程 | 12\n";
    assert_eq!(dump(bare), ["[名称|目标值 / 里程|12]"]);
    let ragged = "|名称|目标值|备注|\n|里程|12|\n|次数|";
    assert_eq!(dump(ragged), ["[名称|目标值|备注 / 里程|12 / 次数]"]);
    assert_eq!(dump("甲|乙 一句话\n"), ["甲|乙 一句话"]);
}

#[test]
fn rows_with_tabs_and_tags() {
    let text = "## 1.绿化费绩效目标表\n\n<b>项目编码</b>\tX9 M\t\t<B>项目名称</B>\t绿化费\t\t\n<b>一级 指标</b>\t二级\t三级\t值\t\t\t\n";
    assert_eq!(
        dump(text),
        ["## 1.绿化费绩效目标表", "[项目编码|X9 M||项目名称|绿化费 / 一级 指标|二级|三级|值|]"]
    );
}

#[test]
fn stacked_cells_in_markdown() {
    let text = "\t一级指标\n\t二级指标\n\t**三级指标**\n\n\t产出指标\n\t数量指标\n\t里程\n";
    assert_eq!(dump(text), ["[一级指标|二级指标|三级指标 / 产出指标|数量指标|里程]"]);
}

#[test]
fn marks_go_and_data_stays() {
    for (text, printed) in [
        ("**项目名称**：绿化费", "项目名称：绿化费"),
        ("资金**总额**与*结余*", "资金总额与*结余*"),
        ("***重要*** __注意__ *斜体*", "重要 注意 斜体"),
        ("100*2*3=600，2**3**4", "100*2*3=600，2**3**4"),
        ("长*宽*高", "长*宽*高"),
        ("身份证 130***0012 与 ***", "身份证 130***0012 与 ***"),
        ("签字：______", "签字：______"),
        ("a_b_c x__init__y", "a_b_c x__init__y"),
        ("<5%，<单位名称>，x<y>z", "<5%，<单位名称>，x<y>z"),
        ("&lt;5&#37; &ge;3&nbsp;&#x4e00; A&B &foo;", "<5% ≥3\u{a0}一 A&B &foo;"),
        ("[管理办法](https://example.cn/a) 怀政[2016](64)号", "管理办法 怀政[2016](64)号"),
        ("![图](a.png) <https://example.cn>", "图 https://example.cn"),
        ("\\*星\\* 1\\. C:\\目录", "*星* 1. C:\\目录"),
        ("<span style=\"x\">一<sup>2</sup></span><!-- 注 -->", "一2"),
    ] {
        assert_eq!(dump(text), [printed], "{text}");
    }
}

#[test]
fn fences_and_comments_are_dropped() {
    let text = "```markdown\n# 标题\n|a|b|\n|-|-|\n```\n<!-- 隐藏\n多行 -->\n正文<br/>第二行\n";
    assert_eq!(dump(text), ["# 标题", "[a|b]", "正文", "第二行"]);
}

#[test]
fn grids_of_pandoc() {
    let text = "+------+------+\n| 名称 | 金额 |\n+======+======+\n| 绿化 | **80** |\n| 养护 |      |\n+------+------+\n| 水电 | 75   |\n+------+------+\n";
    assert_eq!(dump(text), ["[名称|金额 / 绿化↵养护|80 / 水电|75]"]);
}

#[test]
fn hostile_lines_take_linear_time() {
    for unit in
        ["*a ", "**", "[a](", "[", "<", "<b", "&", "\\", "_ _", "__a", "a* ", "<!--", "|", "TC \\"]
    {
        let text = unit.repeat(20_000);
        assert!(super::read(&text, &Limits::default()).is_ok(), "{unit}");
    }
}

#[test]
fn html_tables_inside_markdown() {
    let text = "# 标题\n\n前 <TABLE>\n<tr><td rowspan=2>甲</td><td>**乙**</td></tr>\n<tr><td>丙<table><tr><td>丁</table></td></tr></table>\n\n- 后\n<table>孤\n|a|b|\n|-|-|\n";
    assert_eq!(dump(text), ["# 标题", "前", "[甲|**乙** / 丙]", "后", "孤", "[a|b]"]);
    let layout = super::read(text, &Limits::default()).expect("a layout");
    let lines: Vec<_> = layout
        .blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(p) => p.place.line,
            Block::Table(t) => t.place.line,
        })
        .collect();
    assert_eq!(lines, [1, 3, 3, 7, 8, 9].map(Some));
}

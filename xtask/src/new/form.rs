//! `new form`: the definition of a form family and its sample.
use super::{create, named};
use anyhow::Result;

#[derive(clap::Args)]
pub struct Args {
    /// Place and first year, like jiangsu-2025
    family: String,
}

pub fn run(args: &Args) -> Result<()> {
    named(&args.family, '-')?;
    let folder = format!("catalog/forms/{}", args.family);
    create(&format!("{folder}/form.toml"), &FORM.replace("{family}", &args.family))?;
    create(&format!("{folder}/sample.md"), SAMPLE)?;
    println!(
        "fill both; `cargo xtask test catalog` reads the sample and shows what was understood"
    );
    Ok(())
}

const FORM: &str = r#"id = "{family}"
zh = "TODO 表名（地区、年份）"
en = "TODO name (place, year)"
source = "TODO: which form of which office and year; verified | from knowledge"

# Only where a label means something else than in ../common.toml.
[labels]

# What tells this family from the others.
[recognise]
labels = []
titles = ["TODO"]

[print]
title = "TODO"
kind = "columns"
"#;

const SAMPLE: &str = r"# TODO 青禾县…绩效目标表

金额单位：万元

| 项目名称 | TODO |  |  |  |
| --- | --- | --- | --- | --- |
| 一级指标 | 二级指标 | 三级指标 | 指标值 | 备注 |
";

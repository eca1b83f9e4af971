//! The arguments of every command, with their help in Chinese first and English second.
use crate::say::Lang;
use clap::{ArgAction, Args, Parser, Subcommand, builder::PossibleValue};
use std::path::PathBuf;

const TEMPLATE: &str = "{about}\n\n用法 / Usage: {usage}\n\n{all-args}{after-help}";
const OPTIONS: &str = "选项 / Options";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "zhunsheng",
    version,
    about = "准绳：读、查、管部门预算绩效文本\nReads, checks and keeps budget performance documents",
    help_template = TEMPLATE,
    after_help = "退出码：0 完成；1 检查发现错误；2 用法不对，或有文件不能读。\n\
                  Exit status: 0 done; 1 check found an error; 2 bad usage, or a file that cannot be read.",
    subcommand_help_heading = "命令 / Commands",
    next_help_heading = OPTIONS,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// 消息的语言（默认中文；LANG 以 en 开头时为英文） / Language of messages
    #[arg(
        long,
        global = true,
        display_order = 100,
        value_name = "zh|en",
        value_enum,
        hide_possible_values = true
    )]
    pub lang: Option<Lang>,
    /// 显示帮助 / Print help
    #[arg(short, long, global = true, display_order = 101, action = ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本 / Print version
    #[arg(short = 'V', long, display_order = 102, action = ArgAction::Version)]
    version: Option<bool>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 把文件转换成另一种格式 / Convert files to another format
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    Convert(Convert),
    /// 检查绩效文本，像严格的审核人一样 / Check documents like a strict reviewer
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    Check(Check),
    /// 解释一条规则，或列出全部规则 / Explain one rule, or list them all
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    Rule(Rule),
    /// 启动服务 / Run the server
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    Serve(Serve),
    /// 用虚构的青禾县数据试用，停止后数据即删除 / Try it with an invented county; its data goes when it stops
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    Demo(Demo),
    /// 管理账号 / Accounts
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    User(crate::args_admin::User),
    /// 管理区划 / Areas
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    Area(crate::args_admin::Area),
    /// 在线备份到一个文件，并验证 / Back up to one file while the server runs, and prove it
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    Backup(crate::args_admin::Archive),
    /// 把备份恢复到空数据库 / Take a backup back into an empty database
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    Restore(crate::args_admin::Archive),
    /// 审计链 / The audit chain
    #[command(help_template = TEMPLATE, next_help_heading = OPTIONS)]
    Audit(crate::args_admin::Audit),
}

/// `demo`.
#[derive(Args, Debug)]
pub struct Demo {
    /// 监听地址 / Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8420")]
    pub listen: String,
}

/// `serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// 配置文件（默认当前文件夹的 zhunsheng.toml） / Configuration file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// 数据库：sqlite:文件 或 postgres://… / Database
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// 监听地址 / Address to listen on
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<String>,
}

/// `check`.
#[derive(Args, Debug)]
pub struct Check {
    /// 文件或文件夹，- 为标准输入 / Files or folders; - is standard input
    #[arg(value_name = "FILE|DIR|-", required = true, help_heading = "参数 / Arguments")]
    pub files: Vec<PathBuf>,
    /// 报告的样式 / Face of the report
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = faces())]
    pub format: String,
    /// 只用这些规则：名称、编码开头、A|B|C / Only these rules: name, beginning of a code, tier
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub select: Vec<String>,
    /// 不用这些规则 / Not these rules
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// 只报这个程度以上的 / Report only this severity and above
    #[arg(long, value_name = "info|warning|error", default_value = "info")]
    #[arg(value_parser = ["info", "warning", "error"], hide_possible_values = true)]
    pub min_severity: String,
    /// 把批注写进 Word 文件的副本 / Write the findings as comments into a copy of the Word file
    #[arg(long, value_name = "OUT.docx")]
    pub annotate: Option<PathBuf>,
    /// 配置文件（默认用文件旁边的 zhunsheng.toml） / Configuration (default: zhunsheng.toml beside the files)
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// `rule`.
#[derive(Args, Debug)]
pub struct Rule {
    /// 规则的名称或编码 / Name or code of a rule
    #[arg(value_name = "NAME", help_heading = "参数 / Arguments")]
    pub name: Option<String>,
    /// 样式 / Format
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json", "md"])]
    pub format: String,
}

fn faces() -> Vec<PossibleValue> {
    let face = |face: &&zs_engine::reports::Face| {
        PossibleValue::new(face.id).help(format!("{} / {}", face.zh, face.en))
    };
    zs_engine::reports::FACES.iter().map(face).collect()
}

/// `convert`.
#[derive(Args, Debug)]
pub struct Convert {
    /// 文件，- 为标准输入；可以是多个 / Files; - is standard input
    #[arg(value_name = "FILE|-", required = true, help_heading = "参数 / Arguments")]
    pub files: Vec<PathBuf>,
    /// 文件种类（默认看内容，再看文件名） / Kind of file (default: by content, then by name)
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    pub from: Option<String>,
    /// 转换成 / Format of the result
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub to: String,
    /// 逐字段附上识读的把握与理由（只用于 json） / Say of each field how sure the reader is and why (json only)
    #[arg(long)]
    pub with_confidence: bool,
    /// 写到文件；多个文件时写到文件夹（默认标准输出） / Write to a file, or to a folder for several files
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
}

fn kinds() -> Vec<PossibleValue> {
    zs_engine::Kind::ALL.iter().map(|kind| PossibleValue::new(kind.id())).collect()
}

fn formats() -> Vec<PossibleValue> {
    let formats = zs_engine::formats().iter();
    formats
        .map(|format| PossibleValue::new(format.id).help(format!("{} / {}", format.zh, format.en)))
        .collect()
}

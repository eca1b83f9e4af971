//! The arguments of the commands that administer a record: users, areas, backups, the audit chain.
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Which record.
#[derive(Args, Debug)]
pub struct Record {
    /// 配置文件（默认当前文件夹的 zhunsheng.toml） / Configuration file
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// 数据库：sqlite:文件 或 postgres://… / Database
    #[arg(long, value_name = "URL", global = true)]
    pub database: Option<String>,
}

/// Which area.
#[derive(Args, Debug)]
pub struct OfArea {
    /// 区划代码（只有一个区划时可省略） / Area code (needed where there are several)
    #[arg(long, value_name = "CODE", global = true)]
    pub area: Option<String>,
}

/// `user`.
#[derive(Args, Debug)]
pub struct User {
    #[command(flatten)]
    pub record: Record,
    #[command(flatten)]
    pub of: OfArea,
    #[command(subcommand)]
    pub verb: UserVerb,
}

/// What to do with users.
#[derive(Debug, Subcommand)]
#[command(subcommand_help_heading = "命令 / Commands")]
pub enum UserVerb {
    /// 新建账号并授予角色；打印初始密码 / Create an account with a role; prints its first password
    Add(UserAdd),
    /// 列出账号 / List the accounts
    List,
    /// 停用账号 / Let an account in no more
    Lock(Login),
    /// 启用或解锁账号 / Let an account in again
    Unlock(Login),
    /// 重置密码并打印 / Set a new first password and print it
    Password(NewPassword),
}

/// `user add`.
#[derive(Args, Debug)]
pub struct UserAdd {
    /// 用户名 / Login
    #[arg(value_name = "LOGIN", help_heading = "参数 / Arguments")]
    pub login: String,
    /// 姓名（默认同用户名） / Name that others see (default: the login)
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// 角色，可重复 / Role; may be given several times
    #[arg(long, value_name = "ROLE", required = true, value_parser = roles())]
    pub role: Vec<String>,
    /// 部门或单位编码（默认整个区划） / Code of the department or unit (default: the whole area)
    #[arg(long, value_name = "CODE")]
    pub node: Option<String>,
    /// 从标准输入读初始密码 / Read the first password from standard input
    #[arg(long)]
    pub password_stdin: bool,
}

/// Whose account.
#[derive(Args, Debug)]
pub struct Login {
    /// 用户名 / Login
    #[arg(value_name = "LOGIN", help_heading = "参数 / Arguments")]
    pub login: String,
}

/// `user password`.
#[derive(Args, Debug)]
pub struct NewPassword {
    /// 用户名 / Login
    #[arg(value_name = "LOGIN", help_heading = "参数 / Arguments")]
    pub login: String,
    /// 从标准输入读密码 / Read the password from standard input
    #[arg(long)]
    pub password_stdin: bool,
}

fn roles() -> Vec<clap::builder::PossibleValue> {
    let role = |role: &zs_store::Role| {
        let (zh, en) = crate::demo::title(*role);
        clap::builder::PossibleValue::new(role.word()).help(format!("{zh} / {en}"))
    };
    zs_store::Role::ALL.iter().map(role).collect()
}

/// `area`.
#[derive(Args, Debug)]
pub struct Area {
    #[command(flatten)]
    pub record: Record,
    #[command(subcommand)]
    pub verb: AreaVerb,
}

/// What to do with areas.
#[derive(Debug, Subcommand)]
#[command(subcommand_help_heading = "命令 / Commands")]
pub enum AreaVerb {
    /// 新建区划 / Create an area
    Add(AreaAdd),
    /// 列出区划 / List the areas
    List,
}

/// `area add`.
#[derive(Args, Debug)]
pub struct AreaAdd {
    /// 区划代码（GB/T 2260），6 至 12 位数字 / Area code, 6 to 12 digits
    #[arg(value_name = "CODE", help_heading = "参数 / Arguments")]
    pub area: String,
    /// 名称 / Name
    #[arg(value_name = "NAME", help_heading = "参数 / Arguments")]
    pub name: String,
    /// 上级区划 / The area above
    #[arg(long, value_name = "CODE")]
    pub parent: Option<String>,
}

/// `backup` and `restore`.
#[derive(Args, Debug)]
pub struct Archive {
    #[command(flatten)]
    pub record: Record,
    /// 备份文件 / The backup
    #[arg(value_name = "FILE", help_heading = "参数 / Arguments")]
    pub file: PathBuf,
}

/// `audit`.
#[derive(Args, Debug)]
pub struct Audit {
    #[command(flatten)]
    pub record: Record,
    #[command(subcommand)]
    pub verb: AuditVerb,
}

/// What to do with the audit chain.
#[derive(Debug, Subcommand)]
#[command(subcommand_help_heading = "命令 / Commands")]
pub enum AuditVerb {
    /// 逐条验证审计链；有断点时退出码为 1 / Prove the chain entry by entry; exit status 1 where it is broken
    Verify(OfArea),
}

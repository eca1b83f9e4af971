//! A sheet as the official form: what `zhunsheng.monitoring-sheet/1` says, in the places of the printed form.
use crate::days;
use crate::monitoring::written::{
    Cause, Decision, Fund, FundWritten, Likelihood, RowWritten, SheetWritten,
};
use crate::problem::{Answer, Problem, ProblemKind};
use crate::workflow::State;
use serde::{Deserialize, Deserializer};
use sm3::{Digest as _, Sm3};
use std::fmt::Write as _;
use zs_engine::forms::monitoring::{FundRow, Monitoring, MonitoringRow};
use zs_engine::forms::{Signature, Stamp};
use zs_model::Decimal;

/// The parts of the sheet that are printed.
#[derive(Deserialize)]
struct Whole {
    year: u16,
    month: u8,
    project: Project,
    funds: Funds,
    goals: Vec<String>,
    rows: Vec<Row>,
    warnings: Vec<Warning>,
    written: SheetWritten,
    signatures: Vec<Signed>,
}

#[derive(Deserialize)]
struct Project {
    code: Option<String>,
    name: Option<String>,
    unit_name: Option<String>,
    department: Option<String>,
    department_code: Option<String>,
}

#[derive(Deserialize)]
struct Funds {
    initial_fen: Option<i64>,
    fiscal_fen: Option<i64>,
    other_fen: Option<i64>,
    adjusted_fen: i64,
    paid_fen: i64,
    #[serde(deserialize_with = "figure")]
    rate: Option<Decimal>,
}

#[derive(Deserialize)]
struct Row {
    level1: Option<String>,
    level2: Option<String>,
    level3: Option<String>,
    target: Option<String>,
    actual: Option<Actual>,
    written: RowWritten,
}

#[derive(Deserialize)]
pub(crate) struct Actual {
    value: Option<String>,
    state: Option<String>,
}

#[derive(Deserialize)]
struct Warning {
    zh: String,
}

#[derive(Deserialize)]
pub(crate) struct Signed {
    action: String,
    from: String,
    name: String,
    at: i64,
}

impl Signed {
    /// A step of a thing that is not kept as a whole.
    pub fn new(action: &str, from: &str, name: String, at: i64) -> Self {
        Self { action: action.to_owned(), from: from.to_owned(), name, at }
    }

    /// Whether this is a pass from a state.
    pub fn passed(&self, from: State) -> bool {
        self.action == "pass" && self.from == from.word()
    }
}

/// Who signs where: what the form calls them, and the step that they took from which state.
const PLACES: [(&str, &str, Option<&str>); 4] = [
    ("填报人", "submit", None),
    ("单位审核", "pass", Some("unit_review")),
    ("主管部门审核", "pass", Some("department_review")),
    ("财政部门审核", "pass", Some("finance_review")),
];

/// A decimal that is written as a string, as everywhere in what the record keeps.
pub(crate) fn figure<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    let written = Option::<String>::deserialize(from)?;
    written.map(|text| text.parse().map_err(serde::de::Error::custom)).transpose()
}

/// The form of a sheet from its bytes; their SM3 stands on every page.
///
/// # Errors
/// `Internal` for bytes that are no sheet.
pub(crate) fn form(bytes: &[u8], signed: bool) -> Answer<Monitoring> {
    let whole: Whole = serde_json::from_slice(bytes).map_err(|error| {
        tracing::error!(%error, "a monitoring sheet cannot be read");
        Problem::new(ProblemKind::Internal)
    })?;
    let Project { code, name, unit_name, department, department_code } = whole.project;
    Ok(Monitoring {
        stamp: stamp(whole.year, bytes, signed),
        month: whole.month,
        code,
        name,
        department: self::department(department, department_code),
        unit: unit_name,
        funds: funds(&whole.funds, &whole.written),
        goals: whole.goals,
        rows: whole.rows.into_iter().map(row).collect(),
        whole: told(&whole.written, &whole.warnings),
        signatures: signatures(&whole.signatures),
    })
}

/// 主管部门 with its code behind it.
pub(crate) fn department(name: Option<String>, code: Option<String>) -> Option<String> {
    match (name, code) {
        (Some(name), Some(code)) => Some(format!("{name}（{code}）")),
        (name, code) => name.or(code),
    }
}

/// What every form bears: its year, and the digest of what is printed.
pub(crate) fn stamp(year: u16, bytes: &[u8], signed: bool) -> Stamp {
    let state = (!signed).then(|| "草稿，未签批".to_owned());
    Stamp { year: Some(year), digest: digest(bytes), state }
}

/// SM3 in hexadecimal, as the record keeps it for what is signed.
pub(crate) fn digest(bytes: &[u8]) -> String {
    let mut digest = String::with_capacity(64);
    for byte in Sm3::digest(bytes) {
        // Writing into a String cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}

/// 年度资金总额 and its sources; what nobody wrote of a source is what the approved version says of it.
fn funds(funds: &Funds, written: &SheetWritten) -> Vec<FundRow> {
    let total = FundRow {
        label: "年度资金总额".to_owned(),
        initial: funds.initial_fen,
        adjusted: Some(funds.adjusted_fen),
        paid: Some(funds.paid_fen),
        rate: funds.rate,
        expected: written.expected_fen,
    };
    let sources = [
        (Fund::GeneralBudget, "其中：本年一般公共预算拨款", funds.fiscal_fen),
        (Fund::CarryOver, "上年结转资金", None),
        (Fund::Other, "其他资金", funds.other_fen),
    ];
    let source = |(fund, label, approved): (Fund, &str, Option<i64>)| {
        let said: Option<&FundWritten> = written.funds.iter().find(|one| one.fund == fund);
        FundRow {
            label: label.to_owned(),
            initial: said.and_then(|one| one.initial_fen).or(approved),
            paid: said.and_then(|one| one.paid_fen),
            expected: said.and_then(|one| one.expected_fen),
            ..FundRow::default()
        }
    };
    std::iter::once(total).chain(sources.map(source)).collect()
}

fn row(row: Row) -> MonitoringRow {
    let written = row.written;
    let causes = [Cause::Funding, Cause::Rules, Cause::Staff, Cause::Facilities, Cause::Other];
    MonitoringRow {
        level1: row.level1,
        level2: row.level2,
        level3: row.level3,
        target: row.target,
        actual: row.actual.and_then(reached),
        expected: written.expected,
        causes: causes.map(|cause| written.causes.contains(&cause)),
        reason: written.reason,
        likelihood: written.likelihood.map(|likely| match likely {
            Likelihood::Certain => 0,
            Likelihood::Possible => 1,
            Likelihood::Impossible => 2,
        }),
        note: written.note,
    }
}

/// The value as it was written, or the state of a goal in words.
pub(crate) fn reached(actual: Actual) -> Option<String> {
    let state = actual.state.map(|state| match state.as_str() {
        "met" => "达成年度指标".to_owned(),
        "partial" => "部分达成年度指标并具有一定效果".to_owned(),
        "unmet" => "未达成年度指标且效果较差".to_owned(),
        _ => state,
    });
    match (actual.value, state) {
        (Some(value), Some(state)) => Some(format!("{value}（{state}）")),
        (value, state) => value.or(state),
    }
}

/// What is said of the whole: a label and its text, in the order of the form.
fn told(written: &SheetWritten, warnings: &[Warning]) -> Vec<(String, String)> {
    let likely = written.likelihood.map(|likely| match likely {
        Likelihood::Certain => "确定能",
        Likelihood::Possible => "有可能",
        Likelihood::Impossible => "完全不可能",
    });
    let decision = written.decision.map(|decision| match decision {
        Decision::Continue => "继续执行",
        Decision::ShiftFunds => "调剂资金",
        Decision::AdjustGoals => "调整目标",
        Decision::Pause => "暂缓执行",
        Decision::Cancel => "取消项目",
    });
    let warned: Vec<&str> = warnings.iter().map(|warning| warning.zh.as_str()).collect();
    let warned = (!warned.is_empty()).then(|| warned.join("\n"));
    let lines = [
        ("绩效目标执行总体情况", written.situation.clone()),
        ("预警情况", warned),
        ("完成目标可能性", likely.map(str::to_owned)),
        ("处理意见", decision.map(str::to_owned)),
        ("改进措施", written.measures.clone()),
        ("备注", written.note.clone()),
    ];
    lines.into_iter().map(|(label, text)| (label.to_owned(), text.unwrap_or_default())).collect()
}

/// The four places of the form; of several who signed in one place the last counts.
pub(crate) fn signatures(signed: &[Signed]) -> Vec<Signature> {
    let place = |(role, action, from): (&str, &str, Option<&str>)| {
        let here = |one: &&Signed| one.action == action && from.is_none_or(|from| from == one.from);
        signed.iter().rfind(here).map_or_else(
            || Signature::blank(role),
            |one| Signature {
                role: role.to_owned(),
                name: Some(one.name.clone()),
                day: Some(days::text(days::day_of(one.at))),
            },
        )
    };
    PLACES.map(place).into()
}

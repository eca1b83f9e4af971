//! A sheet of payments against the record: whose project each row is, what is wrong and what is doubtful about it.
use super::{Judged, acceptable, funds, judge, payment};
use crate::problem::{Answer, Problem, ProblemKind};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use zs_engine::scoring::{Funds, Payment};
use zs_engine::{PaymentField, PaymentMapping, PaymentRow, RowFault};
use zs_store::{Cursor, MoneyKind, NewMoney, Page, Reader, Undertaking, UndertakingFilter};

/// The most rows of one sheet: all of them are booked in one transaction.
const ROWS: usize = 2000;
/// So many undertakings of a branch are looked through.
const UNDERTAKINGS: usize = 20_000;

/// A row, and what is to be said about it.
#[derive(Debug)]
pub(crate) struct Looked {
    pub row: PaymentRow,
    /// Whose payment it is; `None` where that is a fault.
    pub on: Option<Undertaking>,
    pub judged: Judged,
}

impl Looked {
    /// The entry that the row would be.
    pub fn money<'a>(row: &'a PaymentRow, on: &Undertaking) -> NewMoney<'a> {
        NewMoney {
            undertaking: on.id,
            day: row.day.as_deref().unwrap_or_default(),
            amount: row.fen.unwrap_or(0),
            number: row.number.as_deref(),
            payee: row.payee.as_deref(),
            economic_class: row.economic_class.as_deref(),
            reason: row.reason.as_deref(),
            ..NewMoney::default()
        }
    }
}

/// What is known of an undertaking while a sheet is looked through: the rows before count as paid.
struct Running {
    funds: Funds,
    before: Vec<Payment>,
}

/// Looks through the rows of a sheet of a node and year, as if those before each were booked.
///
/// # Errors
/// `TooLarge`.
pub(crate) async fn look_through(
    reader: &mut Reader,
    (node, year): (i64, i64),
    rows: Vec<PaymentRow>,
    now: i64,
) -> Answer<Vec<Looked>> {
    if rows.len() > ROWS {
        let zh = format!("一张表最多 {ROWS} 行支付，请拆分后再导入。");
        let en = format!("a sheet has at most {ROWS} payments: split it first");
        return Err(Problem::new(ProblemKind::TooLarge).because(zh, en));
    }
    let path = reader.node(node).await?.path;
    let known = Known::of(reader, year, path).await?;
    let mut running: BTreeMap<i64, Running> = BTreeMap::new();
    let mut looked = Vec::with_capacity(rows.len());
    for mut row in rows {
        let on = known.find(&row).map_err(|fault| row.faults.push(fault)).ok().cloned();
        let mut judged = Judged::default();
        if let Some(on) = on.as_ref().filter(|_| row.faults.is_empty()) {
            let new = Looked::money(&row, on);
            if let Err(problem) = acceptable(&new, MoneyKind::Payment, year, now) {
                let (zh, en) = (problem.body(false, "").detail, problem.body(true, "").detail);
                row.faults.push(RowFault { key: "not-acceptable", zh, en });
            } else {
                let run = match running.entry(on.id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => {
                        let funds = funds(on, &reader.month_ends(on.id).await?);
                        new.insert(Running { funds, before: Vec::new() })
                    }
                };
                judged = judge(reader, &new, &run.funds, &run.before).await?;
                // A row that is there already is never booked, so it takes nothing away from those below.
                if judged.twin.is_none() {
                    run.funds.paid = run.funds.paid.saturating_add(new.amount);
                    run.before.extend(payment(&new, format!("row {}", row.row)));
                }
            }
        }
        looked.push(Looked { row, on, judged });
    }
    Ok(looked)
}

/// The undertakings of a branch by code and by name.
#[derive(Default)]
struct Known {
    all: Vec<Undertaking>,
    by_code: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Known {
    async fn of(reader: &mut Reader, year: i64, path: String) -> Answer<Self> {
        let branches = vec![path];
        let filter = UndertakingFilter { year, month: 12, branches, light: None };
        let mut known = Self::default();
        let mut next: Option<Cursor> = None;
        loop {
            let page = reader.undertakings(&filter, &Page { after: next, limit: 500 }).await?;
            for on in page.items.into_iter().map(|row| row.undertaking) {
                let at = known.all.len();
                let names = [(&on.code, &mut known.by_code), (&on.name, &mut known.by_name)];
                for (name, index) in names {
                    let plain = name.as_deref().map(zs_model::text::squeeze);
                    plain.into_iter().for_each(|name| index.entry(name).or_default().push(at));
                }
                known.all.push(on);
            }
            next = page.next;
            if next.is_none() || known.all.len() >= UNDERTAKINGS {
                return Ok(known);
            }
        }
    }

    /// Whose payment a row is: by its code, else by its name; without both, the only one there is.
    fn find(&self, row: &PaymentRow) -> Result<&Undertaking, RowFault> {
        let fault =
            |key, zh: &str, en: &str| RowFault { key, zh: zh.to_owned(), en: en.to_owned() };
        let said = row.project_code.as_ref().or(row.project_name.as_ref());
        let found: Vec<&Undertaking> = match (&row.project_code, &row.project_name) {
            (Some(code), _) => self.at(self.by_code.get(code)),
            (None, Some(name)) => self.at(self.by_name.get(&zs_model::text::squeeze(name))),
            (None, None) => self.all.iter().collect(),
        };
        match (found.as_slice(), said) {
            ([only], _) => Ok(only),
            (_, None) => {
                Err(fault("project-missing", "没有写明项目。", "the row names no project"))
            }
            ([], Some(said)) => Err(fault(
                "project-unknown",
                &format!("本单位当年批复的文本中没有这个项目：{said}"),
                &format!("no approved document of the year here has this project: {said}"),
            )),
            (_, Some(said)) => Err(fault(
                "project-ambiguous",
                &format!("有几个项目都是“{said}”，请写明项目编码。"),
                &format!("several projects are \"{said}\": state the project code"),
            )),
        }
    }

    fn at(&self, places: Option<&Vec<usize>>) -> Vec<&Undertaking> {
        places.into_iter().flatten().filter_map(|at| self.all.get(*at)).collect()
    }
}

/// What a node's people confirmed of their headings, as the record keeps it.
pub(crate) async fn mapping_of(reader: &mut Reader, node: i64) -> Answer<PaymentMapping> {
    let kept = reader.payment_mapping(node).await?;
    let kept: BTreeMap<String, Option<String>> =
        kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let read = |word: Option<String>| word.as_deref().and_then(PaymentField::parse);
    Ok(kept.into_iter().map(|(heading, word)| (heading, read(word))).collect())
}

/// The mapping as the record keeps it.
pub(crate) fn printed_mapping(mapping: &PaymentMapping) -> Answer<String> {
    let words: BTreeMap<&String, Option<&str>> =
        mapping.iter().map(|(heading, field)| (heading, field.map(PaymentField::word))).collect();
    serde_json::to_string(&words).map_err(|_| Problem::new(ProblemKind::Internal))
}

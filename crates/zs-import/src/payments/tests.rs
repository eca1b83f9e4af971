//! Sheets of payments as offices export them.
use super::*;
use crate::Limits;

fn read(text: &str, mapping: &PaymentMapping) -> Result<PaymentSheet, ReadError> {
    read_payments(text.as_bytes(), Some("a.csv"), mapping, &Limits::default())
}

fn keys(row: &PaymentRow) -> Vec<&'static str> {
    row.faults.iter().map(|fault| fault.key).collect()
}

#[test]
fn columns_are_known_by_their_headings() {
    let sheet = read(
        "云溪县支付明细,,,,,\n序号,支付凭证号,支付日期,支付金额（万元）,收款人全称,项目编码\n\
         1,2025-0001,2025/3/5,12.345678,云溪照明工程公司,P1\n\
         2,2025-0002,2025年11月28日,\"1,000\",云溪物业,P2\n合计,,,1012.345678,,\n,,,,,\n",
        &PaymentMapping::new(),
    )
    .unwrap();
    assert_eq!(sheet.unit, Some(MoneyUnit::TenThousandYuan));
    let fields: Vec<_> = sheet.columns.iter().map(|c| c.field.map(PaymentField::word)).collect();
    let expected =
        [None, Some("number"), Some("day"), Some("amount"), Some("payee"), Some("project_code")];
    assert_eq!(fields, expected);
    let [first, second] = sheet.rows.as_slice() else { panic!("{:?}", sheet.rows) };
    assert_eq!(
        (first.row, first.fen, first.day.as_deref()),
        (3, Some(12_345_678), Some("2025-03-05"))
    );
    assert_eq!((second.fen, second.day.as_deref()), (Some(1_000_000_000), Some("2025-11-28")));
    assert_eq!((first.faults.len(), first.payee.as_deref()), (0, Some("云溪照明工程公司")));
}

#[test]
fn the_unit_may_stand_above_and_a_figure_may_state_its_own() {
    let sheet = read(
        "单位：万元,,\n日期,金额,收款单位\n20250105,2,甲\n2025.1.6,300元,乙\n",
        &PaymentMapping::new(),
    )
    .unwrap();
    assert_eq!(
        sheet.rows.iter().map(|row| row.fen).collect::<Vec<_>>(),
        [Some(2_000_000), Some(30_000)]
    );
}

#[test]
fn what_cannot_be_read_is_a_fault_and_never_a_guess() {
    let sheet = read(
        "日期,金额(元),收款人\n3月5日,1.005,甲\n2025-02-30,-5,\n,abc,乙\n2025-03-01 10:00:00,7,丙\n",
        &PaymentMapping::new(),
    )
    .unwrap();
    let faults: Vec<_> = sheet.rows.iter().map(keys).collect();
    assert_eq!(faults[0], ["day-unreadable", "amount-finer-than-fen"]);
    assert_eq!(faults[1], ["day-unreadable", "amount-not-positive", "payee-missing"]);
    assert_eq!(faults[2], ["amount-unreadable", "day-missing"]);
    assert_eq!((faults[3].len(), sheet.rows[3].day.as_deref()), (0, Some("2025-03-01")));
}

#[test]
fn a_confirmed_mapping_comes_before_the_list() {
    let text = "办理日,借方,给谁,金额\n2025-03-01,7,丙,9\n";
    let mapping = PaymentMapping::from([
        ("办理日".to_owned(), Some(PaymentField::Day)),
        ("借方".to_owned(), Some(PaymentField::Amount)),
        ("给谁".to_owned(), Some(PaymentField::Payee)),
        ("金额".to_owned(), None),
    ]);
    let sheet = read(text, &mapping).unwrap();
    assert_eq!((sheet.rows[0].fen, sheet.rows[0].payee.as_deref()), (Some(700), Some("丙")));
}

#[test]
fn a_sheet_without_any_known_heading_is_offered_by_column() {
    let text = "青禾县付账流水,,,\n制单：甲,,,\n几时,多少,付给谁了,哪一件\n2025-03-01,7.50,丙,P1\n2025-03-02,8,丁,P2\n";
    let sheet = read(text, &PaymentMapping::new()).unwrap();
    let column = |n: usize| (sheet.columns[n].letter.as_str(), sheet.columns[n].heading.as_str());
    assert_eq!((column(0), column(1)), (("A", "几时"), ("B", "多少")));
    assert_eq!(sheet.columns[1].samples, ["7.50", "8"]);
    assert_eq!((sheet.rows.len(), sheet.rows[0].row, sheet.rows[0].fen), (2, 4, None));
    let named = PaymentMapping::from([
        ("几时".to_owned(), Some(PaymentField::Day)),
        ("多少".to_owned(), Some(PaymentField::Amount)),
        ("付给谁了".to_owned(), Some(PaymentField::Payee)),
    ]);
    let sheet = read(text, &named).unwrap();
    assert_eq!((sheet.rows[0].fen, sheet.rows[0].faults.len()), (Some(750), 0));
}

#[test]
fn a_sheet_without_headings_is_named_by_its_letters() {
    let text = "单位：千元\n2025-03-01,V1,7,丙\n2025-03-02,V2,8,丁\n合计,,15,\n";
    let sheet = read(text, &PaymentMapping::new()).unwrap();
    let headings: Vec<_> = sheet.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(headings, ["A列（共4列）", "B列（共4列）", "C列（共4列）", "D列（共4列）"]);
    assert_eq!(sheet.rows.len(), 2);
    let named = PaymentMapping::from([
        ("A列（共4列）".to_owned(), Some(PaymentField::Day)),
        ("C列（共4列）".to_owned(), Some(PaymentField::Amount)),
        ("D列（共4列）".to_owned(), Some(PaymentField::Payee)),
    ]);
    let sheet = read(text, &named).unwrap();
    let row = &sheet.rows[0];
    assert_eq!((row.row, row.fen, row.payee.as_deref()), (2, Some(700_000), Some("丙")));
    // Another shape is another sheet: nothing of it is taken for granted.
    let other = read("2025-03-01,7,丙\n", &named).unwrap();
    assert!(other.columns.iter().all(|column| column.field.is_none()));
}

#[test]
fn what_cannot_hold_payments_is_refused() {
    for text in ["姓名,科室\n甲,办公室\n", "7\n8\n", "\n"] {
        assert!(read(text, &PaymentMapping::new()).is_err(), "{text}");
    }
}

#[test]
fn a_sheet_without_a_known_amount_waits_for_somebody_to_name_it() {
    let text = "云溪县付款流水,,\n支付日期,借方,收款人\n2025-03-01,7,丙\n";
    let sheet = read(text, &PaymentMapping::new()).unwrap();
    let headings: Vec<_> = sheet.columns.iter().map(|column| column.heading.as_str()).collect();
    assert_eq!(headings, ["支付日期", "借方", "收款人"]);
    assert_eq!((keys(&sheet.rows[0]), sheet.rows[0].fen), (vec!["amount-missing"], None));
    let mapping = PaymentMapping::from([("借方".to_owned(), Some(PaymentField::Amount))]);
    let named = read(text, &mapping).unwrap();
    assert_eq!((keys(&named.rows[0]), named.rows[0].fen), (Vec::new(), Some(700)));
    // A table that has the amount goes before one with more headings that does not.
    let sure = "日期,收款人,用途,项目\n2025-03-01,丙,无,甲\n,支付金额,收款人,\n2025-03-01,7,丙,\n";
    assert_eq!(read(sure, &PaymentMapping::new()).unwrap().rows[0].fen, Some(700));
}

//! Watching the year: actual values entry by entry, rounds with their sheets, rectifications until verified.
use super::on_both;
use crate::support::{AREA, NOW, TestStore, content, project};
use zs_store::{
    ActualValue, Light, NewActualValue, NewAttachment, NewMonitoringRound, NewMonitoringSheet,
    NewRectification, NewStep, Page, RectificationFilter, RectificationSource, SealKind,
    SheetFilter, SheetSigns, StoreError, Subject, Transition, ValueSource, Writer,
};

on_both!(
    the_newest_value_counts,
    a_round_has_one_sheet_for_each,
    a_signed_sheet_keeps_its_whole,
    rectifications_go_their_way,
);

/// An approved document of two projects; gives the numbers of their undertakings.
pub(super) async fn approved(test: &TestStore) -> (Writer, i64, Vec<i64>) {
    let document = test.document().await;
    let mut writer = test.store.write(AREA).await.unwrap();
    let projects = vec![project(1, "P1", "办公楼维修"), project(2, "P2", "食堂运行")];
    writer.save_version(document, 0, &content(test.clerk, projects)).await.unwrap();
    let step = Transition {
        from: "draft",
        to: "approved",
        action: "approve",
        version: 1,
        seal: Some(SealKind::Approved),
        reason: None,
        actor: test.reviewer,
        now: NOW,
    };
    writer.transition(document, &step).await.unwrap();
    let undertakings = writer.undertakings_of(document).await.unwrap();
    let numbers = undertakings.into_iter().map(|one| one.id).collect();
    (writer, document, numbers)
}

fn entry(test: &TestStore, undertaking: i64, day: &'static str) -> NewActualValue<'static> {
    NewActualValue {
        undertaking,
        version: 1,
        level3: Some("完成率"),
        description: None,
        day,
        value: None,
        state: None,
        share: None,
        source: ValueSource::Record,
        evidence: Some("维修台账"),
        attachment: None,
        actor: test.clerk,
        now: NOW,
    }
}

async fn the_newest_value_counts(test: TestStore) {
    let (mut writer, document, undertakings) = approved(&test).await;
    let [one, other] = undertakings[..] else { panic!("two undertakings") };
    for (day, value) in [
        ("2025-06-30", Some("40%")),
        ("2025-03-31", Some("20%")),
        ("2025-06-30", Some("45%")),
        ("2025-10-31", Some("70%")),
        ("2025-10-31", None),
    ] {
        let new = NewActualValue { value, ..entry(&test, one, day) };
        writer.create_actual_value(&new).await.unwrap();
    }
    let values = writer.actual_values(one).await.unwrap();
    assert_eq!(values.len(), 5);
    assert_eq!(values[0].source, ValueSource::Record);
    let at = |day| ActualValue::counting(&values, day).and_then(|v| v.value.as_deref());
    assert_eq!(at("2025-03-30"), None);
    assert_eq!(at("2025-05-01"), Some("20%"));
    assert_eq!(at("2025-06-30"), Some("45%"));
    // What was taken back lets the day before it count again.
    assert_eq!(at("2025-12-31"), Some("45%"));
    assert!(writer.actual_values(other).await.unwrap().is_empty());

    let new = NewAttachment {
        document: Some(document),
        name: "验收单.txt",
        media_type: "text/plain",
        body: b"x",
        uploaded_by: test.clerk,
        now: NOW,
    };
    let file = writer.create_attachment(&new).await.unwrap();
    let source = ValueSource::Attachment;
    let state = Some("met");
    let with_file = NewActualValue {
        state,
        source,
        attachment: Some(file),
        ..entry(&test, other, "2025-06-30")
    };
    writer.create_actual_value(&with_file).await.unwrap();
    assert_eq!(writer.delete_attachment(file).await.unwrap_err().kind(), "reference");
    drop(writer);
    let mut writer = test.store.write(AREA).await.unwrap();
    let bad = entry(&test, one, "2025-6-30");
    assert_eq!(writer.create_actual_value(&bad).await.unwrap_err().kind(), "invalid");
}

fn signs(light: Light, act_by: Option<&str>) -> SheetSigns {
    SheetSigns { light, money: light, goals: Light::Grey, act_by: act_by.map(str::to_owned) }
}

pub(super) fn step<'a>(
    test: &TestStore,
    from: &'a str,
    to: &'a str,
    action: &'a str,
) -> NewStep<'a> {
    NewStep { from, to, action, reason: None, actor: test.clerk, now: NOW }
}

/// A round of June over the department, with a sheet for each undertaking.
async fn opened(test: &TestStore, writer: &mut Writer, undertakings: &[i64]) -> (i64, i64) {
    let new = NewMonitoringRound {
        node: test.department,
        year: 2025,
        month: 6,
        due_on: "2025-07-15",
        profile: None,
        note: None,
        actor: test.reviewer,
        now: NOW,
    };
    let round = writer.create_monitoring_round(&new).await.unwrap();
    let sheets: Vec<_> = undertakings
        .iter()
        .zip([signs(Light::Red, Some("2025-07-20")), signs(Light::Green, None)])
        .map(|(undertaking, signs)| NewMonitoringSheet { undertaking: *undertaking, signs })
        .collect();
    let by = (test.reviewer, NOW);
    writer.create_monitoring_sheets(round, "draft", &sheets, by).await.unwrap();
    let filter = SheetFilter { round: Some(round), ..SheetFilter::default() };
    let made = writer.monitoring_sheets(&filter, &Page::first(9)).await.unwrap().items;
    assert_eq!(made.iter().map(|sheet| sheet.undertaking).collect::<Vec<_>>(), undertakings);
    (round, made[0].id)
}

async fn a_round_has_one_sheet_for_each(test: TestStore) {
    let (mut writer, _, undertakings) = approved(&test).await;
    let (round, _) = opened(&test, &mut writer, &undertakings).await;
    let red = SheetFilter {
        year: Some(2025),
        month: Some(6),
        lights: vec!["red".to_owned(), "yellow".to_owned()],
        states: vec!["draft".to_owned()],
        ..SheetFilter::default()
    };
    let found = writer.monitoring_sheets(&red, &Page::first(9)).await.unwrap().items;
    assert_eq!((found.len(), found[0].name.as_deref()), (1, Some("办公楼维修")));
    assert_eq!((found[0].due_on.as_str(), found[0].month), ("2025-07-15", 6));
    assert_eq!(found[0].signs.act_by.as_deref(), Some("2025-07-20"));
    assert_eq!(writer.count_monitoring_sheets(&red).await.unwrap(), 1);
    let counts = writer.count_sheets(round, &[]).await.unwrap();
    let told: Vec<_> = counts.iter().map(|c| (c.light, c.money, c.goals, c.count)).collect();
    let grey = Light::Grey;
    assert_eq!(told, [(Light::Green, Light::Green, grey, 1), (Light::Red, Light::Red, grey, 1)]);
    let elsewhere = writer.node(test.units[1]).await.unwrap().path;
    assert!(writer.count_sheets(round, &[elsewhere]).await.unwrap().is_empty());
    let rounds = writer.monitoring_rounds(2025).await.unwrap();
    assert_eq!((rounds.len(), rounds[0].node), (1, test.department));
    let again = NewMonitoringSheet { undertaking: undertakings[0], signs: signs(grey, None) };
    let by = (test.reviewer, NOW);
    let refused = writer.create_monitoring_sheets(round, "draft", &[again], by).await;
    assert_eq!(refused.unwrap_err().kind(), "duplicate");
}

async fn a_signed_sheet_keeps_its_whole(test: TestStore) {
    let (mut writer, _, undertakings) = approved(&test).await;
    let (_, id) = opened(&test, &mut writer, &undertakings).await;
    writer.show_sheets(&[(id, signs(Light::Green, Some("2025-09-01")))]).await.unwrap();
    let shown = writer.monitoring_sheet(id).await.unwrap();
    assert_eq!((shown.revision, shown.signs.light), (1, Light::Green));
    assert_eq!(shown.signs.act_by.as_deref(), Some("2025-07-20"));
    let now = signs(Light::Yellow, Some("2025-08-01"));
    let write = step(&test, "draft", "draft", "write");
    writer.write_sheet(id, "{\"note\":1}", &now, &write).await.unwrap();
    let sheet = writer.monitoring_sheet(id).await.unwrap();
    assert_eq!((sheet.revision, sheet.signs.light), (2, Light::Yellow));
    assert_eq!(sheet.signs.act_by.as_deref(), Some("2025-07-20"));
    let early = step(&test, "finance_review", "reviewed", "pass");
    let refused = writer.step_sheet(id, &now, None, &early).await.unwrap_err();
    assert_eq!(refused, StoreError::WrongState { current: "draft".to_owned() });
    let submit = step(&test, "draft", "finance_review", "submit");
    writer.step_sheet(id, &now, None, &submit).await.unwrap();
    let pass = NewStep { actor: test.reviewer, ..early };
    writer.step_sheet(id, &now, Some(b"{\"whole\":1}"), &pass).await.unwrap();
    let (written, whole) = writer.sheet_content(id).await.unwrap();
    assert_eq!(written.as_deref(), Some("{\"note\":1}"));
    assert_eq!(whole.as_deref(), Some(&b"{\"whole\":1}"[..]));
    let sheet = writer.monitoring_sheet(id).await.unwrap();
    assert_eq!((sheet.state.as_str(), sheet.signed_by), ("reviewed", Some(test.reviewer)));
    assert_eq!(sheet.hash.map(|hash| hash.len()), Some(64));
    writer.show_sheets(&[(id, signs(Light::Red, None))]).await.unwrap();
    assert_eq!(writer.monitoring_sheet(id).await.unwrap().signs.light, Light::Yellow);
    let events = writer.step_events(Subject::MonitoringSheet, id).await.unwrap();
    let told: Vec<_> = events.iter().map(|event| event.action.as_str()).collect();
    assert_eq!(told, ["write", "submit", "pass"]);
    writer.commit().await.unwrap();
    test.raw("UPDATE monitoring_sheet SET hash = 'other' WHERE state = 'reviewed'").await;
    let mut reader = test.store.read(AREA).await.unwrap();
    assert_eq!(reader.sheet_content(id).await.unwrap_err().kind(), "corrupt");
}

async fn rectifications_go_their_way(test: TestStore) {
    let (mut writer, document, undertakings) = approved(&test).await;
    let (_, sheet) = opened(&test, &mut writer, &undertakings).await;
    let new = NewRectification {
        document,
        undertaking: Some(undertakings[0]),
        sheet: Some(sheet),
        source: RectificationSource::Monitoring,
        reference: None,
        issuer: test.department,
        requirement: "加快支付进度",
        due_on: "2025-08-31",
        state: "issued",
        actor: test.reviewer,
        now: NOW,
    };
    let id = writer.create_rectification(&new).await.unwrap();
    let whole = NewRectification { undertaking: None, sheet: None, ..new };
    let second = writer.create_rectification(&whole).await.unwrap();
    let file = NewAttachment {
        document: Some(document),
        name: "a.txt",
        media_type: "text/plain",
        body: b"x",
        uploaded_by: test.clerk,
        now: NOW,
    };
    let file = writer.create_attachment(&file).await.unwrap();
    let report = step(&test, "issued", "reported", "report");
    writer.step_rectification(id, Some("已支付"), &[file], &report).await.unwrap();
    let late = writer.step_rectification(id, None, &[], &report).await.unwrap_err();
    assert_eq!(late, StoreError::WrongState { current: "reported".to_owned() });
    let reopen = step(&test, "reported", "reopened", "reopen");
    writer.step_rectification(id, None, &[file], &reopen).await.unwrap();
    let one = writer.rectification(id).await.unwrap();
    assert_eq!((one.result.as_deref(), one.revision), (Some("已支付"), 3));
    assert_eq!((one.name.as_deref(), one.issuer), (Some("办公楼维修"), test.department));
    assert_eq!(writer.rectification_files(id).await.unwrap(), [file]);
    assert_eq!(writer.step_events(Subject::Rectification, id).await.unwrap().len(), 2);

    let mut filter = RectificationFilter { year: Some(2025), ..RectificationFilter::default() };
    let all = writer.rectifications(&filter, &Page::first(9)).await.unwrap().items;
    assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), [second, id]);
    filter.due_before = Some("2025-08-31".to_owned());
    assert_eq!(writer.count_rectifications(&filter).await.unwrap(), 0);
    filter.due_before = Some("2025-09-01".to_owned());
    filter.states = vec!["reopened".to_owned()];
    filter.branches = vec![one.path];
    filter.issuers = vec![one.issuer_path];
    assert_eq!(writer.count_rectifications(&filter).await.unwrap(), 1);
    filter.branches = vec![writer.node(test.units[1]).await.unwrap().path];
    assert_eq!(writer.count_rectifications(&filter).await.unwrap(), 0);
}

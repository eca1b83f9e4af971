//! The year: approvals make undertakings, entries keep the sums, lights are counted per node.
use super::on_both;
use crate::support::{AREA, NOW, TestStore, content, project};
use zs_store::{
    Light, Lights, MoneyKind, NewMoney, NewNode, NodeKind, Page, PaymentLike, ProjectContent,
    SealKind, Store, Transition, Undertaking, UndertakingFilter, Writer,
};

on_both!(
    an_approval_makes_undertakings,
    a_later_approval_is_followed,
    what_was_adjusted_since_stands,
    entries_keep_the_sums,
    lights_are_counted_and_listed,
    a_branch_that_moves_takes_its_year_along,
    like_payments_are_found,
    an_older_record_gets_its_undertakings,
);

const WHOLE: &str = "000001";

/// Saves a version on top of `version`, and approves it.
async fn approve(test: &TestStore, document: i64, version: i64, projects: Vec<ProjectContent>) {
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.save_version(document, version, &content(test.clerk, projects)).await.unwrap();
    let from = if version == 0 { "draft" } else { "approved" };
    let step = Transition {
        from,
        to: "approved",
        action: "approve",
        version: version + 1,
        seal: Some(SealKind::Approved),
        reason: None,
        actor: test.reviewer,
        now: NOW,
    };
    writer.transition(document, &step).await.unwrap();
    writer.commit().await.unwrap();
}

/// The undertakings of an approved document of two projects.
pub(super) async fn approved(test: &TestStore) -> Vec<Undertaking> {
    let document = test.document().await;
    let two = vec![costing(1, "P1", "办公楼维修", 9_000), costing(2, "P2", "食堂运行", 5_000)];
    approve(test, document, 0, two).await;
    test.store.read(AREA).await.unwrap().undertakings_of(document).await.unwrap()
}

fn costing(ordinal: i64, code: &str, name: &str, budget: i64) -> ProjectContent {
    let body = format!("{{\"code\":\"{code}\",\"name\":\"{name}\",\"budget\":{budget}}}");
    ProjectContent { budget, body: body.into_bytes(), ..project(ordinal, code, name) }
}

fn money(test: &TestStore, undertaking: i64, kind: MoneyKind, amount: i64) -> NewMoney<'static> {
    let (kind, day, actor) = (Some(kind), "2025-03-10", test.clerk);
    NewMoney { undertaking, kind, day, amount, actor, now: NOW, ..NewMoney::default() }
}

async fn book(writer: &mut Writer, new: NewMoney<'_>) -> i64 {
    writer.book(&new).await.unwrap()
}

async fn an_approval_makes_undertakings(test: TestStore) {
    let document = test.document().await;
    let mut other_unit = costing(2, "P2", "食堂运行", 5_000);
    other_unit.unit_code = Some("430004".to_owned());
    approve(&test, document, 0, vec![costing(1, "P1", "办公楼维修", 9_000), other_unit]).await;
    let mut reader = test.store.read(AREA).await.unwrap();
    let made = reader.undertakings_of(document).await.unwrap();
    let rows = reader.projects_of(document).await.unwrap();
    assert_eq!(made.iter().map(|u| u.id).collect::<Vec<_>>(), [rows[0].id, rows[1].id]);
    assert_eq!((made[0].initial, made[0].stated, made[0].version), (9_000, 9_000, 1));
    // The document's own branch ends at the first unit, so the second unit's project stays with it.
    assert_eq!((made[0].node, made[1].node), (test.units[0], test.units[0]));
    let body = String::from_utf8(reader.undertaking_body(made[0].id).await.unwrap()).unwrap();
    assert!(body.contains("P1"));
    let ends = reader.month_ends(made[1].id).await.unwrap();
    assert_eq!(ends.len(), 12);
    assert!(ends.iter().all(|end| end.adjusted == 5_000 && end.light == Light::Grey));
    let sums = reader.board(2025, 6, WHOLE).await.unwrap();
    assert_eq!((sums[0].sum.undertakings(), sums[0].sum.adjusted), (2, 14_000));
    assert_eq!(reader.undertakings_by_code(2025, "P2").await.unwrap(), made[1..]);
}

async fn a_later_approval_is_followed(test: TestStore) {
    let document = test.document().await;
    let first = vec![costing(1, "P1", "办公楼维修", 9_000), costing(2, "P2", "食堂运行", 5_000)];
    approve(&test, document, 0, first).await;
    let mut reader = test.store.read(AREA).await.unwrap();
    let made = reader.undertakings_of(document).await.unwrap();
    let mut writer = test.store.write(AREA).await.unwrap();
    book(&mut writer, money(&test, made[1].id, MoneyKind::Payment, 700)).await;
    writer.commit().await.unwrap();
    let second = vec![costing(1, "P1", "办公楼大修", 9_500), costing(2, "P3", "车辆", 2_000)];
    approve(&test, document, 1, second).await;
    let after = reader.undertakings_of(document).await.unwrap();
    let of = |code: &str| after.iter().find(|u| u.code.as_deref() == Some(code)).unwrap();
    let (kept, gone, new) = (of("P1"), of("P2"), of("P3"));
    assert_eq!((kept.id, kept.initial, kept.stated), (made[0].id, 9_000, 9_500));
    assert_eq!((kept.name.as_deref(), kept.version), (Some("办公楼大修"), 2));
    assert_eq!((gone.id, gone.dropped_at, gone.version), (made[1].id, Some(NOW), 1));
    assert_eq!((new.initial, new.stated), (0, 2_000));
    for (id, adjusted, paid) in [(kept.id, 9_500, 0), (gone.id, 0, 700), (new.id, 2_000, 0)] {
        let end = reader.month_ends(id).await.unwrap()[11];
        assert_eq!((end.adjusted, end.paid), (adjusted, paid));
    }
    let booked = reader.money_entries(kept.id, None, &Page::first(9)).await.unwrap().items;
    assert_eq!((booked[0].amount, booked[0].day.as_str()), (500, "2025-10-09"));
    assert_eq!(booked[0].source.as_deref(), Some(MoneyKind::BY_DOCUMENT));
    // And a project that comes back is the one that went.
    let third = vec![costing(1, "P1", "办公楼大修", 9_500), costing(2, "P2", "食堂运行", 4_000)];
    approve(&test, document, 2, third).await;
    let back = reader.undertaking(gone.id).await.unwrap();
    assert_eq!((back.dropped_at, back.stated, back.initial), (None, 4_000, 5_000));
    assert_ne!(back.project, back.id);
    assert_eq!(reader.month_ends(back.id).await.unwrap()[11].adjusted, 4_000);
}

async fn what_was_adjusted_since_stands(test: TestStore) {
    let document = test.document().await;
    approve(&test, document, 0, vec![costing(1, "P1", "办公楼维修", 9_000)]).await;
    let id = test.store.read(AREA).await.unwrap().undertakings_of(document).await.unwrap()[0].id;
    let mut writer = test.store.write(AREA).await.unwrap();
    book(&mut writer, money(&test, id, MoneyKind::Adjustment, 300)).await;
    writer.commit().await.unwrap();
    let mut reader = test.store.read(AREA).await.unwrap();
    // The next version repeats the old figure, the one after it has the new one: nothing is counted twice.
    for (version, stated, adjusted) in [(1, 9_000, 9_300), (2, 9_300, 9_300), (3, 8_000, 8_000)] {
        approve(&test, document, version, vec![costing(1, "P1", "办公楼维修", stated)]).await;
        assert_eq!(reader.month_ends(id).await.unwrap()[11].adjusted, adjusted);
    }
}

async fn entries_keep_the_sums(test: TestStore) {
    let document = test.document().await;
    approve(&test, document, 0, vec![costing(1, "P1", "办公楼维修", 9_000)]).await;
    let mut reader = test.store.read(AREA).await.unwrap();
    let id = reader.undertakings_of(document).await.unwrap()[0].id;
    let mut writer = test.store.write(AREA).await.unwrap();
    let pay = |day, amount| NewMoney { day, ..money(&test, id, MoneyKind::Payment, amount) };
    let first = book(&mut writer, pay("2025-02-05", 400)).await;
    book(&mut writer, pay("2025-06-30", 250)).await;
    book(&mut writer, NewMoney { reverses: Some(first), ..pay("2025-07-01", -400) }).await;
    let early = NewMoney { day: "2024-12-20", ..money(&test, id, MoneyKind::Allocation, 8_000) };
    book(&mut writer, early).await;
    let refused = writer.book(&NewMoney { day: "soon", ..pay("", 1) }).await.unwrap_err();
    assert_eq!(refused.kind(), "invalid");
    writer.commit().await.unwrap();
    let ends = reader.month_ends(id).await.unwrap();
    let paid: Vec<i64> = ends.iter().map(|end| end.paid).collect();
    assert_eq!(paid, [0, 400, 400, 400, 400, 650, 250, 250, 250, 250, 250, 250]);
    assert!(ends.iter().all(|end| end.allocated == 8_000 && end.behind == -end.paid));
    let sum = reader.board(2025, 6, WHOLE).await.unwrap()[0].sum;
    assert_eq!((sum.paid, sum.allocated, sum.adjusted), (650, 8_000, 9_000));
    let between = reader.money_between(id, "2025-06-01", "2025-07-31").await.unwrap();
    assert_eq!(between, [0, 0, -150]);
    let page = reader.money_entries(id, Some(MoneyKind::Payment), &Page::first(2)).await.unwrap();
    assert_eq!(page.items.iter().map(|e| e.amount).collect::<Vec<_>>(), [-400, 250]);
    let next = Page::after(page.next.unwrap(), 2);
    let page = reader.money_entries(id, Some(MoneyKind::Payment), &next).await.unwrap();
    assert_eq!((page.items[0].id, page.next), (first, None));
    assert_eq!(reader.reversals_of(first).await.unwrap()[0].reverses, Some(first));
}

async fn lights_are_counted_and_listed(test: TestStore) {
    let document = test.document().await;
    let three = ["P1", "P2", "P3"].map(|code| costing(1, code, code, 1_200));
    approve(&test, document, 0, three.to_vec()).await;
    let mut reader = test.store.read(AREA).await.unwrap();
    let unlit = reader.unlit(2025, "rules", 9).await.unwrap();
    assert_eq!(unlit.len(), 3);
    let green = |id: &i64| Lights { undertaking: *id, months: [(600, Light::Green); 12] };
    let mut lights: Vec<Lights> = unlit.iter().map(green).collect();
    lights[1].months[5] = (700, Light::Red);
    lights[2].months[5] = (900, Light::Red);
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.set_lights(&lights, "rules").await.unwrap();
    writer.commit().await.unwrap();
    assert!(reader.unlit(2025, "rules", 1).await.unwrap().is_empty());
    assert_eq!(reader.unlit(2025, "others", 2).await.unwrap().len(), 2);
    let sum = reader.board(2025, 6, WHOLE).await.unwrap()[0].sum;
    assert_eq!((sum.lights, sum.due), ([2, 0, 1, 0, 0], 2_200));
    let red = UndertakingFilter {
        year: 2025,
        month: 6,
        light: Some(Light::Red),
        ..UndertakingFilter::default()
    };
    let page = reader.undertakings(&red, &Page::first(1)).await.unwrap();
    assert_eq!(page.items[0].undertaking.code.as_deref(), Some("P3"));
    let page = reader.undertakings(&red, &Page::after(page.next.unwrap(), 1)).await.unwrap();
    assert_eq!((page.items[0].end.behind, page.next), (700, None));
    let all = UndertakingFilter { light: None, ..red.clone() };
    let page = reader.undertakings(&all, &Page::first(2)).await.unwrap();
    assert_eq!(page.items.len(), 2);
    let rest = Page::after(page.next.unwrap(), 2);
    assert_eq!(reader.undertakings(&all, &rest).await.unwrap().items.len(), 1);
    // A payment makes its undertaking's lights out of date, and only those.
    let mut writer = test.store.write(AREA).await.unwrap();
    book(&mut writer, money(&test, lights[0].undertaking, MoneyKind::Payment, 50)).await;
    let stale = writer.unlit(2025, "rules", 9).await.unwrap();
    assert_eq!(stale, [lights[0].undertaking]);
    let stale = writer.to_light(&stale).await.unwrap();
    assert_eq!((stale[0].year, stale[0].form.as_str()), (2025, "hebei-2022"));
    assert_eq!((stale[0].ends[5].paid, stale[0].ends[5].behind), (50, 550));
    let under = UndertakingFilter { branches: vec![WHOLE.to_owned()], ..red };
    for (filter, index) in [(&all, "undertaking_path"), (&under, "undertaking_month_light")] {
        let plan = writer.explain_undertakings(filter, &Page::first(50)).await.unwrap();
        assert!(plan.contains(index), "{plan}");
        for bad in ["SCAN", "Seq Scan", "TEMP B-TREE", "Sort"] {
            assert!(!plan.contains(bad), "{bad}:\n{plan}");
        }
    }
}

async fn a_branch_that_moves_takes_its_year_along(test: TestStore) {
    let document = test.document().await;
    approve(&test, document, 0, vec![costing(1, "P1", "办公楼维修", 9_000)]).await;
    let mut writer = test.store.write(AREA).await.unwrap();
    let kind = NodeKind::Department;
    let other = NewNode { parent: 1, kind, code: "501", name: "文化馆", now: NOW };
    let other = writer.create_node(&other).await.unwrap();
    writer.move_node(test.units[0], other).await.unwrap();
    let path = writer.node(test.units[0]).await.unwrap().path;
    writer.commit().await.unwrap();
    let mut reader = test.store.read(AREA).await.unwrap();
    assert_eq!(reader.undertakings_of(document).await.unwrap()[0].path, path);
    let sums = reader.board(2025, 1, WHOLE).await.unwrap();
    assert_eq!(sums.len(), 1);
    assert!(path.starts_with(&sums[0].node.path));
    let grey = UndertakingFilter {
        year: 2025,
        month: 1,
        light: Some(Light::Grey),
        branches: vec![sums[0].node.path.clone()],
    };
    assert_eq!(reader.undertakings(&grey, &Page::first(9)).await.unwrap().items.len(), 1);
}

async fn like_payments_are_found(test: TestStore) {
    let document = test.document().await;
    let two = vec![costing(1, "P1", "办公楼维修", 9_000), costing(2, "P2", "食堂运行", 5_000)];
    approve(&test, document, 0, two).await;
    let mut writer = test.store.write(AREA).await.unwrap();
    let made = writer.undertakings_of(document).await.unwrap();
    let pay = |n: usize, day, amount, number| NewMoney {
        day,
        number: Some(number),
        ..money(&test, made[n].id, MoneyKind::Payment, amount)
    };
    let same_voucher = book(&mut writer, pay(1, "2025-02-01", 400, "V7")).await;
    let same_day = book(&mut writer, pay(0, "2025-02-05", 400, "V8")).await;
    let back = NewMoney { reverses: Some(same_day), ..pay(0, "2025-02-06", -400, "V8") };
    let back = book(&mut writer, back).await;
    book(&mut writer, pay(0, "2025-02-05", 401, "V7")).await;
    let like =
        PaymentLike { undertaking: made[0].id, day: "2025-02-05", amount: 400, number: Some("V7") };
    let found = writer.payments_alike(&like).await.unwrap();
    assert_eq!(found.iter().map(|e| e.id).collect::<Vec<_>>(), [same_voucher, same_day, back]);
}

async fn an_older_record_gets_its_undertakings(test: TestStore) {
    let document = test.document().await;
    let mut other_unit = costing(2, "P2", "食堂运行", 5_000);
    other_unit.unit_code = Some("430004".to_owned());
    approve(&test, document, 0, vec![costing(1, "P1", "办公楼维修", 9_000), other_unit]).await;
    let mut reader = test.store.read(AREA).await.unwrap();
    let made = reader.undertakings_of(document).await.unwrap();
    let board = reader.board(2025, 3, WHOLE).await.unwrap();
    let tables = [
        "money_entry",
        "payment_mapping",
        "payment_file",
        "node_month",
        "undertaking_month",
        "undertaking_content",
        "undertaking",
    ];
    for table in tables {
        // Later tables point to these; only one engine asks what is to become of that.
        let with = if test.url.starts_with("sqlite:") { "" } else { " CASCADE" };
        test.raw(&format!("DROP TABLE {table}{with}")).await;
    }
    test.raw("DELETE FROM migration WHERE number = 2").await;
    let store = Store::open(&test.url).await.unwrap();
    let mut reader = store.read(AREA).await.unwrap();
    let mut filled = reader.undertakings_of(document).await.unwrap();
    filled.iter_mut().zip(&made).for_each(|(f, m)| f.created_at = m.created_at);
    assert_eq!(filled, made);
    assert_eq!(reader.board(2025, 3, WHOLE).await.unwrap(), board);
}

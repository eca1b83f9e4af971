//! Fiscal years, their calendar, and the editions of the catalog.
use super::on_both;
use crate::support::{AREA, NOW, TestStore};
use zs_store::{Edition, NewCalendarPoint};

on_both!(years_have_calendars, editions_are_frozen, settings_are_kept_by_name);

async fn years_have_calendars(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    writer.create_fiscal_year(2026, NOW).await.unwrap();
    let point = |kind, due_on| NewCalendarPoint {
        year: 2026,
        kind,
        opens_on: Some("2025-09-01"),
        due_on,
        note: None,
    };
    let second = writer.create_calendar_point(&point("second_up", "2025-12-10")).await.unwrap();
    writer.create_calendar_point(&point("first_up", "2025-10-15")).await.unwrap();
    writer.create_calendar_point(&point("monitoring", "2026-07-31")).await.unwrap();
    let kinds = |calendar: Vec<zs_store::CalendarPoint>| {
        calendar.into_iter().map(|point| point.kind).collect::<Vec<_>>()
    };
    let calendar = kinds(writer.calendar(2026).await.unwrap());
    assert_eq!(calendar, ["first_up", "second_up", "monitoring"]);
    writer.delete_calendar_point(second).await.unwrap();
    assert_eq!(writer.delete_calendar_point(second).await.unwrap_err().kind(), "not-found");
    assert!(writer.calendar(2025).await.unwrap().is_empty());
    writer.close_fiscal_year(2025, Some(NOW)).await.unwrap();
    let years = writer.fiscal_years().await.unwrap();
    assert_eq!((years[0].year, years[1].closed_at), (2026, Some(NOW)));
    for day in ["2026-1-1", "10/15/2025", "2025-10-15 "] {
        let refused = writer.create_calendar_point(&point("first_up", day)).await;
        assert_eq!(refused.unwrap_err().kind(), "invalid", "{day}");
    }
    let twice = writer.create_calendar_point(&point("first_up", "2025-10-15")).await;
    assert_eq!(twice.unwrap_err().kind(), "duplicate");
}

async fn editions_are_frozen(test: TestStore) {
    let mut edition = Edition {
        name: "forms/hebei-2022".to_owned(),
        edition: "2022".to_owned(),
        hash: "a".to_owned(),
        recorded_at: NOW,
    };
    test.store.record_edition(&edition).await.unwrap();
    test.store.record_edition(&edition).await.unwrap();
    assert_eq!(test.store.editions().await.unwrap(), [edition.clone()]);
    edition.hash = "b".to_owned();
    let changed = test.store.record_edition(&edition).await;
    assert_eq!(changed.unwrap_err().kind(), "duplicate");
}

async fn settings_are_kept_by_name(test: TestStore) {
    let mut writer = test.store.write(AREA).await.unwrap();
    assert_eq!(writer.setting("check").await.unwrap(), None);
    for (value, now) in [("{}", NOW), ("{\"ignore\":[]}", NOW + 1)] {
        writer.keep_setting("check", value, None, now).await.unwrap();
    }
    let kept = writer.setting("check").await.unwrap().unwrap();
    assert_eq!((kept.value.as_str(), kept.updated_at), ("{\"ignore\":[]}", NOW + 1));
    assert_eq!(writer.setting("other").await.unwrap(), None);
}

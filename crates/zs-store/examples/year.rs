//! Measures the year's money on SQLite: a payment with its sums, and the board of an area, at two sizes.
use std::time::{Duration, Instant};
use zs_store::{
    Light, MoneyKind, NewMoney, Page, PaymentLike, Seed, SeedYear, Store, UndertakingFilter,
};

const AREA: &str = "990000";
const NOW: i64 = 1_790_000_000_000;
const TRIES: usize = 200;

/// Median and 99th of a hundred, in milliseconds.
fn told(mut took: Vec<Duration>) -> String {
    took.sort_unstable();
    let at = |share: usize| took.get(took.len() * share / 100).copied().unwrap_or_default();
    format!("{:.2} / {:.2}", at(50).as_secs_f64() * 1000.0, at(99).as_secs_f64() * 1000.0)
}

async fn pay(store: &Store, actor: i64, ids: &[i64]) -> zs_store::Result<Vec<Duration>> {
    let mut took = Vec::new();
    for (n, id) in (0..TRIES).zip(ids.iter().cycle()) {
        let number = format!("new-{n}-{id}");
        let began = Instant::now();
        let mut writer = store.write(AREA).await?;
        let like =
            PaymentLike { undertaking: *id, day: "2026-05-07", amount: 7, number: Some(&number) };
        writer.payments_alike(&like).await?;
        let new = NewMoney {
            undertaking: *id,
            kind: Some(MoneyKind::Payment),
            day: "2026-05-07",
            amount: 7,
            number: Some(&number),
            payee: Some("云溪供应商"),
            actor,
            now: NOW,
            ..NewMoney::default()
        };
        writer.book(&new).await?;
        writer.commit().await?;
        took.push(began.elapsed());
    }
    Ok(took)
}

async fn board(store: &Store) -> zs_store::Result<(Vec<Duration>, i64)> {
    let (mut took, mut all) = (Vec::new(), 0);
    for _ in 0..TRIES {
        let began = Instant::now();
        let mut reader = store.read(AREA).await?;
        reader.unlit(2026, "bench", 1).await?;
        let parts = reader.board(2026, 6, "000001").await?;
        all = parts.iter().map(|part| part.sum.undertakings()).sum();
        for light in [Light::Red, Light::Yellow] {
            let filter = UndertakingFilter {
                year: 2026,
                month: 6,
                branches: vec!["000001".to_owned()],
                light: Some(light),
            };
            reader.undertakings(&filter, &Page::first(10)).await?;
        }
        took.push(began.elapsed());
    }
    Ok((took, all))
}

async fn measured(projects: i64, payments: i64) -> zs_store::Result<()> {
    let folder = std::env::temp_dir().join(format!("zhunsheng-year-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let store = Store::open(&format!("sqlite:{}", folder.join("year.db").display())).await?;
    let seed = Seed { area: AREA, projects, indicators: 1, year: 2026, now: NOW };
    let actor = store.seed(&seed).await?;
    let year = SeedYear { area: AREA, year: 2026, payments, rules: "bench", actor, now: NOW };
    let began = Instant::now();
    let undertakings = store.seed_year(&year).await?;
    let seeded = began.elapsed().as_secs();
    let first = UndertakingFilter { year: 2026, month: 6, ..UndertakingFilter::default() };
    let some = store.read(AREA).await?.undertakings(&first, &Page::first(100)).await?;
    let ids: Vec<i64> = some.items.iter().map(|row| row.undertaking.id).collect();
    let paid = told(pay(&store, actor, &ids).await?);
    let (boards, all) = board(&store).await?;
    assert_eq!(all, undertakings, "the board counts every undertaking");
    let entries = undertakings * payments;
    println!("| {undertakings} | {entries} | {paid} | {} | {seeded} |", told(boards));
    store.close().await;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut sizes = std::env::args().skip(1).map(|text| text.parse::<i64>());
    let projects = sizes.next().transpose()?.unwrap_or(100_000);
    let payments = sizes.next().transpose()?.unwrap_or(100);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    println!(
        "| undertakings | payments | a payment, ms (p50 / p99) | the area's board, ms (p50 / p99) | seeded in s |"
    );
    println!("| --- | --- | --- | --- | --- |");
    runtime.block_on(measured(1000, 10))?;
    runtime.block_on(measured(projects, payments))?;
    Ok(())
}

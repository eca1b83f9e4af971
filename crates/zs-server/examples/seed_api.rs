//! Fills a record for `cargo xtask bench api`: `seed_api URL AREAS PROJECTS-PER-AREA PASSWORD`. Prints, as JSON, what the
//! load generator must know. A record that is filled already is only read.
use serde_json::json;
use std::error::Error;
use zs_store::{Page, ProjectFilter, ProjectOrder, Role, Seed, Store};

const NOW: i64 = 1_760_000_000_000;
const YEAR: i64 = 2025;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let mut next = || args.next().ok_or("URL AREAS PROJECTS-PER-AREA PASSWORD");
    let (url, areas, projects) = (next()?, next()?.parse::<i64>()?, next()?.parse::<i64>()?);
    let password = next()?;
    let store = Store::open(&url).await?;
    if store.areas().await?.is_empty() {
        for n in 0..areas {
            let area = format!("99{n:04}");
            let (indicators, year, now) = (12, YEAR, NOW);
            let seed = Seed { area: &area, projects, indicators, year, now };
            let account = store.seed(&seed).await?;
            let hash = zs_server::password::hash(&password).await.map_err(|_| "no randomness")?;
            let mut writer = store.write(&area).await?;
            writer.set_password(account, &hash, NOW).await?;
            writer.grant_role(account, 1, Role::Clerk, None, NOW).await?;
            writer.commit().await?;
        }
    }
    let mut reader = store.read("990000").await?;
    let filter = ProjectFilter { year: YEAR, ..ProjectFilter::default() };
    let (mut page, mut ids, mut names) = (Page::first(500), Vec::new(), Vec::new());
    while ids.len() < 5_000 {
        let rows = reader.projects(&filter, ProjectOrder::Path, &page).await?;
        for row in rows.items {
            ids.push(row.id);
            names.extend(row.name);
        }
        let Some(cursor) = rows.next else { break };
        page = Page::after(cursor, 500);
    }
    let units = reader.branch("000001").await?;
    let units: Vec<_> = units.into_iter().filter(|n| n.path.len() == 12).map(|n| n.path).collect();
    println!("{}", json!({ "ids": ids, "names": names, "branches": units, "year": YEAR }));
    Ok(())
}

//! Seeds a database and times the store's own hot paths, without a server around them.
use std::time::Instant;
use zs_store::*;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let url = args.next().unwrap_or_else(|| "sqlite:/tmp/zs-measure.db".to_owned());
    let areas: i64 = args.next().and_then(|a| a.parse().ok()).unwrap_or(10);
    let each: i64 = args.next().and_then(|a| a.parse().ok()).unwrap_or(10_000);
    let store = Store::open(&url).await?;
    if store.areas().await?.is_empty() {
        let start = Instant::now();
        for n in 0..areas {
            let area = format!("99{n:04}");
            store.seed(&Seed { area: &area, projects: each, indicators: 12, year: 2025, now: 1_760_000_000_000 }).await?;
        }
        println!("seed: {:?}", start.elapsed());
    }
    let names: Vec<String> = store.areas().await?.into_iter().map(|a| a.area).collect();
    for tasks in [1_usize, 32] {
        for (what, total) in [("project", 40000_usize), ("list50", 8000), ("count", 8000), ("search", 4000), ("search2", 4000)] {
            let (start, used) = (Instant::now(), cpu());
            let mut all = Vec::new();
            for t in 0..tasks {
                let (store, names) = (store.clone(), names.clone());
                all.push(tokio::spawn(async move {
                    let mut x = 7_u64 + t as u64;
                    for _ in 0..total / tasks {
                        x = x.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                        let area = &names[(x >> 33) as usize % names.len()];
                        let mut reader = store.read(area).await?;
                        match what {
                            "project" => { let id = (x >> 40) as i64 % 9000 + 800; let _ = reader.project(id).await; }
                            "list50" => { let f = ProjectFilter { year: 2025, states: vec!["approved".to_owned()], ..Default::default() }; reader.projects(&f, ProjectOrder::Path, &Page::first(50)).await?; }
                            "count" => { let f = ProjectFilter { year: 2025, states: vec!["approved".to_owned()], ..Default::default() }; reader.count_projects(&f).await?; }
                            "search" => { reader.search_projects("公务用车运行", Some(2025), &[], &Page::first(50)).await?; }
                            _ => { reader.search_projects("食堂", Some(2025), &[], &Page::first(50)).await?; }
                        }
                    }
                    Ok::<(), StoreError>(())
                }));
            }
            for t in all { t.await.expect("task")?; }
            println!("{tasks:3} {what}: {:.0}/s, {:.1} µs of processor each", total as f64 / start.elapsed().as_secs_f64(), (cpu() - used) * 1e6 / total as f64);
        }
    }
    Ok(())
}

/// Processor seconds that this program has used.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> = stat.rsplit(')').next().unwrap_or("").split_whitespace().skip(11).take(2).filter_map(|f| f.parse().ok()).collect();
    fields.iter().sum::<f64>() / 100.0
}

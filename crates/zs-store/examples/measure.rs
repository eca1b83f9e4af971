//! Times the store's own hot paths, without a server around them: `measure [URL] [AREAS] [PROJECTS-PER-AREA] [ONLY]`.
//! An empty database is seeded first; ONLY is part of the name of what to time.
use std::time::Instant;
use zs_store::{
    Content, NewDocument, Page, ProjectContent, ProjectFilter, ProjectOrder, Result, Seed, Store,
};

const NOW: i64 = 1_760_000_000_000;
const KINDS: [(&str, usize); 7] = [
    ("one project", 40_000),
    ("fifty projects", 8_000),
    ("their total", 8_000),
    ("fifty and their total", 8_000),
    ("search, six characters", 4_000),
    ("search, two characters", 4_000),
    ("save 14 projects", 400),
];

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let url = args.next().unwrap_or_else(|| "sqlite:measure.db".to_owned());
    let areas: i64 = args.next().and_then(|a| a.parse().ok()).unwrap_or(10);
    let each: i64 = args.next().and_then(|a| a.parse().ok()).unwrap_or(10_000);
    let only = args.next().unwrap_or_default();
    let store = Store::open(&url).await?;
    if store.areas().await?.is_empty() {
        let start = Instant::now();
        for n in 0..areas {
            let area = format!("99{n:04}");
            let (indicators, year) = (12, 2025);
            let seed = Seed { area: &area, projects: each, indicators, year, now: NOW };
            store.seed(&seed).await?;
        }
        println!("seeded in {:?}", start.elapsed());
    }
    for tasks in [1, 32] {
        for (kind, total) in KINDS.into_iter().filter(|(kind, _)| kind.contains(&only)) {
            let (start, used) = (Instant::now(), processor_seconds());
            let running: Vec<_> = (0..tasks)
                .map(|task| tokio::spawn(work(store.clone(), kind, total / tasks, task)))
                .collect();
            for task in running {
                task.await.expect("the task ends")?;
            }
            let rate = total as f64 / start.elapsed().as_secs_f64();
            let cost = (processor_seconds() - used) * 1e6 / total as f64;
            println!("{tasks:2} at once, {kind}: {rate:.0}/s, {cost:.0} µs of processor each");
        }
    }
    Ok(())
}

async fn work(store: Store, kind: &'static str, times: usize, task: usize) -> Result<()> {
    let areas: Vec<String> = store.areas().await?.into_iter().map(|area| area.area).collect();
    let states = vec!["approved".to_owned()];
    let filter = ProjectFilter { year: 2025, states, ..Default::default() };
    let mut random = 7 + task as u64;
    for _ in 0..times {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_041);
        let area = &areas[(random >> 33) as usize % areas.len()];
        if kind == "save 14 projects" {
            save(&store, area).await?;
            continue;
        }
        let (mut reader, page) = (store.read(area).await?, Page::first(50));
        match kind {
            "one project" => drop(reader.project((random >> 40) as i64 % 9000 + 800).await),
            "fifty projects" => drop(reader.projects(&filter, ProjectOrder::Path, &page).await?),
            "fifty and their total" => {
                drop(reader.projects_with_total(&filter, ProjectOrder::Path, &page).await?);
            }
            "their total" => drop(reader.count_projects(&filter).await?),
            "search, six characters" => {
                drop(reader.search_projects("公务用车运行", Some(2025), &[], &page).await?);
            }
            _ => drop(reader.search_projects("食堂", Some(2025), &[], &page).await?),
        }
    }
    Ok(())
}

async fn save(store: &Store, area: &str) -> Result<()> {
    let mut writer = store.write(area).await?;
    let (form, actor) = ("hebei-2022", writer.account_by_login("seed").await?.id);
    let new = NewDocument { node: 1, year: 2025, form, state: "draft", actor, now: NOW };
    let document = writer.create_document(&new).await?;
    let mut projects = Vec::new();
    // The first document of a seeded area.
    for row in writer.projects_of(2).await? {
        let indicators = writer.indicators(row.id).await?;
        projects.push(ProjectContent {
            ordinal: row.ordinal,
            code: row.code,
            name: row.name,
            budget: row.budget,
            body: writer.project(row.id).await?.body,
            indicators: indicators.into_iter().map(|i| i.content).collect(),
            ..Default::default()
        });
    }
    let body = vec![b' '; 60_000];
    let content = Content { body: &body, form, projects, actor, now: NOW, ..Default::default() };
    writer.save_version(document, 0, &content).await?;
    writer.commit().await
}

/// Processor seconds that this program has used.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    let ticks = after_name.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

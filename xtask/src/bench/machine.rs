//! Where and with what was measured.
use crate::shell;
use anyhow::Result;

/// The folder for today's results on this kind of machine: `benches/results/<date>-<processor>`.
pub fn folder() -> Result<String> {
    let date = shell::capture("date", &["+%F"])?;
    let slug: String = processor()
        .to_lowercase()
        .replace("(r)", "")
        .replace("(tm)", "")
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty() && !matches!(*word, "cpu" | "processor"))
        .collect::<Vec<_>>()
        .join("-");
    Ok(format!("benches/results/{}-{slug}", date.trim()))
}

/// One line per fact that holds for every measurement: processor, system, compiler.
pub fn common() -> Result<Vec<String>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(vec![
        format!("{}, {cores} cores", processor()),
        shell::capture("uname", &["-sr"])?.trim().to_owned(),
        shell::capture("rustc", &["--version"])?.trim().to_owned(),
    ])
}

/// One line per fact: processor, system, compiler, peers.
pub fn facts(python: &str) -> Result<Vec<String>> {
    let packages = shell::capture(python, &["-m", "pip", "list", "--format", "freeze"])?;
    let peers =
        ["python-docx==", "lxml==", "openpyxl==", "docxtpl==", "xlsxwriter==", "XlsxWriter=="];
    let peers = packages.lines().filter(|line| peers.iter().any(|peer| line.starts_with(peer)));
    let lock = shell::read("Cargo.lock")?;
    let ours = ["quick-xml", "zip", "calamine", "rust_xlsxwriter"].map(|name| locked(&lock, name));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(vec![
        format!("{}, {cores} cores, everything pinned to one", processor()),
        shell::capture("uname", &["-sr"])?.trim().to_owned(),
        shell::capture("rustc", &["--version"])?.trim().to_owned(),
        ours.join(", "),
        shell::capture(python, &["--version"])?.trim().to_owned(),
        peers.collect::<Vec<_>>().join(", ").replace("==", " "),
    ])
}

fn processor() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name"));
    model.and_then(|line| line.split(": ").nth(1)).unwrap_or("unknown processor").to_owned()
}

fn locked(lock: &str, name: &str) -> String {
    let package = lock.split("[[package]]").find(|p| p.contains(&format!("name = \"{name}\"\n")));
    let version = package.and_then(|p| p.split("version = \"").nth(1)?.split('"').next());
    format!("{name} {}", version.unwrap_or("?"))
}

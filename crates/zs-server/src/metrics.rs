//! What the operator's Prometheus sees: requests by route and status, jobs by state, the record, memory.
use crate::app::App;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::time::Duration;
use zs_store::JobState;

/// A question to the record takes no longer than this while metrics are collected.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Routed {
    route: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct InState {
    state: &'static str,
}

/// The counters of this program.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    times: Family<Routed, Histogram>,
    jobs: Family<InState, Gauge>,
    up: Gauge,
    memory: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let seconds =
            || Histogram::new([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0]);
        let metrics = Self {
            registry: Registry::with_prefix("zhunsheng"),
            requests: Family::default(),
            times: Family::new_with_constructor(seconds),
            jobs: Family::default(),
            up: Gauge::default(),
            memory: Gauge::default(),
        };
        metrics.registered()
    }
}

impl Metrics {
    fn registered(mut self) -> Self {
        let registry = &mut self.registry;
        registry.register("requests", "Requests by route and status", self.requests.clone());
        let times = self.times.clone();
        registry.register_with_unit("request_duration", "Time to the answer", Unit::Seconds, times);
        registry.register("jobs", "Jobs by state", self.jobs.clone());
        registry.register("store_up", "1 where the database answers", self.up.clone());
        let memory = self.memory.clone();
        registry.register_with_unit("resident_memory", "Memory in use", Unit::Bytes, memory);
        self
    }

    /// Notes an answer. `route` is the pattern, not the address.
    pub fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        // Methods are words of the caller's choice: only known ones become labels.
        let known = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"];
        let method = if known.contains(&method) { method } else { "other" }.to_owned();
        let route = route.to_owned();
        self.times.get_or_create(&Routed { route: route.clone() }).observe(took.as_secs_f64());
        self.requests.get_or_create(&Answered { method, route, status }).inc();
    }
}

/// The metrics as text.
pub(crate) async fn collect(app: &App) -> String {
    let metrics = &app.metrics;
    let counted = tokio::time::timeout(PATIENCE, app.store.jobs_by_state()).await;
    let counted = counted.ok().and_then(Result::ok);
    metrics.up.set(i64::from(counted.is_some()));
    let counted = counted.unwrap_or_default();
    for state in [JobState::Queued, JobState::Running, JobState::Done, JobState::Failed] {
        let count = counted.iter().find(|(known, _)| *known == state).map_or(0, |(_, n)| *n);
        metrics.jobs.get_or_create(&InState { state: state.word() }).set(count);
    }
    metrics.memory.set(resident());
    let mut text = String::new();
    // Writing into a String cannot fail.
    let _ = encode(&mut text, &metrics.registry);
    text
}

/// Bytes in use, where the system tells (Linux); else 0.
fn resident() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<i64>().ok());
    kib.map_or(0, |kib| kib << 10)
}

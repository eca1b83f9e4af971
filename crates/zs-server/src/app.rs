//! What every request shares: the record, the settings, the clock, and what is kept in memory.
use crate::auth::limiter::Limiter;
use crate::auth::sessions::Sessions;
use crate::execution::Lighting;
use crate::metrics::Metrics;
use crate::settings::Settings;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::{Notify, watch};
use zs_store::Store;

/// Gives the moment, in milliseconds since 1970 (UTC); tests set their own.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The running application. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What the clones of [`App`] share.
pub struct Shared {
    /// The record.
    pub store: Store,
    /// How the server runs.
    pub settings: Settings,
    /// The time.
    pub clock: Clock,
    /// Sessions that were seen a moment ago.
    pub(crate) sessions: Sessions,
    /// Logins tried of late, by address.
    pub(crate) logins: Limiter,
    /// Requests of late of those who do not log in, by address.
    pub(crate) visits: Limiter,
    /// What the operator's monitoring sees.
    pub(crate) metrics: Metrics,
    /// Years whose lights are being brought up to date.
    pub(crate) lighting: Lighting,
    /// Becomes true when the server is told to stop.
    pub(crate) stopping: watch::Sender<bool>,
    /// Wakes a worker for a job that was just queued.
    pub(crate) wake: Notify,
    /// When the jobs last looked for something to clean up.
    pub(crate) cleaned_at: AtomicI64,
}

impl App {
    /// An application on an open record, with the system's clock.
    #[must_use]
    pub fn new(store: Store, settings: Settings) -> Self {
        Self::with_clock(store, settings, Arc::new(system_now))
    }

    /// The same with another clock.
    #[must_use]
    pub fn with_clock(store: Store, settings: Settings, clock: Clock) -> Self {
        let logins = Limiter::new(settings.logins_per_minute);
        let sessions = Sessions::default();
        let visits = Limiter::new(settings.visits_per_minute);
        Self(Arc::new(Shared {
            store,
            settings,
            clock,
            sessions,
            logins,
            visits,
            metrics: Metrics::default(),
            lighting: Lighting::default(),
            stopping: watch::Sender::new(false),
            wake: Notify::new(),
            cleaned_at: AtomicI64::new(i64::MIN),
        }))
    }

    /// Tells everything that runs on its own (workers, streams of events) to come to an end.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Now, in milliseconds since 1970.
    #[must_use]
    pub fn now(&self) -> i64 {
        (self.clock)()
    }
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

fn system_now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

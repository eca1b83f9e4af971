//! Sessions seen a moment ago, kept in memory: a request then costs no query to know its caller.
use crate::app::App;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use zs_store::{Grant, StoreError};

/// Another program on the same database may end a session: it is believed in for so long (ms).
const BELIEVED: i64 = 2_000;
/// How many sessions are kept; beyond it all are read anew.
const MOST: usize = 20_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// A session that holds.
#[derive(Debug)]
pub struct Session {
    pub account: i64,
    pub login: String,
    pub name: String,
    pub node: i64,
    pub password_at: i64,
    pub csrf: String,
    pub seen_at: i64,
    pub grants: Arc<Vec<Grant>>,
    ends_at: i64,
    generation: u64,
    read_at: i64,
}

/// The sessions kept, by area and hash of the token.
#[derive(Default)]
pub struct Sessions {
    known: Mutex<HashMap<String, Arc<Session>>>,
}

impl Sessions {
    /// The session of a token, if it holds now.
    pub async fn find(
        &self,
        app: &App,
        area: &str,
        token: &str,
        now: i64,
    ) -> Result<Arc<Session>, StoreError> {
        let generation = app.store.rights_generation();
        let name = name(area, token);
        let fresh = |s: &Arc<Session>| {
            s.generation == generation
                && (0..BELIEVED).contains(&(now - s.read_at))
                && s.ends_at > now
        };
        let known = self.lock().get(&name).filter(|s| fresh(s)).cloned();
        if let Some(session) = known {
            return Ok(session);
        }
        let view = app.store.read(area).await?.session(token, now).await?;
        let session = Arc::new(Session {
            account: view.account,
            login: view.login,
            name: view.name,
            node: view.node,
            password_at: view.password_at,
            csrf: view.csrf,
            seen_at: view.seen_at,
            grants: Arc::new(view.grants),
            ends_at: view.idle_until.min(view.expires_at),
            generation,
            read_at: now,
        });
        let mut known = self.lock();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(name, Arc::clone(&session));
        Ok(session)
    }

    /// Notes that a session is in use. A failure costs nothing but an earlier end of the session.
    pub async fn touch(&self, app: &App, area: &str, token: &str, now: i64) {
        let idle_until = now + app.settings.idle_minutes * MINUTE;
        if let Ok(mut writer) = app.store.write(area).await
            && writer.touch_session(token, now, idle_until).await.is_ok()
        {
            let _ = writer.commit().await;
        }
        // It holds longer now: only this one is read anew.
        self.lock().remove(&name(area, token));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Session>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a session is kept under.
fn name(area: &str, token: &str) -> String {
    format!("{area}.{token}")
}

/// When a session that begins now is over when idle, and in any case.
pub fn ends(app: &App, now: i64) -> (i64, i64) {
    (now + app.settings.idle_minutes * MINUTE, now + app.settings.session_hours * HOUR)
}

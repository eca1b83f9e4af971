//! How many logins one address may try in a minute; kept in memory, forgotten by the minute.
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

const MINUTE: i64 = 60_000;

/// Counts tries by address within one minute.
pub struct Limiter {
    most: u32,
    counts: Mutex<(i64, HashMap<IpAddr, u32>)>,
}

impl Limiter {
    /// At most so many tries a minute.
    pub fn new(most: u32) -> Self {
        Self { most, counts: Mutex::default() }
    }

    /// Counts one try. `Err` gives the seconds to wait.
    pub fn count(&self, address: IpAddr, now: i64) -> Result<(), i64> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = now / MINUTE;
        if counts.0 != minute {
            *counts = (minute, HashMap::new());
        }
        let tries = counts.1.entry(address).or_default();
        *tries += 1;
        if *tries > self.most {
            return Err(((minute + 1) * MINUTE - now) / 1000 + 1);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn the_third_try_waits_for_the_next_minute() {
        let (limiter, here) = (Limiter::new(2), IpAddr::V4(Ipv4Addr::LOCALHOST));
        assert_eq!(limiter.count(here, 1_000), Ok(()));
        assert_eq!(limiter.count(here, 2_000), Ok(()));
        assert_eq!(limiter.count(here, 59_000), Err(2));
        assert_eq!(limiter.count(IpAddr::V4(Ipv4Addr::BROADCAST), 59_000), Ok(()));
        assert_eq!(limiter.count(here, 60_000), Ok(()));
    }
}

//! Which thresholds count for the lights of an area, as one word that changes when they do; and which month has ended.
use crate::days;
use crate::problem::Answer;
use crate::rule_settings::rule_settings;
use std::sync::OnceLock;
use zs_engine::{Monitoring, Profiles};
use zs_store::{ChainHash, Reader, Sm3};

/// The thresholds of an area: those of the profile that it chose, else of the one that fits each document.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    profile: Option<String>,
    area: String,
    /// Names these thresholds: lights that carry another word are out of date.
    pub stamp: String,
}

impl Rules {
    /// What counts now.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn of(reader: &mut Reader) -> Answer<Self> {
        let profile = rule_settings(reader).await?.profile;
        let area = reader.area().to_owned();
        static KNOWN: OnceLock<String> = OnceLock::new();
        let known = KNOWN.get_or_init(|| {
            let rules = Profiles::embedded().iter().map(|one| (&one.applies, &one.monitoring));
            format!("{:?}", rules.collect::<Vec<_>>())
        });
        let digest = Sm3.digest(format!("{profile:?}{known}").as_bytes());
        let stamp = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { profile, area, stamp })
    }

    /// The thresholds for the projects of a form in a year.
    pub fn monitoring(&self, form: &str, year: i64) -> &'static Monitoring {
        let profiles = Profiles::embedded();
        let chosen = self.profile.as_deref().and_then(|id| profiles.get(id));
        let fits = || profiles.choose(form, u16::try_from(year).ok(), Some(&self.area));
        &chosen.unwrap_or_else(fits).monitoring
    }
}

/// The last month of a year that has ended at a moment; the first one until then.
pub(crate) fn month_ended(year: i64, now: i64) -> i64 {
    months_ended(year, now).max(1)
}

/// How many months of a year have ended at a moment.
pub(crate) fn months_ended(year: i64, now: i64) -> i64 {
    let today = days::day_of(now);
    let over = |month: i64| days::last_of_month(year, month).is_some_and(|last| last < today);
    (1..=12).rev().find(|month| over(*month)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{month_ended, months_ended};

    #[test]
    fn a_month_ends_when_the_next_begins() {
        // 2025-10-09 in China.
        let now = 1_760_000_000_000;
        assert_eq!(month_ended(2025, now), 9);
        assert_eq!(month_ended(2024, now), 12);
        assert_eq!((month_ended(2026, now), months_ended(2026, now)), (1, 0));
        // 2025-12-31 24:00 in China.
        assert_eq!(month_ended(2025, 1_767_196_800_000 - 1), 11);
        assert_eq!(month_ended(2025, 1_767_196_800_000), 12);
    }
}

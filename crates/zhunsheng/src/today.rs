//! Today's date in China, for waivers that expire. The core has no clock; this is the rim.
use std::time::{SystemTime, UNIX_EPOCH};
use zs_model::day;

/// Today as `YYYY-MM-DD`.
pub fn today() -> String {
    let moment = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis());
    day::text(day::day_of(i64::try_from(moment).unwrap_or(0)))
}

//! Today's date in China, for waivers that expire. The core has no clock; this is the rim.
use std::time::{SystemTime, UNIX_EPOCH};
use zs_model::day;

const CHINA: u64 = 8 * 3_600;

/// Today as `YYYY-MM-DD`.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    day::text(i64::try_from((seconds + CHINA) / 86_400).unwrap_or(0))
}

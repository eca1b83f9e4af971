//! The session's cookie: `area.secret`, http-only, same-site.
use crate::settings::Settings;
use axum::http::{HeaderMap, HeaderValue, header};

const NAME: &str = "zs_session";

/// The area and the secret that a request's cookie carries.
pub fn read(headers: &HeaderMap) -> Option<(&str, &str)> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|line| line.split(';')).filter_map(|c| c.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME)?.1.split_once('.')
}

/// The header that gives a browser its session.
pub fn set(settings: &Settings, area: &str, secret: &str) -> Option<HeaderValue> {
    let seconds = settings.session_hours * 3600;
    written(settings, &format!("{area}.{secret}"), seconds)
}

/// The header that takes it away.
pub fn clear(settings: &Settings) -> Option<HeaderValue> {
    written(settings, "", 0)
}

fn written(settings: &Settings, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if settings.secure_cookies { "; Secure" } else { "" };
    let text = format!("{NAME}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).ok()
}

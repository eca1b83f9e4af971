//! Passwords: Argon2id, off the request threads, a few at once; and what a password must be.
use crate::problem::{Problem, ProblemKind};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Each hash takes 19 MiB for its time: so many at once, the others wait.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
/// Compared with where a login is unknown, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody").unwrap_or_default());
const LONGEST: usize = 200;

/// Hashes a password for the record.
///
/// # Errors
/// `Internal` where the system has no randomness.
pub async fn hash(password: &str) -> Result<String, Problem> {
    let password = password.to_owned();
    let hashed = off_thread(move || hash_now(&password)).await?;
    hashed.ok_or_else(|| Problem::new(ProblemKind::Internal))
}

/// Whether a password is the one that was hashed. Without a hash it takes as long and says no.
///
/// # Errors
/// `Internal` where the work could not be done.
pub async fn verify(password: &str, hash: Option<&str>) -> Result<bool, Problem> {
    let (password, known) = (password.to_owned(), hash.map(str::to_owned));
    off_thread(move || {
        let hash = known.as_deref().unwrap_or(&NOBODY);
        let parsed = PasswordHash::new(hash);
        let right = parsed.is_ok_and(|parsed| {
            Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok()
        });
        right && known.is_some()
    })
    .await
}

/// What a password must be: long enough, not the login, of at least three kinds of characters.
///
/// # Errors
/// `Invalid` with what is missing.
pub fn acceptable(password: &str, login: &str, shortest: usize) -> Result<(), Problem> {
    let invalid = |zh: String, en: String| Err(Problem::new(ProblemKind::Invalid).because(zh, en));
    let length = password.chars().count();
    if length < shortest || length > LONGEST {
        let zh = format!("密码须为 {shortest} 至 {LONGEST} 个字符。");
        return invalid(zh, format!("a password has {shortest} to {LONGEST} characters"));
    }
    let is = |kind: fn(char) -> bool| usize::from(password.chars().any(kind));
    let other = |c: char| !c.is_ascii_alphanumeric();
    let kinds = is(|c| c.is_ascii_lowercase())
        + is(|c| c.is_ascii_uppercase())
        + is(|c| c.is_ascii_digit())
        + is(other);
    if kinds < 3 {
        let zh = "密码须含小写字母、大写字母、数字、其他字符中的至少三种。";
        let en = "a password has three of: small letters, capitals, digits, other characters";
        return invalid(zh.to_owned(), en.to_owned());
    }
    if !login.is_empty() && password.to_lowercase().contains(&login.to_lowercase()) {
        let en = "a password does not contain the login";
        return invalid("密码不能包含用户名。".to_owned(), en.to_owned());
    }
    Ok(())
}

/// A random first password that is acceptable, safe to read aloud in parts.
///
/// # Errors
/// `Internal` where the system has no randomness.
pub fn random(login: &str, shortest: usize) -> Result<String, Problem> {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefgh";
    for _ in 0..20 {
        let mut bytes = [0_u8; 24];
        getrandom::fill(&mut bytes).map_err(|_| Problem::new(ProblemKind::Internal))?;
        let letter = |b: &u8| char::from(LETTERS[usize::from(b % 32)]);
        let digits =
            format!("{:06}", u32::from_be_bytes([0, bytes[21], bytes[22], bytes[23]]) % 1_000_000);
        let length = shortest.saturating_sub(7).clamp(8, 20);
        let text = format!("{}-{digits}", bytes[..length].iter().map(letter).collect::<String>());
        if acceptable(&text, login, shortest.min(27)).is_ok() {
            return Ok(text);
        }
    }
    Err(Problem::new(ProblemKind::Internal))
}

fn hash_now(password: &str) -> Option<String> {
    Argon2::default().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
}

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    let _turn = AT_ONCE.acquire().await;
    let failed = |_| Problem::new(ProblemKind::Internal);
    tokio::task::spawn_blocking(work).await.map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_verifies() {
        let hashed = hash("Qinghe-2025").await.expect("hashes");
        assert!(hashed.starts_with("$argon2id$"));
        assert!(verify("Qinghe-2025", Some(&hashed)).await.expect("verifies"));
        assert!(!verify("Qinghe-2026", Some(&hashed)).await.expect("verifies"));
        assert!(!verify("nobody", None).await.expect("verifies"));
    }

    #[test]
    fn weak_passwords_are_told_why() {
        assert!(acceptable("Qinghe-2025", "wang", 10).is_ok());
        assert!(acceptable("Aa1-", "wang", 10).is_err());
        assert!(acceptable("aaaaaaaaaaaa", "wang", 10).is_err());
        assert!(acceptable("Wang-202512", "wang", 10).is_err());
    }
}

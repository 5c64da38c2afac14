//! Passwords: what makes one acceptable, and how it is kept. Only an argon2id hash is ever stored;
//! making and checking one is slow on purpose, so it is done aside and by few at a time.

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use domain::problem::{Problem, ProblemKind};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use crate::fault::internal;

/// The fewest characters of a password.
pub const LENGTH_MIN: usize = 10;
/// The most bytes of a password that are looked at.
pub const BYTES_MAX: usize = 512;

/// Long enough, and yet the first ones anybody tries.
const COMMON: &[&str] = &[
    "0123456789",
    "1111111111",
    "123123123123",
    "1234512345",
    "123456789a",
    "1234567890",
    "12345678910",
    "1qaz2wsx3edc",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "9876543210",
    "a123456789",
    "aa12345678",
    "abc1234567",
    "abcd123456",
    "abcd1234abcd",
    "abcdefghij",
    "admin12345",
    "admin123456",
    "administrator",
    "asdfghjkl1",
    "changeme123",
    "football123",
    "iloveyou123",
    "letmein123",
    "mypassword",
    "p@ssw0rd123",
    "p@ssword123",
    "passw0rd123",
    "password01",
    "password1!",
    "password12",
    "password123",
    "password1234",
    "qwer123456",
    "qwerty12345",
    "qwerty123456",
    "qwertyuiop",
    "sunshine123",
    "superman123",
    "trustno1trustno1",
    "welcome123",
    "welcome1234",
    "woaini1314",
    "woaini520520",
    "yardstick-demo",
    "zaq12wsxcde3",
];

/// How many hashes are computed at once: each takes 19 MiB and most of a core.
static BENCH: Semaphore = Semaphore::const_new(2);
/// How long somebody waits for their turn.
const TURN: Duration = Duration::from_secs(5);

/// A hash nobody's password has: checked when there is no such user, so that both take as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keS0wMA$1W2ib3RvbTNvZmZ0aGVhcnRvbXNvZmZ0aGVhcnRvbXM";

/// Refuses a password that is too short, the person's own name or mail, or among the first anybody tries.
///
/// # Errors
/// What is wrong with it.
pub fn accept(password: &str, name: &str, email: &str) -> Result<(), Problem> {
    let lower = password.to_lowercase();
    if password.chars().count() < LENGTH_MIN {
        return Err(refuse(
            "密码至少需要 10 个字符。一句好记的话就很好。",
            "A password needs at least 10 characters. A short sentence works well.",
        ));
    }
    if password.len() > BYTES_MAX {
        return Err(refuse(
            "密码过长，请控制在 512 字节以内。",
            "This password is too long; keep it within 512 bytes.",
        ));
    }
    let squeezed: String = name.to_lowercase().split_whitespace().collect();
    let email = email.trim().to_lowercase();
    let local = email.split('@').next().unwrap_or_default();
    let own = [squeezed.as_str(), local, email.as_str()];
    if own.iter().any(|part| part.chars().count() >= 4 && lower.contains(part)) {
        return Err(refuse(
            "密码不能包含您的姓名或邮箱，请换一个。",
            "A password must not contain your name or e-mail. Please choose another.",
        ));
    }
    let kinds = lower.chars().collect::<std::collections::BTreeSet<_>>().len();
    if kinds < 5 || COMMON.contains(&lower.as_str()) {
        return Err(refuse(
            "这个密码太常见，很容易被猜到，请换一个。",
            "This password is among the first anybody tries. Please choose another.",
        ));
    }
    Ok(())
}

fn refuse(zh: &str, en: &str) -> Problem {
    Problem::invalid("password", zh, en)
}

/// A password nobody can guess, easy to read out: four groups of four letters and digits that look
/// like no others.
///
/// # Errors
/// When the machine gives no randomness.
pub fn random() -> Result<String, Problem> {
    const SIGNS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 64];
    getrandom::fill(&mut bytes).map_err(|error| internal(&error))?;
    // Eight times 31: above it some signs would come more often than others.
    let fair = bytes.iter().filter(|byte| **byte < 248);
    let signs: Vec<char> = fair
        .filter_map(|byte| SIGNS.get(usize::from(byte % 31)))
        .map(|sign| char::from(*sign))
        .take(16)
        .collect();
    Ok(signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// The hash to keep.
///
/// # Errors
/// `TooMany` when too many are waiting.
pub async fn hash(password: &str) -> Result<String, Problem> {
    let password = password.to_owned();
    aside(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash: PasswordHash| hash.to_string())
    })
    .await?
    .map_err(|error| internal(&error))
}

/// Whether it is the password of this hash; without a hash it takes as long and is not.
///
/// # Errors
/// `TooMany` when too many are waiting.
pub async fn matches(password: &str, hash: Option<&str>) -> Result<bool, Problem> {
    let password = password.get(..BYTES_MAX + 1).map_or_else(|| password.to_owned(), |_| String::new());
    let known = hash.is_some();
    let hash = hash.unwrap_or(NOBODY).to_owned();
    let same = aside(move || {
        PasswordHash::new(&hash)
            .map(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await?
    .map_err(|error| internal(&error))?;
    Ok(known && same)
}

/// What tells a session that the password it was begun with is still the password.
pub fn fingerprint(hash: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(hash.as_bytes()).iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let turn = tokio::time::timeout(TURN, BENCH.acquire())
        .await
        .map_err(|_| busy())?
        .map_err(|error| internal(&error))?;
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| internal(&error))?;
    drop(turn);
    Ok(done)
}

fn busy() -> Problem {
    Problem::new(
        ProblemKind::TooMany,
        "现在登录的人太多，请稍等几秒再试。",
        "Too many people are signing in just now. Please try again in a few seconds.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_refused_when_short_own_or_common() {
        let check = |password: &str, expected: bool| {
            assert_eq!(accept(password, "Wang Fang", "w.fang@demo.example").is_ok(), expected, "{password}");
        };
        check("correct horse", true);
        check("九个字九个字九个字", false);
        check("春江水暖鸭先知，竹外桃花", true);
        check("short-one", false);
        check("Wangfang-2026", false);
        check("my w.fang pass", false);
        check("W.Fang@demo.example", false);
        check("Password123", false);
        check("aaaaaaaaaaaa", false);
        check("yardstick-demo", false);
        check(&"long enough ".repeat(60), false);
    }

    #[test]
    fn a_random_password_is_acceptable_and_never_the_same() {
        let made: std::collections::BTreeSet<_> = (0..200).map(|_| random().unwrap()).collect();
        assert_eq!(made.len(), 200);
        for password in made {
            assert_eq!(password.len(), 19, "{password}");
            assert_eq!(accept(&password, "Wang Fang", "w.fang@demo.example"), Ok(()), "{password}");
        }
    }

    #[tokio::test]
    async fn a_hash_matches_its_password_only_and_nobody_matches_nothing() {
        let kept = hash("correct horse").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches("correct horse", Some(&kept)).await.unwrap());
        assert!(!matches("Correct horse", Some(&kept)).await.unwrap());
        assert!(!matches("", None).await.unwrap());
        assert!(!matches(&"x".repeat(100_000), Some(&kept)).await.unwrap());
        assert_ne!(hash("correct horse").await.unwrap(), kept, "each hash has a salt of its own");
        assert_ne!(fingerprint(&kept), fingerprint(NOBODY));
    }
}

//! Passwords: which ones are taken, and how they are hashed.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, Params, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::PeopleError;

/// In characters. NIST asks for 8 at least where a password is all there is to know by, and says that longer is
/// better (<https://pages.nist.gov/800-63-4/sp800-63b.html>).
pub(super) const SHORTEST: usize = 12;
/// In characters.
pub(super) const LONGEST: usize = 200;
/// How many are hashed at once: each takes a core and its memory.
const AT_ONCE: usize = 2;
/// The hundred that are tried first of those that are long enough, in lower case.
const COMMONEST: &str = include_str!("commonest.txt");

/// How passwords are hashed: by argon2id.
#[derive(Clone)]
pub struct Passwords {
    hasher: Argon2<'static>,
    free: Arc<Semaphore>,
}

impl Passwords {
    /// 19 MiB, 2 rounds, 1 lane (<https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html>).
    pub fn owasp() -> Self {
        Self::with(Params::DEFAULT)
    }

    /// As little work as the algorithm takes. For tests: it keeps nobody from guessing.
    pub fn cheapest() -> Self {
        Self::with(Params::new(Params::MIN_M_COST, 1, 1, None).unwrap_or_default())
    }

    fn with(params: Params) -> Self {
        Self { hasher: Argon2::from(params), free: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The hash in PHC's form, with a salt of its own.
    pub(super) async fn hash(&self, password: &str) -> Result<String, PeopleError> {
        let password = password.to_owned();
        let work =
            move |hasher: Argon2| hasher.hash_password(password.as_bytes()).map(|hash: PasswordHash| hash.to_string());
        self.run(work).await?.map_err(PeopleError::Hash)
    }

    /// Whether it is the password of that hash. It takes as long where there is no hash, so that nobody learns from it
    /// who has an account.
    pub(super) async fn fits(&self, password: &str, hash: Option<String>) -> Result<bool, PeopleError> {
        // Nothing that long was ever taken.
        let password: String = password.chars().take(LONGEST + 1).collect();
        let work = move |hasher: Argon2| match hash {
            Some(hash) => hasher.verify_password(password.as_bytes(), hash.as_str()),
            None => hasher.hash_password(password.as_bytes()).and(Err(argon2::password_hash::Error::PasswordInvalid)),
        };
        match self.run(work).await? {
            Ok(()) => Ok(true),
            Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(PeopleError::Hash(error)),
        }
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T, PeopleError> {
        // Never closed, so that it can't fail; without a permit it would only be slower.
        let _permit = self.free.acquire().await.ok();
        let hasher = self.hasher.clone();
        spawn_blocking(move || work(hasher)).await.map_err(PeopleError::Stopped)
    }
}

/// Refuses what is guessed first. `email` is in lower case.
pub(super) fn usable(password: &str, email: &str) -> Result<(), PeopleError> {
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Err(PeopleError::PasswordLength(length));
    }
    let lower = password.to_lowercase();
    if lower == email || email.split('@').any(|part| part == lower) {
        return Err(PeopleError::PasswordIsEmail);
    }
    if COMMONEST.lines().any(|common| common == lower) { Err(PeopleError::PasswordCommon) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_fits_its_password_only_and_says_how_it_was_made() {
        let passwords = Passwords::owasp();
        let hash = passwords.hash("four words in a row").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash("four words in a row").await.unwrap());
        for (password, hash, fits) in [
            ("four words in a row", Some(hash.clone()), true),
            ("four words in a rov", Some(hash.clone()), false),
            ("", Some(hash), false),
            ("four words in a row", None, false),
        ] {
            assert_eq!(passwords.fits(password, hash.clone()).await.unwrap(), fits);
        }
        assert!(Passwords::cheapest().fits("x", Some("no hash".to_owned())).await.is_err());
    }

    #[test]
    fn the_first_guesses_are_refused() {
        let email = "long.name.here@example.com";
        for fine in ["four words in a row", "zwölf zeichen", &"é".repeat(200)] {
            assert!(usable(fine, email).is_ok(), "{fine}");
        }
        assert!(matches!(usable("elevenchars", email), Err(PeopleError::PasswordLength(11))));
        assert!(matches!(usable(&"é".repeat(201), email), Err(PeopleError::PasswordLength(201))));
        assert!(matches!(usable("Long.Name.Here@example.com", email), Err(PeopleError::PasswordIsEmail)));
        assert!(matches!(usable("long.name.HERE", email), Err(PeopleError::PasswordIsEmail)));
        assert!(matches!(usable("Password1234", email), Err(PeopleError::PasswordCommon)));
        assert_eq!(COMMONEST.lines().count(), 100);
        for common in COMMONEST.lines() {
            assert!(common.chars().count() >= SHORTEST && common == common.to_lowercase(), "{common}");
        }
    }
}

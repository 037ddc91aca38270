//! What no two operations have in common: ids and the time.

use super::OpsError;
use crate::ports::Clock;

/// 128 random bits: ids can't be guessed, and two servers never make the same.
pub(super) fn random_id() -> Result<String, OpsError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(OpsError::Random)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

/// Milliseconds since 1970.
pub(super) fn now() -> i64 {
    Clock::System.now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_fit_into_addresses() {
        let (a, b) = (random_id().unwrap(), random_id().unwrap());
        assert_ne!(a, b);
        assert!(a.len() == 32 && a.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}

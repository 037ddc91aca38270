//! Secrets that whoever holds them shows to be let in: of sessions, invitations, links and API tokens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::OpsError;
use super::fresh::random_id;
use crate::store::SecretHash;

/// The hexadecimal digits of an id.
const ID_DIGITS: usize = 32;

/// 256 random bits, and the id of what they open. Written as `ID.SECRET`: the id finds the record, so that only one
/// hash is compared. It has no `Debug`, so that it gets into no log.
pub struct Secret {
    id: String,
    bits: [u8; 32],
}

impl Secret {
    /// A new one, with a new id.
    pub fn random() -> Result<Self, OpsError> {
        let mut bits = [0; 32];
        getrandom::fill(&mut bits).map_err(OpsError::Random)?;
        Ok(Self { id: random_id()?, bits })
    }

    /// Reads `ID.SECRET`; nothing where it is anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (id, bits) = text.split_once('.')?;
        let is_id = id.len() == ID_DIGITS && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let bits = URL_SAFE_NO_PAD.decode(bits).ok()?.try_into().ok()?;
        is_id.then(|| Self { id: id.to_owned(), bits })
    }

    /// `ID.SECRET`, 76 characters that may stand anywhere in an address or a cookie.
    pub fn text(&self) -> String {
        format!("{}.{}", self.id, URL_SAFE_NO_PAD.encode(self.bits))
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    /// What is kept of it.
    pub fn hash(&self) -> SecretHash {
        Sha256::digest(self.bits).into()
    }

    /// Whether the hash is of it, in a time that doesn't tell how much of it is.
    pub fn fits(&self, hash: &SecretHash) -> bool {
        self.hash().ct_eq(hash).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_fits_its_hash_only() {
        let (one, other) = (Secret::random().unwrap(), Secret::random().unwrap());
        let text = one.text();
        assert_eq!(text.len(), 76);
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)), "{text}");
        let again = Secret::read(&text).unwrap();
        assert_eq!(again.id(), one.id());
        assert!(again.fits(&one.hash()) && !again.fits(&other.hash()));
        let mixed = Secret::read(&format!("{}.{}", one.id(), other.text().split_once('.').unwrap().1)).unwrap();
        assert!(!mixed.fits(&one.hash()));
    }

    #[test]
    fn anything_else_is_no_secret() {
        let text = Secret::random().unwrap().text();
        let (id, bits) = text.split_once('.').unwrap();
        for wrong in [
            String::new(),
            ".".to_owned(),
            id.to_owned(),
            format!("{id}."),
            format!("{id}.{bits}="),
            format!("{id}.{bits}A"),
            format!("{id}.{}", &bits[1..]),
            format!("{}.{bits}", &id[1..]),
            format!("{}.{bits}", id.to_uppercase() + "A"),
            format!("{}.{bits}", "g".repeat(32)),
            format!(" {text}"),
            format!("{text}\n"),
        ] {
            assert!(Secret::read(&wrong).is_none(), "{wrong:?}");
        }
    }
}

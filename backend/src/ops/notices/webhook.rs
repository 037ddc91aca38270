//! JSON, signed: for programs.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::Sha256;

use super::news::News;
use shared::fingerprint::canonical;

/// The header with the time in seconds since 1970 and the HMAC-SHA256 of `TIME.BODY`: `t=1800000000,v1=HEX`. A
/// receiver computes it again with the hook's secret, compares in constant time, and refuses an old time.
pub const SIGNATURE: &str = "bayplan-signature";

/// The body that tells the news.
pub(super) fn body(news: &News) -> String {
    let entry = &news.entry;
    canonical(&json!({
        "act": entry.act,
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "environment": entry.environment,
        "designId": entry.design_id,
        "design": news.design,
        "detail": entry.detail,
        "sentence": news.sentence,
        "address": news.address,
    }))
}

/// The signature of a body that is sent at `seconds` since 1970.
pub(super) fn signature(secret: &str, seconds: i64, body: &str) -> String {
    // HMAC takes keys of every length.
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let sum = mac.map(|mut mac| {
        mac.update(format!("{seconds}.{body}").as_bytes());
        mac.finalize().into_bytes()
    });
    let mut signature = format!("t={seconds},v1=");
    for byte in sum.into_iter().flatten() {
        // Writing to a text can't fail.
        let _ = write!(signature, "{byte:02x}");
    }
    signature
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with `printf '1800000000.{}' | openssl dgst -sha256 -hmac secret`.
    #[test]
    fn the_signature_is_what_openssl_computes() {
        let expected = "bb7079132825ac793cea8c013c1dd24d926b9b02132245b10588d9e5c0df70d7";
        assert_eq!(signature("secret", 1_800_000_000, "{}"), format!("t=1800000000,v1={expected}"));
    }
}

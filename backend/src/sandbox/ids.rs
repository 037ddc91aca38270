//! Ids that look like AWS's and are always the same for the same history.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Gives each id once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ids {
    given: u64,
}

/// What ECS's deployment ids have behind `ecs-svc/`: 19 digits.
const DIGITS_FROM: u64 = 1_000_000_000_000_000_000;
const DIGITS: u64 = 8_000_000_000_000_000_000;

impl Ids {
    pub(super) const fn new() -> Self {
        Self { given: 0 }
    }

    fn next(&mut self) -> [u8; 32] {
        self.given += 1;
        digest(&self.given.to_string())
    }

    /// 32 hexadecimal digits, as tasks have.
    pub(super) fn hex(&mut self) -> String {
        hex(&self.next(), 16)
    }

    pub(super) fn deployment(&mut self) -> String {
        let number = self.next().iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        format!("ecs-svc/{}", DIGITS_FROM + number % DIGITS)
    }

    /// As request ids and events have.
    pub(super) fn uuid(&mut self) -> String {
        uuid(&self.hex())
    }
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

fn hex(bytes: &[u8], count: usize) -> String {
    bytes.iter().take(count).fold(String::new(), |mut text, byte| {
        // Writing to a text can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn uuid(hex: &str) -> String {
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// 16 hexadecimal digits that `text` always gives.
pub(super) fn hex_of(text: &str) -> String {
    hex(&digest(text), 8)
}

/// The private address that a task with the id `text` has.
pub(super) fn address_of(text: &str) -> String {
    let [a, b, ..] = digest(text);
    format!("10.0.{a}.{}", b.clamp(4, 254))
}

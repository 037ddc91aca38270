//! The chain of the record: how an entry is written and what its hash is of. The one place that knows.
//!
//! An entry is kept as its canonical JSON without its hash; the hash is SHA-256 of exactly these bytes, and the next
//! entry's text names it as `previous`.
//!
//! What that finds: any entry that was changed, removed, put in or moved, unless every later one was written anew with
//! it. What it can't find by itself: entries cut off at the end, and a record that someone who may write the database
//! has made up anew as a whole. Both are found by comparing with a [`Head`] that was noted elsewhere before.

use std::fmt::Write;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shared::api::AuditEntry;
use shared::fingerprint::canonical;

use super::{NewEntry, StoreError};

/// What the first entry names as the hash of the one before.
const NOTHING_BEFORE: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An entry of the record as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    pub seq: i64,
    /// Canonical JSON of all members but the hash.
    pub text: String,
    /// SHA-256 of the text, 64 hexadecimal digits.
    pub hash: String,
}

impl StoredEntry {
    /// The entry that comes after the last one.
    pub(super) fn after(last: &Head, entry: NewEntry) -> Result<Self, StoreError> {
        let NewEntry { at, by, act, environment, design_id, detail } = entry;
        let seq = last.seq + 1;
        let (previous, hash) = (last.hash.clone(), String::new());
        let entry = AuditEntry { seq, at, by, act, environment, design_id, detail, previous, hash };
        let mut members = serde_json::to_value(entry).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
        if let Value::Object(members) = &mut members {
            members.remove("hash");
        }
        let text = canonical(&members);
        let hash = digest(&text);
        Ok(Self { seq, text, hash })
    }

    /// Where the chain stands with it.
    pub(super) fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash.clone() }
    }

    /// The line of an export: the text with its hash as one more member, the last. Who takes that out again has the bytes
    /// that the hash is of.
    pub fn line(&self) -> String {
        format!("{},\"hash\":\"{}\"}}", self.text.strip_suffix('}').unwrap_or(&self.text), self.hash)
    }

    /// What it tells.
    pub fn read(&self) -> Result<AuditEntry, StoreError> {
        let entry = || -> Result<AuditEntry, serde_json::Error> {
            let mut members: Value = serde_json::from_str(&self.text)?;
            if let Value::Object(members) = &mut members {
                members.insert("hash".to_owned(), json!(self.hash));
            }
            serde_json::from_value(members)
        };
        Ok(entry().map_err(|error| sqlx::Error::Decode(Box::new(error)))?)
    }
}

/// Why an entry can't be the one that was written in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    #[error("an entry before it is missing, or it was moved here")]
    OutOfOrder,
    #[error("its text is not the one that its hash was made of, so it was changed")]
    Changed,
    #[error("it doesn't follow the entry before, so one of the two was exchanged")]
    Unchained,
    #[error("it is not there, although an entry of this number was noted, so the end was cut off")]
    Cut,
    #[error("it is another one than was noted, so the record was written anew")]
    Rewritten,
}

/// Where a check of the chain stands: all entries up to this one are whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last entry; 0 where there is none.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl Default for Head {
    fn default() -> Self {
        Self { seq: 0, hash: NOTHING_BEFORE.to_owned() }
    }
}

impl Head {
    /// Checks the entry that comes next, and moves on to it.
    pub fn advance(&mut self, entry: &StoredEntry) -> Result<(), Break> {
        /// What the chain asks of a text, whatever else it tells.
        #[derive(serde::Deserialize)]
        struct Link {
            seq: i64,
            previous: String,
        }
        if entry.seq != self.seq + 1 {
            return Err(Break::OutOfOrder);
        }
        if digest(&entry.text) != entry.hash {
            return Err(Break::Changed);
        }
        let link: Link = serde_json::from_str(&entry.text).map_err(|_| Break::Changed)?;
        if link.seq != entry.seq {
            return Err(Break::OutOfOrder);
        }
        if link.previous != self.hash {
            return Err(Break::Unchained);
        }
        *self = entry.head();
        Ok(())
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut digits, byte| {
        // Writing to a string can't fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

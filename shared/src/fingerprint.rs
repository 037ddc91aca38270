//! A document's identity: equal documents have equal fingerprints, whatever the order of their members.

use std::fmt;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256 of a document's canonical JSON.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub fn of(document: &Value) -> Self {
        Self(Sha256::digest(canonical(document)).into())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// JSON without spaces, members sorted by the bytes of their keys, whole doubles written as integers.
pub fn canonical(document: &Value) -> String {
    let mut out = String::new();
    write(document, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by_key(|(key, _)| key.as_str());
            out.push('{');
            for (at, (key, value)) in sorted.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Number(number) => {
            let whole = number.as_f64().filter(|_| number.is_f64()).map(|double| format!("{double}"));
            match whole.filter(|text| text.parse::<i64>().is_ok()) {
                Some(whole) => out.push_str(&whole),
                None => out.push_str(&number.to_string()),
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn order_and_spelling_of_numbers_do_not_matter() {
        let one: Value = serde_json::from_str(r#"{"b": 1.0, "a": [1e2, 0.5]}"#).unwrap();
        assert_eq!(canonical(&one), r#"{"a":[100,0.5],"b":1}"#);
        assert_eq!(Fingerprint::of(&one), Fingerprint::of(&json!({"a": [100, 0.5], "b": 1})));
        assert_ne!(Fingerprint::of(&one), Fingerprint::of(&json!({"a": [0.5, 100], "b": 1})));
    }

    #[test]
    fn a_known_digest() {
        let digest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert_eq!(Fingerprint::of(&json!({})).to_string(), digest);
    }
}

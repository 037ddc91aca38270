//! Places and values of a design as people read and type them.

use serde_json::Value;
use shared::document::Pointer;

/// A path as a pointer; one that can't be read is nowhere in the design.
pub fn place(path: &str) -> Pointer {
    serde_json::from_value(Value::from(path)).unwrap_or_default()
}

/// A path as a person reads it; rows that have names are called by them: `services › web › desiredCount`.
pub fn label(document: &Value, path: &Pointer) -> String {
    let mut at = Pointer::root();
    let mut words = Vec::new();
    for step in path.steps() {
        at = at.key(&step);
        let named = at.get(document).and_then(|row| row.get("name")).and_then(Value::as_str);
        words.push(match named {
            Some(name) if step.chars().all(|letter| letter.is_ascii_digit()) => name.to_owned(),
            Some(_) | None => step,
        });
    }
    words.join(" \u{203a} ")
}

/// A value as it is typed: texts without quotes.
pub fn typed(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What a person typed, as the kind of value that stands in its place: text stays text, all else is read as JSON
/// where it is JSON.
pub fn read(text: &str, is_text: bool) -> Value {
    let parsed = if is_text { None } else { serde_json::from_str(text.trim()).ok() };
    parsed.unwrap_or_else(|| Value::from(text))
}

/// A value as a person reads it: text without quotes, the rest as JSON.
pub fn shown(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() => text.clone(),
        Value::Object(_) | Value::Array(_) => serde_json::to_string_pretty(value).unwrap_or_default(),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

//! Reading requests and writing answers.

use serde_json::{Map, Value, json};

use super::fault::invalid_parameter;
use crate::ports::PortError;

/// A text that isn't empty.
pub(super) fn text<'v>(input: &'v Value, key: &str) -> Option<&'v str> {
    input.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

pub(super) fn required<'v>(input: &'v Value, key: &str) -> Result<&'v str, PortError> {
    text(input, key).ok_or_else(|| invalid_parameter(format!("{key} can not be blank.")))
}

/// Nothing where it is absent.
pub(super) fn list<'v>(input: &'v Value, key: &str) -> &'v [Value] {
    input.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn texts<'v>(input: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    list(input, key).iter().filter_map(Value::as_str)
}

pub(super) fn number(input: &Value, key: &str) -> Option<i64> {
    input.get(key).and_then(Value::as_i64)
}

pub(super) fn flag(input: &Value, key: &str) -> bool {
    input.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// Whether `include` asks for it.
pub(super) fn includes(input: &Value, what: &str) -> bool {
    texts(input, "include").any(|word| word == what)
}

/// The members of a request, without those in `without`.
pub(super) fn members(input: &Value, without: &[&str]) -> Map<String, Value> {
    let all = input.as_object().into_iter().flatten();
    all.filter(|(key, _)| !without.contains(&key.as_str())).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// Puts in `value` where the object has no such member.
pub(super) fn fill(object: &mut Map<String, Value>, key: &str, value: Value) {
    object.entry(key).or_insert(value);
}

/// Milliseconds since 1970 as AWS's JSON protocols write a time: seconds with a fraction.
pub(super) fn seconds(at: i64) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "a time of day has far fewer digits than a float holds exactly")]
    let seconds = at as f64 / 1_000.0;
    json!(seconds)
}

/// The page of a list that a request asks for with `size_key` and `nextToken`, and the token of the next.
pub(super) fn page<T>(all: Vec<T>, input: &Value, size_key: &str, most: usize) -> (Vec<T>, Option<String>) {
    let size = number(input, size_key).and_then(|size| usize::try_from(size).ok()).unwrap_or(most).clamp(1, most);
    let from: usize = text(input, "nextToken").and_then(|token| token.parse().ok()).unwrap_or(0);
    let next = from.saturating_add(size);
    let token = (next < all.len()).then(|| next.to_string());
    (all.into_iter().skip(from).take(size).collect(), token)
}

/// A page as AWS answers it.
pub(super) fn paged(key: &str, (items, token): (Vec<Value>, Option<String>)) -> Value {
    let mut answer = json!({ key: items });
    if let Some(token) = token {
        answer["nextToken"] = json!(token);
    }
    answer
}

//! What a document means, apart from how it is written.

mod defaults;
mod order;
mod printed;
#[cfg(test)]
mod tests;

pub(crate) use defaults::Surroundings;
pub(crate) use order::identity;
pub use printed::{as_request, never_printed};

use serde_json::{Map, Value};

use crate::check::{parse_cpu, parse_memory};
use crate::document::is_absent;
use crate::import::is_read_only;
use crate::model::{Form, Shape, StructureShape};

/// `value`, a request of shape `shape` or what AWS prints of it, in the one form that everything of the same meaning
/// has: without what is absent in AWS's sense, without stated defaults, rows that have names in the order of their
/// names, the members of an object in the order of their keys. Members that the shape doesn't know are kept.
pub fn normal(shape: &'static StructureShape, value: &Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(structure(shape, members, Surroundings::default())),
        other => free(other),
    }
}

/// Whether two requests of shape `shape`, or what AWS prints of them, mean the same.
pub fn same(shape: &'static StructureShape, a: &Value, b: &Value) -> bool {
    normal(shape, a) == normal(shape, b)
}

/// The members of the request `wanted` in which it differs from `found`, what AWS prints of it (as a
/// [`Lookup`](crate::plan::Lookup) finds it), those that only one of them has included, in the order of the shape;
/// then those that the shape doesn't know. Neither our own `bayplan` member nor what AWS [never prints](never_printed)
/// is among them. A cluster is the same under its name and its ARN.
pub fn differing(shape: &'static StructureShape, wanted: &Value, found: &Value) -> Vec<String> {
    let (wanted, found) = (normal(shape, wanted), normal(shape, &as_request(shape, found)));
    let known = shape.members.iter().map(|member| member.name);
    let keys = |value: &Value| value.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let mut unknown: Vec<String> = [keys(&wanted), keys(&found)].concat();
    unknown.retain(|key| shape.member(key).is_none() && key != "bayplan");
    unknown.sort();
    unknown.dedup();
    let differs = |key: &&str| {
        !never_printed(shape).contains(key) && !printed::means_same(shape, key, wanted.get(*key), found.get(*key))
    };
    let known = known.filter(differs).map(str::to_owned);
    known.chain(unknown.iter().map(String::as_str).filter(differs).map(str::to_owned)).collect()
}

pub(crate) fn structure(
    shape: &'static StructureShape,
    members: &Map<String, Value>,
    outer: Surroundings,
) -> Map<String, Value> {
    let around = outer.entering(shape, members);
    let meant = members.iter().map(|(key, value)| (key, member(shape, members, key, value, around)));
    let mut kept: Vec<(&String, Value)> = meant.filter_map(|(key, value)| Some((key, value?))).collect();
    kept.sort_by_key(|(key, _)| *key);
    kept.into_iter().map(|(key, value)| (key.clone(), value)).collect()
}

/// The normal form of the member `key` of a `shape` with these `members`; nothing where it says no more than its
/// absence would. `around` is within the structure.
pub(crate) fn member(
    shape: &'static StructureShape,
    members: &Map<String, Value>,
    key: &str,
    value: &Value,
    around: Surroundings,
) -> Option<Value> {
    if is_read_only(shape, key) {
        return None;
    }
    let mut meant = match shape.member(key) {
        Some(member) => shaped(&member.shape, value, around),
        None => free(value),
    };
    if let Value::Array(items) = &mut meant
        && order::is_set(shape, key)
    {
        items.sort_by_cached_key(Value::to_string);
    }
    let told = is_absent(&meant) || defaults::is_default(shape, members, key, &meant, around);
    (!told).then_some(meant)
}

fn shaped(shape: &Shape, value: &Value, around: Surroundings) -> Value {
    match (shape, value) {
        (Shape::One(of), Value::Object(members)) => Value::Object(structure(of, members, around)),
        (Shape::Rows { of, .. }, Value::Array(items)) => {
            let item = |item: &Value| match item {
                Value::Object(members) => Value::Object(structure(of, members, around)),
                other => free(other),
            };
            let mut items: Vec<Value> = items.iter().map(item).collect();
            order::sort(of, &mut items);
            Value::Array(items)
        }
        // An empty text is a value here: a label that is there differs from one that isn't.
        (Shape::TextMap, Value::Object(members)) => sorted(members.iter().filter(|(_, value)| !value.is_null()), free),
        (Shape::Document, value) => verbatim(value),
        (Shape::Text { form, .. }, Value::String(text)) => written(*form, text),
        (_, other) => free(other),
    }
}

/// A text in the one spelling of its meaning.
fn written(form: Form, text: &str) -> Value {
    let size = match form {
        Form::Cpu => parse_cpu(text),
        Form::Memory => parse_memory(text),
        Form::Json => match serde_json::from_str::<Value>(text) {
            Ok(document @ (Value::Object(_) | Value::Array(_))) => return free(&document),
            Ok(_) | Err(_) => None,
        },
        Form::Line | Form::Long | Form::Arn | Form::Image => None,
    };
    // An amount beyond counting is as good as any other such, so it keeps its spelling.
    let size = size.filter(|size| size.exact && size.units < i64::MAX);
    Value::String(size.map_or_else(|| text.to_owned(), |size| size.units.to_string()))
}

/// JSON of no known shape: without absent members.
pub(crate) fn free(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().map(|(key, value)| (key, free(value))).filter(|(_, value)| !is_absent(value));
            let mut kept: Vec<(&String, Value)> = kept.collect();
            kept.sort_by_key(|(key, _)| *key);
            Value::Object(kept.into_iter().map(|(key, value)| (key.clone(), value)).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(free).collect()),
        other => plain(other),
    }
}

/// JSON of the caller's own making, in which nothing is absent: an empty list there is an empty list.
pub(crate) fn verbatim(value: &Value) -> Value {
    match value {
        Value::Object(members) => sorted(members.iter(), verbatim),
        Value::Array(items) => Value::Array(items.iter().map(verbatim).collect()),
        other => plain(other),
    }
}

fn sorted<'m>(members: impl Iterator<Item = (&'m String, &'m Value)>, each: fn(&Value) -> Value) -> Value {
    let mut members: Vec<_> = members.collect();
    members.sort_by_key(|(key, _)| *key);
    Value::Object(members.into_iter().map(|(key, value)| (key.clone(), each(value))).collect())
}

/// A whole number as an integer: `5.0` means 5.
fn plain(value: &Value) -> Value {
    let whole = value.as_f64().filter(|_| value.is_f64()).and_then(|double| format!("{double}").parse::<i64>().ok());
    whole.map_or_else(|| value.clone(), Value::from)
}

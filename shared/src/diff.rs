//! How two designs differ in meaning.

mod rows;
#[cfg(test)]
mod tests;
mod walk;
mod words;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::document::{Pointer, is_absent};
use crate::model::Collection;
use crate::normal::Surroundings;
use walk::{Place, Walk};

pub(crate) use words::WITHIN;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Where in the later document; where something was removed, in the earlier one. A row that has a name is named
    /// by its index there.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub path: Pointer,
    /// The element of the design: `services.web`; empty for what belongs to none.
    pub element: String,
    /// Where within the element, as a person reads it: `app › Environment › LOG_LEVEL`.
    pub place: String,
    /// Nothing where it was added.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub before: Option<Value>,
    /// Nothing where it was removed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub after: Option<Value>,
    /// The change as a sentence: `app › Memory: 512 → 1024 MiB`.
    pub sentence: String,
}

/// What differs in meaning between two designs, in the later one's order. Neither the order of members, nor of rows
/// that have names, nor a stated default, nor what is absent in AWS's sense makes a difference.
///
/// Rows are matched by their names, where they have none by their place. A row or element that is new or gone is one
/// change. No sentence shows a value that looks like a secret.
pub fn diff(before: &Value, after: &Value) -> Vec<Change> {
    differences(before, after).changes
}

/// How two designs differ, and how many places differ beside that.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    /// What [`diff`] gives.
    pub changes: Vec<Change>,
    /// How many places differ in their order, their spelling or a stated default only.
    pub quiet: u32,
}

/// What [`diff`] gives, with a count of what it leaves out.
pub fn differences(before: &Value, after: &Value) -> Differences {
    let mut found = Differences::default();
    let (Value::Object(earlier), Value::Object(later)) = (before, after) else {
        Walk::new("", &mut found).free(&Place::default(), Some(before), Some(after));
        return found;
    };
    for key in keys(earlier, later) {
        let (before, after) = (earlier.get(key), later.get(key));
        match Collection::named(key).zip(elements(before).zip(elements(after))) {
            Some((collection, (before, after))) => collected(collection, before, after, &mut found),
            None => {
                let mut walk = Walk::new("", &mut found);
                let place = Place::default().member(key, Some(key));
                if key == ENVIRONMENTS {
                    walk.verbatim(&place, before, after);
                } else {
                    walk.free(&place, before, after);
                }
            }
        }
    }
    found
}

/// Holds overrides, in which an empty value takes the place of another: nothing there is absent.
const ENVIRONMENTS: &str = "environments";

/// The elements of a collection, none where it is absent; nothing where it is no collection.
fn elements(collection: Option<&Value>) -> Option<&Map<String, Value>> {
    static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
    match collection {
        Some(Value::Object(elements)) => Some(elements),
        Some(value) if !is_absent(value) => None,
        Some(_) | None => Some(&NONE),
    }
}

fn collected(
    collection: &Collection,
    earlier: &Map<String, Value>,
    later: &Map<String, Value>,
    found: &mut Differences,
) {
    for name in keys(earlier, later) {
        let stated =
            |elements: &'_ Map<String, Value>| elements.get(name).filter(|element| !element.is_null()).cloned();
        let (before, after) = (stated(earlier), stated(later));
        let place = Place::at(Pointer::root().key(collection.key).key(name));
        let mut walk = Walk::new(format!("{}.{name}", collection.key), found);
        match (collection.creates, &before, &after) {
            (Some(shape), Some(Value::Object(before)), Some(Value::Object(after))) => {
                walk.members(&place, shape, (before, after), <(Surroundings, Surroundings)>::default());
            }
            (_, Some(before), Some(after)) => walk.free(&place, Some(before), Some(after)),
            (_, None, None) => {}
            (_, None, Some(_)) | (_, Some(_), None) => {
                walk.whole(&place, &words::element(collection), name, before, after);
            }
        }
    }
}

/// The keys of the later object, then those that only the earlier one has.
fn keys<'m>(earlier: &'m Map<String, Value>, later: &'m Map<String, Value>) -> impl Iterator<Item = &'m str> {
    later.keys().chain(earlier.keys().filter(|key| !later.contains_key(*key))).map(String::as_str)
}

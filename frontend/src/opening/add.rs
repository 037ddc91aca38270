//! Adds what was opened to a design that is open.

use serde_json::{Map, Value};
use shared::document::{Patch, Pointer};

/// The change that adds the elements of `addition` to `document`; a local name that is taken gets a number.
pub(crate) fn patch_adding(document: &Value, addition: &Value) -> Patch {
    let mut patch = Patch::default();
    for (collection, elements) in addition.as_object().into_iter().flatten() {
        let Value::Object(elements) = elements else { continue };
        let path = Pointer::root().key(collection);
        let known = document.get(collection).and_then(Value::as_object);
        if known.is_none() {
            patch = patch.then(Patch::add(path, Value::Object(elements.clone())));
            continue;
        }
        let mut taken: Map<String, Value> = known.cloned().unwrap_or_default();
        for (local, element) in elements {
            let free = free_name(&taken, local);
            taken.insert(free.clone(), Value::Null);
            patch = patch.then(Patch::add(path.key(&free), element.clone()));
        }
    }
    patch
}

fn free_name(taken: &Map<String, Value>, wanted: &str) -> String {
    let numbered = (2_u32..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !taken.contains_key(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn adds_beside_what_is_there() {
        let mut document = json!({"name": "shop", "services": {"web": {"a": 1}}});
        let addition = json!({"name": "x", "services": {"web": {"b": 2}}, "taskDefinitions": {"web": {}}});
        patch_adding(&document, &addition).apply(&mut document).unwrap();
        let expected =
            json!({"name": "shop", "services": {"web": {"a": 1}, "web-2": {"b": 2}}, "taskDefinitions": {"web": {}}});
        assert_eq!(document.to_string(), expected.to_string());
    }
}

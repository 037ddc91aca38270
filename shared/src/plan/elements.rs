//! The elements of a design, as the planner sees them.

use serde_json::Value;

/// One element of a design's collection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'d> {
    pub(super) collection: &'static str,
    pub(super) local: &'d str,
    pub(super) node: &'d Value,
}

impl<'d> Element<'d> {
    /// Such as `services.web`.
    pub(super) fn id(&self) -> String {
        format!("{}.{}", self.collection, self.local)
    }

    /// Whether Bayplan makes and changes it, or only looks it up.
    pub(super) fn managed(&self) -> bool {
        self.own("ownership").and_then(Value::as_str) != Some("existing")
    }

    /// The request that makes it: without our own member.
    pub(super) fn request(&self) -> Value {
        let mut request = self.node.clone();
        if let Some(members) = request.as_object_mut() {
            members.shift_remove("bayplan");
        }
        request
    }

    pub(super) fn text(&self, key: &str) -> Option<&'d str> {
        self.node.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// What AWS sets on it by a further call, under that call's name.
    pub(super) fn further(&self, call: &str) -> Option<&'d Value> {
        self.own(call)
    }

    fn own(&self, key: &str) -> Option<&'d Value> {
        self.node.get("bayplan").and_then(|own| own.get(key))
    }
}

/// The elements of a collection, in the design's order.
pub(super) fn elements<'d>(design: &'d Value, collection: &'static str) -> impl Iterator<Item = Element<'d>> {
    let members = design.get(collection).and_then(Value::as_object).into_iter().flatten();
    members.map(move |(local, node)| Element { collection, local, node })
}

/// The element that a reference names.
pub(super) fn element<'d>(design: &'d Value, collection: &'static str, local: &str) -> Option<Element<'d>> {
    elements(design, collection).find(|element| element.local == local)
}

/// The objects of a list, or the one object that stands in its place.
pub(super) fn objects(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (one, many) = match value {
        Some(Value::Array(items)) => (None, Some(items)),
        Some(one @ Value::Object(_)) => (Some(one), None),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => (None, None),
    };
    one.into_iter().chain(many.into_iter().flatten())
}

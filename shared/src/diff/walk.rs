//! Walks two documents side by side.

use serde_json::{Map, Value};

use super::words::{self, Words};
use super::{Change, Differences, keys};
use crate::document::{Pointer, is_absent};
use crate::model::{Member, Shape, StructureShape};
use crate::normal::{self, Surroundings};

/// Something that stands in the earlier document and in the later one.
pub(super) type Both<T> = (T, T);

/// A place in both documents, and its name for a person.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    pub(super) before: Pointer,
    pub(super) after: Pointer,
    pub(super) words: Vec<String>,
}

/// Gathers the changes of one element.
pub(super) struct Walk<'c> {
    element: String,
    found: &'c mut Differences,
}

impl Place {
    /// An element, whose place needs no words.
    pub(super) fn at(path: Pointer) -> Self {
        Self { before: path.clone(), after: path, words: Vec::new() }
    }

    /// The member `key` here; where its name says nothing, it has none.
    pub(super) fn member(&self, key: &str, name: Option<&str>) -> Self {
        let words = self.words.iter().cloned().chain(name.map(str::to_owned)).collect();
        Self { before: self.before.key(key), after: self.after.key(key), words }
    }

    /// An item of the lists here.
    pub(super) fn item(&self, (before, after): Both<usize>, name: String) -> Self {
        let words = self.words.iter().cloned().chain([name]).collect();
        Self { before: self.before.index(before), after: self.after.index(after), words }
    }
}

impl<'c> Walk<'c> {
    pub(super) fn new(element: impl Into<String>, found: &'c mut Differences) -> Self {
        Self { element: element.into(), found }
    }

    /// The members of two structures. `around` is outside of them.
    pub(super) fn members(
        &mut self,
        place: &Place,
        shape: &'static StructureShape,
        (before, after): Both<&Map<String, Value>>,
        around: Both<Surroundings>,
    ) {
        let around = (around.0.entering(shape, before), around.1.entering(shape, after));
        let meant = |members: &Map<String, Value>, key: &str, around| {
            members.get(key).and_then(|value| normal::member(shape, members, key, value, around))
        };
        for key in keys(before, after) {
            if meant(before, key, around.0) == meant(after, key, around.1) {
                self.quiet(&place.member(key, None), shape.member(key), (before.get(key), after.get(key)), around);
                continue;
            }
            let values = (before.get(key), after.get(key));
            let Some(member) = shape.member(key) else {
                self.free(&place.member(key, words::unknown(key)), values.0, values.1);
                continue;
            };
            let place = place.member(key, words::label(shape, member));
            let known = self.found.changes.len();
            self.member(&place, shape, member, values, around);
            if self.found.changes.len() == known {
                self.order(&place, values);
            }
        }
    }

    /// A member that differs.
    fn member(
        &mut self,
        place: &Place,
        owner: &'static StructureShape,
        member: &'static Member,
        values: Both<Option<&Value>>,
        around: Both<Surroundings>,
    ) {
        let values = (stated(values.0), stated(values.1));
        match (&member.shape, values) {
            (Shape::One(of), (Some(Value::Object(before)), Some(Value::Object(after)))) => {
                self.members(place, of, (before, after), around);
            }
            (Shape::Rows { of, .. }, (before, after)) if is_list(before) && is_list(after) => {
                self.rows(place, of, (items(before), items(after)), around);
            }
            (Shape::TextMap, (before, after)) if is_map(before) && is_map(after) => {
                let none = Map::new();
                let members = (before.and_then(Value::as_object), after.and_then(Value::as_object));
                let (before, after) = (members.0.unwrap_or(&none), members.1.unwrap_or(&none));
                for key in keys(before, after) {
                    self.verbatim(&place.member(key, Some(key)), before.get(key), after.get(key));
                }
            }
            _ => {
                let secret = (owner.name == "KeyValuePair").then(|| place.words.last().cloned()).flatten();
                self.leaf(place, &Words { member: Some(member), secret }, values);
            }
        }
    }

    /// Values of no known shape, in which what is absent in AWS's sense is.
    pub(super) fn free(&mut self, place: &Place, before: Option<&Value>, after: Option<&Value>) {
        let meant = |value: Option<&Value>| value.map(normal::free).filter(|value| !is_absent(value));
        if meant(before) == meant(after) {
            self.same(before, after);
        } else {
            self.unshaped(place, stated(before), stated(after), Self::free);
        }
    }

    /// Values in which nothing is absent.
    pub(super) fn verbatim(&mut self, place: &Place, before: Option<&Value>, after: Option<&Value>) {
        if before.map(normal::verbatim) == after.map(normal::verbatim) {
            self.same(before, after);
        } else {
            self.unshaped(place, before, after, Self::verbatim);
        }
    }

    fn unshaped(
        &mut self,
        place: &Place,
        before: Option<&Value>,
        after: Option<&Value>,
        inner: fn(&mut Self, &Place, Option<&Value>, Option<&Value>),
    ) {
        let known = self.found.changes.len();
        match (before, after) {
            (Some(Value::Object(before)), Some(Value::Object(after))) => {
                for key in keys(before, after) {
                    inner(self, &place.member(key, words::unknown(key)), before.get(key), after.get(key));
                }
            }
            (Some(Value::Array(before)), Some(Value::Array(after))) => {
                for at in 0..before.len().max(after.len()) {
                    let item = after.get(at).or(before.get(at));
                    let name = item.map_or_else(String::new, |item| words::free_item(item, at));
                    inner(self, &place.item((at, at), name), before.get(at), after.get(at));
                }
            }
            _ => {}
        }
        if self.found.changes.len() == known {
            let secret = place.words.last().cloned();
            self.leaf(place, &Words { member: None, secret }, (before, after));
        }
    }

    /// A row or element that is new or gone.
    pub(super) fn whole(&mut self, place: &Place, noun: &str, name: &str, before: Option<Value>, after: Option<Value>) {
        let within = place.words.split_last().map(|(_, within)| within).unwrap_or_default();
        let sentence = words::whole(within, after.is_some(), noun, name);
        self.push(place, sentence, before, after);
    }

    /// A value that is another.
    fn leaf(&mut self, place: &Place, words: &Words, (before, after): Both<Option<&Value>>) {
        let sentence = words.sentence(&place.words, before, after);
        self.push(place, sentence, before.cloned(), after.cloned());
    }

    /// A member that means the same: counts the places within it that are written otherwise.
    fn quiet(
        &mut self,
        place: &Place,
        member: Option<&'static Member>,
        values: Both<Option<&Value>>,
        around: Both<Surroundings>,
    ) {
        if values.0 == values.1 {
            return;
        }
        let (known, changes) = (self.found.quiet, self.found.changes.len());
        match (member.map(|member| &member.shape), values) {
            (Some(Shape::One(of)), (Some(Value::Object(before)), Some(Value::Object(after)))) => {
                self.members(place, of, (before, after), around);
            }
            (Some(Shape::Rows { of, .. }), (Some(Value::Array(before)), Some(Value::Array(after)))) => {
                self.rows(place, of, (before, after), around);
            }
            _ => {}
        }
        // Within what means the same nothing changes.
        self.found.changes.truncate(changes);
        if self.found.quiet == known {
            self.found.quiet += 1;
        }
    }

    /// A place that means the same, however it is written.
    fn same(&mut self, before: Option<&Value>, after: Option<&Value>) {
        if before != after {
            self.found.quiet += 1;
        }
    }

    /// Rows whose order has no meaning, in another order.
    pub(super) fn moved(&mut self) {
        self.found.quiet += 1;
    }

    /// A list that differs in its order only.
    fn order(&mut self, place: &Place, (before, after): Both<Option<&Value>>) {
        let sentence = format!("{}: another order", place.words.join(words::WITHIN));
        self.push(place, sentence, before.cloned(), after.cloned());
    }

    fn push(&mut self, place: &Place, sentence: String, before: Option<Value>, after: Option<Value>) {
        let path = if after.is_some() { place.after.clone() } else { place.before.clone() };
        let place = place.words.join(words::WITHIN);
        self.found.changes.push(Change { path, element: self.element.clone(), place, before, after, sentence });
    }
}

fn stated(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !is_absent(value))
}

fn is_list(value: Option<&Value>) -> bool {
    value.is_none_or(Value::is_array)
}

fn is_map(value: Option<&Value>) -> bool {
    value.is_none_or(Value::is_object)
}

fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

//! The members of a call's input, taken one by one, so that none is left out in silence.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::ports::{ErrorKind, PortError};

/// The members of an input that have not been taken yet.
pub(super) struct Members<'a> {
    call: &'static str,
    given: &'a Map<String, Value>,
    taken: BTreeSet<&'static str>,
}

impl<'a> Members<'a> {
    pub(super) fn of(call: &'static str, input: &'a Value) -> Result<Self, PortError> {
        let Some(given) = input.as_object() else {
            return Err(invalid(format!("the input of {call} is not an object")));
        };
        Ok(Self { call, given, taken: BTreeSet::new() })
    }

    fn take(&mut self, name: &'static str) -> Option<&'a Value> {
        self.taken.insert(name);
        self.given.get(name)
    }

    pub(super) fn text(&mut self, name: &'static str) -> Result<Option<String>, PortError> {
        let read = |value: &Value| value.as_str().map(str::to_owned);
        self.take(name).map(|value| read(value).ok_or_else(|| self.wrong(name, "a text"))).transpose()
    }

    pub(super) fn number(&mut self, name: &'static str) -> Result<Option<i32>, PortError> {
        let read = |value: &Value| value.as_i64().and_then(|number| i32::try_from(number).ok());
        self.take(name).map(|value| read(value).ok_or_else(|| self.wrong(name, "a whole number"))).transpose()
    }

    pub(super) fn texts(&mut self, name: &'static str) -> Result<Option<Vec<String>>, PortError> {
        let read = |value: &Value| -> Option<Vec<String>> {
            value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
        };
        self.take(name).map(|value| read(value).ok_or_else(|| self.wrong(name, "a list of texts"))).transpose()
    }

    /// A list of structures, each read with `read`.
    pub(super) fn list<T>(
        &mut self,
        name: &'static str,
        mut read: impl FnMut(&mut Members<'_>) -> Result<T, PortError>,
    ) -> Result<Option<Vec<T>>, PortError> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let items = value.as_array().ok_or_else(|| self.wrong(name, "a list"))?;
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            let mut members = Members::of(self.call, item)?;
            list.push(read(&mut members)?);
            members.all_taken()?;
        }
        Ok(Some(list))
    }

    /// An error if a member is there that nobody asked for: it would not be sent.
    pub(super) fn all_taken(self) -> Result<(), PortError> {
        let left: Vec<&str> = self.given.keys().map(String::as_str).filter(|name| !self.taken.contains(name)).collect();
        if left.is_empty() {
            return Ok(());
        }
        let (call, left) = (self.call, left.join(", "));
        Err(invalid(format!("{call} can't be sent with {left}: this version of Bayplan doesn't know it")))
    }

    fn wrong(&self, name: &str, wanted: &str) -> PortError {
        invalid(format!("{} needs {wanted} as {name}", self.call))
    }
}

/// That the input can't be sent as it is.
pub(super) fn invalid(message: String) -> PortError {
    PortError::new(ErrorKind::Invalid, "unsendable", message)
}

/// An object of the members that have a value, in AWS's shape.
pub(super) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let present = members.into_iter().filter_map(|(name, value)| value.map(|value| (name.to_owned(), value)));
    Value::Object(present.collect())
}

//! A design as the text that a person wrote: read for what it says, kept byte for byte.

use std::borrow::Cow;

use serde_json::Value;
use shared::access::PersonRef;
use shared::check::InputKind;
use shared::document::{Parsed, Pointer};
use shared::fingerprint::Fingerprint;
use shared::import::{Unusable, open};

use crate::store::Draft;

/// What a design without a name is listed as.
pub const UNTITLED: &str = "Untitled design";
/// The longest name, in characters. Lists show names whole, so a document's longer one is shortened there.
pub(super) const MAX_NAME: usize = 200;

/// A text that is a JSON object, however wrong as a design.
#[derive(Debug)]
pub(super) struct DesignText<'t> {
    text: &'t str,
    parsed: Parsed,
}

impl<'t> DesignText<'t> {
    pub(super) fn read(text: &'t str) -> Result<Self, Unusable> {
        // A byte order mark may start a file, but it can't stand inside the answer that carries the document.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let parsed = open(text, Some(InputKind::Design))?.parsed;
        Ok(Self { text, parsed })
    }

    /// The name to list the design under.
    pub(super) fn name(&self) -> Cow<'_, str> {
        let name = self.parsed.value.get("name").and_then(|name| name.as_str()).unwrap_or_default().trim();
        match name.char_indices().nth(MAX_NAME) {
            Some((cut, _)) => Cow::Owned(format!("{}...", &name[..cut])),
            None if name.is_empty() => Cow::Borrowed(UNTITLED),
            None => Cow::Borrowed(name),
        }
    }

    /// The text with another name and not a byte changed elsewhere.
    pub(super) fn renamed(&self, name: &str) -> String {
        let name = Value::from(name).to_string();
        if self.parsed.value.get("name").is_some() {
            let old = self.parsed.span(&Pointer::root().key("name"));
            return format!("{}{name}{}", &self.text[..old.start], &self.text[old.end..]);
        }
        let inside = self.parsed.span(&Pointer::root()).start + 1;
        let comma = if self.parsed.value.as_object().is_some_and(serde_json::Map::is_empty) { "" } else { "," };
        format!("{}\"name\":{name}{comma}{}", &self.text[..inside], &self.text[inside..])
    }

    /// The text with another value at a place, or one more member of an object that is there, and not a byte changed
    /// elsewhere; nothing where there is no such place.
    pub(super) fn with_value(&self, at: &Pointer, value: &Value) -> Option<String> {
        if at.get(self.value()).is_some() {
            let old = self.parsed.span(at);
            return Some(format!("{}{value}{}", &self.text[..old.start], &self.text[old.end..]));
        }
        let (parent, key) = at.split_last()?;
        let members = parent.get(self.value())?.as_object()?;
        let (place, comma) = match members.keys().next_back() {
            Some(last) => (self.parsed.span(&parent.key(last)).end, ","),
            None => (self.parsed.span(&parent).start + 1, ""),
        };
        let key = Value::from(key);
        Some(format!("{}{comma}{key}:{value}{}", &self.text[..place], &self.text[place..]))
    }

    pub(super) fn value(&self) -> &Value {
        &self.parsed.value
    }

    /// Of what the text says, however it is written.
    pub(super) fn fingerprint(&self) -> String {
        Fingerprint::of(self.value()).to_string()
    }

    pub(super) fn draft(&self, at: i64, by: PersonRef) -> Draft {
        Draft { name: self.name().into_owned(), document: self.text.to_owned(), at, by }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(text: &str) -> String {
        DesignText::read(text).unwrap().renamed("a \"b\"")
    }

    #[test]
    fn a_rename_changes_nothing_else() {
        assert_eq!(
            renamed("{ \"z\" : 1.0,\n \"name\":5 , \"a\":1}"),
            "{ \"z\" : 1.0,\n \"name\":\"a \\\"b\\\"\" , \"a\":1}"
        );
        assert_eq!(renamed(" {\n} "), " {\"name\":\"a \\\"b\\\"\"\n} ");
        assert_eq!(renamed("{\"z\":1}"), "{\"name\":\"a \\\"b\\\"\",\"z\":1}");
    }

    #[test]
    fn a_value_is_set_and_nothing_else_changes() {
        let set = |text: &str, at: &str, value: Value| {
            DesignText::read(text).unwrap().with_value(&Pointer::try_from(at.to_owned()).unwrap(), &value)
        };
        let text = "{ \"n\" : 1.50,\n \"list\": [ {\"a\": 1.0}, {} ]}";
        assert_eq!(set(text, "/list/0/a", 2.into()).unwrap(), "{ \"n\" : 1.50,\n \"list\": [ {\"a\": 2}, {} ]}");
        assert_eq!(
            set(text, "/list/0/b", "x".into()).unwrap(),
            "{ \"n\" : 1.50,\n \"list\": [ {\"a\": 1.0,\"b\":\"x\"}, {} ]}"
        );
        assert_eq!(
            set(text, "/list/1/b~1c", true.into()).unwrap(),
            "{ \"n\" : 1.50,\n \"list\": [ {\"a\": 1.0}, {\"b/c\":true} ]}"
        );
        for nowhere in ["/list/2", "/list/-", "/gone/b", "/n/b"] {
            assert_eq!(set(text, nowhere, 1.into()), None, "{nowhere}");
        }
    }

    #[test]
    fn every_design_has_a_name_to_list() {
        let name = |text: &str| DesignText::read(text).unwrap().name().into_owned();
        assert_eq!(name("{\"name\":\" shop \"}"), "shop");
        assert_eq!(name("\u{feff}{\"name\":7}"), UNTITLED);
        let long = format!("{{\"name\":\"{}\"}}", "\u{e9}".repeat(1000));
        assert_eq!(name(&long).chars().count(), MAX_NAME + 3);
    }
}

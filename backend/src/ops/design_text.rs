//! A design as the text that a person wrote: read for what it says, kept byte for byte.

use std::borrow::Cow;

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
        let name = serde_json::Value::from(name).to_string();
        if self.parsed.value.get("name").is_some() {
            let old = self.parsed.span(&Pointer::root().key("name"));
            return format!("{}{name}{}", &self.text[..old.start], &self.text[old.end..]);
        }
        let inside = self.parsed.span(&Pointer::root()).start + 1;
        let comma = if self.parsed.value.as_object().is_some_and(serde_json::Map::is_empty) { "" } else { "," };
        format!("{}\"name\":{name}{comma}{}", &self.text[..inside], &self.text[inside..])
    }

    pub(super) fn value(&self) -> &serde_json::Value {
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
    fn every_design_has_a_name_to_list() {
        let name = |text: &str| DesignText::read(text).unwrap().name().into_owned();
        assert_eq!(name("{\"name\":\" shop \"}"), "shop");
        assert_eq!(name("\u{feff}{\"name\":7}"), UNTITLED);
        let long = format!("{{\"name\":\"{}\"}}", "\u{e9}".repeat(1000));
        assert_eq!(name(&long).chars().count(), MAX_NAME + 3);
    }
}

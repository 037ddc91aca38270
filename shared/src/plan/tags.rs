//! Tags: the environment's, and those by which Bayplan knows its own.

use serde_json::{Map, Value, json};

use crate::environment::Environment;
use crate::fingerprint::Fingerprint;

/// On everything that Bayplan makes: the design's name.
pub const DESIGN_TAG: &str = "bayplan:design";
/// On everything that Bayplan makes: the environment's name.
pub const ENVIRONMENT_TAG: &str = "bayplan:environment";
/// On task definitions: what they were registered from, so that an equal one is found again.
pub const CONTENT_TAG: &str = "bayplan:content";

/// The longest value that AWS takes. <https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html>
const LONGEST_VALUE: usize = 256;

/// How an AWS API writes tags.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spelling {
    /// `[{"key": .., "value": ..}]`
    Ecs,
    /// `[{"Key": .., "Value": ..}]`
    Iam,
    /// `{"KEY": "VALUE"}`
    Map,
}

impl Spelling {
    const fn members(self) -> (&'static str, &'static str) {
        match self {
            Self::Ecs => ("key", "value"),
            Self::Iam | Self::Map => ("Key", "Value"),
        }
    }

    /// The tags in `value`, in its order.
    pub(super) fn read(self, value: Option<&Value>) -> Vec<(String, String)> {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        match (self, value) {
            (Self::Map, Some(Value::Object(members))) => {
                members.iter().map(|(key, value)| (key.clone(), text(Some(value)))).collect()
            }
            (Self::Ecs | Self::Iam, Some(Value::Array(rows))) => {
                let (key, value) = self.members();
                rows.iter().map(|row| (text(row.get(key)), text(row.get(value)))).collect()
            }
            (Self::Ecs | Self::Iam | Self::Map, Some(_) | None) => Vec::new(),
        }
    }

    pub(super) fn write(self, tags: &[(String, String)]) -> Value {
        match self {
            Self::Map => {
                let members: Map<_, _> = tags.iter().map(|(key, value)| (key.clone(), json!(value))).collect();
                Value::Object(members)
            }
            Self::Ecs | Self::Iam => {
                let (key, value) = self.members();
                tags.iter().map(|(k, v)| json!({key: k, value: v})).collect()
            }
        }
    }
}

/// Whose a thing in AWS is, by its tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Maker {
    /// This design made it for this environment.
    Ours,
    /// Another design, or this one for another environment.
    OtherDesign { design: String, environment: String },
    /// Not Bayplan.
    Others,
}

pub(super) fn maker(tags: &[(String, String)], design: &str, environment: &Environment) -> Maker {
    let value = |wanted: &str| tags.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
    match (value(DESIGN_TAG), value(ENVIRONMENT_TAG)) {
        (None, _) => Maker::Others,
        (Some(made), Some(place)) if made == tag_value(design) && place == environment.name => Maker::Ours,
        (Some(made), place) => {
            Maker::OtherDesign { design: made.to_owned(), environment: place.unwrap_or_default().to_owned() }
        }
    }
}

/// The tags of an element: its own, then the environment's, then ours; the first of a key holds, but ours always do.
pub(super) fn with_ours(own: Vec<(String, String)>, design: &str, environment: &Environment) -> Vec<(String, String)> {
    let mut tags = own;
    tags.retain(|(key, _)| !key.starts_with("bayplan:"));
    for tag in &environment.tags {
        if tags.iter().all(|(key, _)| *key != tag.key) {
            tags.push((tag.key.clone(), tag.value.clone()));
        }
    }
    tags.push((DESIGN_TAG.to_owned(), tag_value(design)));
    tags.push((ENVIRONMENT_TAG.to_owned(), environment.name.clone()));
    tags
}

/// What identifies a task definition's content: equal requests have it alike.
pub(super) fn content(request: &Value) -> String {
    let mut text = Fingerprint::of(request).to_string();
    text.truncate(32);
    text
}

/// A name as AWS takes it for a tag's value: other characters become `-`.
fn tag_value(name: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || " _.:/=+-@".contains(c);
    name.chars().map(|c| if fits(c) { c } else { '-' }).take(LONGEST_VALUE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_written() {
        let tags = vec![("a".to_owned(), "1".to_owned()), ("b".to_owned(), String::new())];
        for spelling in [Spelling::Ecs, Spelling::Iam, Spelling::Map] {
            assert_eq!(spelling.read(Some(&spelling.write(&tags))), tags, "{spelling:?}");
        }
    }

    #[test]
    fn the_maker_is_told_by_tags() {
        let environment = Environment::sandbox();
        let ours = with_ours(vec![("bayplan:design".to_owned(), "forged".to_owned())], "a shop <1>", &environment);
        assert_eq!(maker(&ours, "a shop <1>", &environment), Maker::Ours);
        assert_eq!(maker(&[], "a shop <1>", &environment), Maker::Others);
        assert!(matches!(maker(&ours, "another", &environment), Maker::OtherDesign { .. }));
        let elsewhere = Environment { name: "production".to_owned(), ..environment };
        assert!(matches!(maker(&ours, "a shop <1>", &elsewhere), Maker::OtherDesign { .. }));
    }
}

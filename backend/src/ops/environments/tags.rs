//! Tags that an environment puts on everything.

use std::collections::BTreeSet;

use shared::environment::KeyValue;

use super::EnvironmentError;
use super::names::shown;

/// AWS takes 50 tags; `bayplan:design` and `bayplan:environment` are Bayplan's own.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html> has these limits.
pub(super) const MAX_TAGS: usize = 50 - 2;
pub(super) const MAX_KEY: usize = 128;
pub(super) const MAX_VALUE: usize = 256;
/// The prefixes that nobody else's keys may have, in lower case.
const RESERVED: [(&str, &str); 2] = [("aws:", "AWS"), ("bayplan:", "Bayplan")];

pub(super) fn check_tags(tags: &[KeyValue]) -> Result<(), EnvironmentError> {
    if tags.len() > MAX_TAGS {
        return Err(EnvironmentError::Tags { count: tags.len() });
    }
    let mut seen = BTreeSet::new();
    for (at, tag) in tags.iter().enumerate() {
        check_tag(at, tag)?;
        if !seen.insert(&tag.key) {
            return Err(EnvironmentError::TagTwice { at, key: tag.key.clone() });
        }
    }
    Ok(())
}

fn check_tag(at: usize, KeyValue { key, value }: &KeyValue) -> Result<(), EnvironmentError> {
    let length = key.chars().count();
    if !(1..=MAX_KEY).contains(&length) {
        return Err(EnvironmentError::TagKeyLength { at, length });
    }
    let length = value.chars().count();
    if length > MAX_VALUE {
        return Err(EnvironmentError::TagValueLength { at, key: shown(key), length });
    }
    let lower = key.to_lowercase();
    if let Some((_, owner)) = RESERVED.into_iter().find(|(prefix, _)| lower.starts_with(prefix)) {
        return Err(EnvironmentError::TagReserved { at, key: shown(key), owner });
    }
    match key.chars().chain(value.chars()).find(|character| !is_allowed(*character)) {
        Some(character) => Err(EnvironmentError::TagCharacter { at, key: shown(key), character }),
        None => Ok(()),
    }
}

fn is_allowed(character: char) -> bool {
    character.is_alphanumeric()
        || character.is_whitespace() && !character.is_control()
        || "_.:/=+-@".contains(character)
}

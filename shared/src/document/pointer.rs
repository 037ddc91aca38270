//! Names of places in a document: JSON pointers (RFC 6901).

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A place in a document, in the notation of RFC 6901: `""` is the whole, `/containerDefinitions/0/name` a member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pointer(String);

/// A text that is no JSON pointer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a JSON pointer: it must be empty or start with /")]
pub struct PointerError(String);

impl Pointer {
    /// The whole document.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The member `key` of the object here.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for c in key.chars() {
            match c {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The item `index` of the list here.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The place with this pointer's steps followed by those of `rest`.
    #[must_use]
    pub fn join(&self, rest: &Self) -> Self {
        Self(format!("{}{}", self.0, rest.0))
    }

    /// The steps from the root, unescaped.
    pub fn steps(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"))
    }

    /// The container of this place and the last step to it; nothing for the root.
    pub fn split_last(&self) -> Option<(Self, String)> {
        let cut = self.0.rfind('/')?;
        let last = self.0.get(cut + 1..)?.replace("~1", "/").replace("~0", "~");
        Some((Self(self.0.get(..cut)?.to_owned()), last))
    }

    /// Whether `other` is this place or inside it.
    pub fn contains(&self, other: &Self) -> bool {
        other.0.strip_prefix(&self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The node at this place.
    pub fn get<'v>(&self, root: &'v Value) -> Option<&'v Value> {
        root.pointer(&self.0)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Pointer {
    type Error = PointerError;

    fn try_from(text: String) -> Result<Self, PointerError> {
        if text.is_empty() || text.starts_with('/') { Ok(Self(text)) } else { Err(PointerError(text)) }
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.0
    }
}

/// Step by step; two list indices compare as numbers, so that `/2` comes before `/10`.
impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = (self.0.split('/'), other.0.split('/'));
        loop {
            match (left.next(), right.next()) {
                (None, None) => return Ordering::Equal,
                (None, Some(_)) => return Ordering::Less,
                (Some(_), None) => return Ordering::Greater,
                (Some(a), Some(b)) => {
                    let order = match (a.parse::<u64>(), b.parse::<u64>()) {
                        (Ok(a), Ok(b)) => a.cmp(&b),
                        (Ok(_) | Err(_), Err(_)) | (Err(_), Ok(_)) => a.cmp(b),
                    };
                    if order != Ordering::Equal {
                        return order;
                    }
                }
            }
        }
    }
}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_unescapes() {
        let pointer = Pointer::root().key("a/b~c").index(3);
        assert_eq!(pointer.as_str(), "/a~1b~0c/3");
        assert_eq!(pointer.steps().collect::<Vec<_>>(), ["a/b~c", "3"]);
        assert_eq!(pointer.split_last(), Some((Pointer::root().key("a/b~c"), "3".to_owned())));
    }

    #[test]
    fn indices_compare_as_numbers() {
        assert!(Pointer::root().index(2) < Pointer::root().index(10));
        assert!(Pointer::root().key("a") < Pointer::root().key("a").index(0));
    }

    #[test]
    fn contains_stops_at_a_step() {
        assert!(Pointer::root().key("a").contains(&Pointer::root().key("a").key("b")));
        assert!(!Pointer::root().key("a").contains(&Pointer::root().key("ab")));
    }
}

//! What people write: plain text, never longer than someone reads.

use serde_json::Value;

use super::ReviewError;
use crate::ops::people::is_seen;

/// The longest comment, in characters.
pub(super) const MAX_COMMENT: usize = 10_000;
/// The longest title of a review or a link, in characters.
pub(super) const MAX_TITLE: usize = 200;
/// The longest name of a guest, in characters.
pub(super) const MAX_GUEST: usize = 80;
/// The longest suggested value, in characters of its JSON.
pub(super) const MAX_SUGGESTION: usize = 50_000;

/// A comment, as it is kept.
pub(super) fn comment(given: &str) -> Result<String, ReviewError> {
    let text = note(given)?;
    if text.is_empty() { Err(ReviewError::CommentLength { length: 0 }) } else { Ok(text) }
}

/// What is said with a decision, which may be nothing.
pub(super) fn note(given: &str) -> Result<String, ReviewError> {
    let text = given.trim();
    let length = text.chars().count();
    if length > MAX_COMMENT {
        return Err(ReviewError::CommentLength { length });
    }
    let seen = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    if text.chars().all(seen) { Ok(text.to_owned()) } else { Err(ReviewError::Unseen) }
}

/// The title of a review or a link, which may be empty.
pub(super) fn title(given: &str) -> Result<String, ReviewError> {
    let title = given.trim();
    let length = title.chars().count();
    if length > MAX_TITLE {
        return Err(ReviewError::TitleLength { length });
    }
    if title.chars().all(is_seen) { Ok(title.to_owned()) } else { Err(ReviewError::Unseen) }
}

/// The name that someone without an account states.
pub(super) fn guest(given: &str) -> Result<String, ReviewError> {
    let name = given.trim();
    let fits = (1..=MAX_GUEST).contains(&name.chars().count()) && name.chars().all(is_seen);
    if fits { Ok(name.to_owned()) } else { Err(ReviewError::GuestName) }
}

/// A value as a message may show it, in at most 100 characters.
pub(super) fn shown(value: Option<&Value>) -> String {
    const LONGEST: usize = 100;
    match value {
        None => "is not set".to_owned(),
        Some(Value::Object(_) | Value::Array(_)) => "is another value".to_owned(),
        Some(value) => {
            let text = value.to_string();
            let cut: String = text.chars().take(LONGEST).collect();
            format!("is {cut}{}", if cut.len() < text.len() { "…" } else { "" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_hold_to_the_character() {
        assert_eq!(comment(" a\nb ").unwrap(), "a\nb");
        assert!(comment(&"é".repeat(MAX_COMMENT)).is_ok());
        assert_eq!(comment(&"é".repeat(10_001)), Err(ReviewError::CommentLength { length: 10_001 }));
        assert_eq!(comment(" \n"), Err(ReviewError::CommentLength { length: 0 }));
        assert_eq!(comment("a\u{0}b"), Err(ReviewError::Unseen));
        assert!(title(&"é".repeat(200)).is_ok() && title("").is_ok());
        assert_eq!(title(&"é".repeat(201)), Err(ReviewError::TitleLength { length: 201 }));
        assert!(guest(&"é".repeat(80)).is_ok());
        for wrong in ["", " ", "a\u{202e}b", "a\nb", &"é".repeat(81)] {
            assert_eq!(guest(wrong), Err(ReviewError::GuestName), "{wrong:?}");
        }
    }
}

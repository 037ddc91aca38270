//! What people are called, and where mail reaches them.

use super::PeopleError;

/// The longest name, in characters.
pub(super) const MAX_NAME: usize = 100;
/// The longest note on an invitation, in characters.
pub(super) const MAX_NOTE: usize = 200;
/// The longest e-mail address, in characters (<https://www.rfc-editor.org/errata/eid1690>).
pub(super) const MAX_EMAIL: usize = 254;

/// A name as it is kept. What can't be seen, or turns the direction of writing, is refused: whoever approves something
/// is told by it.
pub(super) fn name(given: &str) -> Result<String, PeopleError> {
    let name = given.trim();
    let fits = (1..=MAX_NAME).contains(&name.chars().count()) && name.chars().all(is_seen);
    if fits { Ok(name.to_owned()) } else { Err(PeopleError::Name) }
}

pub(super) fn note(given: &str) -> Result<String, PeopleError> {
    let note = given.trim();
    let fits = note.chars().count() <= MAX_NOTE && note.chars().all(is_seen);
    if fits { Ok(note.to_owned()) } else { Err(PeopleError::Note) }
}

/// An e-mail address in lower case. Whether it exists only a letter could tell.
pub(super) fn email(given: &str) -> Result<String, PeopleError> {
    let email = given.trim().to_lowercase();
    let parts = email.split_once('@').filter(|(user, host)| !user.is_empty() && !host.is_empty());
    let fits = parts.is_some_and(|(_, host)| !host.contains('@'))
        && email.chars().count() <= MAX_EMAIL
        && email.chars().all(|c| is_seen(c) && !c.is_whitespace());
    if fits { Ok(email) } else { Err(PeopleError::Email) }
}

/// Neither a control character nor one of those that have no width or turn the direction
/// (<https://www.unicode.org/reports/tr9/>, <https://www.unicode.org/reports/tr36/>).
pub(in crate::ops) fn is_seen(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        && !matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_seen_whole() {
        assert_eq!(name(" Zoë Ødegård ").unwrap(), "Zoë Ødegård");
        for wrong in ["", "  ", "a\u{202e}b", "a\nb", "a\u{200b}b", &"x".repeat(101)] {
            assert!(name(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn addresses_are_kept_in_lower_case() {
        assert_eq!(email(" Ana@Example.COM ").unwrap(), "ana@example.com");
        for wrong in
            ["", "ana", "@example.com", "ana@", "a@b@c", "a b@c", "a@b\u{200b}", &format!("{}@b", "a".repeat(253))]
        {
            assert!(email(wrong).is_err(), "{wrong:?}");
        }
    }
}

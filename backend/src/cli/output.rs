//! Writing to people's terminals.

use std::fmt;
use std::io::{self, Write};

/// Says on standard error what is wrong. There is nobody to tell when even that fails.
pub(super) fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{}", Plain(message));
}

/// A text without control characters: what a document holds must not steer the terminal that shows it.
pub(super) struct Plain<'t>(pub(super) &'t str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if c.is_control() { write!(f, "\\u{:04x}", u32::from(c))? } else { write!(f, "{c}")? }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_can_not_steer_the_terminal() {
        assert_eq!(Plain("a\u{1b}[2Jb\n\u{9b}\u{e9}").to_string(), "a\\u001b[2Jb\\u000a\\u009b\u{e9}");
    }
}

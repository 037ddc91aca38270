//! Offsets in bytes, as the parser counts, and in UTF-16 units, as the browser does.

/// Turns byte offsets of `text` into UTF-16 offsets, in ascending order with one walk through the text.
pub(super) struct Utf16<'t> {
    rest: std::str::Chars<'t>,
    bytes: usize,
    units: usize,
}

impl<'t> Utf16<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text.chars(), bytes: 0, units: 0 }
    }

    /// The UTF-16 offset of the byte offset `bytes`, which must not be before the one asked last.
    pub(super) fn of(&mut self, bytes: usize) -> u32 {
        while self.bytes < bytes
            && let Some(c) = self.rest.next()
        {
            self.bytes += c.len_utf8();
            self.units += c.len_utf16();
        }
        u32::try_from(self.units).unwrap_or(u32::MAX)
    }
}

/// The byte offset of the UTF-16 offset `units`.
pub(super) fn bytes_at(text: &str, units: u32) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= units {
            return at;
        }
        seen += u32::try_from(c.len_utf16()).unwrap_or(2);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = "a\u{e9}\u{1f600}b";
        let mut utf16 = Utf16::new(text);
        assert_eq!([0, 1, 3, 7, 8].map(|at| utf16.of(at)), [0, 1, 2, 4, 5]);
        assert_eq!([0, 1, 2, 4, 5].map(|at| bytes_at(text, at)), [0, 1, 3, 7, 8]);
    }
}

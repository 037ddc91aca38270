//! Reads JSON text strictly: every problem with its line and column, and where each node stands in the text.
//!
//! What a JSON library silently settles is reported here instead, since it would lose something a person wrote:
//! duplicate keys, lone surrogates, numbers that a double or a 64-bit integer can't hold.
mod error;
mod number;
mod spans;

use serde_json::{Map, Value};

use error::Found;
pub use error::{ParseError, ParseErrorKind, Position};
use number::{exact, shortened};
use spans::Node;
pub use spans::{Parsed, Span};

/// The longest text that is opened, in bytes (1 MiB; a task definition may have 64 KiB).
pub const MAX_BYTES: usize = 1 << 20;
/// The deepest nesting that is opened. AWS's deepest structure has 7 levels.
pub const MAX_DEPTH: usize = 128;

/// How much is read.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// The longest text, in bytes.
    pub bytes: usize,
    /// The deepest nesting.
    pub depth: usize,
}

impl Caps {
    /// For a document.
    pub const DOCUMENT: Self = Self { bytes: MAX_BYTES, depth: MAX_DEPTH };
    /// For an answer of the server with a document inside.
    pub const ENVELOPE: Self = Self { bytes: MAX_BYTES + (1 << 14), depth: MAX_DEPTH + 4 };
}

/// How many problems are named before reading stops. Finding a problem's line takes a walk through the text, so a text
/// made of problems would otherwise take minutes; and nobody reads more of them.
const MAX_PROBLEMS: usize = 100;

/// Reads a document; on failure, every problem that was found up to the first that stops reading.
pub fn parse(text: &str) -> Result<Parsed, Vec<ParseError>> {
    parse_within(text, Caps::DOCUMENT)
}

/// [`parse`] with other caps.
pub fn parse_within(text: &str, caps: Caps) -> Result<Parsed, Vec<ParseError>> {
    let mut reader = Reader { text, at: 0, depth: 0, deepest: caps.depth, problems: Vec::new() };
    if text.len() > caps.bytes {
        reader.at = caps.bytes;
        while !text.is_char_boundary(reader.at) {
            reader.at -= 1;
        }
        return Err(vec![reader.error_at(reader.at, ParseErrorKind::TooLong { bytes: text.len() })]);
    }
    match reader.document() {
        Ok((value, spans)) if reader.problems.is_empty() => Ok(Parsed { value, spans }),
        Ok(_) => Err(reader.problems),
        Err(stopped) => {
            reader.problems.push(stopped);
            Err(reader.problems)
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    deepest: usize,
    problems: Vec<ParseError>,
}

type Read<T> = Result<T, ParseError>;
/// An object or a list, and its inner nodes.
type Nested = (Value, Vec<Node>);

impl Reader<'_> {
    fn document(&mut self) -> Read<(Value, Node)> {
        // A byte order mark is no part of the JSON, but editors on Windows write one.
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        self.space();
        if self.at == self.text.len() {
            return Err(self.error(ParseErrorKind::Empty));
        }
        let read = self.value()?;
        self.space();
        match self.peek() {
            None => Ok(read),
            Some(_) => Err(self.unexpected("the end of the text")),
        }
    }

    fn value(&mut self) -> Read<(Value, Node)> {
        let start = self.at;
        let (value, children) = match self.peek() {
            Some('{') => self.nested(Self::object)?,
            Some('[') => self.nested(Self::list)?,
            Some('"') => (Value::String(self.string()?), Vec::new()),
            Some('-' | '0'..='9') => (self.number()?, Vec::new()),
            Some('t') => (self.word("true", Value::Bool(true))?, Vec::new()),
            Some('f') => (self.word("false", Value::Bool(false))?, Vec::new()),
            Some('n') => (self.word("null", Value::Null)?, Vec::new()),
            Some(_) | None => return Err(self.unexpected("a JSON value")),
        };
        Ok((value, Node { key: None, span: Span { start, end: self.at }, children }))
    }

    fn nested(&mut self, read: fn(&mut Self) -> Read<Nested>) -> Read<Nested> {
        if self.depth == self.deepest {
            return Err(self.error(ParseErrorKind::TooDeep));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Read<Nested> {
        let (mut members, mut nodes) = (Map::new(), Vec::<Node>::new());
        self.at += 1;
        self.space();
        if self.take('}') {
            return Ok((Value::Object(members), nodes));
        }
        loop {
            let start = self.at;
            if self.peek() != Some('"') {
                return Err(self.unexpected("a key in double quotes"));
            }
            let key = self.string()?;
            let key_span = Span { start, end: self.at };
            self.space();
            if !self.take(':') {
                return Err(self.unexpected("a colon after the key"));
            }
            self.space();
            let (value, mut node) = self.value()?;
            if members.contains_key(&key) {
                let first = nodes.iter().filter_map(|node| node.key.as_ref()).find(|(known, _)| *known == key);
                let first_line = first.map_or(1, |(_, span)| self.position(span.start).line);
                self.note(start, ParseErrorKind::DuplicateKey { key, first_line })?;
            } else {
                node.key = Some((key.clone(), key_span));
                nodes.push(node);
                members.insert(key, value);
            }
            self.space();
            if self.take('}') {
                return Ok((Value::Object(members), nodes));
            }
            if !self.take(',') {
                return Err(self.unexpected("a comma or }"));
            }
            self.space();
        }
    }

    fn list(&mut self) -> Read<Nested> {
        let (mut items, mut nodes) = (Vec::new(), Vec::new());
        self.at += 1;
        self.space();
        if self.take(']') {
            return Ok((Value::Array(items), nodes));
        }
        loop {
            let (value, node) = self.value()?;
            items.push(value);
            nodes.push(node);
            self.space();
            if self.take(']') {
                return Ok((Value::Array(items), nodes));
            }
            if !self.take(',') {
                return Err(self.unexpected("a comma or ]"));
            }
            self.space();
        }
    }

    fn string(&mut self) -> Read<String> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(|c: char| c == '"' || c == '\\' || c < ' ').unwrap_or(rest.len());
            out.push_str(&rest[..plain]);
            self.at += plain;
            match self.peek() {
                Some('"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some('\\') => self.escape(&mut out)?,
                Some(control) => return Err(self.error(ParseErrorKind::ControlCharacter(Found(control)))),
                None => return Err(self.error(ParseErrorKind::Ends { expected: "a closing double quote" })),
            }
        }
    }

    fn escape(&mut self, out: &mut String) -> Read<()> {
        let start = self.at;
        let letter = self.text[start + 1..].chars().next();
        let plain = match letter {
            Some(c @ ('"' | '\\' | '/')) => c,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => return self.unicode_escape(start, out),
            Some(other) => {
                return Err(self.error_at(start, ParseErrorKind::BadEscape { escape: other.to_string() }));
            }
            None => return Err(self.error(ParseErrorKind::Ends { expected: "the rest of an escape" })),
        };
        self.at = start + 2;
        out.push(plain);
        Ok(())
    }

    fn unicode_escape(&mut self, start: usize, out: &mut String) -> Read<()> {
        let first = self.code_unit(start)?;
        self.at = start + 6;
        let escape = || self.text[start + 1..start + 6].to_owned();
        let code = match first {
            0xD800..0xDC00 if self.text[self.at..].starts_with("\\u") => {
                let second = self.code_unit(self.at)?;
                if !(0xDC00..0xE000).contains(&second) {
                    return self.note(start, ParseErrorKind::LoneSurrogate { escape: escape() });
                }
                self.at += 6;
                0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            }
            0xD800..0xE000 => {
                return self.note(start, ParseErrorKind::LoneSurrogate { escape: escape() });
            }
            other => other,
        };
        out.extend(char::from_u32(code));
        Ok(())
    }

    /// The four hex digits of the `\u` escape that starts at `start`.
    fn code_unit(&self, start: usize) -> Read<u32> {
        let digits: String = self.text[start + 2..].chars().take(4).collect();
        let hex = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        u32::from_str_radix(&digits, 16)
            .ok()
            .filter(|_| hex)
            .ok_or_else(|| self.error_at(start, ParseErrorKind::BadEscape { escape: format!("u{digits}") }))
    }

    fn number(&mut self) -> Read<Value> {
        let start = self.at;
        self.take('-');
        if self.take('0') {
            if matches!(self.peek(), Some('0'..='9')) {
                return Err(self.unexpected("no digit after a leading zero"));
            }
        } else {
            self.digits()?;
        }
        let mut whole = true;
        if self.take('.') {
            whole = false;
            self.digits()?;
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            whole = false;
            self.at += 1;
            if !self.take('+') {
                self.take('-');
            }
            self.digits()?;
        }
        let text = &self.text[start..self.at];
        let kept = exact(text, whole);
        let Some(number) = kept else {
            self.note(start, ParseErrorKind::NumberLost { text: shortened(text) })?;
            return Ok(Value::Null);
        };
        Ok(Value::Number(number))
    }

    fn digits(&mut self) -> Read<()> {
        if !matches!(self.peek(), Some('0'..='9')) {
            return Err(self.unexpected("a digit"));
        }
        let rest = &self.text[self.at..];
        self.at += rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        Ok(())
    }

    fn word(&mut self, word: &'static str, value: Value) -> Read<Value> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            Ok(value)
        } else {
            Err(self.unexpected("a JSON value"))
        }
    }

    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !matches!(c, ' ' | '\t' | '\n' | '\r')).unwrap_or(rest.len());
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let there = self.peek() == Some(wanted);
        if there {
            self.at += wanted.len_utf8();
        }
        there
    }

    /// Keeps a problem and reads on, or stops at the last one that is kept.
    fn note(&mut self, offset: usize, kind: ParseErrorKind) -> Read<()> {
        let problem = self.error_at(offset, kind);
        if self.problems.len() + 1 == MAX_PROBLEMS {
            return Err(problem);
        }
        self.problems.push(problem);
        Ok(())
    }

    fn unexpected(&self, expected: &'static str) -> ParseError {
        self.error(match self.peek() {
            Some(found) => ParseErrorKind::Unexpected { found: Found(found), expected },
            None => ParseErrorKind::Ends { expected },
        })
    }

    fn error(&self, kind: ParseErrorKind) -> ParseError {
        self.error_at(self.at, kind)
    }

    fn error_at(&self, offset: usize, kind: ParseErrorKind) -> ParseError {
        ParseError { position: self.position(offset), kind }
    }

    fn position(&self, offset: usize) -> Position {
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1, offset }
    }
}

#[cfg(test)]
mod tests;

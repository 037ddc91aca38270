//! Reads JSON text strictly: every problem with its line and column, and where each node stands in the text.
//!
//! What a JSON library silently settles is reported here instead, since it would lose something a person wrote:
//! duplicate keys, lone surrogates, numbers that a double or a 64-bit integer can't hold.

use std::fmt;

use serde_json::{Map, Number, Value};

use super::Pointer;

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

/// A place in a text. Lines and columns count from 1, columns in characters; the offset is in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
    pub offset: usize,
}

/// From the first byte of a node to the byte after its last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

/// How many problems are named before reading stops. Finding a problem's line takes a walk through the text, so a text
/// made of problems would otherwise take minutes; and nobody reads more of them.
const MAX_PROBLEMS: usize = 100;

/// Why a text is not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {}, column {}: {kind}", position.line, position.column)]
pub struct ParseError {
    pub position: Position,
    pub kind: ParseErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseErrorKind {
    #[error("the text has {bytes} bytes; at most {MAX_BYTES} (1 MiB) can be opened")]
    TooLong { bytes: usize },
    #[error("nested more than {MAX_DEPTH} levels deep")]
    TooDeep,
    #[error("the text is empty; a JSON object was expected")]
    Empty,
    #[error("the text ends here, but {expected} was expected")]
    Ends { expected: &'static str },
    #[error("{found} was found, but {expected} was expected")]
    Unexpected { found: Found, expected: &'static str },
    #[error("the key \"{key}\" was already given on line {first_line}; only one of the two can count, so remove one")]
    DuplicateKey { key: String, first_line: usize },
    #[error("the escape \\{escape} is half of a character (a lone surrogate); write both halves or the character")]
    LoneSurrogate { escape: String },
    #[error("\\{escape} is not a JSON escape; a backslash itself is written \\\\")]
    BadEscape { escape: String },
    #[error("the character {0} can't stand in a JSON text as it is; write it as \\u and four hex digits")]
    ControlCharacter(Found),
    #[error("the number {text} can't be kept exactly; write it as a string if it is an id")]
    NumberLost { text: String },
}

/// A character as it is named to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found(pub char);

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_control() { write!(f, "U+{:04X}", u32::from(self.0)) } else { write!(f, "`{}`", self.0) }
    }
}

/// A text that was opened: its tree, and where each node of it stands.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub value: Value,
    spans: Node,
}

#[derive(Clone, Debug, Default)]
struct Node {
    key: Option<(String, Span)>,
    span: Span,
    children: Vec<Node>,
}

impl Parsed {
    /// Where the value at `pointer` stands, or the nearest container of it that the text has.
    pub fn span(&self, pointer: &Pointer) -> Span {
        self.walk(pointer).span
    }

    /// Where the key of the member at `pointer` stands; the value's span for list items and the root.
    pub fn key_span(&self, pointer: &Pointer) -> Span {
        let node = self.walk(pointer);
        node.key.as_ref().map_or(node.span, |(_, span)| *span)
    }

    /// The innermost node that holds the byte `offset`.
    pub fn pointer_at(&self, offset: usize) -> Pointer {
        let mut pointer = Pointer::root();
        let mut node = &self.spans;
        loop {
            let inside = node.children.iter().enumerate().find(|(_, child)| {
                let start = child.key.as_ref().map_or(child.span.start, |(_, span)| span.start);
                (start..=child.span.end).contains(&offset)
            });
            let Some((at, child)) = inside else { return pointer };
            pointer = match &child.key {
                Some((key, _)) => pointer.key(key),
                None => pointer.index(at),
            };
            node = child;
        }
    }

    fn walk(&self, pointer: &Pointer) -> &Node {
        let mut node = &self.spans;
        for step in pointer.steps() {
            let next = node.children.iter().enumerate().find(|(at, child)| match &child.key {
                Some((key, _)) => *key == step,
                None => step.parse() == Ok(*at),
            });
            let Some((_, child)) = next else { break };
            node = child;
        }
        node
    }
}

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
        let kept = if whole && text != "-0" {
            text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from)).ok()
        } else {
            // Compared with what would be written again: of two shortest spellings of a double only one is.
            let written = text.parse::<f64>().ok().and_then(Number::from_f64);
            written.filter(|number| decimal(text) == decimal(&number.to_string()))
        };
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

/// A decimal number as its sign, significant digits and exponent, so that `1.50`, `15e-1` and `1.5` are equal.
fn decimal(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{}{fraction}", whole.trim_start_matches('-'));
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    let dropped = i64::try_from(digits.len() - significant.len()).unwrap_or(i64::MAX);
    let scale = exponent
        .parse::<i64>()
        .unwrap_or(i64::MAX)
        .saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX))
        .saturating_add(dropped);
    (text.starts_with('-'), significant.to_owned(), if significant.is_empty() { 0 } else { scale })
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    if text.len() <= SHOWN { text.to_owned() } else { format!("{}...", &text[..SHOWN]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn problem(text: &str) -> String {
        parse(text).unwrap_err()[0].to_string()
    }

    #[test]
    fn problems_have_places() {
        assert_eq!(problem(""), "line 1, column 1: the text is empty; a JSON object was expected");
        assert_eq!(problem("{\n  \"a\" 1}"), "line 2, column 7: `1` was found, but a colon after the key was expected");
        assert_eq!(problem("{\"a\":\"\0\"}").split(": ").nth(1).unwrap().get(..20).unwrap(), "the character U+0000");
        assert!(
            problem("{\"a\": 1,\n \"a\": 2}")
                .starts_with("line 2, column 2: the key \"a\" was already given on line 1")
        );
        assert!(problem(r#"["\ud800"]"#).contains("lone surrogate"));
        assert!(problem("[1e999]").contains("can't be kept exactly"));
        assert!(problem("[12345678901234567890123]").contains("can't be kept exactly"));
        assert!(problem(&"[".repeat(10_000)).contains("128 levels"));
        assert!(problem(&" ".repeat(MAX_BYTES + 1)).contains("1 MiB"));
        assert!(problem("[1] x").contains("end of the text"));
        assert!(problem("[01]").contains("leading zero"));
        assert!(problem(r#"["\x"]"#).contains("not a JSON escape"));
    }

    #[test]
    fn all_duplicates_are_named() {
        assert_eq!(parse(r#"{"a":1,"a":2,"b":{"c":1,"c":2}}"#).unwrap_err().len(), 2);
    }

    #[test]
    fn a_text_made_of_problems_is_not_read_to_its_end() {
        for text in [
            format!("{{{}\"z\":1}}", "\"a\":1,".repeat(10_000)),
            format!("[{}1]", "1e999,".repeat(10_000)),
            format!("[\"{}\"]", "\\ud800".repeat(10_000)),
        ] {
            assert_eq!(parse(&text).unwrap_err().len(), MAX_PROBLEMS);
        }
        let deep = format!("{}{}", "[1e999,".repeat(99), "[".repeat(100));
        assert_eq!(parse(&deep).unwrap_err().len(), MAX_PROBLEMS);
    }

    #[test]
    fn numbers_keep_their_value() {
        assert!(problem("[1727723356127811.3]").contains("can't be kept exactly"));
        for text in [
            "1727723356127811.2",
            "0",
            "-0",
            "1.50",
            "1e3",
            "18446744073709551615",
            "-9223372036854775808",
            "0.1",
            "1E-7",
        ] {
            assert!(parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn spans_find_nodes_and_back() {
        let text = "{ \"a\": [10, {\"b\": \"x\"}] }";
        let parsed = parse(text).unwrap();
        let b = Pointer::root().key("a").index(1).key("b");
        let span = parsed.span(&b);
        assert_eq!(&text[span.start..span.end], "\"x\"");
        let key = parsed.key_span(&b);
        assert_eq!(&text[key.start..key.end], "\"b\"");
        assert_eq!(parsed.pointer_at(span.start + 1), b);
        assert_eq!(parsed.span(&b.key("gone")), span);
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>()
                .prop_filter_map("JSON has no infinity", |double| { Number::from_f64(double).map(Value::Number) }),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 64, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(value in json()) {
            prop_assert_eq!(&parse(&value.to_string()).unwrap().value, &value);
            prop_assert_eq!(&parse(&serde_json::to_string_pretty(&value).unwrap()).unwrap().value, &value);
        }

        #[test]
        fn any_text_is_read_as_serde_json_reads_it_or_refused(text in "[-\\[\\]{}:,\"\\\\ue0-9a.tn \\x00]{0,24}") {
            match (parse(&text), serde_json::from_str::<Value>(&text)) {
                (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours.value, theirs),
                (Ok(ours), Err(error)) => prop_assert!(false, "read {} but {error}", ours.value),
                (Err(problems), Ok(_)) => {
                    let lossy = |kind: &ParseErrorKind| matches!(
                        kind,
                        ParseErrorKind::DuplicateKey { .. }
                            | ParseErrorKind::NumberLost { .. }
                            | ParseErrorKind::LoneSurrogate { .. }
                    );
                    prop_assert!(problems.iter().all(|problem| lossy(&problem.kind)), "{:?}", problems);
                }
                (Err(_), Err(_)) => {}
            }
        }
    }
}

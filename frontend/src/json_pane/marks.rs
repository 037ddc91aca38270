//! Where diagnostics stand in the text.

use std::collections::BTreeMap;

use shared::check::{Diagnostic, Severity};
use shared::document::{Parsed, Pointer, Span, parse};

use super::code_editor::Mark;
use super::offsets::Utf16;

/// More than this many underlined ranges help nobody, and slow the editor down.
const MOST: usize = 500;

/// The diagnostics inside `scope`, which the text shows.
pub(super) fn of_findings(text: &str, parsed: &Parsed, scope: &Pointer, findings: &[Diagnostic]) -> Vec<Mark> {
    let inside = findings.iter().filter(|found| scope.contains(&found.path)).take(MOST);
    let spans: Vec<(Span, &Diagnostic)> = inside
        .filter_map(|found| {
            let inner = Pointer::try_from(found.path.as_str().strip_prefix(scope.as_str())?.to_owned()).ok()?;
            Some((span_of(parsed, &inner), found))
        })
        .collect();
    let units = units(text, spans.iter().map(|(span, _)| *span));
    let mark = |(span, found): (Span, &Diagnostic)| Mark {
        from: units.get(&span.start).copied().unwrap_or(0),
        to: units.get(&span.end).copied().unwrap_or(0),
        severity: found.severity,
        message: format!("{} {}", found.message, found.help),
    };
    spans.into_iter().map(mark).collect()
}

/// Why the text can't be read.
pub(super) fn of_problems(text: &str) -> Vec<Mark> {
    let problems = parse(text).err().unwrap_or_default();
    let spans: Vec<Span> = problems
        .iter()
        .map(|problem| {
            let start = problem.position.offset;
            let next = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            Span { start, end: start + next }
        })
        .collect();
    let units = units(text, spans.iter().copied());
    let at = |offset: usize| units.get(&offset).copied().unwrap_or(0);
    problems
        .iter()
        .zip(&spans)
        .take(MOST)
        .map(|(problem, span)| Mark {
            from: at(span.start),
            to: at(span.end),
            severity: Severity::Error,
            message: problem.kind.to_string(),
        })
        .collect()
}

/// The value at a place; the key alone, or the opening bracket, where that is an object or a list or where the place is
/// missing in one.
fn span_of(parsed: &Parsed, inner: &Pointer) -> Span {
    let value = parsed.span(inner);
    let scalar = inner.get(&parsed.value).is_some_and(|value| !value.is_object() && !value.is_array());
    if scalar {
        return value;
    }
    let key = parsed.key_span(inner);
    if key == value { Span { start: value.start, end: value.start + 1 } } else { key }
}

/// UTF-16 offsets of the ends of spans.
fn units(text: &str, spans: impl Iterator<Item = Span>) -> BTreeMap<usize, u32> {
    let mut units: BTreeMap<usize, u32> = spans.flat_map(|span| [(span.start, 0), (span.end, 0)]).collect();
    let mut walk = Utf16::new(text);
    for (bytes, unit) in &mut units {
        *unit = walk.of(*bytes);
    }
    units
}

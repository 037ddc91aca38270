//! Reading compared with what is written, and with another reader.

use serde_json::Number;

use super::*;
use crate::document::Pointer;
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
        problem("{\"a\": 1,\n \"a\": 2}").starts_with("line 2, column 2: the key \"a\" was already given on line 1")
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
    for text in
        ["1727723356127811.2", "0", "-0", "1.50", "1e3", "18446744073709551615", "-9223372036854775808", "0.1", "1E-7"]
    {
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
        any::<f64>().prop_filter_map("JSON has no infinity", |double| { Number::from_f64(double).map(Value::Number) }),
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

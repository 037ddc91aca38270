//! `bayplan check`

use std::fs;

use serde_json::{Value, json};

use crate::support::program::{command, run};
use crate::support::{many_variables, timed};

const GOOD: &str = r#"{"family":"web","requiresCompatibilities":["EC2"],"containerDefinitions":[
    {"name":"web","image":"nginx:1.29","memory":128}]}"#;
const WRONG: &str = r#"{"family":7,"containerDefinitions":[{"name":"web","image":"nginx:1.29","memory":128}]}"#;

fn outcome(arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let output = run(arguments, input);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn exit_codes_tell_fine_from_wrong_from_unusable() {
    for (input, code) in [
        (GOOD, 0),
        (WRONG, 1),
        ("{", 2),
        ("", 2),
        ("[]", 2),
        ("{\"Resources\":{}}", 2),
        ("{\"family\":\"a\",\"family\":\"b\"}", 2),
    ] {
        let (given, stdout, stderr) = outcome(&["check", "-"], input.as_bytes());
        assert_eq!(given, code, "{input}: {stdout}{stderr}");
    }
    assert_eq!(outcome(&["check"], b"").0, 2);
    assert_eq!(outcome(&["check", "--kind", "stack", "-"], b"{}").0, 2);
}

#[test]
fn unusable_files_have_a_place_and_hide_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("wrong.json"), WRONG).unwrap();
    fs::write(path("broken.json"), "{\n  \"a\" 1}").unwrap();
    fs::write(path("latin.json"), b"{\n\"a\":\"\xe9\"}").unwrap();
    let files = [path("broken.json"), path("wrong.json"), path("latin.json"), path("gone.json")];
    let [broken, wrong, latin, gone] = &files;

    let (code, stdout, stderr) = outcome(&["check", broken, wrong, latin, gone], b"");
    assert_eq!(code, 2, "{stderr}");
    assert!(stderr.contains(&format!("{broken}:2:7: ")), "{stderr}");
    assert!(stderr.contains(&format!("{latin}:2:6: ")), "{stderr}");
    assert!(stderr.contains(&format!("{gone}: can't be read")), "{stderr}");
    assert!(stdout.contains(&format!("{wrong}:/family error TD-")), "{stdout}");
    assert!(stdout.ends_with("in 1 file; 3 files could not be used\n"), "{stdout}");

    let (code, stdout, _) = outcome(&["check", "--format", "json", broken, wrong], b"");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((code, report["files"].as_array().unwrap().len()), (2, 2));
    let first = &report["files"][0];
    assert_eq!((&first["kind"], &first["diagnostics"]), (&Value::Null, &json!([])));
    assert_eq!((&first["error"]["line"], &first["error"]["column"]), (&json!(2), &json!(7)));
    assert_eq!(report["files"][1]["kind"], json!("task-definition"));
}

#[test]
fn the_json_has_its_shape() {
    let (code, stdout, stderr) = outcome(&["check", "--format", "json", "-"], WRONG.as_bytes());
    assert_eq!((code, stderr.as_str()), (1, ""));
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&report), ["files"]);
    let file = &report["files"][0];
    assert_eq!(keys(file), ["file", "kind", "diagnostics"]);
    assert_eq!((&file["file"], &file["kind"]), (&json!("-"), &json!("task-definition")));
    let found = file["diagnostics"].as_array().unwrap();
    for one in found {
        assert_eq!(keys(one), ["rule", "severity", "path", "message", "help", "docs", "fix"]);
        assert!(["error", "warning", "advice"].contains(&one["severity"].as_str().unwrap()));
        assert!(one["fix"].is_null() || keys(&one["fix"]) == ["title", "patch"]);
    }
    assert!(found.iter().any(|one| one["path"] == "/family" && one["severity"] == "error"), "{stdout}");
}

#[test]
fn every_kind_can_be_said() {
    for kind in ["auto", "task-definition", "service", "bundle", "design"] {
        let text = if kind == "auto" { GOOD } else { "{}" };
        let (_, stdout, stderr) = outcome(&["check", "--kind", kind, "--format", "json", "-"], text.as_bytes());
        let report: Value = serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("{stdout}{stderr}"));
        let expected = if kind == "auto" { "task-definition" } else { kind };
        assert_eq!(report["files"][0]["kind"], json!(expected));
    }
}

#[test]
fn bad_input_ends_in_time() {
    for (name, input) in [
        ("2 MiB", " ".repeat(2 << 20)),
        ("depth 10,000", "[".repeat(10_000)),
        ("1 MiB of duplicate keys", format!("{{{}\"z\":1}}", "\"a\":1,".repeat(170_000))),
        ("NUL", "{\"a\":\"\0\"}".to_owned()),
        ("lone surrogate", r#"{"a":"\ud800"}"#.to_owned()),
    ] {
        let (code, _, stderr) = timed(&format!("bayplan check, {name}"), || outcome(&["check", "-"], input.as_bytes()));
        assert_eq!(code, 2, "{name}");
        assert!(stderr.starts_with("-:1:"), "{name}: {stderr}");
    }
    let many = many_variables(10_000);
    let (code, ..) = timed("bayplan check, 10,000 environment variables", || outcome(&["check", "-"], many.as_bytes()));
    assert!(code < 2);
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("many.json");
    // More output than a pipe holds.
    let unknown: serde_json::Map<_, _> = (0..5000).map(|at| (format!("unknown{at}"), json!(1))).collect();
    let mut document = serde_json::from_str::<Value>(GOOD).unwrap();
    document.as_object_mut().unwrap().extend(unknown);
    fs::write(&file, document.to_string()).unwrap();
    let mut child = command(&["check", file.to_str().unwrap()]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(output.status.code().is_some_and(|code| code < 2));
}

#[test]
fn documents_do_not_steer_the_terminal() {
    let (_, stdout, _) = outcome(&["check", "-"], WRONG.replace("\"family\":7", "\"\\u001b[2J\":1").as_bytes());
    assert!(!stdout.contains('\u{1b}'), "{stdout}");
}

//! `bayplan explain`

use crate::support::program::run;

#[test]
fn every_rule_can_be_explained() {
    for rule in shared::check::all() {
        let output = run(&["explain", &rule.id.to_lowercase()], b"");
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success());
        for part in [rule.id, rule.severity.word(), rule.summary, rule.help, rule.docs] {
            assert!(said.contains(part), "{}: {part} is not in {said}", rule.id);
        }
    }
}

#[test]
fn an_unknown_rule_gets_near_names() {
    let output = run(&["explain", "TD-UNKNOWN-FEILD"], b"");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("near names: TD-UNKNOWN-FIELD"), "{said}");
}

//! The checks, formats and fixes against real and constructed cases.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "figures are printed, and a test may panic anywhere")]

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::fs;

use corpus::{Case, cases, folder};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use shared::check::{Diagnostic, InputKind, Severity, all, check, find};
use shared::document::{Op, Patch, Pointer};
use shared::editor::Editor;
use shared::export::{Format, request};
use shared::import::{is_read_only, to_design};
use shared::model::{Service, Structure, TaskDefinition};

/// The headings of the rule catalogue whose rules are implemented.
const HEADINGS: [&str; 8] = [
    "Task definition: identity, size, compatibility",
    "Container definition: basics",
    "Network-mode restrictions",
    "Port mappings",
    "Dependencies and health checks",
    "Environment, secrets, files",
    "Volumes and mounts",
    "Network configuration",
];
/// Comes with the handling of secrets.
const NOT_YET: [&str; 1] = ["ENV-PLAINTEXT-SECRET"];

fn errors(found: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    found.iter().filter(|found| found.severity == Severity::Error)
}

#[test]
fn valid_cases_have_no_error() {
    let Some(cases) = cases() else { return };
    let (mut count, mut wrong) = (0, Vec::new());
    for case in cases.iter().filter(|case| case.valid) {
        count += 1;
        for error in errors(&check(&case.document, case.kind)) {
            wrong.push(format!("{} {} {}: {}", case.file, error.rule, error.path, error.message));
        }
    }
    println!("{count} valid cases, {} errors", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn invalid_cases_report_their_rule() {
    let Some(cases) = cases() else { return };
    let (mut hits, mut misses) = (0_usize, Vec::new());
    for case in cases.iter().filter(|case| !case.valid && case.rules.iter().any(|rule| find(rule).is_some())) {
        let found = check(&case.document, case.kind);
        if found.iter().any(|found| case.rules.iter().any(|rule| found.rule == rule.as_str())) {
            hits += 1;
        } else {
            misses.push(format!("{} {:?}", case.file, case.rules));
        }
    }
    let total = hits + misses.len();
    println!("{hits} of {total} invalid cases report one of their rules; misses: {misses:#?}");
    assert!(hits * 100 >= total * 97, "{}", misses.join("\n"));
}

#[test]
fn the_catalogue_is_complete_and_weighs_the_same() {
    let Some(folder) = folder() else { return };
    let catalogue: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(folder.join("ecs/rules.json")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    let mut expected = BTreeMap::new();
    for row in catalogue {
        let (id, heading) = (row["id"].as_str().unwrap().to_owned(), row["section"].as_str().unwrap().to_owned());
        if HEADINGS.contains(&heading.as_str()) && !NOT_YET.contains(&id.as_str()) {
            expected.insert(id, row["severity"].as_str().unwrap().to_owned());
        }
    }
    for (id, severity) in &expected {
        match find(id) {
            None => wrong.push(format!("{id} is missing")),
            Some(rule) if rule.severity.word() != severity => wrong.push(format!("{id} must be {severity}")),
            Some(_) => {}
        }
    }
    for rule in all().filter(|rule| !expected.contains_key(rule.id)) {
        wrong.push(format!("{} is in no heading", rule.id));
    }
    println!("{} rules", expected.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Puts an unknown member into every object, in the place that `seed` chooses.
fn inject(value: &mut Value, seed: &mut u64) {
    match value {
        Value::Object(members) => {
            for member in members.values_mut() {
                inject(member, seed);
            }
            *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(*seed >> 33).unwrap() % (members.len() + 1);
            members.shift_insert(at, format!("unknown{}", *seed % 97), json!({"kept": [1.5, null, "x"]}));
        }
        Value::Array(items) => {
            for item in items {
                inject(item, seed);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn without_read_only(case: &Case, document: &Value) -> Value {
    let shape = match case.kind {
        InputKind::TaskDefinition => TaskDefinition::SHAPE,
        InputKind::Service => Service::SHAPE,
        InputKind::Bundle | InputKind::Design => unreachable!("only requests are compared"),
    };
    let members = document.as_object().unwrap();
    Value::Object(members.clone().into_iter().filter(|(key, _)| !is_read_only(shape, key)).collect())
}

fn round_trip(case: &Case, document: &Value) -> Value {
    let format = match case.kind {
        InputKind::TaskDefinition => Format::TaskDefinition,
        InputKind::Service => Format::Service,
        InputKind::Bundle | InputKind::Design => unreachable!("only requests are compared"),
    };
    request(&to_design(document, case.kind).design, format, None)
        .unwrap_or_else(|error| panic!("{}: {error}", case.file))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn import_then_export_gives_the_same_back(seed in any::<u64>()) {
        let cases = cases().unwrap_or_default();
        for case in cases.iter().filter(|case| case.valid) {
            let mut document = case.document.clone();
            prop_assert_eq!(round_trip(case, &document).to_string(), without_read_only(case, &document).to_string());
            inject(&mut document, &mut seed.clone());
            prop_assert_eq!(round_trip(case, &document).to_string(), without_read_only(case, &document).to_string());
        }
    }
}

/// All places in a document.
fn places(value: &Value, at: &Pointer, into: &mut Vec<Pointer>) {
    into.push(at.clone());
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                places(value, &at.key(key), into);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &at.index(index), into);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What a person could do at a place: remove it, double it, empty it, mistype it.
fn edit(document: &Value, place: &Pointer, kind: u8) -> Patch {
    let value = place.get(document).cloned().unwrap_or_default();
    match kind {
        0 => Patch::remove(place.clone()),
        1 => Patch::replace(place.clone(), ""),
        2 => Patch::replace(place.clone(), value.to_string()),
        3 => Patch::replace(place.clone(), json!([value.clone(), value])),
        4 => Patch::replace(place.clone(), -1),
        5 => Patch::add(place.key("-"), value),
        6 => match place.split_last() {
            Some((parent, last)) => {
                Patch(vec![Op::Move { from: place.clone(), path: parent.key(&format!("{last}s")) }])
            }
            None => Patch::default(),
        },
        _ => {
            let doubled = value.as_array().into_iter().flatten().cycle().take(value.as_array().map_or(0, Vec::len) * 2);
            Patch::replace(place.clone(), Value::Array(doubled.cloned().collect()))
        }
    }
}

fn count(found: &[Diagnostic]) -> BTreeMap<(&str, bool), usize> {
    let mut counts = BTreeMap::new();
    for found in found {
        *counts.entry((&*found.rule, found.severity == Severity::Error)).or_default() += 1;
    }
    counts
}

/// Applies every fix that is offered: its diagnostic goes, and no error comes.
fn fixes_help(name: &str, document: &Value, kind: InputKind, tried: &mut BTreeMap<String, usize>) {
    let before = check(document, kind);
    for found in &before {
        let Some(fix) = &found.fix else { continue };
        *tried.entry(found.rule.to_string()).or_default() += 1;
        let mut fixed = document.clone();
        let wrong = |what: &str| format!("{name}: {} at {}: {}: {what}\n{document}", found.rule, found.path, fix.title);
        if let Err(error) = fix.patch.apply(&mut fixed) {
            panic!("{}", wrong(&error.to_string()));
        }
        let after = check(&fixed, kind);
        let key = (&*found.rule, found.severity == Severity::Error);
        let (counts, earlier) = (count(&after), count(&before));
        assert!(counts.get(&key).copied().unwrap_or(0) < earlier[&key], "{}", wrong("it is still there"));
        for (rule, number) in counts.iter().filter(|((_, error), _)| *error) {
            assert!(*number <= earlier.get(rule).copied().unwrap_or(0), "{}", wrong(&format!("{} comes", rule.0)));
        }
    }
}

#[test]
fn fixes_help_in_every_case() {
    let Some(cases) = cases() else { return };
    let mut tried = BTreeMap::new();
    for case in &cases {
        fixes_help(&case.file, &case.document, case.kind, &mut tried);
    }
    println!("{} fixes of {} rules: {tried:?}", tried.values().sum::<usize>(), tried.len());
}

fn rounds() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn fixes_help_after_any_edit() {
    let Some(cases) = cases() else { return };
    let edits = prop::collection::vec((any::<Index>(), 0u8..8), 1..4);
    proptest!(rounds(), |(which in any::<Index>(), edits in edits)| {
        let case = which.get(&cases);
        let mut document = case.document.clone();
        for (at, kind) in edits {
            let mut all = Vec::new();
            places(&document, &Pointer::root(), &mut all);
            let patch = edit(&document, at.get(&all), kind);
            if patch.apply(&mut document).is_err() || !document.is_object() {
                break;
            }
        }
        prop_assume!(document.is_object());
        fixes_help(&case.file, &document, case.kind, &mut BTreeMap::new());
    });
}

#[test]
fn undo_gives_the_same_bytes() {
    let Some(cases) = cases() else { return };
    let edits = prop::collection::vec((any::<Index>(), 0u8..8), 1..30);
    proptest!(rounds(), |(which in any::<Index>(), edits in edits)| {
        let case = which.get(&cases);
        let mut editor = Editor::new(case.document.clone());
        for (at, kind) in edits {
            let mut all = Vec::new();
            places(editor.document(), &Pointer::root(), &mut all);
            let patch = edit(editor.document(), at.get(&all), kind);
            // A patch that doesn't fit leaves the document; undo must not count it.
            let _ = editor.apply(&patch);
        }
        while editor.undo() {}
        prop_assert_eq!(editor.document().to_string(), case.document.to_string());
    });
}

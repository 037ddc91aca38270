//! The help texts in `help/fields.json` belong to the members, all of them and nothing else.

use std::collections::BTreeMap;

use super::structures;

const SHORTEST: usize = 20;
const MOST_SENTENCES: usize = 3;

fn texts() -> BTreeMap<String, String> {
    serde_json::from_str(include_str!("../../help/fields.json")).expect("help/fields.json holds texts by id")
}

fn ids() -> Vec<String> {
    structures().iter().flat_map(|shape| shape.members.iter().map(|member| member.help_id(shape))).collect()
}

#[test]
fn every_member_has_a_help_text() {
    let texts = texts();
    let lacking = |id: &String| texts.get(id).is_none_or(|text| text.trim().chars().count() < SHORTEST);
    let lacking: Vec<String> = ids().into_iter().filter(lacking).collect();
    assert!(lacking.is_empty(), "no help text, or one that is too short: {lacking:#?}");
}

#[test]
fn every_help_text_has_its_member() {
    let ids = ids();
    let orphaned: Vec<String> = texts().into_keys().filter(|id| !ids.contains(id)).collect();
    assert!(orphaned.is_empty(), "help texts of members that do not exist: {orphaned:#?}");
}

#[test]
fn help_texts_are_a_few_whole_sentences() {
    for (id, text) in texts() {
        assert!(text.ends_with('.') && text == text.trim(), "{id}: {text}");
        assert!(text.matches(". ").count() < MOST_SENTENCES, "{id} is too long: {text}");
    }
}

#[test]
fn labels_fit_a_form() {
    for shape in structures() {
        for (at, member) in shape.members.iter().enumerate() {
            let id = member.help_id(shape);
            assert!((2..=40).contains(&member.label.chars().count()), "{id}: {}", member.label);
            let twice = shape.members[..at].iter().any(|other| other.label == member.label);
            assert!(!twice, "{id} has the label of another member: {}", member.label);
        }
    }
}

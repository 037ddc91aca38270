//! Compares every request's shape with AWS's own models, botocore's `service-2.json` of each API, in the folder that
//! `BAYPLAN_AWS_MODEL` names as `ecs.json`, `iam.json`, `logs.json`. Each difference is named; none is expected.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use shared::model::{Api, Member, REQUESTS, Shape, StructureShape};

const MODEL: &str = "BAYPLAN_AWS_MODEL";

#[test]
#[expect(clippy::print_stdout, reason = "says why nothing was compared")]
fn requests_agree_with_aws_model() {
    let Some(folder) = std::env::var_os(MODEL) else {
        println!("SKIPPED: {MODEL} is not set");
        return;
    };
    for (api, name) in [(Api::Ecs, "ecs"), (Api::Iam, "iam"), (Api::Logs, "logs")] {
        let text = fs::read_to_string(Path::new(&folder).join(name).with_extension("json"));
        let text = text.unwrap_or_else(|error| panic!("AWS's model of {name} can't be read: {error}"));
        let model: Value = serde_json::from_str(&text).expect("AWS's model is JSON");
        let mut comparison = Comparison::new(&model["shapes"]);
        for request in REQUESTS.into_iter().filter(|request| request.api == api) {
            comparison.structure(request);
        }
        let Comparison { seen, members, differences, .. } = comparison;
        println!("{name}: {members} members of {} structures compared", seen.len());
        assert!(members > 0, "nothing was compared");
        assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
    }
}

#[test]
fn differences_are_named() {
    let shapes = json!({
        "Word": {"type": "string"},
        "Words": {"type": "list", "member": {"shape": "Word"}},
        "Other": {"type": "boolean"},
        "Condition": {"type": "string", "enum": ["START", "HEALTHY"]},
        "ContainerDependency": {"type": "structure", "required": ["containerName", "condition"], "members": {
            "containerName": {"shape": "Words"}, "condition": {"shape": "Condition"}, "extra": {"shape": "Other"},
        }},
    });
    let mut comparison = Comparison::new(&shapes);
    comparison.structure(<shared::model::ContainerDependency as shared::model::Structure>::SHAPE);
    assert_eq!(
        comparison.differences,
        [
            "ContainerDependency.containerName: ours is string, AWS's list of string",
            "ContainerDependency.condition: only ours has the words COMPLETE, SUCCESS",
            "ContainerDependency.extra: not in ours",
        ]
    );
}

/// What was compared so far and how it differs.
struct Comparison<'m> {
    shapes: &'m Value,
    seen: BTreeSet<&'static str>,
    members: usize,
    differences: Vec<String>,
}

impl<'m> Comparison<'m> {
    fn new(shapes: &'m Value) -> Self {
        Self { shapes, seen: BTreeSet::new(), members: 0, differences: Vec::new() }
    }

    /// Compares a structure and, once each, those that it holds.
    fn structure(&mut self, ours: &'static StructureShape) {
        if !self.seen.insert(ours.name) {
            return;
        }
        let Some(theirs) = self.shapes[ours.aws_name]["members"].as_object() else {
            self.differences.push(format!("{}: AWS has no such structure", ours.name));
            return;
        };
        let required = texts(&self.shapes[ours.aws_name]["required"]);
        for member in ours.members {
            let id = member.help_id(ours);
            match theirs.get(member.name) {
                Some(their) => self.member(&id, member, their, &required),
                None => self.differences.push(format!("{id}: not in AWS's")),
            }
            if let Shape::One(inner) | Shape::Rows { of: inner, .. } = member.shape {
                self.structure(inner);
            }
        }
        let lacking = theirs.keys().filter(|name| ours.member(name).is_none());
        self.differences.extend(lacking.map(|name| format!("{}.{name}: not in ours", ours.name)));
        let twice = |(at, member): &(usize, &Member)| ours.members[..*at].iter().any(|other| other.name == member.name);
        let doubled = ours.members.iter().enumerate().filter(twice);
        self.differences.extend(doubled.map(|(_, member)| format!("{}: twice in ours", member.help_id(ours))));
    }

    fn member(&mut self, id: &str, ours: &Member, theirs: &Value, required: &BTreeSet<String>) {
        self.members += 1;
        let (our_kind, our_words) = kind(&ours.shape);
        let (their_kind, their_words) = self.aws_kind(theirs["shape"].as_str().unwrap_or_default());
        if our_kind != their_kind {
            self.differences.push(format!("{id}: ours is {our_kind}, AWS's {their_kind}"));
        } else if our_words.is_some() != their_words.is_some() {
            let whose = if our_words.is_some() { "ours" } else { "AWS's" };
            self.differences.push(format!("{id}: only {whose} is an enum"));
        }
        if let (Some(our_words), Some(their_words)) = (our_words, their_words) {
            self.words(id, "ours", &our_words, &their_words);
            self.words(id, "AWS's", &their_words, &our_words);
        }
        for (what, our, their) in [
            ("required", ours.required, required.contains(ours.name)),
            ("deprecated", ours.deprecated, theirs["deprecated"] == true),
        ] {
            if our != their {
                self.differences.push(format!("{id}: {what} is {our} in ours, {their} in AWS's"));
            }
        }
    }

    fn words(&mut self, id: &str, whose: &str, has: &BTreeSet<String>, lacks: &BTreeSet<String>) {
        let only: Vec<&str> = has.difference(lacks).map(String::as_str).collect();
        if !only.is_empty() {
            self.differences.push(format!("{id}: only {whose} has the words {}", only.join(", ")));
        }
    }

    /// The kind of AWS's shape `name` in the words of [`kind`], and its enum's words.
    fn aws_kind(&self, name: &str) -> (String, Option<BTreeSet<String>>) {
        let shape = &self.shapes[name];
        let inner = |part: &str| self.aws_kind(shape[part]["shape"].as_str().unwrap_or_default());
        match shape["type"].as_str() {
            Some("string") => ("string".into(), shape.get("enum").map(texts)),
            Some("integer" | "long") => ("integer".into(), None),
            Some("double" | "float") => ("double".into(), None),
            Some("structure") if shape["document"] == true => ("document".into(), None),
            Some("structure") => (format!("structure {name}"), None),
            Some("list") => {
                let (item, words) = inner("member");
                (format!("list of {item}"), words)
            }
            Some("map") => (format!("map of {} to {}", inner("key").0, inner("value").0), None),
            Some(other) => (other.into(), None),
            None => (format!("unknown {name}"), None),
        }
    }
}

/// The kind of our shape in AWS's words, and its enum's words.
fn kind(shape: &Shape) -> (String, Option<BTreeSet<String>>) {
    let owned = |words: &[&str]| Some(words.iter().map(ToString::to_string).collect());
    match shape {
        Shape::Text { .. } => ("string".into(), None),
        Shape::Choice(words) => ("string".into(), owned(words)),
        Shape::Integer { .. } => ("integer".into(), None),
        Shape::Double { .. } => ("double".into(), None),
        Shape::Boolean => ("boolean".into(), None),
        Shape::Texts { .. } => ("list of string".into(), None),
        Shape::Choices(words) => ("list of string".into(), owned(words)),
        Shape::Integers { .. } => ("list of integer".into(), None),
        Shape::One(of) => (format!("structure {}", of.aws_name), None),
        Shape::Rows { of, .. } => (format!("list of structure {}", of.aws_name), None),
        Shape::TextMap => ("map of string to string".into(), None),
        Shape::Document => ("document".into(), None),
    }
}

fn texts(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

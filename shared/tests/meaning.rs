//! The normal form and the diff on real documents, whatever their order and whatever is done to them.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "figures are printed, and a test may panic anywhere")]

#[expect(dead_code, reason = "what a case should report is another test's")]
#[path = "support/corpus.rs"]
mod corpus;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};
use shared::check::InputKind;
use shared::diff::diff;
use shared::document::{Patch, Pointer, is_absent};
use shared::import::to_design;
use shared::model::{COLLECTIONS, Collection, REQUESTS, Service, Shape, Structure, StructureShape, TaskDefinition};
use shared::normal::{differing, normal, same};

/// Lists whose order has a meaning.
const ORDERED: [&str; 5] = [
    "EnvironmentFile",
    "PlacementStrategy",
    "DeploymentLifecycleHook",
    "MetricConfiguration",
    "ServiceConnectContainerConfiguration",
];
/// Lists of texts whose order has none.
const SETS: [&str; 6] =
    ["subnets", "securityGroups", "requiresCompatibilities", "capacityProviders", "alarmNames", "links"];

/// The requests of the corpus, each with its shape, and one of our own for when there is no corpus.
fn requests() -> Vec<(String, &'static StructureShape, Value)> {
    let own = json!({"family": "web", "cpu": "1 vCPU", "containerDefinitions": [
        {"name": "b", "environment": [{"name": "B", "value": "1"}, {"name": "A", "value": ""}], "cpu": 0},
        {"name": "a", "portMappings": [{"containerPort": 80}, {"containerPort": 9, "protocol": "udp"}], "future": [[]]},
    ]});
    let mut requests = vec![("our own".to_owned(), TaskDefinition::SHAPE, own)];
    for case in corpus::cases().unwrap_or_default() {
        let (mut tasks, mut services) = (vec![], vec![]);
        match case.kind {
            InputKind::TaskDefinition => tasks.push(case.document),
            InputKind::Service => services.push(case.document),
            InputKind::Bundle => {
                tasks.extend(case.document.get("taskDefinition").cloned());
                services.extend(case.document.get("service").cloned());
            }
            InputKind::Design => {}
        }
        requests.extend(tasks.into_iter().map(|request| (case.file.clone(), TaskDefinition::SHAPE, request)));
        requests.extend(services.into_iter().map(|request| (case.file.clone(), Service::SHAPE, request)));
    }
    requests
}

fn designs() -> Vec<(String, Value)> {
    let requests = requests().into_iter().map(|(file, shape, request)| {
        let kind =
            if shape.name == TaskDefinition::SHAPE.name { InputKind::TaskDefinition } else { InputKind::Service };
        (file, to_design(&request, kind).design)
    });
    requests.collect()
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// Another order of everything whose order means nothing.
fn shuffled(value: &Value, shape: Option<&Shape>, random: &mut Random) -> Value {
    match value {
        Value::Object(members) => {
            let inner = |key: &str| match shape {
                Some(Shape::One(of)) => of.member(key).map(|member| (key.to_owned(), &member.shape)),
                _ => None,
            };
            let mut members: Vec<(String, Value)> = members
                .iter()
                .map(|(key, value)| {
                    let known = inner(key);
                    let mut value = shuffled(value, known.as_ref().map(|(_, shape)| *shape), random);
                    if let Value::Array(items) = &mut value
                        && known.is_some_and(|(key, _)| SETS.contains(&key.as_str()))
                    {
                        random.shuffle(items);
                    }
                    (key.clone(), value)
                })
                .collect();
            random.shuffle(&mut members);
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => {
            let of = match shape {
                Some(Shape::Rows { of, .. }) => Some(*of),
                _ => None,
            };
            let inner = of.map(Shape::One);
            let mut items: Vec<Value> = items.iter().map(|item| shuffled(item, inner.as_ref(), random)).collect();
            let names: Vec<_> = items.iter().map(|item| item.get("name")).collect();
            let twice = (1..names.len()).any(|at| names[..at].contains(&names[at]));
            if of.is_some_and(|of| !(ORDERED.contains(&of.name) || of.name == "KeyValuePair" && twice)) {
                random.shuffle(&mut items);
            }
            Value::Array(items)
        }
        other => other.clone(),
    }
}

fn shuffled_design(design: &Value, random: &mut Random) -> Value {
    let mut shuffled_design = Map::new();
    for (key, value) in design.as_object().unwrap() {
        let shape = Collection::named(key).and_then(|collection| collection.creates).map(Shape::One);
        let value = match (shape, value) {
            (Some(shape), Value::Object(elements)) => {
                let mut elements: Vec<_> = elements
                    .iter()
                    .map(|(name, element)| (name.clone(), shuffled(element, Some(&shape), random)))
                    .collect();
                random.shuffle(&mut elements);
                Value::Object(elements.into_iter().collect())
            }
            (_, value) => value.clone(),
        };
        shuffled_design.insert(key.clone(), value);
    }
    Value::Object(shuffled_design)
}

fn places(value: &Value, at: &Pointer, into: &mut Vec<Pointer>) {
    into.push(at.clone());
    match value {
        Value::Object(members) => members.iter().for_each(|(key, value)| places(value, &at.key(key), into)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, &at.index(index), into));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "",
        "1 vCPU",
        "web",
        "services",
        "containerDefinitions",
        "name",
        "environment",
        "${clusters.a}",
        "bayplan",
        "cpu",
        "portMappings",
        "containerPort",
        "hostPort",
        "tags",
        "key",
        "taskDefinitions",
        "RoleName",
        "roles",
        "environments",
        "AssumeRolePolicyDocument",
        "{\"a\": [\"{}\"]}",
        "deploymentConfiguration",
        "deployments",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 48, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((word.clone(), inner), 0..6)
                .prop_map(|members| members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

fn rounds(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn the_order_of_real_requests_means_nothing() {
    let requests = requests();
    println!("{} requests", requests.len());
    proptest!(rounds(6), |(seed in any::<u64>())| {
        for (file, shape, request) in &requests {
            let other = shuffled(request, Some(&Shape::One(shape)), &mut Random(seed));
            prop_assert_eq!(normal(shape, request).to_string(), normal(shape, &other).to_string(), "{}", file);
            prop_assert!(same(shape, request, &other), "{}", file);
        }
    });
}

#[test]
fn the_order_of_real_designs_is_no_change() {
    let designs = designs();
    proptest!(rounds(6), |(seed in any::<u64>())| {
        for (file, design) in &designs {
            prop_assert_eq!(diff(design, design), vec![], "{}", file);
            let other = shuffled_design(design, &mut Random(seed));
            prop_assert_eq!(diff(design, &other), vec![], "{}", file);
        }
    });
}

#[test]
fn the_normal_form_is_its_own() {
    for (file, shape, request) in requests() {
        let once = normal(shape, &request);
        assert_eq!(once.to_string(), normal(shape, &once).to_string(), "{file}");
    }
    proptest!(rounds(2_000), |(value in any_json(), which in any::<Index>())| {
        let shape = which.get(&REQUESTS);
        let once = normal(shape, &value);
        prop_assert_eq!(once.to_string(), normal(shape, &once).to_string());
        prop_assert_eq!(diff(&value, &value), vec![]);
    });
}

#[test]
fn every_edit_is_a_change_where_it_was_made() {
    let designs = designs();
    proptest!(rounds(600), |(which in any::<Index>(), at in any::<Index>(), kind in 0u8..4)| {
        let (file, design) = which.get(&designs);
        let mut all = Vec::new();
        places(design, &Pointer::root(), &mut all);
        let place = at.get(&all);
        prop_assume!(!place.is_root());
        let patch = match kind {
            0 => Patch::replace(place.clone(), "something else"),
            1 => Patch::replace(place.clone(), 987_654),
            2 => Patch::replace(place.clone(), json!({"something": ["else"]})),
            _ => Patch::remove(place.clone()),
        };
        let mut later = design.clone();
        patch.apply(&mut later).unwrap();
        let changes = diff(design, &later);
        let told = kind == 3 && (place.get(design).is_some_and(is_absent) || means_the_same(design, &later));
        let here = |path: &Pointer| path.contains(place) || place.contains(path);
        // What follows an item that goes moves up, so that a list without names differs there too.
        let list = place.split_last().map(|(list, _)| list).filter(|list| list.get(design).is_some_and(Value::is_array));
        let near = |path: &Pointer| here(path) || list.as_ref().is_some_and(|list| list.contains(path));
        prop_assert!(
            told || changes.iter().any(|change| if kind == 3 { near(&change.path) } else { here(&change.path) }),
            "{}: {} {:?}: {:#?}", file, place, patch, changes
        );
    });
}

/// Whether all elements of two designs are equal in meaning.
fn means_the_same(before: &Value, after: &Value) -> bool {
    COLLECTIONS.iter().all(|collection| {
        let (Some(shape), Some(before), Some(after)) =
            (collection.creates, before.get(collection.key), after.get(collection.key))
        else {
            return before.get(collection.key) == after.get(collection.key);
        };
        let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return before == after };
        before.len() == after.len()
            && before.iter().all(|(name, element)| after.get(name).is_some_and(|other| same(shape, element, other)))
    })
}

#[test]
fn there_is_a_change_exactly_where_the_meaning_differs() {
    let designs = designs();
    let edits = prop::collection::vec((any::<Index>(), any::<Index>(), 0u8..3), 1..4);
    proptest!(rounds(600), |(which in any::<Index>(), edits in edits)| {
        let (file, design) = which.get(&designs);
        let mut later = design.clone();
        for (at, from, kind) in edits {
            let mut all = Vec::new();
            places(&later, &Pointer::root(), &mut all);
            let (place, from) = (at.get(&all), from.get(&all));
            let copy = from.get(&later).cloned().unwrap_or_default();
            let patch = match kind {
                0 => Patch::replace(place.clone(), copy),
                1 => Patch::remove(place.clone()),
                _ => Patch::add(place.key("-"), copy),
            };
            let mut edited = later.clone();
            if place.steps().count() > 1 && patch.apply(&mut edited).is_ok() {
                later = edited;
            }
        }
        let changes = diff(design, &later);
        prop_assert_eq!(changes.is_empty(), means_the_same(design, &later), "{}: {:#?}\n{}", file, changes, later);
    });
}

#[test]
fn odd_json_is_compared_too() {
    proptest!(rounds(2_000), |(before in any_json(), after in any_json(), which in any::<Index>())| {
        let shape = which.get(&REQUESTS);
        let _ = (diff(&before, &after), differing(shape, &before, &after));
        let designs = [&before, &after].map(|element| json!({"roles": {"a": element}, "services": {"b": element}}));
        prop_assert_eq!(diff(&designs[0], &designs[0]), vec![]);
        let _ = diff(&designs[0], &designs[1]);
    });
}

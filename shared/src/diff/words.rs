//! Changes in words.

use serde_json::Value;

use crate::document::is_absent;
use crate::model::{Collection, Form, Member, Shape, StructureShape};
use crate::normal::identity;
use crate::secrecy::{looks_secret, secret_items};

/// Between the steps of a place.
pub(crate) const WITHIN: &str = " › ";
const ABSENT: &str = "not set";
const HIDDEN: &str = "(hidden)";
/// Our own data about an element: what it holds says enough.
const OURS: &str = "bayplan";

/// What a row of a list is called, by its structure.
const NOUNS: &[(&str, &str)] = &[
    ("CapacityProviderStrategyItem", "capacity provider"),
    ("ClusterSetting", "setting"),
    ("ContainerDefinition", "container"),
    ("ContainerDependency", "dependency on"),
    ("DeploymentLifecycleHook", "lifecycle hook"),
    ("Device", "device"),
    ("EBSTagSpecification", "tags of"),
    ("EnvironmentFile", "environment file"),
    ("GatewayConnector", "gateway connector"),
    ("HostEntry", "host"),
    ("IamTag", "tag"),
    ("InferenceAccelerator", "accelerator"),
    ("KeyValuePair", "environment variable"),
    ("LoadBalancer", "load balancer for"),
    ("MetricConfiguration", "metrics"),
    ("MountPoint", "mount of"),
    ("PlacementConstraint", "placement constraint"),
    ("PlacementStrategy", "placement strategy"),
    ("PortMapping", "port"),
    ("ResourceRequirement", "resource"),
    ("Secret", "secret"),
    ("ServiceConnectClientAlias", "client alias"),
    ("ServiceConnectContainerConfiguration", "proxy setting"),
    ("ServiceConnectService", "Service Connect service"),
    ("ServiceRegistry", "service registry"),
    ("ServiceVolumeConfiguration", "volume"),
    ("SystemControl", "kernel parameter"),
    ("Tag", "tag"),
    ("TaskDefinitionPlacementConstraint", "placement constraint"),
    ("Tmpfs", "tmpfs"),
    ("Ulimit", "ulimit"),
    ("Volume", "volume"),
    ("VolumeFrom", "volumes of"),
    ("VpcLatticeConfiguration", "VPC Lattice target"),
];

pub(super) fn noun(of: &StructureShape) -> &'static str {
    NOUNS.iter().find(|(name, _)| *name == of.name).map_or("row", |(_, noun)| noun)
}

/// `service`, `IAM role`.
pub(super) fn element(collection: &Collection) -> String {
    let word = collection.singular;
    let acronym = word.chars().nth(1).is_some_and(char::is_uppercase);
    if acronym {
        word.to_owned()
    } else {
        word.chars().take(1).flat_map(char::to_lowercase).chain(word.chars().skip(1)).collect()
    }
}

/// The name of a member in a place. Containers go without, and so does the value of a pair.
pub(super) fn label(owner: &StructureShape, member: &Member) -> Option<&'static str> {
    let containers = matches!(member.shape, Shape::Rows { of, .. } if of.name == "ContainerDefinition");
    let is_name = owner.row_name().is_some_and(|name| name.name == member.name);
    let of_a_pair = owner.members.len() == 2 && identity(owner).is_some() && !is_name;
    (!containers && !of_a_pair).then_some(member.label)
}

pub(super) fn unknown(key: &str) -> Option<&str> {
    (key != OURS).then_some(key)
}

/// What a row is called: by its name, by what tells it apart, or by its place.
pub(super) fn row(of: &StructureShape, row: &Value, at: usize) -> String {
    let named = of.row_name().and_then(|member| row.get(member.name)).filter(|name| !is_absent(name));
    if let Some(named) = named {
        return short(&plain(named));
    }
    let telling = identity(of).unwrap_or_default().iter().filter_map(|member| row.get(*member));
    let telling: Vec<String> = telling.filter(|value| !is_absent(value)).map(plain).collect();
    if telling.is_empty() { format!("number {}", at + 1) } else { short(&telling.join(" ")) }
}

/// What an item of a list of no known shape is called.
pub(super) fn free_item(item: &Value, at: usize) -> String {
    let named = ["PolicyName", "PolicyArn", "name", "key", "Key"].iter().find_map(|key| item.get(*key)?.as_str());
    named.map_or_else(|| format!("number {}", at + 1), short)
}

/// `Added container log`, `app: removed secret DB_URL`.
pub(super) fn whole(within: &[String], added: bool, noun: &str, name: &str) -> String {
    // The list that a row is in is told by what the row is called.
    let within = within.first().map(|first| format!("{first}: ")).filter(|_| within.len() > 1);
    match (within, added) {
        (Some(within), true) => format!("{within}added {noun} {name}"),
        (Some(within), false) => format!("{within}removed {noun} {name}"),
        (None, true) => format!("Added {noun} {name}"),
        (None, false) => format!("Removed {noun} {name}"),
    }
}

/// How a value is put in words.
pub(super) struct Words {
    pub(super) member: Option<&'static Member>,
    /// The name under which the value could be a secret.
    pub(super) secret: Option<String>,
}

impl Words {
    /// `app › Memory limit: 512 → 1024 MiB`.
    pub(super) fn sentence(&self, place: &[String], before: Option<&Value>, after: Option<&Value>) -> String {
        let place = if place.is_empty() { "The whole".to_owned() } else { place.join(WITHIN) };
        let composite = |value: Option<&Value>| value.is_some_and(|value| self.is_composite(value));
        if composite(before) || composite(after) {
            let what = match (before, after) {
                (None, _) => "added",
                (_, None) => "removed",
                (Some(_), Some(_)) => "changed",
            };
            return format!("{place}: {what}");
        }
        let unit = |value: Option<&Value>| match (value, self.member.and_then(|member| member.unit)) {
            (Some(value), Some(unit)) if counts(value) => format!(" {unit}"),
            (Some(_) | None, Some(_) | None) => String::new(),
        };
        let (mut from, mut to) = (self.value(before), self.value(after));
        if from == to && from != HIDDEN {
            // A number and the same as text.
            (from, to) = (json(before), json(after));
        }
        if from == to && from != HIDDEN {
            return format!("{place}: changed");
        }
        let from_unit = if after.is_some_and(counts) { String::new() } else { unit(before) };
        format!("{place}: {from}{from_unit} → {to}{}", unit(after))
    }

    /// Whether a value is more than a line can show.
    fn is_composite(&self, value: &Value) -> bool {
        match value {
            Value::Object(_) => true,
            Value::Array(items) => items.iter().any(|item| item.is_object() || item.is_array()),
            Value::String(text) => {
                let json =
                    self.member.is_some_and(|member| matches!(member.shape, Shape::Text { form: Form::Json, .. }));
                json || text.trim_start().starts_with('{')
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    fn value(&self, value: Option<&Value>) -> String {
        let Some(value) = value else { return ABSENT.to_owned() };
        let name = self.secret.as_deref().unwrap_or_default();
        match value {
            Value::Array(items) => {
                let spoken =
                    matches!(self.member.map(|member| member.shape), Some(Shape::Texts { form: Form::Long, .. }));
                let texts: Vec<String> = items.iter().map(plain).collect();
                let secret = secret_items(texts.iter().map(String::as_str));
                let shown = texts.iter().zip(secret);
                let shown: Vec<&str> = shown
                    .map(|(text, secret)| if secret || looks_secret(name, text) { HIDDEN } else { text })
                    .collect();
                short(&shown.join(if spoken { " " } else { ", " }))
            }
            other => short(&shown(name, other)),
        }
    }
}

fn shown(name: &str, value: &Value) -> String {
    let text = plain(value);
    if looks_secret(name, &text) { HIDDEN.to_owned() } else { text }
}

/// A value without quotes; an empty text with them.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() => text.split_whitespace().collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

fn json(value: Option<&Value>) -> String {
    value.map_or_else(|| ABSENT.to_owned(), |value| short(&value.to_string()))
}

/// Whether a value is a bare number, as which a task's size may be written too.
fn counts(value: &Value) -> bool {
    value.is_number() || value.as_str().is_some_and(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
}

fn short(text: &str) -> String {
    const LONGEST: usize = 100;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::structures;

    #[test]
    fn every_structure_of_a_list_has_a_noun() {
        let members = structures().into_iter().flat_map(|shape| shape.members);
        let listed = members.filter_map(|member| match member.shape {
            Shape::Rows { of, .. } => Some(of.name),
            _ => None,
        });
        for name in listed {
            assert!(NOUNS.iter().any(|(known, _)| *known == name), "{name}");
        }
    }
}

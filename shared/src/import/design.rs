//! Makes a design of what was opened.

use serde_json::{Map, Value, json};

use super::read_only::is_read_only;
use crate::check::InputKind;
use crate::model::{Service, Structure, StructureShape, TaskDefinition};

/// A design, and what a person should know about how it came to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub design: Value,
    /// At most one note per thing that was left out or moved.
    pub notes: Vec<String>,
}

/// Makes a design of a document of the given kind. Nothing is lost but what AWS prints without taking it back.
pub fn to_design(document: &Value, kind: InputKind) -> Imported {
    let mut import = Import::default();
    match kind {
        InputKind::Design => return Imported { design: document.clone(), notes: Vec::new() },
        InputKind::TaskDefinition => {
            if document.get("containerDefinitions").is_none()
                && let Some(printed @ Value::Object(_)) = document.get("taskDefinition")
            {
                import.task_definition(printed, document.get("tags"));
            } else {
                import.task_definition(document, None);
            }
        }
        InputKind::Service => match document.get("services").and_then(Value::as_array) {
            Some(printed) => printed.iter().for_each(|service| import.service(service)),
            None => import.service(document),
        },
        InputKind::Bundle => import.bundle(document),
    }
    import.finish()
}

#[derive(Default)]
struct Import {
    task_definitions: Map<String, Value>,
    services: Map<String, Value>,
    others: Map<String, Value>,
    left_out: Vec<String>,
    notes: Vec<String>,
}

impl Import {
    fn task_definition(&mut self, printed: &Value, tags: Option<&Value>) {
        let mut request = self.without_read_only(printed, TaskDefinition::SHAPE);
        if let (Some(members), Some(tags)) = (request.as_object_mut(), tags)
            && !members.contains_key(TaskDefinition::TAGS.member.name)
        {
            members.insert(TaskDefinition::TAGS.member.name.to_owned(), tags.clone());
        }
        insert(&mut self.task_definitions, text(printed, TaskDefinition::FAMILY.member.name), "main", request);
    }

    fn service(&mut self, printed: &Value) {
        let mut request = self.without_read_only(printed, Service::SHAPE);
        // `describe-services` prints the cluster under another name than `create-service` takes it.
        if let (Some(members), Some(cluster)) = (request.as_object_mut(), printed.get("clusterArn"))
            && !members.contains_key(Service::CLUSTER.member.name)
        {
            members.insert(Service::CLUSTER.member.name.to_owned(), cluster.clone());
        }
        insert(&mut self.services, text(printed, Service::SERVICE_NAME.member.name), "main", request);
    }

    fn bundle(&mut self, document: &Value) {
        for (key, value) in document.as_object().into_iter().flatten() {
            match key.as_str() {
                "taskDefinition" if value.is_object() => self.task_definition(value, None),
                "service" if value.is_object() => self.service(value),
                "cluster" if value.is_object() => {
                    let mut clusters = Map::new();
                    insert(&mut clusters, text(value, "clusterName"), "main", existing(value, "clusterArn"));
                    self.others.insert("clusters".to_owned(), Value::Object(clusters));
                }
                "targetGroups" => {
                    let mut groups = Map::new();
                    for group in value.as_array().into_iter().flatten() {
                        let name = text(group, "Name").or_else(|| text(group, "TargetGroupName"));
                        insert(&mut groups, name, "main", existing(group, "TargetGroupArn"));
                    }
                    let groups = if value.is_object() { value.clone() } else { Value::Object(groups) };
                    self.others.insert("targetGroups".to_owned(), groups);
                }
                _ => {
                    self.others.insert(key.clone(), value.clone());
                }
            }
        }
    }

    fn without_read_only(&mut self, printed: &Value, shape: &StructureShape) -> Value {
        let Value::Object(members) = printed else { return printed.clone() };
        let mut kept = Map::new();
        for (key, value) in members {
            if is_read_only(shape, key) {
                self.left_out.push(key.clone());
            } else {
                kept.insert(key.clone(), value.clone());
            }
        }
        Value::Object(kept)
    }

    fn finish(mut self) -> Imported {
        if !self.left_out.is_empty() {
            self.left_out.dedup();
            let note = format!("Left out what AWS prints but does not take back: {}.", self.left_out.join(", "));
            self.notes.push(note);
        }
        let name = [&self.services, &self.task_definitions].into_iter().find_map(|found| found.keys().next());
        let name = name.map_or("design", String::as_str);
        let mut design = Map::new();
        design.insert("name".to_owned(), Value::from(name));
        for (key, elements) in [("taskDefinitions", self.task_definitions), ("services", self.services)] {
            if !elements.is_empty() {
                design.insert(key.to_owned(), Value::Object(elements));
            }
        }
        for (key, elements) in self.others {
            design.entry(key).or_insert(elements);
        }
        Imported { design: Value::Object(design), notes: self.notes }
    }
}

/// An element as AWS printed it is one that exists: AWS gave it the ARN. It is looked up, never made.
fn existing(element: &Value, arn: &str) -> Value {
    let mut element = element.clone();
    if text(&element, arn).is_some()
        && let Some(members) = element.as_object_mut()
        && !members.contains_key("bayplan")
    {
        members.insert("bayplan".to_owned(), json!({"ownership": "existing"}));
    }
    element
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

/// Puts an element under a free local name made of AWS's name for it.
fn insert(elements: &mut Map<String, Value>, name: Option<&str>, otherwise: &str, element: Value) {
    let name = local_name(name.unwrap_or_default());
    let name = if name.is_empty() { otherwise.to_owned() } else { name };
    let mut free = name.clone();
    let mut number = 2u32;
    while elements.contains_key(&free) {
        free = format!("{name}-{number}");
        number += 1;
    }
    elements.insert(free, element);
}

/// A local name: letters, digits, `-` and `_`, so that it can stand in a reference.
pub fn local_name(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).take(64).collect();
    plain.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn describe_output_loses_only_what_aws_does_not_take() {
        let printed = json!({
            "taskDefinition": {"taskDefinitionArn": "x", "containerDefinitions": [], "family": "shop/web", "revision": 3, "future": 1},
            "tags": [{"key": "a", "value": "b"}],
        });
        let imported = to_design(&printed, InputKind::TaskDefinition);
        let expected = json!({"name": "shop-web", "taskDefinitions": {"shop-web": {
            "containerDefinitions": [], "family": "shop/web", "future": 1, "tags": [{"key": "a", "value": "b"}],
        }}});
        assert_eq!(imported.design.to_string(), expected.to_string());
        assert_eq!(imported.notes, ["Left out what AWS prints but does not take back: taskDefinitionArn, revision."]);
    }

    #[test]
    fn what_aws_printed_beside_is_there_already() {
        let bundle = json!({
            "taskDefinition": {"family": "web"}, "service": {"serviceName": "web"}, "cluster": {"clusterArn": "arn:c", "clusterName": "shop"},
            "targetGroups": [{"TargetGroupArn": "arn:t", "TargetGroupName": "web"}, {"Name": "new"}],
        });
        let design = to_design(&bundle, InputKind::Bundle).design;
        let ownership = |pointer: &str| design.pointer(pointer).map(|own| own["ownership"].clone());
        assert_eq!(ownership("/clusters/shop/bayplan"), Some(json!("existing")));
        assert_eq!(ownership("/targetGroups/web/bayplan"), Some(json!("existing")));
        assert_eq!(ownership("/targetGroups/new/bayplan"), None);
    }

    #[test]
    fn a_described_service_keeps_its_cluster() {
        let printed = json!({"services": [{"serviceName": "web", "clusterArn": "arn:c", "status": "ACTIVE"}, {"serviceName": "web"}]});
        let design = to_design(&printed, InputKind::Service).design;
        assert_eq!(design["services"]["web"].to_string(), r#"{"serviceName":"web","cluster":"arn:c"}"#);
        assert!(design["services"]["web-2"].is_object());
    }
}

//! Task definitions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Account;
use super::fault::{client, not_found};
use super::home::last_part;
use super::input::{fill, includes, list, members, page, paged, required, seconds, text, texts};
use super::tags::merge;
use crate::ports::PortError;

/// How many revisions of a family are kept.
const KEPT: usize = 200;

/// A family's revisions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Family {
    /// The number of the last.
    last: i64,
    pub(super) revisions: BTreeMap<i64, Revision>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Revision {
    /// As AWS prints it.
    pub(super) document: Value,
    pub(super) tags: Vec<Value>,
}

impl Account {
    pub(super) fn register_task_definition(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = required(input, "family").map_err(|_| client("Family can not be blank."))?;
        if list(input, "containerDefinitions").is_empty() {
            return Err(client("Container list cannot be empty."));
        }
        let mut document = with_defaults(input);
        let family = self.families.entry(name.to_owned()).or_default();
        family.last += 1;
        let number = family.last;
        document.insert("taskDefinitionArn".to_owned(), json!(self.home.task_definition(name, number)));
        document.insert("revision".to_owned(), json!(number));
        document.insert("status".to_owned(), json!("ACTIVE"));
        document.insert("registeredAt".to_owned(), seconds(self.now));
        document.insert("registeredBy".to_owned(), json!(self.home.caller()));
        let mut tags = Vec::new();
        merge(&mut tags, list(input, "tags"));
        let revision = Revision { document: Value::Object(document), tags };
        let answer = json!({ "taskDefinition": revision.document, "tags": revision.tags });
        family.revisions.insert(number, revision);
        self.forget_old_revisions(name);
        Ok(answer)
    }

    /// Keeps what services use and the newest of the rest.
    fn forget_old_revisions(&mut self, name: &str) {
        let Some(surplus) = self.families.get(name).and_then(|family| family.revisions.len().checked_sub(KEPT)) else {
            return;
        };
        let services = self.clusters.values().flat_map(|cluster| cluster.services.values());
        let used: Vec<&str> = services.flat_map(super::services::Service::task_definitions).collect();
        let arn = |number: i64| self.home.task_definition(name, number);
        let numbers = self.families.get(name).into_iter().flat_map(|family| family.revisions.keys().copied());
        let unused = numbers.filter(|number| !used.contains(&arn(*number).as_str()));
        let old: Vec<i64> = unused.take(surplus).collect();
        if let Some(family) = self.families.get_mut(name) {
            family.revisions.retain(|number, _| !old.contains(number));
        }
    }

    /// What `family`, `family:revision` or an ARN names.
    pub(super) fn revision(&self, name: &str) -> Option<&Revision> {
        let (family, number) = split(name);
        let revisions = &self.families.get(family)?.revisions;
        match number {
            Some(number) => revisions.get(&number.parse().ok()?),
            None => revisions.values().next_back(),
        }
    }

    pub(super) fn revision_mut(&mut self, name: &str) -> Option<&mut Revision> {
        let (family, number) = split(name);
        self.families.get_mut(family)?.revisions.get_mut(&number?.parse().ok()?)
    }

    pub(super) fn describe_task_definition(&self, input: &Value) -> Result<Value, PortError> {
        let revision = self.revision(required(input, "taskDefinition")?);
        let revision = revision.ok_or_else(|| not_found("ClientException", "Unable to describe task definition."))?;
        let mut answer = json!({ "taskDefinition": revision.document });
        if includes(input, "TAGS") {
            answer["tags"] = json!(revision.tags);
        }
        Ok(answer)
    }

    pub(super) fn list_task_definitions(&self, input: &Value) -> Value {
        // Nothing here is ever deregistered.
        let active = text(input, "status").is_none_or(|status| status == "ACTIVE");
        let family = text(input, "familyPrefix");
        let families = self.families.iter().filter(|(name, _)| active && family.is_none_or(|family| family == *name));
        let mut arns: Vec<Value> = families
            .flat_map(|(name, family)| family.revisions.keys().map(|number| self.home.task_definition(name, *number)))
            .map(Value::String)
            .collect();
        if text(input, "sort") == Some("DESC") {
            arns.reverse();
        }
        paged("taskDefinitionArns", page(arns, input, "maxResults", 100))
    }
}

fn split(name: &str) -> (&str, Option<&str>) {
    let name = last_part(name);
    name.rsplit_once(':').map_or((name, None), |(family, number)| (family, Some(number)))
}

/// The request as AWS prints it back: with its defaults, and with every member that was given.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html>
fn with_defaults(input: &Value) -> Map<String, Value> {
    let mut document = members(input, &["tags"]);
    let fargate = texts(input, "requiresCompatibilities").any(|name| name == "FARGATE");
    let network_mode = text(input, "networkMode").unwrap_or(if fargate { "awsvpc" } else { "bridge" });
    if let Some(containers) = document.get_mut("containerDefinitions").and_then(Value::as_array_mut) {
        for container in containers.iter_mut().filter_map(Value::as_object_mut) {
            fill(container, "cpu", json!(0));
            fill(container, "essential", json!(true));
            for key in ["portMappings", "environment", "mountPoints", "volumesFrom", "systemControls"] {
                fill(container, key, json!([]));
            }
            let mappings = container.get_mut("portMappings").and_then(Value::as_array_mut);
            for mapping in mappings.into_iter().flatten().filter_map(Value::as_object_mut) {
                fill(mapping, "protocol", json!("tcp"));
                let same = mapping.get("containerPort").filter(|_| network_mode != "bridge").cloned();
                if !mapping.contains_key("containerPortRange") {
                    fill(mapping, "hostPort", same.unwrap_or(json!(0)));
                }
            }
        }
    }
    fill(&mut document, "volumes", json!([]));
    fill(&mut document, "placementConstraints", json!([]));
    let sized = text(input, "cpu").is_some() && text(input, "memory").is_some();
    let both = fargate || (network_mode == "awsvpc" && sized);
    document.insert("compatibilities".to_owned(), if both { json!(["EC2", "FARGATE"]) } else { json!(["EC2"]) });
    document
}

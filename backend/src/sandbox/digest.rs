//! What a simulated account holds, without what differs from run to run.

use serde_json::{Map, Value, json};

use super::Account;
use super::clusters::Cluster;
use super::services::Service;
use super::task_definitions::Revision;

/// What AWS adds to a registered task definition.
const STAMPS: [&str; 6] =
    ["taskDefinitionArn", "revision", "status", "registeredAt", "registeredBy", "compatibilities"];

impl Account {
    /// What matters of it: clusters with their services, revisions, roles, log groups; no times, no ids, and nothing
    /// that is on its way. Two accounts that were brought to the same state by different ways have the same.
    pub fn state(&self) -> Value {
        let clusters = self.clusters.iter().filter(|(_, cluster)| cluster.active);
        let families = self.families.iter().map(|(name, family)| {
            let revisions: Vec<Value> = family.revisions.values().map(content).collect();
            (name.clone(), json!(revisions))
        });
        let roles = self.roles.iter().map(|(name, role)| {
            let mut attached = role.attached.clone();
            attached.sort();
            let role = json!({
                "trustPolicy": role.trust_policy,
                "attached": attached,
                "inline": role.inline,
                "tags": by_key(&role.tags, "Key", "Value"),
            });
            (name.clone(), role)
        });
        let log_groups = self
            .log_groups
            .iter()
            .map(|(name, group)| (name.clone(), json!({ "retentionInDays": group.retention, "tags": group.tags })));
        json!({
            "clusters": clusters.map(|(name, cluster)| (name.clone(), self.cluster_state(cluster))).collect::<Map<_, _>>(),
            "taskDefinitions": families.collect::<Map<_, _>>(),
            "roles": roles.collect::<Map<_, _>>(),
            "logGroups": log_groups.collect::<Map<_, _>>(),
        })
    }

    fn cluster_state(&self, cluster: &Cluster) -> Value {
        let services = cluster.services.iter().filter(|(_, service)| service.is_active());
        json!({
            "settings": cluster.settings,
            "tags": by_key(&cluster.tags, "key", "value"),
            "services": services.map(|(name, service)| (name.clone(), self.service_state(service))).collect::<Map<_, _>>(),
        })
    }

    fn service_state(&self, service: &Service) -> Value {
        let mut settings = service.settings.clone();
        let revision = settings.get("taskDefinition").and_then(Value::as_str).and_then(|arn| self.revision(arn));
        settings.insert("taskDefinition".to_owned(), revision.map(content).unwrap_or_default());
        json!({
            "desiredCount": service.desired,
            "settings": settings,
            "tags": by_key(&service.tags, "key", "value"),
        })
    }
}

fn content(revision: &Revision) -> Value {
    let mut document = revision.document.clone();
    if let Some(document) = document.as_object_mut() {
        document.retain(|key, _| !STAMPS.contains(&key.as_str()));
    }
    json!({ "document": document, "tags": by_key(&revision.tags, "key", "value") })
}

/// Tags as an object in the order of their keys.
fn by_key(tags: &[Value], key: &str, value: &str) -> Value {
    let pair = |tag: &Value| Some((tag.get(key)?.as_str()?.to_owned(), tag.get(value).cloned().unwrap_or_default()));
    let sorted: std::collections::BTreeMap<String, Value> = tags.iter().filter_map(pair).collect();
    json!(sorted)
}

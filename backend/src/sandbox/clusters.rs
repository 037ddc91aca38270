//! ECS clusters.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Account;
use super::fault::{conflict, no_cluster};
use super::home::last_part;
use super::input::{fill, includes, list, members, required, text, texts};
use super::services::Service;
use super::tags::merge;
use crate::ports::PortError;

const DEFAULT: &str = "default";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Cluster {
    pub(super) active: bool,
    /// The request's members as they are now.
    pub(super) settings: Map<String, Value>,
    pub(super) tags: Vec<Value>,
    pub(super) services: BTreeMap<String, Service>,
}

impl Cluster {
    pub(super) fn new(input: &Value) -> Self {
        let mut tags = Vec::new();
        merge(&mut tags, list(input, "tags"));
        let settings = members(input, &["clusterName", "tags"]);
        Self { active: true, settings, tags, services: BTreeMap::new() }
    }

    /// When the next thing happens in it.
    pub(super) fn due(&self) -> Option<i64> {
        self.services.values().filter_map(Service::due).min()
    }

    fn print(&self, arn: &str, name: &str, input: &Value) -> Value {
        let active = || self.services.values().filter(|service| service.is_active());
        let mut out = self.settings.clone();
        out.insert("clusterArn".to_owned(), json!(arn));
        out.insert("clusterName".to_owned(), json!(name));
        out.insert("status".to_owned(), json!(if self.active { "ACTIVE" } else { "INACTIVE" }));
        out.insert("registeredContainerInstancesCount".to_owned(), json!(0));
        out.insert("runningTasksCount".to_owned(), json!(active().map(Service::running).sum::<i64>()));
        out.insert("pendingTasksCount".to_owned(), json!(active().map(Service::pending).sum::<i64>()));
        out.insert("activeServicesCount".to_owned(), json!(active().count()));
        out.insert("statistics".to_owned(), json!([]));
        fill(&mut out, "capacityProviders", json!([]));
        fill(&mut out, "defaultCapacityProviderStrategy", json!([]));
        // What is printed only on request.
        fill(&mut out, "settings", json!([{ "name": "containerInsights", "value": "disabled" }]));
        if !includes(input, "SETTINGS") {
            out.insert("settings".to_owned(), json!([]));
        }
        if !includes(input, "CONFIGURATIONS") {
            out.shift_remove("configuration");
        }
        let tags: &[Value] = if includes(input, "TAGS") { &self.tags } else { &[] };
        out.insert("tags".to_owned(), json!(tags));
        Value::Object(out)
    }
}

/// What an answer to a change prints of a cluster.
fn everything() -> Value {
    json!({ "include": ["SETTINGS", "CONFIGURATIONS", "TAGS"] })
}

impl Account {
    /// The name of the cluster that a request's `cluster` names; nothing is the cluster `default`.
    pub(super) fn cluster_name(input: &Value) -> &str {
        text(input, "cluster").map_or(DEFAULT, last_part)
    }

    pub(super) fn active_cluster(&self, name: &str) -> Result<&Cluster, PortError> {
        self.clusters.get(name).filter(|cluster| cluster.active).ok_or_else(no_cluster)
    }

    pub(super) fn active_cluster_mut(&mut self, name: &str) -> Result<&mut Cluster, PortError> {
        self.clusters.get_mut(name).filter(|cluster| cluster.active).ok_or_else(no_cluster)
    }

    fn cluster_reply(&self, name: &str) -> Result<Value, PortError> {
        let cluster = self.clusters.get(name).ok_or_else(no_cluster)?;
        Ok(json!({ "cluster": cluster.print(&self.home.cluster(name), name, &everything()) }))
    }

    pub(super) fn describe_clusters(&self, input: &Value) -> Value {
        let named: Vec<&str> = texts(input, "clusters").map(last_part).collect();
        let asked = if named.is_empty() { vec![DEFAULT] } else { named };
        let (mut found, mut failures) = (Vec::new(), Vec::new());
        for name in asked {
            let arn = self.home.cluster(name);
            match self.clusters.get(name) {
                Some(cluster) => found.push(cluster.print(&arn, name, input)),
                None => failures.push(json!({ "arn": arn, "reason": "MISSING" })),
            }
        }
        json!({ "clusters": found, "failures": failures })
    }

    /// Of a name that is there already AWS gives the one that is there, as it is.
    pub(super) fn create_cluster(&mut self, input: &Value) -> Value {
        let name = text(input, "clusterName").unwrap_or(DEFAULT);
        if self.active_cluster(name).is_err() {
            self.clusters.insert(name.to_owned(), Cluster::new(input));
        }
        self.cluster_reply(name).unwrap_or_default()
    }

    pub(super) fn update_cluster(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = last_part(required(input, "cluster")?);
        let cluster = self.active_cluster_mut(name)?;
        cluster.settings.extend(members(input, &["cluster"]));
        self.cluster_reply(name)
    }

    pub(super) fn put_cluster_capacity_providers(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = last_part(required(input, "cluster")?);
        let cluster = self.active_cluster_mut(name)?;
        for key in ["capacityProviders", "defaultCapacityProviderStrategy"] {
            cluster.settings.insert(key.to_owned(), json!(list(input, key)));
        }
        self.cluster_reply(name)
    }

    pub(super) fn delete_cluster(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = last_part(required(input, "cluster")?);
        let cluster = self.active_cluster_mut(name)?;
        if cluster.services.values().any(Service::is_active) {
            let message = "The Cluster cannot be deleted while Services are active.";
            return Err(conflict("ClusterContainsServicesException", message));
        }
        if cluster.services.values().any(|service| !service.tasks.is_empty()) {
            let message = "The Cluster cannot be deleted while Tasks are active.";
            return Err(conflict("ClusterContainsTasksException", message));
        }
        cluster.active = false;
        cluster.services.clear();
        self.cluster_reply(name)
    }
}

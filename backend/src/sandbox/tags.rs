//! ECS's tags.

use serde_json::{Value, json};

use super::Account;
use super::fault::{invalid_parameter, no_cluster, no_service};
use super::input::{list, required, text};
use crate::ports::PortError;

/// Puts `new` over what there is: a key has one value.
pub(super) fn merge(tags: &mut Vec<Value>, new: &[Value]) {
    for tag in new {
        match tags.iter_mut().find(|old| text(old, "key") == text(tag, "key")) {
            Some(old) => old.clone_from(tag),
            None => tags.push(tag.clone()),
        }
    }
}

impl Account {
    pub(super) fn tag_resource(&mut self, input: &Value) -> Result<Value, PortError> {
        let arn = required(input, "resourceArn")?;
        let resource = arn.splitn(6, ':').nth(5).unwrap_or_default();
        let mut parts = resource.split('/');
        let tags = match (parts.next(), parts.next(), parts.next()) {
            (Some("cluster"), Some(name), None) => &mut self.active_cluster_mut(name)?.tags,
            (Some("service"), Some(cluster), Some(name)) => {
                let cluster = self.clusters.get_mut(cluster).ok_or_else(no_cluster)?;
                &mut cluster.services.get_mut(name).filter(|s| s.is_active()).ok_or_else(no_service)?.tags
            }
            (Some("task-definition"), Some(name), None) => {
                let revision = self.revision_mut(name);
                &mut revision.ok_or_else(|| invalid_parameter("The specified resource was not found."))?.tags
            }
            _ => return Err(invalid_parameter(format!("Invalid identifier: {arn}"))),
        };
        merge(tags, list(input, "tags"));
        Ok(json!({}))
    }
}

//! ECS.

use serde_json::{Value, json};
use shared::plan::{CONTENT_TAG, Lookup};

use super::{Found, items, unless_missing, word};
use crate::ports::{PortError, Read, Reads};

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html>
pub(super) const CLUSTERS_A_CALL: usize = 100;
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html>
pub(super) const SERVICES_A_CALL: usize = 10;
/// How far back a revision is looked for: it was registered moments ago, by an attempt whose answer was lost.
const NEWEST: u32 = 10;

pub(super) async fn clusters(aws: &dyn Reads, names: Vec<&str>) -> Result<Found, PortError> {
    let input = json!({ "clusters": names, "include": ["SETTINGS", "CONFIGURATIONS", "TAGS"] });
    let answer = aws.read(Read::DescribeClusters, &input).await?;
    let mut found = Found::new();
    for cluster in items(&answer, "clusters").filter(|cluster| word(cluster, "status") != Some("INACTIVE")) {
        for name in &names {
            if word(cluster, "clusterName") == Some(name) || word(cluster, "clusterArn") == Some(name) {
                found.insert(Lookup::Cluster { name: (*name).to_owned() }, cluster.clone());
            }
        }
    }
    Ok(found)
}

pub(super) async fn services(aws: &dyn Reads, cluster: &str, names: Vec<&str>) -> Result<Found, PortError> {
    let input = json!({ "cluster": cluster, "services": names, "include": ["TAGS"] });
    let Some(answer) = unless_missing(aws.read(Read::DescribeServices, &input).await)? else {
        return Ok(Found::new());
    };
    let mut found = Found::new();
    for service in items(&answer, "services").filter(|service| word(service, "status") != Some("INACTIVE")) {
        for name in &names {
            if word(service, "serviceName") == Some(name) || word(service, "serviceArn") == Some(name) {
                let lookup = Lookup::Service { cluster: cluster.to_owned(), name: (*name).to_owned() };
                found.insert(lookup, service.clone());
            }
        }
    }
    Ok(found)
}

/// A family's latest revision, or a revision.
pub(super) async fn task_definition(aws: &dyn Reads, name: &str) -> Result<Option<Value>, PortError> {
    let input = json!({ "taskDefinition": name, "include": ["TAGS"] });
    match aws.read(Read::DescribeTaskDefinition, &input).await {
        // ECS has no code of its own for a task definition that isn't there.
        Err(error) if error.message.contains("Unable to describe task definition") => Ok(None),
        answer => unless_missing(answer),
    }
}

/// One of a family's newest revisions, by the content that its tag states.
pub(super) async fn revision(aws: &dyn Reads, family: &str, content: &str) -> Result<Option<Value>, PortError> {
    let input = json!({ "familyPrefix": family, "sort": "DESC", "status": "ACTIVE", "maxResults": NEWEST });
    let Some(listed) = unless_missing(aws.read(Read::ListTaskDefinitions, &input).await)? else { return Ok(None) };
    for arn in items(&listed, "taskDefinitionArns").filter_map(Value::as_str) {
        let Some(found) = task_definition(aws, arn).await? else { continue };
        let states = |tag: &Value| word(tag, "key") == Some(CONTENT_TAG) && word(tag, "value") == Some(content);
        if items(&found, "tags").any(states) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

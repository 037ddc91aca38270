//! CloudWatch Logs, IAM, Elastic Load Balancing and Application Auto Scaling.

use serde_json::{Map, Value, json};
use shared::plan::Lookup;

use super::{Found, items, unless_missing, word};
use crate::ports::{PortError, Read, Reads};

/// <https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html>
pub(super) const TARGETS_A_CALL: usize = 50;

pub(super) async fn scalable_targets(aws: &dyn Reads, targets: Vec<(&str, &str)>) -> Result<Found, PortError> {
    let id = |(cluster, service): &(&str, &str)| {
        let name = cluster.rsplit_once(":cluster/").map_or(*cluster, |(_, name)| name);
        format!("service/{name}/{service}")
    };
    let ids: Vec<_> = targets.iter().map(id).collect();
    let input = json!({
        "ServiceNamespace": "ecs", "ResourceIds": ids, "ScalableDimension": "ecs:service:DesiredCount",
    });
    let answer = aws.read(Read::DescribeScalableTargets, &input).await?;
    let mut found = Found::new();
    for target in items(&answer, "ScalableTargets") {
        for (wanted, id) in targets.iter().zip(&ids) {
            if word(target, "ResourceId") == Some(id) {
                let lookup = Lookup::ScalableTarget { cluster: wanted.0.to_owned(), service: wanted.1.to_owned() };
                found.insert(lookup, json!({ "ScalableTarget": target }));
            }
        }
    }
    Ok(found)
}

pub(super) async fn log_group(aws: &dyn Reads, name: &str) -> Result<Option<Value>, PortError> {
    let answer = aws.read(Read::DescribeLogGroups, &json!({ "logGroupNamePrefix": name })).await?;
    let Some(group) = items(&answer, "logGroups").find(|group| word(group, "logGroupName") == Some(name)) else {
        return Ok(None);
    };
    let mut group = group.clone();
    // The ARN of a log group is printed with `:*` for its streams; the call for tags takes it without.
    let arn = word(&group, "logGroupArn").or_else(|| word(&group, "arn")).unwrap_or_default();
    let arn = arn.strip_suffix(":*").unwrap_or(arn);
    let tags = unless_missing(aws.read(Read::ListLogGroupTags, &json!({ "resourceArn": arn })).await)?;
    group["tags"] = tags.and_then(|answer| answer.get("tags").cloned()).unwrap_or_else(|| json!({}));
    Ok(Some(group))
}

pub(super) async fn role(aws: &dyn Reads, name: &str) -> Result<Option<Value>, PortError> {
    let input = json!({ "RoleName": name });
    let Some(role) = unless_missing(aws.read(Read::GetRole, &input).await)? else { return Ok(None) };
    let (attached, inline) =
        futures::try_join!(aws.read(Read::ListAttachedRolePolicies, &input), aws.read(Read::ListRolePolicies, &input))?;
    let attached: Vec<_> =
        items(&attached, "AttachedPolicies").filter_map(|policy| word(policy, "PolicyArn")).collect();
    let mut documents = Map::new();
    for policy in items(&inline, "PolicyNames").filter_map(Value::as_str) {
        let input = json!({ "RoleName": name, "PolicyName": policy });
        if let Some(answer) = unless_missing(aws.read(Read::GetRolePolicy, &input).await)? {
            documents.insert(policy.to_owned(), answer.get("PolicyDocument").cloned().unwrap_or_default());
        }
    }
    let role = role.get("Role").cloned().unwrap_or_default();
    Ok(Some(json!({ "Role": role, "AttachedPolicies": attached, "InlinePolicies": documents })))
}

pub(super) async fn target_group(aws: &dyn Reads, arn: &str) -> Result<Option<Value>, PortError> {
    let input = json!({ "TargetGroupArns": [arn] });
    let answer = unless_missing(aws.read(Read::DescribeTargetGroups, &input).await)?;
    Ok(answer.and_then(|answer| items(&answer, "TargetGroups").next().cloned()))
}

//! What AWS has, seen from a step: whether its call has taken effect already, and what its answer means.

use serde_json::Value;

use super::compare::covers;
use super::role::{has, policy_meaning};
use super::tags::{DESIGN_TAG, ENVIRONMENT_TAG, Spelling};
use super::task_definition::{arn, stated_content};
use super::{Action, Outputs, Step};
use crate::model::{Cluster, Service, Structure};

/// What to do about a step, given what AWS has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The call has taken effect; these are its outputs.
    Adopt(Outputs),
    /// The call has to be made.
    Call,
    /// Something is there that the call would collide with, and it isn't what the call makes.
    Conflict(String),
}

/// Judges `step`, whose `input` is filled, by what its lookup `found`. Only what is ours, by its tags, and equal is
/// adopted.
pub fn judge(step: &Step, input: &Value, found: Option<&Value>) -> Verdict {
    match step.action {
        Action::CreateCluster => made(found, "clusterArn", Spelling::Ecs, "tags", input, |found| {
            covers(Cluster::SHAPE, found, &without_tags(input))
        }),
        Action::CreateLogGroup => made(found, "arn", Spelling::Map, "tags", input, |_| true),
        Action::CreateRole => made(found, "/Role/Arn", Spelling::Iam, "Tags", input, |found| {
            let trust = found.pointer("/Role/AssumeRolePolicyDocument").map(policy_meaning);
            trust == input.get("AssumeRolePolicyDocument").map(policy_meaning)
        }),
        Action::RegisterTaskDefinition => match found {
            Some(found) if stated_content(found).is_some() && is_ours(found, Spelling::Ecs, "tags", input) => {
                Verdict::Adopt(Outputs { arn: arn(found).map(str::to_owned), deployment: None })
            }
            Some(_) | None => Verdict::Call,
        },
        Action::CreateService => match found {
            Some(found) if is_ours(found, Spelling::Ecs, "tags", input) && runs(found, input) => {
                Verdict::Adopt(service_outputs(found, input))
            }
            Some(found) => Verdict::Conflict(format!(
                "A service {} is there already, and it is not the one that this step makes.",
                found.get("serviceName").and_then(Value::as_str).unwrap_or_default()
            )),
            None => Verdict::Call,
        },
        Action::UpdateService => match found {
            Some(found) if updated(found, input) || rolled_out(found, input) => {
                Verdict::Adopt(service_outputs(found, input))
            }
            Some(_) => Verdict::Call,
            None => Verdict::Conflict("The service is gone.".to_owned()),
        },
        Action::DeleteService => match found.and_then(|found| found.get("status")).and_then(Value::as_str) {
            None | Some("DRAINING" | "INACTIVE") => Verdict::Adopt(Outputs::default()),
            Some(_) => Verdict::Call,
        },
        Action::UpdateCluster | Action::PutClusterCapacityProviders => match found {
            Some(found) if covers(Cluster::SHAPE, found, &without(input, "cluster")) => {
                Verdict::Adopt(Outputs { arn: text(found, "clusterArn"), deployment: None })
            }
            Some(_) => Verdict::Call,
            None => Verdict::Conflict("The cluster is gone.".to_owned()),
        },
        Action::PutRetentionPolicy => match found {
            Some(found) if found.get("retentionInDays") == input.get("retentionInDays") => {
                Verdict::Adopt(Outputs::default())
            }
            Some(_) | None => Verdict::Call,
        },
        Action::TagResource => {
            let has = Spelling::Ecs.read(found.and_then(|found| found.get("tags")));
            let wanted = Spelling::Ecs.read(input.get("tags"));
            done(wanted.iter().all(|tag| has.contains(tag)))
        }
        Action::UpdateAssumeRolePolicy => {
            let trust = found.and_then(|found| found.pointer("/Role/AssumeRolePolicyDocument")).map(policy_meaning);
            done(trust == input.get("PolicyDocument").map(policy_meaning))
        }
        Action::AttachRolePolicy => done(attached(found, input)),
        Action::DetachRolePolicy => done(!attached(found, input)),
        Action::PutRolePolicy => done(found.zip(input.get("PolicyDocument")).is_some_and(|(found, document)| {
            has(found).inline(&text(input, "PolicyName").unwrap_or_default(), document)
        })),
        Action::DeleteRolePolicy => {
            let name = text(input, "PolicyName").unwrap_or_default();
            done(found.is_none_or(|found| has(found).all_inline().all(|policy| *policy != name)))
        }
        Action::DeleteCluster | Action::DeleteRole => done(found.is_none()),
    }
}

/// What the answer to a step's call gives to later steps and to the wait.
pub fn outputs(action: Action, answer: &Value) -> Outputs {
    let at = |pointer: &str| answer.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let arn = match action {
        Action::CreateCluster | Action::UpdateCluster | Action::PutClusterCapacityProviders => {
            at("/cluster/clusterArn")
        }
        Action::RegisterTaskDefinition => at("/taskDefinition/taskDefinitionArn"),
        Action::CreateService | Action::UpdateService | Action::DeleteService => at("/service/serviceArn"),
        Action::CreateRole => at("/Role/Arn"),
        Action::DeleteCluster
        | Action::TagResource
        | Action::CreateLogGroup
        | Action::PutRetentionPolicy
        | Action::UpdateAssumeRolePolicy
        | Action::AttachRolePolicy
        | Action::DetachRolePolicy
        | Action::PutRolePolicy
        | Action::DeleteRolePolicy
        | Action::DeleteRole => None,
    };
    let deployment = match action {
        Action::CreateService | Action::UpdateService => answer.get("service").and_then(primary_deployment),
        Action::CreateCluster
        | Action::UpdateCluster
        | Action::PutClusterCapacityProviders
        | Action::DeleteCluster
        | Action::RegisterTaskDefinition
        | Action::DeleteService
        | Action::TagResource
        | Action::CreateLogGroup
        | Action::PutRetentionPolicy
        | Action::CreateRole
        | Action::UpdateAssumeRolePolicy
        | Action::AttachRolePolicy
        | Action::DetachRolePolicy
        | Action::PutRolePolicy
        | Action::DeleteRolePolicy
        | Action::DeleteRole => None,
    };
    Outputs { arn, deployment }
}

fn done(done: bool) -> Verdict {
    if done { Verdict::Adopt(Outputs::default()) } else { Verdict::Call }
}

/// A thing with a name of its own: there and ours and equal, there otherwise, or not there.
fn made(
    found: Option<&Value>,
    arn: &str,
    spelling: Spelling,
    tags: &str,
    input: &Value,
    equal: impl Fn(&Value) -> bool,
) -> Verdict {
    let Some(found) = found else { return Verdict::Call };
    if is_ours(found, spelling, tags, input) && equal(found) {
        let arn = if arn.starts_with('/') { found.pointer(arn) } else { found.get(arn) };
        return Verdict::Adopt(Outputs { arn: arn.and_then(Value::as_str).map(str::to_owned), deployment: None });
    }
    Verdict::Conflict("Something of this name is there already, and it is not what this step makes.".to_owned())
}

/// Whether what was found carries the design and environment that the input puts on what it makes.
fn is_ours(found: &Value, spelling: Spelling, tags: &str, input: &Value) -> bool {
    let node = if spelling_is_iam(spelling) { found.pointer("/Role/Tags") } else { found.get(tags) };
    let (has, wanted) = (spelling.read(node), spelling.read(input.get(tags)));
    [DESIGN_TAG, ENVIRONMENT_TAG].iter().all(|key| {
        let of = |tags: &[(String, String)]| tags.iter().find(|(tag, _)| tag == key).map(|(_, value)| value.clone());
        of(&has).is_some() && of(&has) == of(&wanted)
    })
}

fn spelling_is_iam(spelling: Spelling) -> bool {
    match spelling {
        Spelling::Iam => true,
        Spelling::Ecs | Spelling::Map => false,
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn without(input: &Value, key: &str) -> Value {
    let mut input = input.clone();
    if let Some(members) = input.as_object_mut() {
        members.shift_remove(key);
    }
    input
}

fn without_tags(input: &Value) -> Value {
    without(input, "tags")
}

fn attached(found: Option<&Value>, input: &Value) -> bool {
    let policy = text(input, "PolicyArn").unwrap_or_default();
    found.is_some_and(|found| has(found).attached(&policy))
}

/// Whether the service runs the task definition of the input, stated as an ARN, a revision or a family.
fn runs(found: &Value, input: &Value) -> bool {
    same_task_definition(found.get("taskDefinition"), input.get("taskDefinition"))
}

fn same_task_definition(found: Option<&Value>, wanted: Option<&Value>) -> bool {
    match (found.and_then(Value::as_str), wanted.and_then(Value::as_str)) {
        (Some(found), Some(wanted)) => {
            let name = found.rsplit('/').next().unwrap_or(found);
            found == wanted || name == wanted || name.split(':').next() == Some(wanted)
        }
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Whether a service has everything that an update states.
fn updated(found: &Value, input: &Value) -> bool {
    let stated = ["cluster", "service", "taskDefinition", "forceNewDeployment"];
    let rest = stated.iter().fold(input.clone(), |input, key| without(&input, key));
    let runs = input.get("taskDefinition").is_none() || runs(found, input);
    runs && covers(Service::SHAPE, found, &rest)
}

/// Whether a service has started to roll out the update's task definition, although it may have turned back since:
/// rolling it out a second time would repeat the failure.
fn rolled_out(found: &Value, input: &Value) -> bool {
    input.get("taskDefinition").is_some() && deployment_of(found, input).is_some()
}

fn deployment_of(found: &Value, input: &Value) -> Option<String> {
    let deployments = found.get("deployments").and_then(Value::as_array)?;
    let of = |deployment: &&Value| {
        same_task_definition(deployment.get("taskDefinition"), input.get("taskDefinition"))
            && deployment.get("status").and_then(Value::as_str) != Some("PRIMARY")
            && deployment.get("rolloutState").and_then(Value::as_str) == Some("FAILED")
    };
    deployments.iter().find(of).and_then(|deployment| text(deployment, "id"))
}

/// The deployment that counts: the primary one, or the one of this input that failed.
fn service_outputs(found: &Value, input: &Value) -> Outputs {
    let deployment = if updated(found, input) || runs(found, input) {
        primary_deployment(found)
    } else {
        deployment_of(found, input)
    };
    Outputs { arn: text(found, "serviceArn"), deployment }
}

/// The id of the deployment that a service, as `DescribeServices` prints it, rolls out or has rolled out last.
pub fn primary_deployment(service: &Value) -> Option<String> {
    let deployments = service.get("deployments").and_then(Value::as_array)?;
    let is_primary = |deployment: &&Value| deployment.get("status").and_then(Value::as_str) == Some("PRIMARY");
    deployments.iter().find(is_primary).and_then(|deployment| text(deployment, "id"))
}

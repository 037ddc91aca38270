//! What a reference in a request stands for in AWS.

use serde_json::Value;

use super::draft::Context;
use super::elements::{Element, element};
use super::{cluster, role};
use crate::document::Pointer;
use crate::export::reference;
use crate::model::{Shape, StructureShape};

/// What a reference stands for.
pub(super) enum Meaning {
    /// A name, id or ARN that is known now.
    Known(String),
    /// The ARN of a task definition's revision, which planning that task definition tells.
    Revision(String),
    /// Nothing that can be told, with the reason.
    Unknown(String),
}

/// The meaning of `${collection.local}`.
pub(super) fn meaning(context: Context<'_>, collection: &'static str, local: &str) -> Meaning {
    let Some(element) = element(context.design.design(), collection, local) else {
        return Meaning::Unknown(format!("the design has no {collection}.{local}"));
    };
    match collection {
        "taskDefinitions" => Meaning::Revision(element.id()),
        "clusters" => Meaning::Known(cluster::name(&element).to_owned()),
        "roles" => match role::arn(context, &element) {
            Some(arn) => Meaning::Known(arn),
            None => Meaning::Unknown(format!("AWS did not report the role {}", element.id())),
        },
        "logGroups" => known(&element, &["logGroupName"]),
        "targetGroups" => known(&element, &["TargetGroupArn"]),
        "loadBalancers" => known(&element, &["LoadBalancerArn"]),
        "listeners" => known(&element, &["ListenerArn"]),
        "listenerRules" => known(&element, &["RuleArn"]),
        "securityGroups" => known(&element, &["GroupId"]),
        "subnets" => known(&element, &["SubnetId"]),
        "vpcs" => known(&element, &["VpcId"]),
        "capacityProviders" => known(&element, &["name"]),
        "namespaces" => known(&element, &["Arn", "Name"]),
        "discoveryServices" => known(&element, &["Arn"]),
        "repositories" => known(&element, &["repositoryUri"]),
        "alarms" => known(&element, &["AlarmName"]),
        other => Meaning::Unknown(format!("no call takes a reference to {other} here")),
    }
}

/// The id that an element states which exists already.
fn known(element: &Element<'_>, members: &[&str]) -> Meaning {
    match members.iter().find_map(|member| element.text(member)) {
        Some(id) => Meaning::Known(id.to_owned()),
        None => Meaning::Unknown(format!(
            "{} states no {}, which says what exists already; Bayplan does not make such elements yet",
            element.id(),
            members.join(" or ")
        )),
    }
}

/// Visits the references of a request, which stand only in the slots that its shape names, and puts in what `visit`
/// gives for them.
pub(super) fn substitute(
    request: &mut Value,
    shape: &'static StructureShape,
    visit: &mut impl FnMut(&Pointer, &'static str, &str) -> Option<String>,
) {
    walk(request, &Shape::One(shape), &Pointer::root(), visit);
}

fn walk(
    node: &mut Value,
    shape: &Shape,
    at: &Pointer,
    visit: &mut impl FnMut(&Pointer, &'static str, &str) -> Option<String>,
) {
    match (shape, node) {
        (Shape::One(structure), Value::Object(members)) => {
            for (key, value) in members.iter_mut() {
                let Some(member) = structure.member(key) else { continue };
                let at = at.key(key);
                if member.refers_to.is_some() {
                    slot(value, &at, visit);
                } else {
                    walk(value, &member.shape, &at, visit);
                }
            }
        }
        (Shape::Rows { of, .. }, Value::Array(items)) => {
            for (index, item) in items.iter_mut().enumerate() {
                walk(item, &Shape::One(of), &at.index(index), visit);
            }
        }
        _ => {}
    }
}

fn slot(value: &mut Value, at: &Pointer, visit: &mut impl FnMut(&Pointer, &'static str, &str) -> Option<String>) {
    match value {
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(index, item)| slot(item, &at.index(index), visit));
        }
        Value::String(text) => {
            let put = reference(text).and_then(|(collection, local)| visit(at, collection, local));
            if let Some(put) = put {
                *text = put;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {}
    }
}

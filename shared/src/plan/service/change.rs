//! A service that is there already.

use serde_json::{Map, Value, json};

use super::{Wanted, governor, lookup, name, waits};
use crate::document::is_absent;
use crate::model::{Service, Structure};
use crate::normal::normal;
use crate::plan::compare::uncovered;
use crate::plan::draft::{Context, Draft};
use crate::plan::elements::{Element, elements};
use crate::plan::tags::{Maker, Spelling, maker, with_ours};
use crate::plan::task_definition::stated_content;
use crate::plan::{Action, Lookup, Risk};

/// Members that no update takes: the service would have to be made again.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html>
const FIXED: [&str; 3] = ["launchType", "schedulingStrategy", "role"];
/// Members that ECS takes only from the deployment controller, where that is not ECS's own.
const ROLLED_OUT_BY_OTHERS: [&str; 5] =
    ["taskDefinition", "loadBalancers", "networkConfiguration", "platformVersion", "capacityProviderStrategy"];
/// Members that name the service, or that are handled on their own.
const APART: [&str; 6] = ["serviceName", "cluster", "clientToken", "taskDefinition", "desiredCount", "tags"];
/// Members that AWS keeps when an update leaves them out, with the value that takes them back.
const TAKEN_BACK: [(&str, &str); 9] = [
    ("loadBalancers", "[]"),
    ("serviceRegistries", "[]"),
    ("placementConstraints", "[]"),
    ("placementStrategy", "[]"),
    ("volumeConfigurations", "[]"),
    ("vpcLatticeConfigurations", "[]"),
    ("serviceConnectConfiguration", r#"{"enabled":false}"#),
    ("healthCheckGracePeriodSeconds", "0"),
    ("enableExecuteCommand", "false"),
];
/// Members whose change alone starts no deployment.
const QUIET: [&str; 7] = [
    "desiredCount",
    "deploymentConfiguration",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
    "availabilityZoneRebalancing",
    "enableECSManagedTags",
];
/// What changes in a service without anybody changing it.
const VOLATILE: [&str; 10] = [
    "deployments",
    "events",
    "runningCount",
    "pendingCount",
    "taskSets",
    "createdAt",
    "createdBy",
    "currentServiceDeployment",
    "currentServiceRevisions",
    "desiredCount",
];

pub(super) fn plan(context: Context<'_>, draft: &mut Draft, service: &Element<'_>, wanted: &Wanted, found: &Value) {
    let differing = uncovered(Service::SHAPE, found, &wanted.request);
    let fixed: Vec<_> = differing.iter().filter(|member| FIXED.contains(&member.as_str())).collect();
    if !fixed.is_empty() {
        for member in fixed {
            let has = found.get(member).filter(|value| !is_absent(value)).map_or("none".to_owned(), Value::to_string);
            draft.block(
                service,
                format!(
                    "{member} of a service can't be changed, and {} has {has}. Give the service another name, so \
                     that it is made beside the old one, or set {member} to what it has.",
                    name(service)
                ),
            );
        }
        return;
    }
    let tags = Spelling::Ecs.read(found.get("tags"));
    let made_by = maker(&tags, context.design.name(), context.design.environment());
    let mut risk = Risk::None;
    let mut reasons = Vec::new();
    if made_by != Maker::Ours {
        risk = Risk::TakesOver;
        reasons.push(match &made_by {
            Maker::OtherDesign { design, environment } => {
                format!("It is managed by the design {design} in the environment {environment}.")
            }
            Maker::Others | Maker::Ours => "It was not made by this design.".to_owned(),
        });
    }
    let mut input = members(context, wanted, found, &differing);
    let runs = task_definition(context, draft, service, wanted, found, &mut input, &mut reasons);
    let count = desired_count(context, draft, service, wanted, found, &mut input, &mut reasons);
    if waits(service).is_none() && input.keys().any(|member| ROLLED_OUT_BY_OTHERS.contains(&member.as_str())) {
        draft.block(
            service,
            format!(
                "{} has another deployment controller than ECS's, and only from there takes it new task definitions \
                 and networks. Deploy it with that controller, then put what it runs into the design.",
                name(service)
            ),
        );
        return;
    }
    for member in input.keys().filter(|member| !APART.contains(&member.as_str())) {
        reasons.push(format!("{} differs from the design.", label(member)));
    }
    if let Some(more) = runs {
        risk = risk.max(more);
    }
    retag(context, draft, service, found, &tags, risk);
    if input.is_empty() {
        if draft.made(&service.id()).is_empty() {
            draft.leave(service, "It is as the design says.");
        }
        return;
    }
    if starts(input.keys()) {
        risk = risk.max(Risk::RestartsTasks);
    }
    let mut whole = json!({ "cluster": wanted.cluster, "service": name(service) });
    if let Some(whole) = whole.as_object_mut() {
        whole.extend(input);
    }
    let hole = wanted.task_definition.as_ref().filter(|_| whole.get("taskDefinition").is_some());
    let holes = hole.and_then(|_| wanted.fill(draft, &mut whole)).into_iter().collect();
    let needs = wanted.needs(context, draft);
    wanted.rely(context, draft);
    let look = lookup(context.design.design(), service);
    draft.rely_on(look.clone(), Some(fact(found, count)));
    let step = draft.step(&service.id(), Action::UpdateService, "", whole, look);
    step.holes = holes;
    step.after = needs;
    step.why = reasons.join(" ");
    step.risk = risk;
    step.waits_for = waits(service);
}

/// Whether an update of these members has ECS start a deployment.
fn starts<'m>(mut members: impl Iterator<Item = &'m String>) -> bool {
    members.any(|member| !QUIET.contains(&member.as_str()))
}

/// Whether `UpdateService` with this input has ECS start a deployment. Where it doesn't, the one that is under way, if
/// one is, goes on under the new settings.
pub fn starts_deployment(input: &Value) -> bool {
    let members = input.as_object().into_iter().flatten().map(|(key, _)| key);
    starts(members.filter(|key| !["cluster", "service"].contains(&key.as_str())))
}

fn label(member: &str) -> &str {
    Service::SHAPE.member(member).map_or(member, |member| member.label)
}

/// The members of the update that differ, but for those that are handled apart.
fn members(context: Context<'_>, wanted: &Wanted, found: &Value, differing: &[String]) -> Map<String, Value> {
    let mut input = Map::new();
    for (key, value) in wanted.request.as_object().into_iter().flatten() {
        if differing.contains(key) && !APART.contains(&key.as_str()) {
            input.insert(key.clone(), value.clone());
        }
    }
    let has = normal(Service::SHAPE, found);
    let ours_before = |member: &str| {
        let mut services = context.previous.iter().flat_map(|previous| elements(previous.design(), "services"));
        let same = |service: &Element<'_>| wanted.request.get("serviceName") == service.node.get("serviceName");
        services.any(|service| same(&service) && service.node.get(member).is_some())
    };
    for (member, empty) in TAKEN_BACK {
        if wanted.request.get(member).is_none() && has.get(member).is_some() && ours_before(member) {
            let empty = serde_json::from_str(empty).unwrap_or_default();
            input.insert(member.to_owned(), empty);
        }
    }
    input
}

/// Puts the task definition into the update where the service runs another, and says what that takes back.
fn task_definition(
    context: Context<'_>,
    draft: &mut Draft,
    service: &Element<'_>,
    wanted: &Wanted,
    found: &Value,
    input: &mut Map<String, Value>,
    reasons: &mut Vec<String>,
) -> Option<Risk> {
    let key = Service::TASK_DEFINITION.member.name;
    let runs = found.get(key).and_then(Value::as_str).unwrap_or_default();
    let short = |arn: &str| arn.rsplit('/').next().unwrap_or(arn).to_owned();
    let stated = wanted.request.get(key).and_then(Value::as_str);
    match &wanted.task_definition {
        Some(slot) if slot.arn.as_deref() == Some(runs) => return None,
        Some(slot) => {
            // Filled in, or made a hole of, when the input is whole.
            input.insert(key.to_owned(), Value::String(format!("${{{}}}", slot.element)));
        }
        None => {
            let stated = stated?;
            if stated == runs || runs.ends_with(&format!("/{stated}")) {
                return None;
            }
            // A family alone means its latest revision.
            if !stated.contains(':')
                && let Some(latest) = context.observed.get(&Lookup::TaskDefinition { name: stated.to_owned() })
                && crate::plan::task_definition::arn(latest) == Some(runs)
            {
                return None;
            }
            input.insert(key.to_owned(), Value::String(stated.to_owned()));
        }
    }
    let instead = match &wanted.task_definition {
        Some(slot) => slot.arn.as_deref().map_or_else(|| "the new revision".to_owned(), short),
        None => stated.unwrap_or_default().to_owned(),
    };
    reasons.push(format!("It runs {}, not {instead}.", short(runs)));
    let running = context.observed.sightings.iter().filter_map(|sighting| sighting.found.as_ref());
    let running = running.into_iter().find(|found| crate::plan::task_definition::arn(found) == Some(runs));
    let by_bayplan = running.is_some_and(|running| stated_content(running).is_some());
    if by_bayplan || running.is_none() {
        return None;
    }
    let image = running.map(images).unwrap_or_default();
    let ours = maker(&Spelling::Ecs.read(found.get("tags")), context.design.name(), context.design.environment());
    if ours != Maker::Ours {
        return None;
    }
    draft.note(
        service,
        format!(
            "Something else than Bayplan has rolled out {}{image} since. Applying takes that back. To keep it, put it \
             into the design first.",
            short(runs)
        ),
    );
    reasons.push("Something else has rolled it out since.".to_owned());
    Some(Risk::RevertsDrift)
}

/// ` (app: nginx:1)`
fn images(found: &Value) -> String {
    let containers = found.pointer("/taskDefinition/containerDefinitions").and_then(Value::as_array);
    let image = |container: &Value| {
        Some(format!("{}: {}", container.get("name")?.as_str()?, container.get("image")?.as_str()?))
    };
    let images: Vec<_> = containers.into_iter().flatten().filter_map(image).collect();
    if images.is_empty() { String::new() } else { format!(" ({})", images.join(", ")) }
}

/// Puts the desired count into the update where it differs and nothing else governs it. Gives whether it did.
fn desired_count(
    context: Context<'_>,
    draft: &mut Draft,
    service: &Element<'_>,
    wanted: &Wanted,
    found: &Value,
    input: &mut Map<String, Value>,
    reasons: &mut Vec<String>,
) -> bool {
    let key = Service::DESIRED_COUNT.member.name;
    let Some(stated) = wanted.request.get(key).filter(|value| !is_absent(value)) else { return false };
    let has = found.get(key);
    if has == Some(stated) {
        return false;
    }
    let governor = governor(context.design.design(), service);
    if let Some(target) = context.observed.get(&governor) {
        let bound =
            |key: &str| target.pointer(&format!("/ScalableTarget/{key}")).map_or("?".to_owned(), Value::to_string);
        draft.note(
            service,
            format!(
                "The desired count stays at {}: Application Auto Scaling governs it, between {} and {}.",
                has.map_or("?".to_owned(), Value::to_string),
                bound("MinCapacity"),
                bound("MaxCapacity")
            ),
        );
        return false;
    }
    draft.rely_on(governor, None);
    input.insert(key.to_owned(), stated.clone());
    reasons.push(format!("The desired count is {}, not {stated}.", has.map_or("?".to_owned(), Value::to_string)));
    true
}

/// Gives the service the tags that it lacks.
fn retag(
    context: Context<'_>,
    draft: &mut Draft,
    service: &Element<'_>,
    found: &Value,
    has: &[(String, String)],
    risk: Risk,
) {
    let own = Spelling::Ecs.read(service.node.get("tags"));
    let mut missing = with_ours(own, context.design.name(), context.design.environment());
    missing.retain(|tag| !has.contains(tag));
    let Some(arn) = found.get("serviceArn").filter(|_| !missing.is_empty()) else { return };
    let input = json!({ "resourceArn": arn, "tags": Spelling::Ecs.write(&missing) });
    let look = lookup(context.design.design(), service);
    draft.rely_on(look.clone(), Some(fact(found, false)));
    let step = draft.step(&service.id(), Action::TagResource, "", input, look);
    "The service lacks tags that the design or the environment puts on it.".clone_into(&mut step.why);
    step.risk = if risk == Risk::TakesOver { risk } else { Risk::None };
}

/// What a plan relies on where it changes a service; the desired count only where it changes that.
pub(in crate::plan) fn fact(found: &Value, count: bool) -> Value {
    let stays = |key: &str| !VOLATILE.contains(&key) || (count && key == Service::DESIRED_COUNT.member.name);
    let members = found.as_object().into_iter().flatten();
    Value::Object(members.filter(|(key, _)| stays(key)).map(|(key, value)| (key.clone(), value.clone())).collect())
}

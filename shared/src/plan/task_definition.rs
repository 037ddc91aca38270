//! Task definitions: registered where AWS has no equal revision.

use serde_json::Value;

use super::draft::{Context, Draft};
use super::elements::{Element, elements};
use super::references::{Meaning, meaning, substitute};
use super::tags::{CONTENT_TAG, Spelling, content, with_ours};
use super::{Action, Lookup, Observed, log_group};
use crate::model::{Structure, TaskDefinition};
use crate::normal::same;

/// What a task definition of the design is in AWS.
pub(super) enum Revision {
    /// There is an equal one with this ARN.
    Known(String),
    /// It is made by the step that registers it.
    Registered,
    /// It can't be told; a blocker says why.
    Blocked,
}

fn family<'d>(task: &Element<'d>) -> &'d str {
    task.text(TaskDefinition::FAMILY.member.name).unwrap_or_default()
}

/// Whether a text that a service states (a family, `family:revision` or an ARN) means this task definition, which the
/// design manages: then the service runs what the design says.
pub(super) fn is_of(task: &Element<'_>, stated: &str) -> bool {
    let name = stated.rsplit_once("task-definition/").map_or(stated, |(_, name)| name);
    task.managed() && name.split(':').next() == Some(family(task))
}

/// The family's latest revision.
pub(super) fn lookup(task: &Element<'_>) -> Lookup {
    Lookup::TaskDefinition { name: task.text("taskDefinitionArn").unwrap_or_else(|| family(task)).to_owned() }
}

/// The request that registers it, without the tag of its content; a reference that can't be told is a blocker.
pub(super) fn request(context: Context<'_>, task: &Element<'_>) -> Result<Value, Vec<String>> {
    let mut request = task.request();
    let mut unknown = Vec::new();
    substitute(&mut request, TaskDefinition::SHAPE, &mut |at, collection, local| match meaning(
        context, collection, local,
    ) {
        Meaning::Known(text) => Some(text),
        Meaning::Revision(other) => {
            unknown.push(format!("{at} can't stand for {other}."));
            None
        }
        Meaning::Unknown(why) => {
            unknown.push(format!("{at} can't be filled in: {why}."));
            None
        }
    });
    let tags = with_ours(Spelling::Ecs.read(request.get("tags")), context.design.name(), context.design.environment());
    request["tags"] = Spelling::Ecs.write(&tags);
    if unknown.is_empty() { Ok(request) } else { Err(unknown) }
}

/// The request with the tag by which an equal revision is found again.
pub(super) fn tagged(request: &Value) -> Value {
    let mut tags = Spelling::Ecs.read(request.get("tags"));
    tags.push((CONTENT_TAG.to_owned(), content(request)));
    let mut tagged = request.clone();
    tagged["tags"] = Spelling::Ecs.write(&tags);
    tagged
}

/// What the tag says that a revision was registered from.
pub(super) fn stated_content(found: &Value) -> Option<String> {
    Spelling::Ecs.read(found.get("tags")).into_iter().find(|(key, _)| key == CONTENT_TAG).map(|(_, value)| value)
}

/// Whether `found`, as `DescribeTaskDefinition` prints it, is what `request` registers.
pub(super) fn is_equal(request: &Value, found: &Value) -> bool {
    if stated_content(found).is_some_and(|stated| stated == content(request)) {
        return true;
    }
    let Some(printed) = found.get("taskDefinition") else { return false };
    let (mut wanted, mut printed) = (request.clone(), printed.clone());
    for request in [&mut wanted, &mut printed] {
        if let Some(members) = request.as_object_mut() {
            members.shift_remove("tags");
        }
    }
    same(TaskDefinition::SHAPE, &wanted, &printed)
}

pub(super) fn arn(found: &Value) -> Option<&str> {
    found.pointer("/taskDefinition/taskDefinitionArn").and_then(Value::as_str)
}

/// The revisions that AWS reported of a family, those that a service runs first.
fn candidates<'o>(observed: &'o Observed, family: &str) -> impl Iterator<Item = &'o Value> {
    let of_family = move |found: &&Value| {
        found.pointer("/taskDefinition/family").and_then(Value::as_str) == Some(family)
            && found.pointer("/taskDefinition/status").and_then(Value::as_str) != Some("INACTIVE")
    };
    let sightings = observed.sightings.iter().rev();
    let found = sightings.filter(|sighting| matches!(sighting.lookup, Lookup::TaskDefinition { .. }));
    found.filter_map(|sighting| sighting.found.as_ref()).filter(of_family)
}

pub(super) fn plan(context: Context<'_>, draft: &mut Draft) -> Vec<(String, Revision)> {
    elements(context.design.design(), "taskDefinitions").map(|task| (task.id(), one(context, draft, &task))).collect()
}

fn one(context: Context<'_>, draft: &mut Draft, task: &Element<'_>) -> Revision {
    if !task.managed() {
        return match context.observed.get(&lookup(task)).and_then(arn) {
            Some(arn) => {
                draft.leave(task, format!("Used as it is: {arn}."));
                Revision::Known(arn.to_owned())
            }
            None => {
                draft.block(
                    task,
                    format!("There is no task definition {}; the design says that it exists.", family(task)),
                );
                Revision::Blocked
            }
        };
    }
    let request = match request(context, task) {
        Ok(request) => request,
        Err(reasons) => {
            for reason in reasons {
                draft.block(task, reason);
            }
            return Revision::Blocked;
        }
    };
    if let Some(found) = candidates(context.observed, family(task)).find(|found| is_equal(&request, found))
        && let Some(arn) = arn(found)
    {
        let short = arn.rsplit('/').next().unwrap_or(arn);
        draft.leave(task, format!("{short} is as the design says."));
        return Revision::Known(arn.to_owned());
    }
    let tagged = tagged(&request);
    let known = candidates(context.observed, family(task)).next().is_some();
    let look = Lookup::Revision { family: family(task).to_owned(), content: content(&request) };
    let roles = roles_of(context, draft, task);
    let step = draft.step(&task.id(), Action::RegisterTaskDefinition, "", tagged, look);
    step.after = roles;
    step.why = if known {
        format!("No revision of {} that AWS reported is as the design says.", family(task))
    } else {
        format!("There is no task definition {} yet.", family(task))
    };
    Revision::Registered
}

/// The roles of the design that a task definition names, by reference or by ARN.
fn roles<'a>(context: Context<'a>, task: &Element<'a>) -> impl Iterator<Item = Element<'a>> {
    let named = [&TaskDefinition::EXECUTION_ROLE_ARN, &TaskDefinition::TASK_ROLE_ARN];
    let named = named.map(|field| task.text(field.member.name));
    elements(context.design.design(), "roles").filter(move |role| {
        let (reference, arn) = (format!("${{{}}}", role.id()), super::role::arn(context, role));
        named.iter().flatten().any(|wanted| *wanted == reference || arn.as_deref() == Some(*wanted))
    })
}

/// The steps that make the roles which a task definition names: ECS wants them to be there.
fn roles_of(context: Context<'_>, draft: &Draft, task: &Element<'_>) -> Vec<super::StepId> {
    roles(context, task).filter_map(|role| draft.maker(&role.id(), Action::CreateRole)).collect()
}

/// What has to be there before tasks of this definition can start: its roles with their policies, its log groups.
pub(super) fn needs(context: Context<'_>, draft: &Draft, task: &Element<'_>) -> Vec<super::StepId> {
    let mut elements_needed: Vec<_> = roles(context, task).map(|role| role.id()).collect();
    let containers = task.node.get("containerDefinitions").and_then(Value::as_array).into_iter().flatten();
    for container in containers {
        let group = container.pointer("/logConfiguration/options/awslogs-group").and_then(Value::as_str);
        elements_needed.extend(group.and_then(|group| log_group::named(context.design.design(), group)));
    }
    let mut steps: Vec<_> = Vec::new();
    for step in elements_needed.iter().flat_map(|element| draft.made(element)) {
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps
}

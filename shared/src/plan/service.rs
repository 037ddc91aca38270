//! Services.

mod change;

pub(super) use change::fact as change_fact;
pub use change::starts_deployment;

use serde_json::{Value, json};

use super::draft::{Context, Draft};
use super::elements::{Element, element, elements};
use super::references::{Meaning, meaning, substitute};
use super::tags::{Spelling, with_ours};
use super::task_definition::{self, Revision};
use super::{Action, Filling, Hole, Lookup, StepId, Wait, cluster};
use crate::document::Pointer;
use crate::export::reference;
use crate::model::{LoadBalancer, Service, Structure};

/// The cluster of a service, as AWS takes it, and the element of the design that it is, if it is one.
pub(super) fn cluster_of(context_design: &Value, service: &Element<'_>) -> (String, Option<String>) {
    let stated = service.text(Service::CLUSTER.member.name);
    match stated.and_then(reference) {
        Some((collection, local)) => match element(context_design, collection, local) {
            Some(cluster) => (cluster::name(&cluster).to_owned(), Some(cluster.id())),
            None => (stated.unwrap_or_default().to_owned(), None),
        },
        None => (stated.unwrap_or("default").to_owned(), None),
    }
}

pub(super) fn name<'d>(service: &Element<'d>) -> &'d str {
    service.text(Service::SERVICE_NAME.member.name).unwrap_or_default()
}

pub(super) fn lookup(design: &Value, service: &Element<'_>) -> Lookup {
    Lookup::Service { cluster: cluster_of(design, service).0, name: name(service).to_owned() }
}

pub(super) fn governor(design: &Value, service: &Element<'_>) -> Lookup {
    Lookup::ScalableTarget { cluster: cluster_of(design, service).0, service: name(service).to_owned() }
}

/// The target groups that a service states or refers to, by ARN.
pub(super) fn target_groups(design: &Value, service: &Element<'_>) -> Vec<String> {
    let rows = service.node.get(Service::LOAD_BALANCERS.member.name).and_then(Value::as_array).into_iter().flatten();
    let stated = rows.filter_map(|row| row.get(LoadBalancer::TARGET_GROUP_ARN.member.name)?.as_str());
    let arn = |text: &str| match reference(text) {
        Some((collection, local)) => {
            element(design, collection, local).and_then(|group| group.text("TargetGroupArn")).map(str::to_owned)
        }
        None => Some(text.to_owned()),
    };
    stated.filter_map(arn).filter(|arn| arn.starts_with("arn:")).collect()
}

/// A service's request with every reference filled in; the task definition is left to `task_definition`.
struct Wanted {
    request: Value,
    cluster: String,
    /// The element of the design that the cluster is.
    cluster_element: Option<String>,
    /// Nothing where it is stated as a text.
    task_definition: Option<TaskDefinitionSlot>,
}

/// A reference to a task definition of the design.
struct TaskDefinitionSlot {
    element: String,
    /// Its ARN, if there is an equal revision already.
    arn: Option<String>,
}

pub(super) fn plan(context: Context<'_>, draft: &mut Draft, revisions: &[(String, Revision)]) {
    let design = context.design.design();
    for service in elements(design, "services") {
        let found = context.observed.get(&lookup(design, &service));
        if !service.managed() {
            match found {
                Some(_) => draft.leave(&service, "Left as it is; the design says that it exists."),
                None => draft.block(
                    &service,
                    format!("There is no service {}; the design says that it exists.", name(&service)),
                ),
            }
            continue;
        }
        let Some(wanted) = wanted(context, draft, &service, revisions) else { continue };
        let draining = found.and_then(|found| found.get("status")).and_then(Value::as_str) == Some("DRAINING");
        match found {
            Some(_) if draining => draft.block(
                &service,
                format!("The service {} is being deleted. Wait until it is gone, then plan again.", name(&service)),
            ),
            Some(found) => change::plan(context, draft, &service, &wanted, found),
            None => create(context, draft, &service, &wanted),
        }
    }
}

fn wanted(
    context: Context<'_>,
    draft: &mut Draft,
    service: &Element<'_>,
    revisions: &[(String, Revision)],
) -> Option<Wanted> {
    let design = context.design.design();
    let mut request = service.request();
    let (mut problems, mut slot, mut blocked) = (Vec::new(), None, false);
    substitute(&mut request, Service::SHAPE, &mut |at, collection, local| match meaning(context, collection, local) {
        Meaning::Known(text) => Some(text),
        Meaning::Revision(element) => {
            match slot_of(revisions, element) {
                Some(found) => slot = Some(found),
                None => blocked = true,
            }
            None
        }
        Meaning::Unknown(why) => {
            problems.push(format!("{at} can't be filled in: {why}."));
            None
        }
    });
    if slot.is_none()
        && let Some(stated) = request.get(Service::TASK_DEFINITION.member.name).and_then(Value::as_str)
        && let Some(task) = elements(design, "taskDefinitions").find(|task| task_definition::is_of(task, stated))
    {
        if stated.contains(':') {
            draft.note(service, format!("It runs {} of this design, whatever revision {stated} is.", task.id()));
        }
        slot = slot_of(revisions, task.id());
        blocked |= slot.is_none();
    }
    let (cluster, cluster_element) = cluster_of(design, service);
    if cluster_element.is_none() && context.observed.get(&Lookup::Cluster { name: cluster.clone() }).is_none() {
        problems.push(format!(
            "There is no cluster {cluster} in this account and Region. Make it, or add it to the design."
        ));
    }
    for arn in target_groups(design, service) {
        let lookup = Lookup::TargetGroup { arn: arn.clone() };
        if context.observed.looked(&lookup) && context.observed.get(&lookup).is_none() {
            problems.push(format!("There is no target group {arn} in this account and Region."));
        }
    }
    blocked |= !problems.is_empty();
    for problem in problems {
        draft.block(service, problem);
    }
    (!blocked).then_some(Wanted { request, cluster, cluster_element, task_definition: slot })
}

/// The task definition that an element of the design is in AWS; nothing where a blocker says why it is none.
fn slot_of(revisions: &[(String, Revision)], element: String) -> Option<TaskDefinitionSlot> {
    match revisions.iter().find(|(id, _)| *id == element).map(|(_, revision)| revision)? {
        Revision::Known(arn) => Some(TaskDefinitionSlot { element, arn: Some(arn.clone()) }),
        Revision::Registered => Some(TaskDefinitionSlot { element, arn: None }),
        Revision::Blocked => None,
    }
}

impl Wanted {
    /// The steps that have to come before the service can run its tasks.
    fn needs(&self, context: Context<'_>, draft: &Draft) -> Vec<StepId> {
        let mut steps = Vec::new();
        let mut add = |step: StepId| {
            if !steps.contains(&step) {
                steps.push(step);
            }
        };
        self.cluster_element.iter().flat_map(|cluster| draft.made(cluster)).for_each(&mut add);
        if let Some(slot) = &self.task_definition {
            draft.maker(&slot.element, Action::RegisterTaskDefinition).into_iter().for_each(&mut add);
            let task = elements(context.design.design(), "taskDefinitions").find(|task| task.id() == slot.element);
            task.map(|task| task_definition::needs(context, draft, &task)).into_iter().flatten().for_each(&mut add);
        }
        steps
    }

    /// Puts the task definition into an input: its ARN, or a hole for the one that a step registers.
    fn fill(&self, draft: &Draft, input: &mut Value) -> Option<Hole> {
        let slot = self.task_definition.as_ref()?;
        let key = Service::TASK_DEFINITION.member.name;
        if let Some(arn) = &slot.arn {
            input[key] = json!(arn);
            return None;
        }
        input[key] = json!(format!("${{{}}}", slot.element));
        let step = draft.maker(&slot.element, Action::RegisterTaskDefinition)?;
        Some(Hole { at: Pointer::root().key(key), from: Filling::ArnOf(step) })
    }

    /// Relies on what the service's call needs to be there and no step makes.
    fn rely(&self, context: Context<'_>, draft: &mut Draft) {
        let lookup = Lookup::Cluster { name: self.cluster.clone() };
        if let Some(found) = context.observed.get(&lookup) {
            draft.rely_on_unless_stated(lookup, Some(cluster::fact(found)));
        }
    }
}

fn create(context: Context<'_>, draft: &mut Draft, service: &Element<'_>, wanted: &Wanted) {
    let design = context.design.design();
    let mut input = wanted.request.clone();
    let tags = with_ours(Spelling::Ecs.read(input.get("tags")), context.design.name(), context.design.environment());
    input["tags"] = Spelling::Ecs.write(&tags);
    let mut holes: Vec<_> = wanted.fill(draft, &mut input).into_iter().collect();
    let token = Service::CLIENT_TOKEN.member.name;
    if input.get(token).is_none() {
        input[token] = json!("${token}");
        holes.push(Hole { at: Pointer::root().key(token), from: Filling::Token });
    }
    let needs = wanted.needs(context, draft);
    wanted.rely(context, draft);
    draft.rely_on(lookup(design, service), None);
    let step = draft.step(&service.id(), Action::CreateService, "", input, lookup(design, service));
    step.holes = holes;
    step.after = needs;
    step.why = format!("There is no service {} in the cluster {} yet.", name(service), wanted.cluster);
    step.waits_for = waits(service);
}

/// What is waited for after a service's call: only ECS's own controller reports deployments.
fn waits(service: &Element<'_>) -> Option<Wait> {
    let controller = service.node.pointer("/deploymentController/type").and_then(Value::as_str);
    controller.is_none_or(|controller| controller == "ECS").then_some(Wait::Deployment)
}

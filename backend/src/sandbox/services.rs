//! ECS services.

mod describe;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Account;
use super::deployments::{Deployment, deployed};
use super::fate::Fate;
use super::fault::{client, conflict, invalid_parameter, no_cluster, no_service};
use super::home::last_part;
use super::input::{fill, flag, list, members, number, required, text};
use super::scheduler::World;
use super::tags::merge;
use super::tasks::Task;
use crate::ports::PortError;

/// How many events of a service are kept, as AWS does.
const KEPT_EVENTS: usize = 100;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Service {
    pub(super) name: String,
    pub(super) status: Status,
    /// What it was made with, so that the same request can be told from another.
    request: Map<String, Value>,
    token: Option<String>,
    /// The request's members as they are now; its task definition is an ARN.
    pub(super) settings: Map<String, Value>,
    pub(super) tags: Vec<Value>,
    pub(super) desired: i64,
    /// The current one first.
    pub(super) deployments: Vec<Deployment>,
    /// What a rollback goes back to.
    pub(super) last_completed: Option<Deployment>,
    /// Those that haven't stopped, oldest first.
    pub(super) tasks: Vec<Task>,
    /// Oldest first.
    pub(super) stopped: Vec<Task>,
    /// Oldest first.
    events: Vec<Event>,
    created_at: i64,
    /// Whether all that is desired is there and that has been said.
    pub(super) steady: bool,
    pub(super) settles_at: Option<i64>,
    /// When tasks may be started again.
    pub(super) retry_at: Option<i64>,
    /// How often no task could be placed.
    pub(super) refusals: i64,
    pub(super) drained_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Status {
    Active,
    Draining,
    Inactive,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Event {
    id: String,
    at: i64,
    message: String,
}

impl Service {
    pub(super) fn is_active(&self) -> bool {
        self.status == Status::Active
    }

    pub(super) fn count(&self, which: impl Fn(&Task) -> bool) -> i64 {
        i64::try_from(self.tasks.iter().filter(|task| which(task)).count()).unwrap_or(i64::MAX)
    }

    pub(super) fn running(&self) -> i64 {
        self.count(Task::is_running)
    }

    pub(super) fn pending(&self) -> i64 {
        self.count(Task::is_pending)
    }

    pub(super) fn all_tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.iter().chain(&self.stopped)
    }

    /// The ARNs of the revisions that it still needs.
    pub(super) fn task_definitions(&self) -> impl Iterator<Item = &str> {
        let deployments = self.deployments.iter().chain(&self.last_completed).map(Deployment::task_definition);
        deployments.chain(self.all_tasks().map(|task| task.revision.as_str()))
    }

    /// `what` follows the service's name.
    pub(super) fn event(&mut self, world: &mut World, what: &str) {
        let message = format!("(service {}) {what}", self.name);
        self.events.push(Event { id: world.ids.uuid(), at: world.at, message });
        let surplus = self.events.len().saturating_sub(KEPT_EVENTS);
        self.events.drain(..surplus);
    }

    fn deploy(&mut self, fate: (Fate, String), world: &mut World) {
        self.deployments.insert(0, Deployment::new(deployed(&self.settings), fate, world));
        self.retry_at = None;
        self.refusals = 0;
        self.steady = false;
        self.settles_at = None;
    }
}

impl Account {
    fn world(&mut self) -> (World<'_>, &mut std::collections::BTreeMap<String, super::clusters::Cluster>) {
        (World { at: self.now, pace: self.pace, ids: &mut self.ids }, &mut self.clusters)
    }

    /// The ARN of what `taskDefinition` names, and what becomes of its tasks.
    fn rolled_out(&self, name: &str, settings: &Value) -> Result<(Value, (Fate, String)), PortError> {
        let revision = self.revision(name).ok_or_else(|| client("TaskDefinition not found."))?;
        if text(&revision.document, "networkMode") == Some("awsvpc")
            && settings.pointer("/networkConfiguration/awsvpcConfiguration").is_none()
        {
            let message = "Network Configuration must be provided when networkMode 'awsvpc' is specified.";
            return Err(invalid_parameter(message));
        }
        Ok((revision.document["taskDefinitionArn"].clone(), Fate::of_task_definition(&revision.document)))
    }

    pub(super) fn create_service(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = required(input, "serviceName")?;
        let cluster_name = Self::cluster_name(input);
        let cluster = self.active_cluster(cluster_name)?;
        let request = members(input, &["clientToken"]);
        let token = text(input, "clientToken");
        match cluster.services.get(name) {
            Some(service) if service.is_active() => {
                if token.is_some() && service.token.as_deref() == token && service.request == request {
                    return Ok(json!({ "service": service.print(&self.home, cluster_name, true) }));
                }
                return Err(conflict("InvalidParameterException", "Creation of service was not idempotent."));
            }
            Some(service) if service.status == Status::Draining => {
                return Err(invalid_parameter("Unable to Start a service that is still Draining."));
            }
            Some(_) | None => {}
        }
        let desired = desired_count(input)?.unwrap_or(0);
        let (arn, fate) = self.rolled_out(required(input, "taskDefinition")?, input)?;
        let mut settings = members(input, &["cluster", "serviceName", "clientToken", "tags", "desiredCount"]);
        settings.insert("taskDefinition".to_owned(), arn);
        describe::fill_defaults(&mut settings);
        let mut tags = Vec::new();
        merge(&mut tags, list(input, "tags"));
        let mut service = Service {
            name: name.to_owned(),
            status: Status::Active,
            request,
            token: token.map(str::to_owned),
            settings,
            tags,
            desired,
            deployments: Vec::new(),
            last_completed: None,
            tasks: Vec::new(),
            stopped: Vec::new(),
            events: Vec::new(),
            created_at: self.now,
            steady: false,
            settles_at: None,
            retry_at: None,
            refusals: 0,
            drained_at: None,
        };
        let (mut world, clusters) = self.world();
        service.deploy(fate, &mut world);
        service.retry_at = Some(world.at + world.pace.part(5));
        let cluster = clusters.get_mut(cluster_name).ok_or_else(no_cluster)?;
        cluster.services.insert(name.to_owned(), service);
        self.service_reply(cluster_name, name)
    }

    pub(super) fn update_service(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = last_part(required(input, "service")?);
        let cluster_name = Self::cluster_name(input);
        let service = self.active_cluster(cluster_name)?.services.get(name).ok_or_else(no_service)?;
        if !service.is_active() {
            return Err(conflict("ServiceNotActiveException", "Service was not ACTIVE."));
        }
        let desired = desired_count(input)?;
        let mut settings = service.settings.clone();
        let mut given = members(input, &["cluster", "service", "desiredCount", "forceNewDeployment"]);
        // A part of it that isn't given stays as it is.
        if let (Some(Value::Object(new)), Some(Value::Object(old))) =
            (given.get_mut("deploymentConfiguration"), settings.get("deploymentConfiguration"))
        {
            for (key, value) in old {
                fill(new, key, value.clone());
            }
        }
        settings.extend(given);
        describe::fill_defaults(&mut settings);
        let as_value = Value::Object(settings);
        let (arn, fate) = self.rolled_out(required(&as_value, "taskDefinition")?, &as_value)?;
        let Value::Object(mut settings) = as_value else { return Err(no_service()) };
        settings.insert("taskDefinition".to_owned(), arn);

        let (mut world, clusters) = self.world();
        let cluster = clusters.get_mut(cluster_name).ok_or_else(no_cluster)?;
        let service = cluster.services.get_mut(name).ok_or_else(no_service)?;
        let changed = deployed(&settings) != deployed(&service.settings);
        service.settings = settings;
        if let Some(desired) = desired {
            service.desired = desired;
        }
        if changed || flag(input, "forceNewDeployment") {
            service.deploy(fate, &mut world);
        }
        // The scheduler comes by a moment later and looks afresh.
        service.settles_at = None;
        let soon = world.at + world.pace.part(5);
        service.retry_at = Some(service.retry_at.map_or(soon, |at| at.min(soon)));
        self.service_reply(cluster_name, name)
    }

    pub(super) fn delete_service(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = last_part(required(input, "service")?);
        let cluster_name = Self::cluster_name(input);
        self.active_cluster(cluster_name)?;
        let (world, clusters) = self.world();
        let (at, takes) = (world.at, world.pace.part(50));
        let cluster = clusters.get_mut(cluster_name).ok_or_else(no_cluster)?;
        let service = cluster.services.get_mut(name).filter(|service| service.status != Status::Inactive);
        let service = service.ok_or_else(no_service)?;
        if service.desired > 0 && !flag(input, "force") {
            return Err(invalid_parameter("The service cannot be stopped while it is scaled above 0."));
        }
        if service.is_active() {
            service.status = Status::Draining;
            service.desired = 0;
            service.retry_at = None;
            service.settles_at = None;
            service.drained_at = Some(at + takes);
            for task in &mut service.tasks {
                task.due = None;
            }
        }
        self.service_reply(cluster_name, name)
    }

    fn service_reply(&self, cluster: &str, name: &str) -> Result<Value, PortError> {
        let service = self.active_cluster(cluster)?.services.get(name).ok_or_else(no_service)?;
        Ok(json!({ "service": service.print(&self.home, cluster, true) }))
    }
}

fn desired_count(input: &Value) -> Result<Option<i64>, PortError> {
    let count = number(input, "desiredCount");
    if count.is_some_and(|count| count < 0) {
        return Err(invalid_parameter("desiredCount cannot be negative."));
    }
    Ok(count)
}

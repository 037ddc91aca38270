//! What a rule can see: a task definition, container or service with its surroundings.

use std::ops::Deref;

use crate::document::{Value, View, is_absent, is_placeholder};
use crate::model::{ContainerDefinition, LoadBalancer, RuntimePlatform, Service, TaskDefinition};

/// A task definition, its containers, and the services that run it.
#[derive(Debug)]
pub struct TaskScope<'a> {
    pub(crate) task: View<'a, TaskDefinition>,
    pub(crate) containers: Vec<View<'a, ContainerDefinition>>,
    /// The services of the document that run this task definition.
    pub(crate) services: Vec<View<'a, Service>>,
}

/// A container in its task. Reads like the container's view.
#[derive(Debug)]
pub struct ContainerScope<'s, 'a> {
    pub(crate) task: &'s TaskScope<'a>,
    pub(crate) container: View<'a, ContainerDefinition>,
}

/// A service, and the task definition that it runs where the document has it.
#[derive(Debug)]
pub struct ServiceScope<'s, 'a> {
    pub(crate) service: View<'a, Service>,
    pub(crate) task: Option<&'s TaskScope<'a>>,
}

/// How the containers of a task see the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NetworkMode {
    Awsvpc,
    Bridge,
    Host,
    None,
    /// The `nat` network that Windows containers get without a stated mode.
    WindowsNat,
}

impl<'a> TaskScope<'a> {
    pub(super) fn new(task: View<'a, TaskDefinition>, services: Vec<View<'a, Service>>) -> Self {
        let containers = task.rows(&TaskDefinition::CONTAINER_DEFINITIONS);
        Self { task, containers, services }
    }

    /// Whether `requiresCompatibilities` names `launch_type`.
    pub(crate) fn requires(&self, launch_type: &str) -> bool {
        let named = self.task.get(&TaskDefinition::REQUIRES_COMPATIBILITIES);
        named.is_some_and(|named| named.iter().any(|(_, word)| *word == launch_type))
    }

    /// Whether `requiresCompatibilities` surely doesn't name `launch_type`: it is absent, or all its items are other
    /// words, none a placeholder.
    pub(crate) fn rules_out(&self, launch_type: &str) -> bool {
        let stated = self.task.raw(&TaskDefinition::REQUIRES_COMPATIBILITIES).filter(|value| !is_absent(value));
        let differs = |word: &str| word != launch_type && !is_placeholder(word);
        let other = |item: &Value| item.as_str().is_some_and(differs);
        stated.is_none_or(|stated| stated.as_array().is_some_and(|items| items.iter().all(other)))
    }

    pub(crate) fn fargate(&self) -> bool {
        self.requires("FARGATE")
    }

    pub(crate) fn external(&self) -> bool {
        self.requires("EXTERNAL")
    }

    pub(crate) fn managed_instances(&self) -> bool {
        self.requires("MANAGED_INSTANCES")
    }

    /// Whether `runtimePlatform.operatingSystemFamily` is a Windows Server.
    pub(crate) fn windows(&self) -> bool {
        let platform = self.task.get(&TaskDefinition::RUNTIME_PLATFORM);
        let family = platform.and_then(|platform| platform.get(&RuntimePlatform::OPERATING_SYSTEM_FAMILY));
        family.is_some_and(|family| family.starts_with("WINDOWS_"))
    }

    /// The network mode that AWS uses, stated or not; nothing where it is a placeholder or no known mode.
    pub(crate) fn network_mode(&self) -> Option<NetworkMode> {
        if !self.task.has(&TaskDefinition::NETWORK_MODE) {
            return Some(if self.managed_instances() {
                NetworkMode::Awsvpc
            } else if self.windows() {
                NetworkMode::WindowsNat
            } else {
                NetworkMode::Bridge
            });
        }
        match self.task.get(&TaskDefinition::NETWORK_MODE)? {
            "awsvpc" => Some(NetworkMode::Awsvpc),
            "bridge" => Some(NetworkMode::Bridge),
            "host" => Some(NetworkMode::Host),
            "none" => Some(NetworkMode::None),
            _ => None,
        }
    }

    pub(crate) fn awsvpc(&self) -> bool {
        self.network_mode() == Some(NetworkMode::Awsvpc)
    }

    /// The container with this name.
    pub(crate) fn container(&self, name: &str) -> Option<&View<'a, ContainerDefinition>> {
        self.containers.iter().find(|container| container.get(&ContainerDefinition::NAME) == Some(name))
    }

    /// Whether a container could be called `name`: one is, or one has a name that is not known yet.
    pub(crate) fn may_have_container(&self, name: &str) -> bool {
        self.container(name).is_some()
            || self.containers.iter().any(|container| {
                let stated = container.raw(&ContainerDefinition::NAME).and_then(|value| value.as_str());
                stated.is_some_and(is_placeholder)
            })
    }

    /// Whether any service runs this task behind a Classic Load Balancer.
    pub(crate) fn behind_classic_load_balancer(&self) -> bool {
        let mut balancers = self.services.iter().flat_map(|service| service.rows(&Service::LOAD_BALANCERS));
        balancers.any(|balancer| balancer.has(&LoadBalancer::LOAD_BALANCER_NAME))
    }
}

impl<'a> Deref for ContainerScope<'_, 'a> {
    type Target = View<'a, ContainerDefinition>;

    fn deref(&self) -> &Self::Target {
        &self.container
    }
}

impl<'a> Deref for ServiceScope<'_, 'a> {
    type Target = View<'a, Service>;

    fn deref(&self) -> &Self::Target {
        &self.service
    }
}

impl ContainerScope<'_, '_> {
    /// The container's name as a message quotes it.
    pub(crate) fn called(&self) -> String {
        container_called(&self.container)
    }
}

/// A container's name as a message quotes it; its number where it has none.
pub(crate) fn container_called(container: &View<'_, ContainerDefinition>) -> String {
    match container.get(&ContainerDefinition::NAME) {
        Some(name) => format!("\"{name}\""),
        None => {
            let number = container.path().split_last().and_then(|(_, last)| last.parse::<u64>().ok()).unwrap_or(0);
            format!("number {}", number + 1)
        }
    }
}

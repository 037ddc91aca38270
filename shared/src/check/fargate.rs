//! What runs on Fargate, and on which platform version.

use super::scope::TaskScope;
use crate::document::View;
use crate::model::{CapacityProviderStrategyItem, Service};

/// Where a service places its tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placed {
    /// By launch type or capacity providers, on Fargate at least in part.
    Fargate,
    /// On instances only.
    Instances,
    /// The document doesn't say.
    Unknown,
}

pub(super) fn placed(service: &View<'_, Service>) -> Placed {
    match service.get(&Service::LAUNCH_TYPE) {
        Some("FARGATE") => return Placed::Fargate,
        Some("EC2" | "EXTERNAL") => return Placed::Instances,
        Some(_) | None => {}
    }
    let items = service.rows(&Service::CAPACITY_PROVIDER_STRATEGY);
    let providers = || items.iter().map(|item| item.get(&CapacityProviderStrategyItem::CAPACITY_PROVIDER));
    if providers().flatten().any(|name| matches!(name, "FARGATE" | "FARGATE_SPOT")) {
        Placed::Fargate
    } else if items.is_empty() || providers().any(|name| name.is_none()) {
        Placed::Unknown
    } else {
        Placed::Instances
    }
}

/// Whether AWS holds the task definition against Fargate's rules: at registration because it asks for that, or when a
/// service of the document starts it there.
pub(super) fn meets_fargate(task: &TaskScope<'_>) -> bool {
    task.fargate() || task.services.iter().any(|service| placed(service) == Placed::Fargate)
}

/// The service's platform version where it is a Linux one from before 1.4.0, which brought EFS volumes and single JSON
/// keys of secrets. `LATEST`, also the default, is not.
pub(super) fn before_1_4<'a>(service: &View<'a, Service>) -> Option<&'a str> {
    let version = service.get(&Service::PLATFORM_VERSION)?;
    let mut numbers = version.split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) if (major, minor) < (1, 4) => Some(version),
        _ => None,
    }
}

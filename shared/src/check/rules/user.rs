//! The user that a container runs as.

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, NetworkMode};
use crate::check::{Severity, docs};
use crate::document::Patch;
use crate::model::ContainerDefinition;

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&CD_USER_FORM, &CD_USER_ROOT];

static CD_USER_FORM: Rule = Rule {
    id: "CD-USER-FORM",
    severity: Severity::Warning,
    summary: "A user is written user[:group] or uid[:gid].",
    help: "Write a user and, after a colon, a group: node, node:www or 1000:1000.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(user_form),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/user", r#""node:""#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/user", r#""1000:www""#)]),
    },
};

fn user_form(container: &ContainerScope, report: &mut Report) {
    let Some(user) = container.get(&ContainerDefinition::USER) else { return };
    let wrong = if user.matches(':').count() > 1 {
        "has more than one colon"
    } else if user.split(':').any(str::is_empty) {
        "has nothing on one side of the colon"
    } else if user.split(':').any(|part| part.parse::<i64>().is_ok_and(|id| id < 0)) {
        "has a negative number"
    } else {
        return;
    };
    let at = container.at(&ContainerDefinition::USER);
    let message = format!(
        "The user \"{user}\" of container {} {wrong}; AWS documents user[:group] and uid[:gid] only.",
        container.called()
    );
    let found = report.at(at.clone(), message);
    if let Some(alone) = user.strip_suffix(':').filter(|alone| !alone.is_empty() && !alone.contains(':')) {
        found.fix(format!("Write {alone}"), Patch::replace(at, alone));
    }
}

static CD_USER_ROOT: Rule = Rule {
    id: "CD-USER-ROOT",
    severity: Severity::Advice,
    summary: "A container runs as another user than root.",
    help: "Set user to one that the image has, such as node or 1000:1000, if the application doesn't need root.",
    docs: docs::TASK_SECURITY,
    check: Check::Container(user_root),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/user", r#""0:0""#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/user", r#""1000:0""#)]),
    },
};

fn user_root(container: &ContainerScope, report: &mut Report) {
    // Windows has no root, and FireLens routers run as root by design.
    if container.task.windows() || container.has(&ContainerDefinition::FIRELENS_CONFIGURATION) {
        return;
    }
    let called = container.called();
    let message = if container.has(&ContainerDefinition::USER) {
        let Some(user) = container.get(&ContainerDefinition::USER).filter(|user| is_root(user)) else { return };
        format!("Container {called} runs as root (user \"{user}\")")
    } else {
        format!("Container {called} states no user, so it runs as the image's own, which is often root")
    };
    let reach = if container.task.network_mode() == Some(NetworkMode::Host) {
        ", and in host network mode root can reach all of the instance's network."
    } else {
        "."
    };
    report.at(container.at(&ContainerDefinition::USER), message + reach);
}

fn is_root(user: &str) -> bool {
    let name = user.split_once(':').map_or(user, |(name, _)| name);
    name == "root" || name.parse::<u32>() == Ok(0)
}

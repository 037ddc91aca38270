//! The names of volumes.

use std::collections::BTreeMap;

use crate::check::names::{place, repeated};
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::TaskScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, Pointer};
use crate::model::{ContainerDefinition, MountPoint, Service, ServiceVolumeConfiguration, TaskDefinition, Volume};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&VOL_NAME, &VOL_NAME_UNIQUE];

/// Longest name of a volume, in characters: the documentation of `Volume.name`.
const NAME_MAX: usize = 255;

static VOL_NAME: Rule = Rule {
    id: "VOL-NAME",
    severity: Severity::Error,
    summary: "A volume's name has 1 to 255 letters, digits, hyphens and underscores.",
    help: "Rename the volume, and in the mount points that use it.",
    docs: docs::VOLUME,
    check: Check::Task(name),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/volumes", r#"[{"name": "web data"}]"#),
                ("/containerDefinitions/0/mountPoints", r#"[{"sourceVolume": "web data", "containerPath": "/d"}]"#),
            ],
        ),
        silent: (Base::Ec2, &[("/volumes", r#"[{"name": "web-data_1"}]"#)]),
    },
};

fn name(task: &TaskScope, report: &mut Report) {
    let mut named = None;
    for volume in task.task.rows(&TaskDefinition::VOLUMES) {
        let at = volume.at(&Volume::NAME);
        let Some(name) = volume.get(&Volume::NAME) else {
            if !volume.has(&Volume::NAME) {
                let number = place(volume.path()) + 1;
                report.at(at, format!("Volume {number} has no name, so no container can mount it."));
            }
            continue;
        };
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let length = name.chars().count();
        let why = if let Some(wrong) = name.chars().find(|c| !allowed(*c)) {
            format!("holds {wrong:?}, but AWS takes letters, digits, - and _ only")
        } else if length > NAME_MAX {
            format!("has {length} characters, but AWS takes at most {NAME_MAX}")
        } else {
            continue;
        };
        let found = report.at(at, format!("The name of volume \"{name}\" {why}."));
        let named = named.get_or_insert_with(|| places_by_name(task));
        let good: String = name.chars().take(NAME_MAX).map(|c| if allowed(c) { c } else { '-' }).collect();
        let places = named.get(name).filter(|places| places.declared == 1 && !named.contains_key(good.as_str()));
        if let Some(places) = places {
            let rename = |at: &Pointer| Patch::replace(at.clone(), good.as_str());
            let patch = places.all.iter().map(rename).fold(Patch::default(), Patch::then);
            found.fix(format!("Rename it to {good} wherever it is used"), patch);
        }
    }
}

/// Where a volume's name stands.
#[derive(Default)]
struct Places {
    /// How many volumes have it.
    declared: usize,
    /// In volumes, in mount points, and in the volumes that a service configures.
    all: Vec<Pointer>,
}

fn places_by_name<'a>(task: &TaskScope<'a>) -> BTreeMap<&'a str, Places> {
    let mut named: BTreeMap<&str, Places> = BTreeMap::new();
    for volume in task.task.rows(&TaskDefinition::VOLUMES) {
        if let Some(name) = volume.get(&Volume::NAME) {
            let places = named.entry(name).or_default();
            places.declared += 1;
            places.all.push(volume.at(&Volume::NAME));
        }
    }
    for mount in task.containers.iter().flat_map(|container| container.rows(&ContainerDefinition::MOUNT_POINTS)) {
        if let Some(name) = mount.get(&MountPoint::SOURCE_VOLUME) {
            named.entry(name).or_default().all.push(mount.at(&MountPoint::SOURCE_VOLUME));
        }
    }
    for configured in task.services.iter().flat_map(|service| service.rows(&Service::VOLUME_CONFIGURATIONS)) {
        if let Some(name) = configured.get(&ServiceVolumeConfiguration::NAME) {
            named.entry(name).or_default().all.push(configured.at(&ServiceVolumeConfiguration::NAME));
        }
    }
    named
}

static VOL_NAME_UNIQUE: Rule = Rule {
    id: "VOL-NAME-UNIQUE",
    severity: Severity::Warning,
    summary: "Each volume of a task has a name of its own.",
    help: "Rename one of them, and the mount points that mean it.",
    docs: docs::VOLUME,
    check: Check::Task(unique),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/volumes", r#"[{"name": "data"}, {"name": "data", "host": {"sourcePath": "/d"}}]"#)]),
        silent: (Base::Ec2, &[("/volumes", r#"[{"name": "data"}, {"name": "Data"}]"#)]),
    },
};

fn unique(task: &TaskScope, report: &mut Report) {
    let volumes = task.task.rows(&TaskDefinition::VOLUMES);
    let named = volumes.iter().filter_map(|volume| Some((volume.get(&Volume::NAME)?, volume)));
    for (name, same) in repeated(named) {
        report.at(
            same[0].at(&Volume::NAME),
            format!("{} volumes have the name \"{name}\"; a mount point can't tell them apart.", same.len()),
        );
    }
}

//! What the links of containers point to.

use std::collections::BTreeMap;

use crate::check::cycle::circles;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::{ContainerScope, TaskScope};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::ContainerDefinition;

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&CD_LINKS_UNKNOWN, &CD_LINKS_CYCLE];

static CD_LINKS_UNKNOWN: Rule = Rule {
    id: "CD-LINKS-UNKNOWN",
    severity: Severity::Error,
    summary: "A link names another container of the task.",
    help: "Write the name of a container of this task, or name:alias, or remove the link.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Container(unknown),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/links", r#"["db:database"]"#)]),
        silent: (
            Base::Ec2,
            &[
                ("/containerDefinitions/0/links", r#"["db:database"]"#),
                (
                    "/containerDefinitions/-",
                    r#"{"name": "db", "image": "public.ecr.aws/docker/library/postgres:17.6", "memory": 256}"#,
                ),
            ],
        ),
    },
};

fn unknown(container: &ContainerScope, report: &mut Report) {
    let field = &ContainerDefinition::LINKS;
    let links = container.get(field).unwrap_or_default();
    let wrong: Vec<_> =
        links.iter().filter_map(|(index, link)| Some((*index, *link, fault(container, link)?))).collect();
    for (index, link, fault) in &wrong {
        let message = format!("The link \"{link}\" of container {} {fault}.", container.called());
        let at = container.at(field).index(*index);
        let found = report.at(at.clone(), message);
        let (target, alias) = link.split_once(':').map_or((*link, None), |(target, alias)| (target, Some(alias)));
        if let Some(meant) = meant(container.task, target) {
            let link = alias.map_or_else(|| meant.to_owned(), |alias| format!("{meant}:{alias}"));
            found.fix(format!("Link to {meant}"), Patch::replace(at, link));
        } else if wrong.len() == 1 {
            found.fix("Remove the link", without(container, *index));
        }
    }
}

/// What is wrong with a link's text, in words.
fn fault(container: &ContainerScope, link: &str) -> Option<&'static str> {
    let (target, alias) = link.split_once(':').unwrap_or((link, "alias"));
    if target.is_empty() || alias.is_empty() || alias.contains(':') {
        Some("is neither name nor name:alias")
    } else if container.task.may_have_container(target) {
        None
    } else {
        Some("names no container of this task")
    }
}

/// The container that a misspelt name means: equal but for case.
fn meant<'a>(task: &TaskScope<'a>, target: &str) -> Option<&'a str> {
    let mut names = task.containers.iter().filter_map(|container| container.get(&ContainerDefinition::NAME));
    names.find(|name| name.eq_ignore_ascii_case(target) && *name != target)
}

/// Removes a link, and the list with its last one.
fn without(container: &View<'_, ContainerDefinition>, index: usize) -> Patch {
    let at = container.at(&ContainerDefinition::LINKS);
    let only = container.get(&ContainerDefinition::LINKS).is_some_and(|links| links.len() == 1);
    Patch::remove(if only { at } else { at.index(index) })
}

static CD_LINKS_CYCLE: Rule = Rule {
    id: "CD-LINKS-CYCLE",
    severity: Severity::Error,
    summary: "Links don't lead from a container back to it.",
    help: "Remove one link of the circle: a container can be linked only to one that starts before it.",
    docs: docs::CONTAINER_DEFINITION,
    check: Check::Task(cycle),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/containerDefinitions/0/links", r#"["db"]"#),
                (
                    "/containerDefinitions/-",
                    r#"{"name": "db", "image": "public.ecr.aws/docker/library/postgres:17.6", "memory": 256,
                        "links": ["app:web"]}"#,
                ),
            ],
        ),
        silent: (
            Base::Ec2,
            &[
                ("/containerDefinitions/0/links", r#"["db"]"#),
                (
                    "/containerDefinitions/-",
                    r#"{"name": "db", "image": "public.ecr.aws/docker/library/postgres:17.6", "memory": 256}"#,
                ),
            ],
        ),
    },
};

fn cycle(task: &TaskScope, report: &mut Report) {
    let name = |at: usize| task.containers.get(at).and_then(|container| container.get(&ContainerDefinition::NAME));
    let places: BTreeMap<_, _> = (0..task.containers.len()).filter_map(|at| Some((name(at)?, at))).collect();
    // For each container its links: where they stand in the list, and the container that they name.
    let links: Vec<Vec<(usize, usize)>> = task.containers.iter().map(|container| targets(container, &places)).collect();
    let edges: Vec<Vec<usize>> = links.iter().map(|links| links.iter().map(|(_, to)| *to).collect()).collect();
    for circle in circles(&edges) {
        let (Some(&first), Some(&last)) = (circle.first(), circle.last()) else { continue };
        let Some((index, _)) = links[last].iter().find(|(_, to)| *to == first) else { continue };
        let container = &task.containers[last];
        let at = container.at(&ContainerDefinition::LINKS).index(*index);
        let names: Vec<_> = circle.iter().chain([&first]).filter_map(|at| name(*at)).collect();
        let message = if first == last {
            format!("Container \"{}\" is linked to itself.", names.first().copied().unwrap_or_default())
        } else {
            format!("The links go in a circle: {}. Each container would wait for the next to start.", names.join(" → "))
        };
        let found = report.at(at, message);
        if first == last {
            found.fix("Remove the link", without(container, *index));
        }
    }
}

fn targets(container: &View<'_, ContainerDefinition>, places: &BTreeMap<&str, usize>) -> Vec<(usize, usize)> {
    let links = container.get(&ContainerDefinition::LINKS).unwrap_or_default();
    let target = |link: &str| places.get(link.split_once(':').map_or(link, |(target, _)| target)).copied();
    links.into_iter().filter_map(|(index, link)| Some((index, target(link)?))).collect()
}

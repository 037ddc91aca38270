//! What AWS has to be asked before a design can be planned.

use serde_json::Value;

use super::elements::{Element, elements};
use super::{Lookup, Observed, cluster, log_group, role, service, task_definition};
use crate::document::{Pointer, View};
use crate::model::Service;
use crate::resolve::CheckedDesign;

/// What to ask first: everything that the design, and those applied before it, name.
pub fn lookups(design: &CheckedDesign, previous: &[CheckedDesign]) -> Vec<Lookup> {
    let mut wanted = of_design(design.design());
    for previous in previous {
        wanted.extend(of_design(previous.design()));
    }
    wanted.sort();
    wanted.dedup();
    wanted
}

fn of_design(design: &Value) -> Vec<Lookup> {
    let mut wanted = Vec::new();
    wanted.extend(elements(design, "clusters").map(|cluster| cluster::lookup(&cluster)));
    wanted.extend(elements(design, "logGroups").map(|group| log_group::lookup(&group)));
    wanted.extend(elements(design, "roles").map(|role| role::lookup(&role)));
    wanted.extend(elements(design, "taskDefinitions").map(|task| task_definition::lookup(&task)));
    for service in elements(design, "services") {
        wanted.push(Lookup::Cluster { name: service::cluster_of(design, &service).0 });
        wanted.push(service::lookup(design, &service));
        if service.managed() {
            wanted.extend(service::target_groups(design, &service).into_iter().map(|arn| Lookup::TargetGroup { arn }));
            let view = View::<Service>::new(service.node, Pointer::root());
            // A task definition that the design doesn't have: a family alone means its latest revision.
            let stated = view.get(&Service::TASK_DEFINITION);
            wanted.extend(stated.map(|name| Lookup::TaskDefinition { name: name.to_owned() }));
        }
    }
    wanted
}

/// What to ask when that is answered: the revisions that services run, where they aren't known yet, and what governs a
/// desired count that differs.
pub fn further_lookups(design: &CheckedDesign, observed: &Observed) -> Vec<Lookup> {
    let known = |arn: &str| {
        let mut found = observed.sightings.iter().filter_map(|sighting| sighting.found.as_ref());
        found.any(|found| task_definition::arn(found) == Some(arn))
    };
    let mut wanted: Vec<_> = elements(design.design(), "services")
        .filter(Element::managed)
        .filter_map(|service| {
            let found = observed.get(&service::lookup(design.design(), &service))?;
            let runs = found.get(Service::TASK_DEFINITION.member.name).and_then(Value::as_str);
            let runs = runs.filter(|runs| !known(runs)).map(|name| Lookup::TaskDefinition { name: name.to_owned() });
            let count = Service::DESIRED_COUNT.member.name;
            let differs = service.node.get(count).is_some_and(|stated| found.get(count) != Some(stated));
            let governor = differs.then(|| service::governor(design.design(), &service));
            Some(runs.into_iter().chain(governor))
        })
        .flatten()
        .collect();
    wanted.sort();
    wanted.dedup();
    wanted
}

//! A review in a sentence or three.

use std::collections::BTreeSet;

use super::effect::of_step::restarts;
use crate::diff::{Change, WITHIN};
use crate::plan::{Action, Plan, Risk};

/// So many changes are told one by one.
const TOLD: usize = 3;
/// Where what is stated can open something, or not: that can't be told from here.
const NETWORK: [&str; 2] = ["subnets", "securityGroups"];

/// What a plan's changes come to, in words: `Changes 2 containers: image of app, app › Memory: 512 → 1024 MiB. Replaces
/// the tasks of 1 service.`
pub fn summary(changes: &[Change], plan: &Plan) -> String {
    let mut sentences = design(changes);
    sentences.extend(calls(plan));
    if changes.iter().any(|change| change.path.steps().any(|step| NETWORK.contains(&step.as_str()))) {
        sentences.push(
            "Subnets or security groups change; whether that opens something to the internet can't be told from here."
                .to_owned(),
        );
    }
    if !plan.blockers.is_empty() {
        sentences.push(format!("It can't be applied yet: {}.", counted(plan.blockers.len(), "blocker", "blockers")));
    }
    if sentences.is_empty() {
        return "Nothing changes: AWS is as the design says.".to_owned();
    }
    if plan.steps.is_empty() && plan.blockers.is_empty() {
        sentences.push("Nothing is called in AWS.".to_owned());
    }
    sentences.join(" ")
}

/// What changes in the design.
fn design(changes: &[Change]) -> Vec<String> {
    let whole = |change: &&Change| change.path.steps().count() == 2 && !change.element.is_empty();
    let (added, inner): (Vec<_>, Vec<_>) = changes.iter().partition(|change| whole(change) && change.before.is_none());
    let (removed, inner): (Vec<_>, Vec<_>) =
        inner.into_iter().partition(|change| whole(change) && change.after.is_none());
    let mut sentences = Vec::new();
    if !inner.is_empty() {
        let elements: BTreeSet<_> = inner.iter().map(|change| &change.element).collect();
        let containers: BTreeSet<_> = inner.iter().filter_map(|change| container(change)).collect();
        let of_containers = inner.iter().all(|change| container(change).is_some());
        let what = if of_containers {
            counted(containers.len(), "container", "containers")
        } else {
            counted(elements.len(), "element", "elements")
        };
        sentences.push(format!("Changes {what}: {}.", told(&inner)));
    }
    for (word, whole) in [("Adds", added), ("Removes", removed)] {
        if !whole.is_empty() {
            let names: Vec<_> = whole.iter().map(|change| change.element.replacen('.', " ", 1)).collect();
            sentences.push(format!("{word} {}.", listed(&names)));
        }
    }
    sentences
}

/// What the calls do to what runs.
fn calls(plan: &Plan) -> Vec<String> {
    let of = |is: &dyn Fn(&crate::plan::Step) -> bool| {
        plan.steps.iter().filter(|step| is(step)).map(|step| &step.element).collect::<BTreeSet<_>>().len()
    };
    let mut sentences = Vec::new();
    let restarted = of(&|step| restarts(step));
    if restarted > 0 {
        sentences.push(format!("Replaces the tasks of {}.", counted(restarted, "service", "services")));
    }
    let permissions = of(&|step| step.risk == Risk::Permissions || step.action == Action::CreateRole);
    if permissions > 0 {
        sentences.push(format!("Changes what {} may do.", counted(permissions, "role", "roles")));
    }
    let deleted = of(&|step| [Action::DeleteCluster, Action::DeleteService, Action::DeleteRole].contains(&step.action));
    if deleted > 0 {
        sentences.push(format!("Deletes {} in AWS.", counted(deleted, "element", "elements")));
    }
    for (risk, words) in [
        (Risk::TakesOver, "that something else made or manages"),
        (Risk::RevertsDrift, "that runs what something else has rolled out since"),
    ] {
        let count = of(&|step| step.risk == risk);
        if count > 0 {
            sentences.push(format!("Changes {} {words}.", counted(count, "element", "elements")));
        }
    }
    if sentences.is_empty() && !plan.steps.is_empty() {
        sentences.push(format!("Makes {} and touches nothing that runs.", counted(plan.steps.len(), "call", "calls")));
    }
    sentences
}

/// The place of the container that a change is within.
fn container(change: &Change) -> Option<String> {
    let steps: Vec<_> = change.path.steps().take(4).collect();
    let within = steps.len() == 4 && steps[0] == "taskDefinitions" && steps[2] == "containerDefinitions";
    within.then(|| steps.join("/"))
}

/// The first of the changes, and how many more there are.
fn told(changes: &[&Change]) -> String {
    let image = |change: &Change| change.path.steps().last().is_some_and(|last| last == "image");
    let words = |change: &&Change| match change.place.split_once(WITHIN) {
        Some((name, _)) if container(change).is_some() && image(change) => format!("image of {name}"),
        _ => change.sentence.clone(),
    };
    let mut all: Vec<_> = changes.iter().map(words).collect();
    let more = all.len().saturating_sub(TOLD);
    // One more takes as much room as its count.
    if more > 1 {
        all.truncate(TOLD);
        all.push(format!("and {more} more"));
    }
    all.join(", ")
}

/// All of them by name up to twice as many, then how many there are.
fn listed(names: &[String]) -> String {
    match names {
        names if names.len() > 2 * TOLD => {
            format!("{} and {} more", names[..TOLD].join(", "), names.len() - TOLD)
        }
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        names => names.join(""),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

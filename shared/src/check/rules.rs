//! All rules, by topic.

mod compatibility;
mod essential;
mod fargate_size;
mod identity;
mod placement;
mod proxy;
mod runtime_platform;
mod shape;
mod tags;
mod task_namespaces;
mod task_network;
mod task_roles;
mod task_size;

use super::Rule;

/// The topics. A new topic file is named here and nowhere else.
static TOPICS: &[&[&Rule]] = &[
    compatibility::RULES,
    essential::RULES,
    fargate_size::RULES,
    identity::RULES,
    placement::RULES,
    proxy::RULES,
    runtime_platform::RULES,
    shape::RULES,
    tags::RULES,
    task_namespaces::RULES,
    task_network::RULES,
    task_roles::RULES,
    task_size::RULES,
];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TOPICS.iter().copied().flatten().copied()
}

/// The rule with this id, in any case.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

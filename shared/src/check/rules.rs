//! All rules, by topic.

mod container;
mod container_cpu;
mod container_memory;
mod image;
mod image_pull;
mod links;
mod network_mode;
mod restart_policy;
mod security_options;
mod shape;
mod task_memory;
mod timeouts;
mod user;

use super::Rule;

/// The topics. A new topic file is named here and nowhere else.
static TOPICS: &[&[&Rule]] = &[
    shape::RULES,
    container::RULES,
    container_cpu::RULES,
    container_memory::RULES,
    image::RULES,
    image_pull::RULES,
    links::RULES,
    network_mode::RULES,
    restart_policy::RULES,
    security_options::RULES,
    task_memory::RULES,
    timeouts::RULES,
    user::RULES,
];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TOPICS.iter().copied().flatten().copied()
}

/// The rule with this id, in any case.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

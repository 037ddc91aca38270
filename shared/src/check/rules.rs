//! All rules, by topic.

mod essential;
mod fargate_size;
mod identity;
mod shape;
mod task_size;

use super::Rule;

/// The topics. A new topic file is named here and nowhere else.
static TOPICS: &[&[&Rule]] = &[essential::RULES, fargate_size::RULES, identity::RULES, shape::RULES, task_size::RULES];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TOPICS.iter().copied().flatten().copied()
}

/// The rule with this id, in any case.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id.eq_ignore_ascii_case(id))
}

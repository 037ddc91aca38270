//! AWS's limits and tables as data, each with its source.

pub(super) mod fargate_sizes;
pub(super) mod task_definition;

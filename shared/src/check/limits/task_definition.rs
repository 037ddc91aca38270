//! Limits of a task definition as a whole.

/// Containers of a task definition. A fixed quota.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html>
pub(crate) const CONTAINERS: usize = 10;

/// Size of a `RegisterTaskDefinition` request in bytes. A fixed quota.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html>
pub(crate) const REQUEST_BYTES: usize = 64 * 1024;

/// From here on the form in which AWS measures a request may exceed [`REQUEST_BYTES`] although ours doesn't.
pub(crate) const REQUEST_BYTES_NEAR: usize = 60_000;

/// Length of a family, as `RegisterTaskDefinition` documents it.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>
pub(crate) const FAMILY_LENGTH: usize = 255;

/// CPU units of a task outside Fargate: 0.125 to 192 vCPU.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>
pub(crate) const EC2_CPU: std::ops::RangeInclusive<i64> = 128..=196_608;

/// Placement constraints of a task, those of its service included.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>
pub(crate) const PLACEMENT_CONSTRAINTS: usize = 10;

/// Length of a placement expression.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html>
pub(crate) const PLACEMENT_EXPRESSION: usize = 2000;

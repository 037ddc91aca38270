//! What a policy can ask for.

use shared::review::Policy;

use super::EnvironmentError;

/// More than any team has asked for: a wrong number would lock everybody out.
pub(super) const MAX_APPROVALS: u32 = 20;
/// A year.
pub(super) const MAX_FRESH_HOURS: u32 = 8760;

pub(super) fn check_policy(policy: &Policy) -> Result<(), EnvironmentError> {
    let Policy { approvals, exclude_authors: _, fresh_hours, appliers, image_only_approvals } = policy;
    if *approvals > MAX_APPROVALS {
        return Err(EnvironmentError::Approvals { count: *approvals });
    }
    if let Some(count) = image_only_approvals.filter(|count| *count > MAX_APPROVALS) {
        return Err(EnvironmentError::ImageOnlyApprovals { count });
    }
    if let Some(hours) = fresh_hours.filter(|hours| !(1..=MAX_FRESH_HOURS).contains(hours)) {
        return Err(EnvironmentError::FreshHours { hours });
    }
    match (1..appliers.len()).find(|at| appliers[..*at].contains(&appliers[*at])) {
        Some(at) => Err(EnvironmentError::ApplierTwice { at }),
        None => Ok(()),
    }
}

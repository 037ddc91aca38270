//! IAM's calls: forms out of JSON, JSON out of XML.

mod change;
mod read;

pub(super) use change::change;
pub(super) use read::{get_role, get_role_policy, list_attached_role_policies, list_role_policies};

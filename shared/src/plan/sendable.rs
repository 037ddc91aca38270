//! Which members a call can carry.

use serde_json::Value;

use super::Action;

/// The members that the call takes, where it can't carry others: IAM's calls are written member by member. Nothing
/// where the input is sent as it is, with members that this build doesn't know.
pub const fn sendable(action: Action) -> Option<&'static [&'static str]> {
    match action {
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
        Action::CreateRole => Some(&[
            "Path",
            "RoleName",
            "AssumeRolePolicyDocument",
            "Description",
            "MaxSessionDuration",
            "PermissionsBoundary",
            "Tags",
        ]),
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html
        Action::UpdateAssumeRolePolicy => Some(&["RoleName", "PolicyDocument"]),
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
        Action::AttachRolePolicy | Action::DetachRolePolicy => Some(&["RoleName", "PolicyArn"]),
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
        Action::PutRolePolicy => Some(&["RoleName", "PolicyName", "PolicyDocument"]),
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html
        Action::DeleteRolePolicy => Some(&["RoleName", "PolicyName"]),
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
        Action::DeleteRole => Some(&["RoleName"]),
        Action::CreateCluster
        | Action::UpdateCluster
        | Action::PutClusterCapacityProviders
        | Action::DeleteCluster
        | Action::RegisterTaskDefinition
        | Action::CreateService
        | Action::UpdateService
        | Action::DeleteService
        | Action::TagResource
        | Action::CreateLogGroup
        | Action::PutRetentionPolicy => None,
    }
}

/// The members of `input` that the call can't carry.
pub fn unsendable(action: Action, input: &Value) -> Vec<String> {
    let Some(taken) = sendable(action) else { return Vec::new() };
    let members = input.as_object().into_iter().flatten().map(|(key, _)| key);
    members.filter(|key| !taken.contains(&key.as_str())).cloned().collect()
}

//! Which members of a call's input can be sent.
//!
//! The input of the JSON services is the request's body as it is, so that any member goes through, known or not. IAM
//! takes a form instead, whose fields have to be known.

use serde_json::Value;

use super::Action;

/// The members of the call's input that can be sent; nothing where every member can.
pub const fn sendable(action: Action) -> Option<&'static [&'static str]> {
    match action {
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
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html
        Action::AttachRolePolicy | Action::DetachRolePolicy => Some(&["RoleName", "PolicyArn"]),
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
        Action::PutRolePolicy => Some(&["RoleName", "PolicyName", "PolicyDocument"]),
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html
        Action::DeleteRolePolicy => Some(&["RoleName", "PolicyName"]),
        // https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
        Action::DeleteRole => Some(&["RoleName"]),
    }
}

/// The members of `input` that can't be sent.
pub fn unsendable(action: Action, input: &Value) -> Vec<&str> {
    let (Some(known), Some(given)) = (sendable(action), input.as_object()) else { return Vec::new() };
    given.keys().map(String::as_str).filter(|name| !known.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_forms_hold_members_back() {
        let input = json!({"RoleName": "web", "Colour": "blue"});
        assert_eq!(unsendable(Action::CreateRole, &input), ["Colour"]);
        assert_eq!(unsendable(Action::RegisterTaskDefinition, &input), [""; 0]);
    }

    #[test]
    fn only_iam_takes_forms() {
        for action in Action::ALL {
            assert_eq!(sendable(action).is_some(), action.service() == super::super::Service::Iam, "{action}");
        }
    }
}

//! The calls that read a role.

use aws_sdk_iam::Client;
use aws_sdk_iam::types::Role;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::super::members::{Members, object};
use super::super::wire::as_form;
use crate::ports::{PortError, Reply};

pub(in crate::aws) async fn get_role(iam: &Client, input: &Value) -> Result<Reply, PortError> {
    let mut given = Members::of("GetRole", input)?;
    let name = given.text("RoleName")?;
    given.all_taken()?;
    let (output, request_id) = as_form!(iam.get_role().set_role_name(name))?;
    Ok(Reply { body: json!({"Role": output.role().map(role)}), request_id })
}

pub(in crate::aws) async fn get_role_policy(iam: &Client, input: &Value) -> Result<Reply, PortError> {
    let mut given = Members::of("GetRolePolicy", input)?;
    let operation =
        iam.get_role_policy().set_role_name(given.text("RoleName")?).set_policy_name(given.text("PolicyName")?);
    given.all_taken()?;
    let (output, request_id) = as_form!(operation)?;
    let body = json!({
        "RoleName": output.role_name(),
        "PolicyName": output.policy_name(),
        "PolicyDocument": document(output.policy_document()),
    });
    Ok(Reply { body, request_id })
}

pub(in crate::aws) async fn list_attached_role_policies(iam: &Client, input: &Value) -> Result<Reply, PortError> {
    let mut given = Members::of("ListAttachedRolePolicies", input)?;
    let operation = iam
        .list_attached_role_policies()
        .set_role_name(given.text("RoleName")?)
        .set_path_prefix(given.text("PathPrefix")?)
        .set_marker(given.text("Marker")?)
        .set_max_items(given.number("MaxItems")?);
    given.all_taken()?;
    let (output, request_id) = as_form!(operation)?;
    let policies = output.attached_policies().iter().map(|policy| {
        object([
            ("PolicyName", policy.policy_name().map(Value::from)),
            ("PolicyArn", policy.policy_arn().map(Value::from)),
        ])
    });
    let body = object([
        ("AttachedPolicies", Some(policies.collect())),
        ("IsTruncated", Some(output.is_truncated().into())),
        ("Marker", output.marker().map(Value::from)),
    ]);
    Ok(Reply { body, request_id })
}

pub(in crate::aws) async fn list_role_policies(iam: &Client, input: &Value) -> Result<Reply, PortError> {
    let mut given = Members::of("ListRolePolicies", input)?;
    let operation = iam
        .list_role_policies()
        .set_role_name(given.text("RoleName")?)
        .set_marker(given.text("Marker")?)
        .set_max_items(given.number("MaxItems")?);
    given.all_taken()?;
    let (output, request_id) = as_form!(operation)?;
    let body = object([
        ("PolicyNames", Some(output.policy_names().into())),
        ("IsTruncated", Some(output.is_truncated().into())),
        ("Marker", output.marker().map(Value::from)),
    ]);
    Ok(Reply { body, request_id })
}

/// A role in AWS's shape, with its trust policy as JSON.
pub(super) fn role(role: &Role) -> Value {
    let tags = role.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()}));
    let boundary = role.permissions_boundary().and_then(|boundary| boundary.permissions_boundary_arn());
    object([
        ("Path", Some(role.path().into())),
        ("RoleName", Some(role.role_name().into())),
        ("RoleId", Some(role.role_id().into())),
        ("Arn", Some(role.arn().into())),
        ("AssumeRolePolicyDocument", role.assume_role_policy_document().map(document)),
        ("Description", role.description().map(Value::from)),
        ("MaxSessionDuration", role.max_session_duration().map(Value::from)),
        ("PermissionsBoundary", boundary.map(|arn| json!({"PermissionsBoundaryArn": arn}))),
        ("Tags", Some(tags.collect())),
    ])
}

/// A policy as JSON. IAM sends it percent-encoded; what is no JSON is given as the text that it is.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html>
fn document(sent: &str) -> Value {
    let text = if sent.starts_with('%') { percent_decode_str(sent).decode_utf8_lossy() } else { sent.into() };
    serde_json::from_str(&text).unwrap_or_else(|_| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_decoded() {
        let sent = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D";
        assert_eq!(document(sent), json!({"Version": "2012-10-17", "Statement": []}));
        assert_eq!(document(r#"{"Note": "100%25"}"#), json!({"Note": "100%25"}));
        assert_eq!(document("no json"), json!("no json"));
    }
}

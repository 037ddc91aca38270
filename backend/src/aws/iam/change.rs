//! The calls that change a role.

use aws_sdk_iam::Client;
use aws_sdk_iam::types::Tag;
use serde_json::{Value, json};
use shared::plan::{Action, unsendable};

use super::super::members::{Members, invalid};
use super::super::wire::as_form;
use super::read::role;
use crate::ports::{PortError, Reply};

/// Makes one of IAM's calls.
pub(in crate::aws) async fn change(iam: &Client, action: Action, input: &Value) -> Result<Reply, PortError> {
    let unknown = unsendable(action, input);
    if !unknown.is_empty() {
        let unknown = unknown.join(", ");
        return Err(invalid(format!("{action} can't be sent with {unknown}: this version of Bayplan doesn't know it")));
    }
    let mut given = Members::of(action.name(), input)?;
    let name = given.text("RoleName")?;
    match action {
        Action::CreateRole => {
            let operation = iam
                .create_role()
                .set_role_name(name)
                .set_path(given.text("Path")?)
                .set_assume_role_policy_document(given.text("AssumeRolePolicyDocument")?)
                .set_description(given.text("Description")?)
                .set_max_session_duration(given.number("MaxSessionDuration")?)
                .set_permissions_boundary(given.text("PermissionsBoundary")?)
                .set_tags(given.list("Tags", tag)?);
            given.all_taken()?;
            let (output, request_id) = as_form!(operation)?;
            Ok(Reply { body: json!({"Role": output.role().map(role)}), request_id })
        }
        Action::UpdateAssumeRolePolicy => {
            let policy = given.text("PolicyDocument")?;
            given.all_taken()?;
            done(as_form!(iam.update_assume_role_policy().set_role_name(name).set_policy_document(policy)))
        }
        Action::AttachRolePolicy => {
            let policy = given.text("PolicyArn")?;
            given.all_taken()?;
            done(as_form!(iam.attach_role_policy().set_role_name(name).set_policy_arn(policy)))
        }
        Action::DetachRolePolicy => {
            let policy = given.text("PolicyArn")?;
            given.all_taken()?;
            done(as_form!(iam.detach_role_policy().set_role_name(name).set_policy_arn(policy)))
        }
        Action::PutRolePolicy => {
            let (policy, document) = (given.text("PolicyName")?, given.text("PolicyDocument")?);
            given.all_taken()?;
            let operation = iam.put_role_policy().set_role_name(name).set_policy_name(policy);
            done(as_form!(operation.set_policy_document(document)))
        }
        Action::DeleteRolePolicy => {
            let policy = given.text("PolicyName")?;
            given.all_taken()?;
            done(as_form!(iam.delete_role_policy().set_role_name(name).set_policy_name(policy)))
        }
        Action::DeleteRole => {
            given.all_taken()?;
            done(as_form!(iam.delete_role().set_role_name(name)))
        }
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
        | Action::PutRetentionPolicy => Err(invalid(format!("{action} is not a call of IAM"))),
    }
}

/// An answer that says nothing but that it was done.
fn done<O>(sent: Result<(O, Option<String>), PortError>) -> Result<Reply, PortError> {
    sent.map(|(_, request_id)| Reply { body: json!({}), request_id })
}

fn tag(given: &mut Members<'_>) -> Result<Tag, PortError> {
    let tag = Tag::builder().set_key(given.text("Key")?).set_value(given.text("Value")?).build();
    tag.map_err(|error| invalid(error.to_string()))
}

use serde_json::json;
use shared::plan::Action;

use super::Rig;
use crate::ports::{ErrorKind, Read};

const TRUST: &str = r#"{"Version": "2012-10-17", "Statement": []}"#;

fn role() -> serde_json::Value {
    json!({ "RoleName": "execution", "Path": "/shop/", "AssumeRolePolicyDocument": TRUST, "Description": "d" })
}

#[test]
fn a_role_is_made_once() {
    let mut rig = Rig::new();
    let error = rig.account.read(Read::GetRole, &json!({ "RoleName": "execution" }), rig.now).unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (ErrorKind::NotFound, "NoSuchEntity"));
    let made = rig.call(Action::CreateRole, &role());
    assert_eq!(made["Role"]["Arn"], "arn:aws:iam::123456789012:role/shop/execution");
    assert_eq!(made["Role"]["AssumeRolePolicyDocument"], json!({ "Version": "2012-10-17", "Statement": [] }));
    assert_eq!(made["Role"]["Description"], "d");
    assert_eq!(rig.code(Action::CreateRole, &role()), "EntityAlreadyExists");
    let mut broken = role();
    broken["RoleName"] = json!("other");
    broken["AssumeRolePolicyDocument"] = json!("{");
    assert_eq!(rig.code(Action::CreateRole, &broken), "MalformedPolicyDocument");
    rig.call(Action::UpdateAssumeRolePolicy, &json!({ "RoleName": "execution", "PolicyDocument": "{}" }));
    let found = rig.ask(Read::GetRole, &json!({ "RoleName": "execution" }));
    assert_eq!(found["Role"]["AssumeRolePolicyDocument"], json!({}));
}

#[test]
fn a_role_goes_only_without_policies() {
    let mut rig = Rig::new();
    rig.call(Action::CreateRole, &role());
    let arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    let attach = json!({ "RoleName": "execution", "PolicyArn": arn });
    rig.call(Action::AttachRolePolicy, &attach);
    rig.call(Action::AttachRolePolicy, &attach);
    let inline = json!({ "RoleName": "execution", "PolicyName": "secrets", "PolicyDocument": TRUST });
    rig.call(Action::PutRolePolicy, &inline);

    let name = json!({ "RoleName": "execution" });
    let attached = rig.ask(Read::ListAttachedRolePolicies, &name)["AttachedPolicies"].take();
    assert_eq!(attached, json!([{ "PolicyName": "AmazonECSTaskExecutionRolePolicy", "PolicyArn": arn }]));
    assert_eq!(rig.ask(Read::ListRolePolicies, &name)["PolicyNames"], json!(["secrets"]));
    assert_eq!(rig.ask(Read::GetRolePolicy, &inline)["PolicyDocument"]["Version"], "2012-10-17");

    assert_eq!(rig.code(Action::DeleteRole, &name), "DeleteConflict");
    rig.call(Action::DetachRolePolicy, &attach);
    assert_eq!(rig.code(Action::DetachRolePolicy, &attach), "NoSuchEntity");
    assert_eq!(rig.code(Action::DeleteRole, &name), "DeleteConflict");
    rig.call(Action::DeleteRolePolicy, &inline);
    assert_eq!(rig.code(Action::DeleteRolePolicy, &inline), "NoSuchEntity");
    rig.call(Action::DeleteRole, &name);
    assert_eq!(rig.code(Action::DeleteRole, &name), "NoSuchEntity");
}

#[test]
fn log_groups_keep_tags_and_retention() {
    let mut rig = Rig::new();
    let group = json!({ "logGroupName": "/shop/web", "tags": { "a": "1" } });
    let policy = json!({ "logGroupName": "/shop/web", "retentionInDays": 14 });
    assert_eq!(rig.code(Action::PutRetentionPolicy, &policy), "ResourceNotFoundException");
    rig.call(Action::CreateLogGroup, &group);
    assert_eq!(rig.code(Action::CreateLogGroup, &group), "ResourceAlreadyExistsException");
    rig.call(Action::PutRetentionPolicy, &policy);
    let odd = json!({ "logGroupName": "/shop/web", "retentionInDays": 15 });
    assert_eq!(rig.code(Action::PutRetentionPolicy, &odd), "InvalidParameterException");
    rig.call(Action::CreateLogGroup, &json!({ "logGroupName": "/shop/web2" }));
    let found = rig.ask(Read::DescribeLogGroups, &json!({ "logGroupNamePrefix": "/shop/web" }));
    assert_eq!(found["logGroups"].as_array().unwrap().len(), 2);
    assert_eq!(found["logGroups"][0]["retentionInDays"], 14);
    let arn = json!({ "resourceArn": found["logGroups"][0]["logGroupArn"] });
    assert_eq!(rig.ask(Read::ListLogGroupTags, &arn)["tags"], json!({ "a": "1" }));
}

use serde_json::json;
use shared::plan::Action;

use super::{GROUP, Rig, STEADY, service, task_definition};
use crate::ports::{ErrorKind, Read};

#[test]
fn every_registration_makes_a_revision_and_keeps_what_it_is_given() {
    let mut rig = Rig::new();
    let first = rig.register("shop:1");
    assert_eq!(first["taskDefinition"]["revision"], 1);
    assert_eq!(rig.register("shop:1")["taskDefinition"]["revision"], 2);
    let container = &first["taskDefinition"]["containerDefinitions"][0];
    assert_eq!(container["aMemberOfTomorrow"], json!({ "kept": true }));
    assert_eq!(container["essential"], true);
    assert_eq!(container["portMappings"], json!([{ "containerPort": 80, "protocol": "tcp", "hostPort": 80 }]));
    for key in ["environment", "mountPoints", "volumesFrom", "systemControls"] {
        assert_eq!(container[key], json!([]), "{key}");
    }
    assert!(first["taskDefinition"].get("tags").is_none());
    assert!((first["taskDefinition"]["registeredAt"].as_f64().unwrap() - 1.7e9).abs() < 1e-3);
    assert_eq!(first["taskDefinition"]["compatibilities"], json!(["EC2", "FARGATE"]));
    let containers = json!([{ "name": "app", "image": "shop:1", "portMappings": [{ "containerPort": 80 }] }]);
    let bridge = json!({ "family": "bridge", "containerDefinitions": containers });
    let bridge = rig.call(Action::RegisterTaskDefinition, &bridge)["taskDefinition"].take();
    assert_eq!(bridge["containerDefinitions"][0]["portMappings"][0]["hostPort"], 0);
    assert_eq!(bridge["compatibilities"], json!(["EC2"]));
}

#[test]
fn a_revision_is_found_by_family_number_and_arn() {
    let mut rig = Rig::new();
    let arn = rig.register("shop:1")["taskDefinition"]["taskDefinitionArn"].take();
    rig.register("shop:2");
    for (name, revision) in [(json!("web"), 2), (json!("web:1"), 1), (arn, 1)] {
        let found = rig.ask(Read::DescribeTaskDefinition, &json!({ "taskDefinition": name }));
        assert_eq!(found["taskDefinition"]["revision"], revision);
        assert!(found.get("tags").is_none(), "tags are printed only on request");
    }
    let found = rig.ask(Read::DescribeTaskDefinition, &json!({ "taskDefinition": "web", "include": ["TAGS"] }));
    assert_eq!(found["tags"], json!([{ "key": "bayplan:design", "value": "shop" }]));
    for name in ["web:3", "shop"] {
        let missing = json!({ "taskDefinition": name });
        let error = rig.account.read(Read::DescribeTaskDefinition, &missing, rig.now).unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (ErrorKind::NotFound, "ClientException"));
        assert_eq!(error.message, "Unable to describe task definition.");
    }
}

#[test]
fn revisions_are_listed_newest_first_page_by_page() {
    let mut rig = Rig::new();
    for _ in 0..12 {
        rig.register("shop:1");
    }
    let input = json!({ "familyPrefix": "web", "sort": "DESC", "maxResults": 10 });
    let page = rig.ask(Read::ListTaskDefinitions, &input);
    assert!(page["taskDefinitionArns"][0].as_str().unwrap().ends_with("task-definition/web:12"));
    let rest = json!({ "familyPrefix": "web", "sort": "DESC", "nextToken": page["nextToken"] });
    let rest = rig.ask(Read::ListTaskDefinitions, &rest);
    assert_eq!(rest["taskDefinitionArns"].as_array().unwrap().len(), 2);
    assert!(rest.get("nextToken").is_none());
    assert_eq!(rig.ask(Read::ListTaskDefinitions, &json!({ "familyPrefix": "we" }))["taskDefinitionArns"], json!([]));
}

#[test]
fn old_revisions_are_forgotten_but_not_those_in_use() {
    let mut rig = Rig::with_service("shop:1", true);
    for _ in 0..210 {
        rig.register("shop:2");
    }
    assert_eq!(rig.account.families["web"].revisions.len(), 200);
    assert!(rig.account.revision("web:1").is_some(), "the service runs it");
    assert!(rig.account.revision("web:2").is_none());
    assert!(rig.account.revision("web:211").is_some());
}

#[test]
fn the_same_creation_gives_the_same_service() {
    let mut rig = Rig::with_service("shop:1", true);
    rig.pass(STEADY * 2);
    let again = rig.call(Action::CreateService, &service(true));
    assert_eq!(again["service"]["runningCount"], 2);
    let without_token = {
        let mut input = service(true);
        input.as_object_mut().unwrap().remove("clientToken");
        input
    };
    let mut other = service(true);
    other["desiredCount"] = json!(3);
    let mut from_elsewhere = service(true);
    from_elsewhere["clientToken"] = json!("twice");
    for input in [without_token, other, from_elsewhere] {
        let error = rig.change(Action::CreateService, &input).unwrap_err();
        assert_eq!(error.message, "Creation of service was not idempotent.");
        assert_eq!(error.code, "InvalidParameterException");
    }
    assert_eq!(rig.service()["desiredCount"], 2);
}

#[test]
fn a_deleted_service_drains_and_its_name_can_be_used_again() {
    let mut rig = Rig::with_service("shop:1", true);
    rig.until_steady();
    assert_eq!(rig.code(Action::DeleteService, &json!({ "service": "web" })), "InvalidParameterException");
    let answer = rig.call(Action::DeleteService, &json!({ "service": "web", "force": true }));
    assert_eq!(answer["service"]["status"], "DRAINING");
    assert_eq!(rig.code(Action::UpdateService, &json!({ "service": "web" })), "ServiceNotActiveException");
    let error = rig.change(Action::CreateService, &service(true)).unwrap_err();
    assert_eq!(error.message, "Unable to Start a service that is still Draining.");
    rig.until("inactive", STEADY, |rig| rig.service()["status"] == "INACTIVE");
    assert_eq!(rig.service()["runningCount"], 0);
    assert_eq!(rig.code(Action::DeleteService, &json!({ "service": "web" })), "ServiceNotFoundException");
    let mut other = service(true);
    other["desiredCount"] = json!(1);
    assert_eq!(rig.call(Action::CreateService, &other)["service"]["status"], "ACTIVE");
    rig.until_steady();
    rig.call(Action::UpdateService, &json!({ "service": "web", "desiredCount": 0 }));
    rig.call(Action::DeleteService, &json!({ "service": "web" }));
}

#[test]
fn what_is_missing_is_named() {
    let mut rig = Rig::with_service("shop:1", true);
    let found = rig.ask(Read::DescribeServices, &json!({ "services": ["api", "web"] }));
    assert_eq!(found["services"].as_array().unwrap().len(), 1);
    let arn = "arn:aws:ecs:eu-central-1:123456789012:service/default/api";
    assert_eq!(found["failures"], json!([{ "arn": arn, "reason": "MISSING" }]));
    let elsewhere = json!({ "cluster": "shop", "services": ["web"] });
    let error = rig.account.read(Read::DescribeServices, &elsewhere, rig.now).unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (ErrorKind::NotFound, "ClusterNotFoundException"));
    let mut input = service(true);
    input["cluster"] = json!("shop");
    assert_eq!(rig.code(Action::CreateService, &input), "ClusterNotFoundException");
    input = service(true);
    input["serviceName"] = json!("api");
    input["taskDefinition"] = json!("api");
    assert_eq!(rig.code(Action::CreateService, &input), "ClientException");
    assert_eq!(rig.code(Action::UpdateService, &json!({ "service": "api" })), "ServiceNotFoundException");
}

#[test]
fn a_task_with_its_own_network_needs_its_configuration() {
    let mut rig = Rig::new();
    rig.call(Action::RegisterTaskDefinition, &task_definition("shop:1"));
    let mut input = service(true);
    input.as_object_mut().unwrap().remove("networkConfiguration");
    let before = rig.account.state();
    let error = rig.change(Action::CreateService, &input).unwrap_err();
    assert_eq!(error.message, "Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    assert_eq!(rig.account.state(), before);
}

#[test]
fn tags_are_merged_by_key() {
    let mut rig = Rig::with_service("shop:1", true);
    let tags = json!([{ "key": "bayplan:design", "value": "new" }, { "key": "team", "value": "web" }]);
    for resource in ["service/default/web", "cluster/default", "task-definition/web:1"] {
        let arn = format!("arn:aws:ecs:eu-central-1:123456789012:{resource}");
        rig.call(Action::TagResource, &json!({ "resourceArn": arn, "tags": tags }));
    }
    assert_eq!(rig.service()["tags"], tags);
    let cluster = rig.ask(Read::DescribeClusters, &json!({ "include": ["TAGS"] }));
    assert_eq!(cluster["clusters"][0]["tags"], tags);
    let unknown = json!({ "resourceArn": "arn:aws:ecs:eu-central-1:123456789012:service/default/api", "tags": [] });
    assert_eq!(rig.code(Action::TagResource, &unknown), "ServiceNotFoundException");
}

#[test]
fn target_groups_are_taken_as_being_there() {
    let mut rig = Rig::with_service("shop:1", true);
    let found = rig.ask(Read::DescribeTargetGroups, &json!({ "TargetGroupArns": [GROUP] }));
    let group = &found["TargetGroups"][0];
    assert_eq!((group["TargetGroupArn"].as_str(), group["TargetGroupName"].as_str()), (Some(GROUP), Some("web")));
    let listeners = rig.ask(Read::DescribeListeners, &json!({ "LoadBalancerArn": group["LoadBalancerArns"][0] }));
    let listener = &listeners["Listeners"][0];
    assert_eq!(listener["DefaultActions"][0]["TargetGroupArn"], GROUP);
    assert_eq!(listener["LoadBalancerArn"], group["LoadBalancerArns"][0]);
    let rules = rig.ask(Read::DescribeRules, &json!({ "ListenerArn": listener["ListenerArn"] }));
    assert_eq!(rules["Rules"][0]["Actions"][0]["TargetGroupArn"], GROUP);

    rig.until_steady();
    let health = rig.ask(Read::DescribeTargetHealth, &json!({ "TargetGroupArn": GROUP }));
    let targets = health["TargetHealthDescriptions"].as_array().unwrap();
    assert_eq!(targets.iter().filter(|target| target["TargetHealth"]["State"] == "healthy").count(), 2);
    let wrong = json!({ "TargetGroupArns": ["web"] });
    let error = rig.account.read(Read::DescribeTargetGroups, &wrong, rig.now).unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Invalid, "ValidationError"));
}

#[test]
fn it_says_which_account_it_is() {
    assert_eq!(Rig::new().ask(Read::GetCallerIdentity, &json!({}))["Account"], "123456789012");
}

//! What means the same, and what doesn't.

use serde_json::{Value, json};

use super::defaults::{DEFAULTS, Stated};
use super::*;
use crate::model::{Service, Structure, TaskDefinition, structures};

fn task(value: &Value) -> Value {
    normal(TaskDefinition::SHAPE, value)
}

fn container(container: &Value) -> Value {
    json!({"family": "web", "containerDefinitions": [container]})
}

#[test]
fn the_same_tasks() {
    let cases = [
        (json!({"family": "a", "tags": [], "cpu": "", "volumes": null}), json!({"family": "a"})),
        (json!({"cpu": "1 vCPU", "memory": "2GB"}), json!({"memory": "2048", "cpu": "1024"})),
        (json!({"cpu": ".25 vcpu"}), json!({"cpu": "256"})),
        (
            json!({"requiresCompatibilities": ["FARGATE", "EC2"]}),
            json!({"requiresCompatibilities": ["EC2", "FARGATE"]}),
        ),
        (
            json!({"volumes": [{"name": "b", "host": {}}, {"name": "a"}]}),
            json!({"volumes": [{"name": "a"}, {"name": "b"}]}),
        ),
        (json!({"family": "a", "revision": 3, "status": "ACTIVE", "registeredAt": 1.5}), json!({"family": "a"})),
        (json!({"future": {"a": [], "b": 1}}), json!({"future": {"b": 1.0}})),
        (
            container(&json!({"name": "a", "essential": true, "cpu": 0, "environment": [], "privileged": false,
                "linuxParameters": {"initProcessEnabled": false}, "healthCheck": {"command": ["x"], "interval": 30, "timeout": 5,
                "retries": 3}, "mountPoints": [{"sourceVolume": "v", "containerPath": "/v", "readOnly": false}]})),
            container(&json!({"name": "a", "healthCheck": {"command": ["x"]},
                "mountPoints": [{"containerPath": "/v", "sourceVolume": "v"}]})),
        ),
        (
            container(&json!({"environment": [{"name": "B", "value": "1"}, {"value": "", "name": "A"}]})),
            container(&json!({"environment": [{"name": "A"}, {"name": "B", "value": "1"}]})),
        ),
        (
            json!({"networkMode": "awsvpc", "containerDefinitions": [{"portMappings": [
                {"containerPort": 9090, "hostPort": 9090}, {"containerPort": 80, "hostPort": 80, "protocol": "tcp"}]}]}),
            json!({"networkMode": "awsvpc", "containerDefinitions": [{"portMappings": [
                {"containerPort": 80}, {"containerPort": 9090}]}]}),
        ),
        (
            container(&json!({"portMappings": [{"containerPort": 80, "hostPort": 0}]})),
            container(&json!({"portMappings": [{"containerPort": 80}]})),
        ),
        (
            container(
                &json!({"linuxParameters": {"devices": [{"hostPath": "/d", "permissions": ["write", "mknod", "read"]}]}}),
            ),
            container(&json!({"linuxParameters": {"devices": [{"hostPath": "/d"}]}})),
        ),
        (
            json!({"placementConstraints": [1, {"type": "memberOf"}]}),
            json!({"placementConstraints": [1, {"type": "memberOf"}]}),
        ),
    ];
    for (a, b) in cases {
        assert_eq!(task(&a).to_string(), task(&b).to_string());
        assert!(same(TaskDefinition::SHAPE, &a, &b));
    }
}

#[test]
fn different_tasks() {
    let cases = [
        (json!({"cpu": "256"}), json!({"cpu": 256})),
        (json!({"cpu": "0.3 vCPU"}), json!({"cpu": "308"})),
        (json!({"memory": "99999999999999999999"}), json!({"memory": "99999999999999999998"})),
        (container(&json!({"command": ["a", "b"]})), container(&json!({"command": ["b", "a"]}))),
        (container(&json!({"entryPoint": [""]})), container(&json!({}))),
        (container(&json!({"essential": false})), container(&json!({}))),
        (container(&json!({"dockerLabels": {"a": ""}})), container(&json!({}))),
        // A fixed port of the instance, not one that ECS picks.
        (
            json!({"networkMode": "bridge", "containerDefinitions": [{"portMappings": [{"containerPort": 80, "hostPort": 80}]}]}),
            json!({"networkMode": "bridge", "containerDefinitions": [{"portMappings": [{"containerPort": 80}]}]}),
        ),
        // The last one counts.
        (
            container(&json!({"environment": [{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]})),
            container(&json!({"environment": [{"name": "A", "value": "2"}, {"name": "A", "value": "1"}]})),
        ),
        (json!({"future": [1, 2]}), json!({"future": [2, 1]})),
    ];
    for (a, b) in cases {
        assert_ne!(task(&a).to_string(), task(&b).to_string());
    }
}

#[test]
fn services() {
    let shape = Service::SHAPE;
    let stated = json!({
        "serviceName": "web", "schedulingStrategy": "REPLICA", "deploymentController": {"type": "ECS"}, "propagateTags": "NONE",
        "deploymentConfiguration": {"maximumPercent": 200, "minimumHealthyPercent": 100, "strategy": "ROLLING",
            "deploymentCircuitBreaker": {"enable": false, "rollback": false}, "bakeTimeInMinutes": 0},
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["b", "a"], "assignPublicIp": "DISABLED"}},
    });
    let brief = json!({"serviceName": "web", "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["a", "b"]}}});
    assert_eq!(normal(shape, &stated).to_string(), normal(shape, &brief).to_string());
    let daemon =
        |percent: i64| json!({"schedulingStrategy": "DAEMON", "deploymentConfiguration": {"maximumPercent": percent}});
    assert!(same(shape, &daemon(100), &json!({"schedulingStrategy": "DAEMON"})));
    assert!(!same(shape, &daemon(200), &json!({"schedulingStrategy": "DAEMON"})));
    let strategy = |fields: &[&str]| json!({"placementStrategy": fields.iter().map(|field| json!({"field": field})).collect::<Value>()});
    assert!(!same(shape, &strategy(&["a", "b"]), &strategy(&["b", "a"])));
}

#[test]
fn what_aws_prints_of_a_service() {
    let shape = Service::SHAPE;
    let wanted = json!({
        "serviceName": "web", "cluster": "shop", "taskDefinition": "arn:td:7", "desiredCount": 2, "launchType": "FARGATE",
        "clientToken": "x", "serviceConnectConfiguration": {"enabled": true}, "bayplan": {"ownership": "managed"},
    });
    let mut printed = json!({
        "serviceArn": "arn:s", "serviceName": "web", "clusterArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/shop", "status": "ACTIVE",
        "taskDefinition": "arn:td:7", "desiredCount": 2, "runningCount": 1, "launchType": "FARGATE", "platformVersion": "LATEST",
        "loadBalancers": [], "deployments": [
            {"status": "ACTIVE", "serviceConnectConfiguration": {"enabled": false}},
            {"status": "PRIMARY", "serviceConnectConfiguration": {"enabled": true}},
        ], "availabilityZoneRebalancing": "ENABLED", "events": [{"message": "x"}],
    });
    assert_eq!(differing(shape, &wanted, &printed), Vec::<String>::new());
    printed["desiredCount"] = json!(3);
    printed["tags"] = json!([{"key": "a", "value": "b"}]);
    printed["future"] = json!(1);
    printed["clusterArn"] = json!("arn:aws:ecs:eu-west-1:123456789012:cluster/other");
    assert_eq!(differing(shape, &wanted, &printed), ["cluster", "desiredCount", "tags", "future"]);
}

#[test]
fn what_aws_prints_of_a_task_definition() {
    let printed = json!({
        "taskDefinition": {"family": "web", "revision": 3, "containerDefinitions": [
            {"name": "web", "image": "nginx:1", "cpu": 0, "essential": true, "mountPoints": [], "volumesFrom": []}
        ], "volumes": [], "compatibilities": ["EC2"]},
        "tags": [{"key": "a", "value": "b"}],
    });
    let mut wanted = json!({"family": "web", "tags": [{"key": "a", "value": "b"}], "containerDefinitions": [{"name": "web", "image": "nginx:1"}]});
    assert_eq!(differing(TaskDefinition::SHAPE, &wanted, &printed), Vec::<String>::new());
    wanted["containerDefinitions"][0]["image"] = json!("nginx:2");
    assert_eq!(differing(TaskDefinition::SHAPE, &wanted, &printed), ["containerDefinitions"]);
}

#[test]
fn every_default_is_of_a_member_and_fits_it() {
    let shapes = structures();
    for (at, (owner, key, default, holds, page)) in DEFAULTS.iter().enumerate() {
        let shape = shapes.iter().find(|shape| shape.name == *owner).unwrap_or_else(|| panic!("{owner}"));
        let member = shape.member(key).unwrap_or_else(|| panic!("{owner}.{key}"));
        let fits = match (default, member.shape) {
            (Stated::Bool(_), Shape::Boolean) | (Stated::Text(_), Shape::Text { .. }) => true,
            (Stated::Int(default), Shape::Integer { min, max }) => (min..=max).contains(default),
            (Stated::Text(default), Shape::Choice(words)) => words.contains(default),
            (Stated::Texts(defaults), Shape::Choices(words)) => defaults.iter().all(|word| words.contains(word)),
            (Stated::Bool(_) | Stated::Int(_) | Stated::Text(_) | Stated::Texts(_), _) => false,
        };
        assert!(fits, "{owner}.{key} can't be {default:?}");
        let twice =
            |(o, k, _, h, _): &(&str, &str, Stated, super::defaults::Holds, &str)| o == owner && k == key && h == holds;
        assert!(!DEFAULTS[..at].iter().any(twice), "{owner}.{key} twice");
        assert!(!page.is_empty());
    }
}

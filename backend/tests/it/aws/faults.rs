//! What goes wrong between here and AWS, and what the adapter makes of it.

use std::time::Duration;

use bayplan::aws::Timeouts;
use bayplan::ports::{Connect, ErrorKind, Read};
use serde_json::{Value, json};
use shared::plan::Action;

use crate::support::aws::{Call, MotoWorld};

#[tokio::test]
async fn a_change_meets_each_fault_once() {
    let Some(world) = MotoWorld::new() else { return };
    let faults = [
        ("throttle", ErrorKind::Throttled, "ThrottlingException"),
        ("500", ErrorKind::Unavailable, "ServerException"),
        ("reset", ErrorKind::Unavailable, "no-answer"),
        ("hang", ErrorKind::Unavailable, "no-answer"),
        ("denied", ErrorKind::Denied, "AccessDeniedException"),
        ("expired", ErrorKind::Credentials, "ExpiredTokenException"),
    ];
    let rules =
        faults.iter().zip(1..).map(|((fault, ..), nth)| json!({"action": "CreateCluster", "nth": nth, "fault": fault}));
    world.rules(rules.collect());
    let connector = MotoWorld::connector_with(Timeouts { attempt: Duration::from_secs(1), ..Timeouts::default() });
    for (fault, kind, code) in faults {
        let aws = connector.connect(&world.environment()).await.unwrap();
        let error = aws.change(Action::CreateCluster, &json!({"clusterName": fault})).await.unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (kind, code), "{fault}: {error}");
    }
    let met: Vec<_> = world.calls().into_iter().map(|call| call.fault.unwrap()).collect();
    assert_eq!(met, faults.map(|(fault, ..)| fault));
    assert_eq!(world.state()["clusters"], json!([]));
}

#[tokio::test]
async fn a_form_meets_the_same_faults() {
    let Some(world) = MotoWorld::new() else { return };
    let faults = [
        ("throttle", ErrorKind::Throttled, "Throttling"),
        ("500", ErrorKind::Unavailable, "InternalFailure"),
        ("denied", ErrorKind::Denied, "AccessDenied"),
        ("expired", ErrorKind::Credentials, "ExpiredToken"),
    ];
    let rules =
        faults.iter().zip(1..).map(|((fault, ..), nth)| json!({"action": "DeleteRole", "nth": nth, "fault": fault}));
    world.rules(rules.collect());
    let aws = MotoWorld::connector().connect(&world.environment()).await.unwrap();
    for (fault, kind, code) in faults {
        let error = aws.change(Action::DeleteRole, &json!({"RoleName": "none"})).await.unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (kind, code), "{fault}: {error}");
        assert!(error.request_id.is_some(), "{fault}");
    }
    let error = aws.change(Action::DeleteRole, &json!({"RoleName": "none"})).await.unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (ErrorKind::NotFound, "NoSuchEntity"));
    assert_eq!(world.calls().len(), 5);
}

#[tokio::test]
async fn a_lost_answer_leaves_one_effect() {
    let Some(world) = MotoWorld::new() else { return };
    world.rules(json!([{"action": "RegisterTaskDefinition", "nth": 1, "fault": "lost"}]));
    let aws = MotoWorld::connector().connect(&world.environment()).await.unwrap();
    let container = json!({"name": "web", "image": "example/web:1", "memory": 128});
    let input = json!({"family": "web", "containerDefinitions": [container]});
    let error = aws.change(Action::RegisterTaskDefinition, &input).await.unwrap_err();
    assert!(error.outcome_unknown(), "{error}");
    assert_eq!(world.state()["taskDefinitions"].as_array().map(Vec::len), Some(1));
    assert_eq!(world.calls().len(), 1);
}

#[tokio::test]
async fn a_read_goes_on_after_passing_faults() {
    let Some(world) = MotoWorld::new() else { return };
    let aws = MotoWorld::connector().connect(&world.environment()).await.unwrap();
    for fault in ["throttle", "500", "reset", "lost"] {
        world.rules(json!([{"action": "DescribeClusters", "nth": 1, "fault": fault}]));
        aws.read(Read::DescribeClusters, &json!({"clusters": ["main"]})).await.unwrap();
    }
    let met: Vec<_> = world.calls().into_iter().map(|call: Call| call.fault).collect();
    let expected = ["throttle", "500", "reset", "lost"].map(|fault| [Some(fault.to_owned()), None]).concat();
    assert_eq!(met, expected);
}

#[tokio::test]
async fn aws_own_refusals_keep_their_words() {
    let Some(world) = MotoWorld::new() else { return };
    let aws = MotoWorld::connector().connect(&world.environment()).await.unwrap();
    let cases: [(Read, Value, ErrorKind, &str); 5] = [
        (
            Read::DescribeServices,
            json!({"cluster": "none", "services": ["a"]}),
            ErrorKind::NotFound,
            "ClusterNotFoundException",
        ),
        (Read::DescribeTaskDefinition, json!({"taskDefinition": "none"}), ErrorKind::NotFound, "ClientException"),
        (Read::GetRole, json!({"RoleName": "none"}), ErrorKind::NotFound, "NoSuchEntity"),
        (Read::DescribeTargetHealth, json!({"TargetGroupArn": "arn:none"}), ErrorKind::NotFound, "TargetGroupNotFound"),
        (
            Read::GetLogEvents,
            json!({"logGroupName": "none", "logStreamName": "a"}),
            ErrorKind::NotFound,
            "ResourceNotFoundException",
        ),
    ];
    for (read, input, kind, code) in cases {
        let error = aws.read(read, &input).await.unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (kind, code), "{}: {error}", read.name());
    }
    let group = json!({"logGroupName": "web"});
    aws.change(Action::CreateLogGroup, &group).await.unwrap();
    let error = aws.change(Action::CreateLogGroup, &group).await.unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Conflict, "ResourceAlreadyExistsException"));
}

//! The adapter against a server that answers what it is told and keeps what it was asked.

mod stub;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::{ProvideCredentials, future};
use serde_json::{Value, json};
use shared::environment::{Environment, EnvironmentKind};
use shared::plan::{Action, sendable};

use self::stub::{Stub, answer};
use super::{SdkConnect, Timeouts};
use crate::ports::{Aws, Connect, ErrorKind, Read};

async fn connect(stub: &Stub) -> Arc<dyn Aws> {
    connector().connect(&environment(stub)).await.unwrap()
}

fn connector() -> SdkConnect {
    let timeouts = Timeouts {
        connect: Duration::from_secs(2),
        attempt: Duration::from_millis(400),
        operation: Duration::from_secs(5),
        first_retry: Duration::from_millis(1),
    };
    SdkConnect::with_timeouts(timeouts).with_credentials(credentials())
}

fn credentials() -> Credentials {
    Credentials::builder().access_key_id("id").secret_access_key("key").provider_name("test").build()
}

fn environment(stub: &Stub) -> Environment {
    Environment {
        name: "test".to_owned(),
        kind: EnvironmentKind::Development,
        endpoint: Some(stub.url.clone()),
        ..Environment::sandbox()
    }
}

#[tokio::test]
async fn the_given_json_is_the_body_and_aws_json_the_answer() {
    let text = r#"{"zeta":1,"family":"web","containerDefinitions":[],"notYetKnown":{"b":[1.50,null],"a":"\u00fc"}}"#;
    let given: Value = serde_json::from_str(text).unwrap();
    let reply = r#"{"taskDefinition":{"revision":7,"alsoUnknown":{"z":1,"a":2}},"cpu":4503599627370497}"#;
    let stub = Stub::start([answer(200, reply)]).await;
    let replied = connect(&stub).await.change(Action::RegisterTaskDefinition, &given).await.unwrap();
    let [asked] = stub.asked().try_into().unwrap();
    assert_eq!(asked.body, given.to_string());
    assert_eq!(asked.header("content-length"), given.to_string().len().to_string());
    assert_eq!(asked.header("x-amz-target"), "AmazonEC2ContainerServiceV20141113.RegisterTaskDefinition");
    assert!(asked.header("authorization").contains("Credential=id/"));
    assert_eq!(replied.body.to_string(), reply);
    assert_eq!(replied.request_id.as_deref(), Some("request-1"));
}

#[tokio::test]
async fn an_answer_that_the_sdk_cannot_read_is_still_given() {
    let reply = r#"{"clusters":"not a list"}"#;
    let stub = Stub::start([answer(200, reply)]).await;
    let read = connect(&stub).await.read(Read::DescribeClusters, &json!({})).await.unwrap();
    assert_eq!(read.to_string(), reply);
}

#[tokio::test]
async fn an_empty_answer_is_an_empty_object() {
    let stub = Stub::start([answer(200, "")]).await;
    let reply = connect(&stub).await.change(Action::CreateLogGroup, &json!({"logGroupName": "web"})).await.unwrap();
    assert_eq!(reply.body, json!({}));
}

#[tokio::test]
async fn an_answer_that_is_no_json_leaves_the_outcome_open() {
    let stub = Stub::start([answer(200, "<html>")]).await;
    let error = connect(&stub).await.change(Action::CreateCluster, &json!({})).await.unwrap_err();
    assert!(error.outcome_unknown(), "{error}");
    assert_eq!(stub.asked().len(), 1);
}

#[tokio::test]
async fn a_read_is_tried_three_times() {
    let failing = || answer(500, r#"{"__type":"ServerException","message":"try again"}"#);
    let stub = Stub::start([failing(), failing(), answer(200, "{}")]).await;
    connect(&stub).await.read(Read::DescribeClusters, &json!({})).await.unwrap();
    assert_eq!(stub.asked().len(), 3);
}

#[tokio::test]
async fn a_change_is_tried_once() {
    for (status, code, kind) in [
        (500, "ServerException", ErrorKind::Unavailable),
        (400, "ThrottlingException", ErrorKind::Throttled),
        (400, "InvalidParameterException", ErrorKind::Invalid),
        (400, "ClusterNotFoundException", ErrorKind::NotFound),
    ] {
        let body = json!({"__type": code, "message": "because"}).to_string();
        let stub = Stub::start([answer(status, &body), answer(200, "{}")]).await;
        let error = connect(&stub).await.change(Action::CreateCluster, &json!({})).await.unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (kind, code));
        assert_eq!((error.message.as_str(), error.request_id.as_deref()), ("because", Some("request-1")));
        assert_eq!(stub.asked().len(), 1);
    }
}

#[tokio::test]
async fn no_answer_is_unavailable() {
    let stub = Stub::start([stub::silence()]).await;
    let error = connect(&stub).await.change(Action::CreateCluster, &json!({})).await.unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Unavailable, "no-answer"));
    let nobody = Environment { endpoint: Some("http://127.0.0.1:9".to_owned()), ..environment(&stub) };
    let aws = connector().connect(&nobody).await.unwrap();
    let error = aws.change(Action::CreateCluster, &json!({})).await.unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Unavailable, "no-answer"));
}

#[tokio::test]
async fn every_sendable_member_of_a_form_is_sent() {
    let of = |member: &str| match member {
        "MaxSessionDuration" => json!(3600),
        "Tags" => json!([{"Key": "team", "Value": "a b&c"}]),
        _ => json!(format!("the {member}")),
    };
    for action in Action::ALL {
        let Some(members) = sendable(action) else { continue };
        let input: Value =
            members.iter().map(|member| ((*member).to_owned(), of(member))).collect::<serde_json::Map<_, _>>().into();
        let reply = format!("<{action}Response><{action}Result/></{action}Response>");
        let stub = Stub::start([answer(200, &reply)]).await;
        // CreateRole's answer lacks the role: what counts here is what was sent.
        let _ = connect(&stub).await.change(action, &input).await;
        let [asked] = stub.asked().try_into().unwrap();
        for member in members {
            assert!(asked.body.contains(member), "{action} lacks {member}: {}", asked.body);
        }
    }
}

#[tokio::test]
async fn what_a_form_cannot_hold_is_refused_and_nothing_sent() {
    let stub = Stub::start([]).await;
    let aws = connect(&stub).await;
    for input in [
        json!({"RoleName": "web", "AssumeRolePolicyDocument": "{}", "NotYetKnown": true}),
        json!({"RoleName": "web", "AssumeRolePolicyDocument": {"Version": "2012-10-17"}}),
        json!({"RoleName": "web", "Tags": [{"Key": "a", "Value": "b", "Colour": "c"}]}),
        json!([]),
    ] {
        let error = aws.change(Action::CreateRole, &input).await.unwrap_err();
        assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Invalid, "unsendable"), "{input}");
    }
    assert_eq!(stub.asked().len(), 0);
}

/// Credentials, and how often they were asked for.
#[derive(Clone, Debug, Default)]
struct Counted(Arc<AtomicUsize>);

impl ProvideCredentials for Counted {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::Relaxed);
        future::ProvideCredentials::ready(Ok(credentials()))
    }
}

#[tokio::test]
async fn an_environment_is_connected_once_until_its_credentials_are_refused() {
    let expired = answer(400, r#"{"__type":"ExpiredTokenException","message":"expired"}"#);
    let stub = Stub::start([answer(200, "{}"), expired, answer(200, "{}")]).await;
    let (environment, counted) = (environment(&stub), Counted::default());
    let connector = connector().with_credentials(counted.clone());
    let connect = || connector.connect(&environment);
    connect().await.unwrap().read(Read::DescribeClusters, &json!({})).await.unwrap();
    let error = connect().await.unwrap().change(Action::CreateCluster, &json!({})).await.unwrap_err();
    assert_eq!(error.kind, ErrorKind::Credentials);
    assert_eq!(counted.0.load(Ordering::Relaxed), 1);
    connect().await.unwrap().read(Read::DescribeClusters, &json!({})).await.unwrap();
    assert_eq!(counted.0.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn the_sandbox_and_endpoints_of_protected_environments_are_refused() {
    let stub = Stub::start([]).await;
    let protected = Environment { kind: EnvironmentKind::Protected, ..environment(&stub) };
    for environment in [Environment::sandbox(), protected] {
        let error = connector().connect(&environment).await.err().unwrap();
        assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Invalid, "environment"));
    }
}

#[tokio::test]
async fn a_role_is_assumed_with_its_external_id() {
    let assumed = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>assumed</AccessKeyId>\
        <SecretAccessKey>key</SecretAccessKey><SessionToken>token</SessionToken>\
        <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    let stub = Stub::start([answer(200, assumed), answer(200, "{}")]).await;
    let environment = Environment {
        role_arn: Some("arn:aws:iam::123456789012:role/bayplan".to_owned()),
        external_id: Some("only-ours".to_owned()),
        ..environment(&stub)
    };
    let aws = connector().connect(&environment).await.unwrap();
    aws.read(Read::DescribeClusters, &json!({})).await.unwrap();
    let [assume, call] = stub.asked().try_into().unwrap();
    for part in ["Action=AssumeRole", "ExternalId=only-ours", "RoleSessionName=bayplan-test", "role%2Fbayplan"] {
        assert!(assume.body.contains(part), "{part} is not in {}", assume.body);
    }
    assert!(call.header("authorization").contains("Credential=assumed/"));
}

#[tokio::test]
async fn a_role_that_may_not_be_assumed_is_a_matter_of_credentials() {
    let denied = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>\
        <Message>not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>";
    let stub = Stub::start([answer(403, denied)]).await;
    let role = Some("arn:aws:iam::123456789012:role/bayplan".to_owned());
    let aws = connector().connect(&Environment { role_arn: role, ..environment(&stub) }).await.unwrap();
    let error = aws.read(Read::DescribeClusters, &json!({})).await.unwrap_err();
    assert_eq!((error.kind, error.code.as_str()), (ErrorKind::Credentials, "no-credentials"));
    assert!(error.message.contains("sts:AssumeRole"), "{error}");
}

//! Each call once: what is sent is what was given, and the answers have AWS's shapes.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use bayplan::ports::{Aws, Connect, Read};
use serde_json::{Value, json};
use shared::plan::{Action, Service};

use crate::support::arrived::arrived_as_given;
use crate::support::aws::{Call, MotoWorld};

/// AWS, with a note of all that it was asked and told.
struct Noting {
    aws: Arc<dyn Aws>,
    noted: Vec<(&'static str, Service, Value)>,
    reads: BTreeSet<Read>,
    actions: BTreeSet<Action>,
}

impl Noting {
    async fn new(world: &MotoWorld) -> Self {
        let aws = MotoWorld::connector().connect(&world.environment()).await.unwrap();
        Self { aws, noted: Vec::new(), reads: BTreeSet::new(), actions: BTreeSet::new() }
    }

    async fn change(&mut self, action: Action, input: Value) -> Value {
        let reply = self.aws.change(action, &input).await.unwrap_or_else(|error| panic!("{action}: {error}"));
        assert!(reply.request_id.is_some(), "{action} has no request id");
        self.actions.insert(action);
        self.noted.push((action.name(), action.service(), input));
        reply.body
    }

    async fn read(&mut self, read: Read, input: Value) -> Value {
        let answer = self.aws.read(read, &input).await.unwrap_or_else(|error| panic!("{}: {error}", read.name()));
        self.reads.insert(read);
        self.noted.push((read.name(), read.service(), input));
        answer
    }
}

#[tokio::test]
async fn clusters_services_and_tasks() {
    let Some(world) = MotoWorld::new() else { return };
    let mut aws = Noting::new(&world).await;
    let tags = json!([{"key": "bayplan:design", "value": "shop"}]);
    aws.change(Action::CreateLogGroup, json!({"logGroupName": "/shop/web", "tags": {"team": "a b"}})).await;
    aws.change(Action::PutRetentionPolicy, json!({"logGroupName": "/shop/web", "retentionInDays": 30})).await;
    let groups = aws.read(Read::DescribeLogGroups, json!({"logGroupNamePrefix": "/shop/web"})).await;
    assert_eq!(groups["logGroups"][0]["retentionInDays"], 30);
    let arn = groups["logGroups"][0]["arn"].as_str().unwrap().trim_end_matches(":*");
    let tagged = aws.read(Read::ListLogGroupTags, json!({"resourceArn": arn})).await;
    assert_eq!(tagged["tags"], json!({"team": "a b"}));
    let group = json!({"name": "/shop/web", "retentionInDays": 30, "tags": {"team": "a b"}});
    assert_eq!(world.state()["logGroups"], json!([group]));

    aws.change(Action::CreateCluster, json!({"clusterName": "main", "tags": tags})).await;
    let settings = json!([{"name": "containerInsights", "value": "enabled"}]);
    aws.change(Action::UpdateCluster, json!({"cluster": "main", "settings": settings})).await;
    let providers = json!({"cluster": "main", "capacityProviders": ["FARGATE"], "defaultCapacityProviderStrategy": []});
    aws.change(Action::PutClusterCapacityProviders, providers).await;
    let include = json!(["TAGS", "SETTINGS"]);
    let clusters = aws.read(Read::DescribeClusters, json!({"clusters": ["main", "none"], "include": include})).await;
    assert_eq!(clusters["clusters"][0]["tags"], tags);
    assert_eq!(clusters["clusters"][0]["settings"], settings);
    assert_eq!(clusters["failures"][0]["reason"], "MISSING");

    let made = aws.change(Action::RegisterTaskDefinition, task_definition("shop-web", "crash")).await;
    assert_eq!(made["taskDefinition"]["notYetKnown"], json!({"zeta": [1.5, null], "alpha": "ü"}));
    let described =
        aws.read(Read::DescribeTaskDefinition, json!({"taskDefinition": "shop-web", "include": ["TAGS"]})).await;
    assert_eq!(described["taskDefinition"]["notYetKnown"], made["taskDefinition"]["notYetKnown"]);
    assert_eq!(described["tags"], tags);
    let listed = aws.read(Read::ListTaskDefinitions, json!({"familyPrefix": "shop-web", "sort": "DESC"})).await;
    assert_eq!(listed["taskDefinitionArns"], json!([made["taskDefinition"]["taskDefinitionArn"]]));

    let group = world.target_group("web");
    let service = json!({
        "cluster": "main",
        "serviceName": "web",
        "taskDefinition": made["taskDefinition"]["taskDefinitionArn"],
        "desiredCount": 1,
        "loadBalancers": [{"targetGroupArn": group, "containerName": "web", "containerPort": 80}],
        "clientToken": "token-1",
        "tags": tags,
    });
    let created = aws.change(Action::CreateService, service).await;
    let arn = created["service"]["serviceArn"].clone();
    let services = json!({"cluster": "main", "services": ["web"], "include": ["TAGS"]});
    let found = aws.read(Read::DescribeServices, services).await;
    let deployment = found["services"][0]["deployments"][0]["id"].clone();
    assert_eq!(deployment, created["service"]["deployments"][0]["id"]);
    assert_eq!(found["services"][0]["tags"], tags);

    let stopped = json!({"cluster": "main", "serviceName": "web", "desiredStatus": "STOPPED"});
    let tasks = loop {
        let tasks = aws.read(Read::ListTasks, stopped.clone()).await;
        if tasks["taskArns"].as_array().is_some_and(|arns| !arns.is_empty()) {
            break tasks["taskArns"].clone();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let tasks = aws.read(Read::DescribeTasks, json!({"cluster": "main", "tasks": tasks})).await;
    let task = &tasks["tasks"][0];
    assert_eq!((&task["startedBy"], &task["containers"][0]["exitCode"]), (&deployment, &json!(1)));
    let stream = format!("web/web/{}", task["taskArn"].as_str().unwrap().rsplit('/').next().unwrap());
    let log = json!({"logGroupName": "/shop/web", "logStreamName": stream, "limit": 20});
    let log = aws.read(Read::GetLogEvents, log).await;
    assert!(log["events"][0]["message"].is_string(), "{log}");

    let groups = aws.read(Read::DescribeTargetGroups, json!({"TargetGroupArns": [group]})).await;
    assert_eq!(groups["TargetGroups"][0]["TargetGroupName"], "web");
    let health = aws.read(Read::DescribeTargetHealth, json!({"TargetGroupArn": group})).await;
    assert!(health["TargetHealthDescriptions"].is_array(), "{health}");
    let balancer = groups["TargetGroups"][0]["LoadBalancerArns"][0].clone();
    let listeners = aws.read(Read::DescribeListeners, json!({"LoadBalancerArn": balancer})).await;
    assert_eq!(listeners["Listeners"][0]["DefaultActions"][0]["TargetGroupArn"], group);
    let listener = listeners["Listeners"][0]["ListenerArn"].clone();
    let rules = aws.read(Read::DescribeRules, json!({"ListenerArn": listener})).await;
    assert_eq!(rules["Rules"][0]["Conditions"][0]["PathPatternConfig"]["Values"], json!(["/shop/*"]));
    assert_eq!(rules["Rules"][1]["IsDefault"], true);
    let targets = json!({"ServiceNamespace": "ecs", "ResourceIds": ["service/main/web"]});
    let targets = aws.read(Read::DescribeScalableTargets, targets).await;
    assert_eq!(targets["ScalableTargets"], json!([]));

    aws.change(Action::TagResource, json!({"resourceArn": arn, "tags": [{"key": "team", "value": "a"}]})).await;
    aws.change(Action::UpdateService, json!({"cluster": "main", "service": "web", "desiredCount": 0})).await;
    assert_eq!(world.state()["services"][0]["tags"].as_array().map(Vec::len), Some(2));
    aws.change(Action::DeleteService, json!({"cluster": "main", "service": "web"})).await;
    while world.state()["services"][0]["status"] != "INACTIVE" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    aws.change(Action::DeleteCluster, json!({"cluster": "main"})).await;
    let account = aws.read(Read::GetCallerIdentity, json!({})).await;
    assert_eq!(account["Account"], "123456789012");

    compare(&aws.noted, &world.calls());
    let seen: BTreeSet<Action> = Action::ALL.into_iter().filter(|action| action.service() != Service::Iam).collect();
    assert_eq!(aws.actions, seen);
    assert_eq!(aws.reads, Read::ALL.into_iter().filter(|read| read.service() != Service::Iam).collect());
}

#[tokio::test]
async fn roles() {
    let Some(world) = MotoWorld::new() else { return };
    let mut aws = Noting::new(&world).await;
    // Roles are one for all Regions.
    let name = format!("shop-{}", world.region);
    let trust = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]});
    let inline = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::a+b/c d%*"}]});
    let policy = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    let role = json!({"RoleName": name, "AssumeRolePolicyDocument": "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
        "Description": "for tasks & all", "MaxSessionDuration": 7200, "Tags": [{"Key": "team", "Value": "a b"}]});
    let made = aws.change(Action::CreateRole, role).await;
    assert_eq!(made["Role"]["RoleName"], name);
    let trusted = json!({"RoleName": name, "PolicyDocument": trust.to_string()});
    aws.change(Action::UpdateAssumeRolePolicy, trusted).await;
    aws.change(Action::AttachRolePolicy, json!({"RoleName": name, "PolicyArn": policy})).await;
    let put = json!({"RoleName": name, "PolicyName": "read", "PolicyDocument": inline.to_string()});
    aws.change(Action::PutRolePolicy, put).await;

    let found = aws.read(Read::GetRole, json!({"RoleName": name})).await;
    assert_eq!(found["Role"]["AssumeRolePolicyDocument"], trust);
    assert_eq!(found["Role"]["Tags"], json!([{"Key": "team", "Value": "a b"}]));
    assert_eq!((&found["Role"]["MaxSessionDuration"], &found["Role"]["Path"]), (&json!(7200), &json!("/")));
    assert_eq!(found["Role"]["Arn"], made["Role"]["Arn"]);
    let document = aws.read(Read::GetRolePolicy, json!({"RoleName": name, "PolicyName": "read"})).await;
    assert_eq!(document["PolicyDocument"], inline);
    let attached = aws.read(Read::ListAttachedRolePolicies, json!({"RoleName": name})).await;
    assert_eq!(attached["AttachedPolicies"][0]["PolicyArn"], policy);
    let names = aws.read(Read::ListRolePolicies, json!({"RoleName": name})).await;
    assert_eq!((&names["PolicyNames"], &names["IsTruncated"]), (&json!(["read"]), &json!(false)));

    let state = world.state();
    let role = state["roles"].as_array().unwrap().iter().find(|role| role["name"] == name.as_str()).unwrap();
    assert_eq!(role["attached"], json!([policy]));
    assert_eq!(role["inline"], json!({"read": inline.to_string()}));
    assert_eq!(role["tags"], json!([{"Key": "team", "Value": "a b"}]));

    aws.change(Action::DetachRolePolicy, json!({"RoleName": name, "PolicyArn": policy})).await;
    aws.change(Action::DeleteRolePolicy, json!({"RoleName": name, "PolicyName": "read"})).await;
    aws.change(Action::DeleteRole, json!({"RoleName": name})).await;

    compare(&aws.noted, &world.calls());
    assert_eq!(aws.actions, Action::ALL.into_iter().filter(|action| action.service() == Service::Iam).collect());
    assert_eq!(aws.reads, Read::ALL.into_iter().filter(|read| read.service() == Service::Iam).collect());
}

/// A task definition with a member that nobody knows.
fn task_definition(family: &str, tag: &str) -> Value {
    let options = json!({"awslogs-group": "/shop/web", "awslogs-region": "x", "awslogs-stream-prefix": "web"});
    json!({
        "notYetKnown": {"zeta": [1.5, null], "alpha": "ü"},
        "family": family,
        "containerDefinitions": [{
            "name": "web",
            "image": format!("example/web:{tag}"),
            "memory": 128,
            "alsoUnknown": true,
            "portMappings": [{"containerPort": 80}],
            "logConfiguration": {"logDriver": "awslogs", "options": options},
        }],
        "tags": [{"key": "bayplan:design", "value": "shop"}],
    })
}

/// The calls that arrived are the calls that were made, byte for byte where they are JSON.
fn compare(made: &[(&'static str, Service, Value)], arrived: &[Call]) {
    assert_eq!(
        arrived.iter().map(|call| call.action.as_str()).collect::<Vec<_>>(),
        made.iter().map(|(name, ..)| *name).collect::<Vec<_>>()
    );
    for ((name, service, input), call) in made.iter().zip(arrived) {
        let reads = ["Describe", "List", "Get"].iter().any(|start| name.starts_with(start));
        assert_eq!(call.mutating, !reads, "{name}");
        assert!(arrived_as_given(call, name, *service, input), "{input} arrived as {}", call.body);
    }
}

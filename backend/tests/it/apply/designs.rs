//! Designs that are applied while the program is killed.

use serde_json::{Value, json};
use shared::plan::Action;

use crate::support::aws::MotoWorld;

const EXECUTION: &str = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
const READ_ONLY: &str = "arn:aws:iam::aws:policy/ReadOnlyAccess";
/// The cluster that is there before anything is applied.
const BASE: &str = "base";

/// What is there before anything is applied, and the names that must differ between Regions.
pub(crate) struct Place {
    pub(crate) region: String,
    pub(crate) target_group: String,
}

impl Place {
    pub(super) fn prepare(world: &MotoWorld) -> Self {
        world.change(Action::CreateCluster, &json!({"clusterName": BASE}));
        let place = Self { region: world.region.clone(), target_group: world.target_group("web") };
        world.forget();
        place
    }

    /// Roles are the account's, not a Region's.
    fn role(&self, name: &str) -> String {
        format!("{name}-{}", self.region)
    }
}

/// Versions of a design. All but the last are applied undisturbed.
#[derive(Clone, Copy)]
pub(super) struct Story {
    pub(super) name: &'static str,
    pub(super) versions: fn(&Place) -> Vec<Value>,
}

/// The two whose every step meets every crash.
pub(super) const MATRIX: [Story; 2] = [
    Story { name: "new", versions: |place| vec![everything(place, "1")] },
    Story { name: "changed", versions: |place| vec![before(place), after(place)] },
];

/// Those that are killed at any moment.
pub(super) const SOAK: [Story; 6] = [
    MATRIX[0],
    MATRIX[1],
    Story { name: "new image", versions: |place| vec![everything(place, "1"), everything(place, "2")] },
    Story {
        name: "taken down",
        versions: |place| vec![everything(place, "1"), json!({"name": "shop", "services": {}})],
    },
    Story { name: "five services", versions: |place| vec![wide(place, 5)] },
    Story { name: "on instances", versions: |_| vec![on_instances()] },
];

fn trust(service: &str) -> Value {
    json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}]})
}

fn policy(name: &str, bucket: &str) -> Value {
    json!({"PolicyName": name, "PolicyDocument": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": format!("arn:aws:s3:::{bucket}/*")}]}})
}

fn service(name: &str, cluster: &str, task_definition: &str, count: u32) -> Value {
    json!({
        "serviceName": name, "cluster": cluster, "taskDefinition": task_definition, "desiredCount": count,
        "launchType": "FARGATE",
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d"]}},
        "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": true}},
    })
}

fn task(family: &str, image: &str) -> Value {
    json!({
        "family": family, "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
        "memory": "512", "containerDefinitions": [
            {"name": "app", "image": image, "essential": true, "portMappings": [{"containerPort": 80}]}],
    })
}

/// All that a first apply can make, behind a target group that is there. The task definition and its container have
/// members that no build knows.
pub(super) fn everything(place: &Place, tag: &str) -> Value {
    let mut web = task("shop-web", &format!("example/web:{tag}"));
    web["executionRoleArn"] = json!("${roles.execution}");
    web["futureMember"] = json!({"of": ["the", "task", 1.5]});
    web["containerDefinitions"][0]["futureMember"] = json!({"of": ["the", "container", null]});
    web["containerDefinitions"][0]["logConfiguration"] = json!({"logDriver": "awslogs", "options": {
        "awslogs-group": "/shop/web", "awslogs-region": place.region, "awslogs-stream-prefix": "web"}});
    let mut balanced = service("web", "${clusters.main}", "${taskDefinitions.web}", 2);
    balanced["loadBalancers"] =
        json!([{"containerName": "app", "containerPort": 80, "targetGroupArn": place.target_group}]);
    json!({
        "name": "shop",
        "clusters": {"main": {"clusterName": "shop"}},
        "logGroups": {"web": {"logGroupName": "/shop/web", "bayplan": {"PutRetentionPolicy": {"retentionInDays": 30}}}},
        "roles": {"execution": {
            "RoleName": place.role("execution"),
            "AssumeRolePolicyDocument": trust("ecs-tasks.amazonaws.com").to_string(),
            "bayplan": {"AttachRolePolicy": [{"PolicyArn": EXECUTION}], "PutRolePolicy": [policy("read", "shop")]},
        }},
        "taskDefinitions": {"web": web},
        "services": {"web": balanced},
    })
}

/// Two services that share a task definition in a cluster of others, and things that the next version lacks.
fn before(place: &Place) -> Value {
    let mut web = task("shop-web", "example/web:1");
    web["executionRoleArn"] = json!("${roles.execution}");
    let trusted = trust("ec2.amazonaws.com").to_string();
    json!({
        "name": "shop",
        "clusters": {
            "base": {"clusterName": BASE, "bayplan": {"ownership": "existing"}},
            "main": {"clusterName": "main", "settings": [{"name": "containerInsights", "value": "disabled"}]},
            "old": {"clusterName": "old"},
        },
        "roles": {
            "execution": {
                "RoleName": place.role("execution"), "AssumeRolePolicyDocument": trusted,
                "bayplan": {
                    "AttachRolePolicy": [{"PolicyArn": EXECUTION}, {"PolicyArn": READ_ONLY}],
                    "PutRolePolicy": [policy("read", "shop"), policy("more", "other")],
                },
            },
            "retired": {
                "RoleName": place.role("retired"), "AssumeRolePolicyDocument": trusted,
                "bayplan": {"AttachRolePolicy": [{"PolicyArn": READ_ONLY}], "PutRolePolicy": [policy("read", "old")]},
            },
        },
        "taskDefinitions": {"web": web},
        "services": {
            "web": service("web", "${clusters.base}", "${taskDefinitions.web}", 2),
            "worker": service("worker", "${clusters.base}", "${taskDefinitions.web}", 1),
            "gone": service("gone", "${clusters.old}", "${taskDefinitions.web}", 1),
        },
    })
}

fn after(place: &Place) -> Value {
    let mut design = before(place);
    let drop = |design: &mut Value, collection: &str, local: &str| {
        design[collection].as_object_mut().unwrap().remove(local).unwrap();
    };
    drop(&mut design, "services", "gone");
    drop(&mut design, "clusters", "old");
    drop(&mut design, "roles", "retired");
    let execution = &mut design["roles"]["execution"];
    execution["AssumeRolePolicyDocument"] = json!(trust("ecs-tasks.amazonaws.com").to_string());
    execution["bayplan"]["AttachRolePolicy"].as_array_mut().unwrap().pop();
    execution["bayplan"]["PutRolePolicy"].as_array_mut().unwrap().pop();
    design["clusters"]["main"] = json!({
        "clusterName": "main", "settings": [{"name": "containerInsights", "value": "enabled"}],
        "capacityProviders": ["FARGATE", "FARGATE_SPOT"],
        "defaultCapacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT", "weight": 1}],
    });
    design["taskDefinitions"]["web"]["containerDefinitions"][0]["image"] = json!("example/web:2");
    design["services"]["web"]["desiredCount"] = json!(3);
    design["services"]["web"]["tags"] = json!([{"key": "team", "value": "shop"}]);
    design
}

/// Services of their own task definitions, which go side by side.
fn wide(place: &Place, count: u32) -> Value {
    let mut design = everything(place, "1");
    for number in 0..count {
        let name = format!("side-{number}");
        design["taskDefinitions"][&name] = task(&name, "example/side:1");
        let task_definition = format!("${{taskDefinitions.{name}}}");
        design["services"][&name] = service(&name, "${clusters.main}", &task_definition, 1);
    }
    design
}

fn on_instances() -> Value {
    json!({
        "name": "shop",
        "clusters": {"base": {"clusterName": BASE, "bayplan": {"ownership": "existing"}}},
        "taskDefinitions": {"web": {"family": "plain", "requiresCompatibilities": ["EC2"], "networkMode": "bridge",
            "containerDefinitions": [{"name": "app", "image": "example/web:1", "memory": 128, "essential": true}]}},
        "services": {"web": {"serviceName": "plain", "cluster": "${clusters.base}",
            "taskDefinition": "${taskDefinitions.web}", "desiredCount": 2, "launchType": "EC2"}},
    })
}

//! Load balancers' target groups. None is made here: those that a design names by ARN are taken as being there, behind
//! a load balancer with the same name and id.

use serde_json::{Value, json};

use super::Account;
use super::fate::Fate;
use super::fault::{invalid, not_found};
use super::ids::address_of;
use super::input::{list, number, text, texts};
use super::tasks::{Stage, Task};
use crate::ports::PortError;

/// The parts of an ARN of Elastic Load Balancing: `HEAD:KIND/PATH`.
struct Named<'a> {
    head: &'a str,
    path: &'a str,
}

impl<'a> Named<'a> {
    fn read(arn: &'a str, kind: &str) -> Result<Self, PortError> {
        let parts = || {
            let (head, resource) = arn.rsplit_once(':')?;
            let named = Self { head, path: resource.strip_prefix(kind)?.strip_prefix('/')? };
            (arn.starts_with("arn:") && named.path.contains('/')).then_some(named)
        };
        parts().ok_or_else(|| invalid("ValidationError", format!("'{arn}' is not a valid {kind} ARN")))
    }

    fn arn(&self, kind: &str, path: &str) -> String {
        format!("{}:{kind}/{path}", self.head)
    }
}

fn required<'v>(input: &'v Value, key: &str) -> Result<&'v str, PortError> {
    text(input, key).ok_or_else(|| invalid("ValidationError", format!("{key} is required")))
}

pub(super) fn describe_target_groups(input: &Value) -> Result<Value, PortError> {
    if !list(input, "Names").is_empty() {
        return Err(not_found("TargetGroupNotFound", "One or more target groups not found"));
    }
    let asked = texts(input, "TargetGroupArns").map(str::to_owned);
    let behind = text(input, "LoadBalancerArn").map(behind_load_balancer).transpose()?;
    let groups: Vec<Value> = asked.chain(behind).map(|arn| print(&arn)).collect::<Result<_, _>>()?;
    Ok(json!({ "TargetGroups": groups }))
}

fn behind_load_balancer(arn: &str) -> Result<String, PortError> {
    let named = Named::read(arn, "loadbalancer")?;
    let (_, path) = named.path.split_once('/').unwrap_or(("app", named.path));
    Ok(named.arn("targetgroup", path))
}

fn print(arn: &str) -> Result<Value, PortError> {
    let named = Named::read(arn, "targetgroup")?;
    Ok(json!({
        "TargetGroupArn": arn,
        "TargetGroupName": named.path.split('/').next(),
        "Protocol": "HTTP",
        "Port": 80,
        "VpcId": "vpc-0123456789abcdef0",
        "HealthCheckProtocol": "HTTP",
        "HealthCheckPort": "traffic-port",
        "HealthCheckEnabled": true,
        "HealthCheckIntervalSeconds": 30,
        "HealthCheckTimeoutSeconds": 5,
        "HealthyThresholdCount": 5,
        "UnhealthyThresholdCount": 2,
        "HealthCheckPath": "/",
        "Matcher": { "HttpCode": "200" },
        "LoadBalancerArns": [named.arn("loadbalancer", &format!("app/{}", named.path))],
        "TargetType": "ip",
        "ProtocolVersion": "HTTP1",
        "IpAddressType": "ipv4",
    }))
}

pub(super) fn describe_listeners(input: &Value) -> Result<Value, PortError> {
    let asked = texts(input, "ListenerArns").map(str::to_owned);
    let of_balancer = text(input, "LoadBalancerArn").map(|arn| {
        let named = Named::read(arn, "loadbalancer")?;
        let id = named.path.rsplit('/').next().unwrap_or_default();
        Ok(named.arn("listener", &format!("{}/{id}", named.path)))
    });
    let arns: Vec<String> = asked.chain(of_balancer.transpose()?).collect();
    let listeners: Vec<Value> = arns.iter().map(|arn| listener(arn)).collect::<Result<_, _>>()?;
    Ok(json!({ "Listeners": listeners }))
}

fn listener(arn: &str) -> Result<Value, PortError> {
    let named = Named::read(arn, "listener")?;
    let (balancer, _) = named.path.rsplit_once('/').unwrap_or((named.path, ""));
    let balancer = named.arn("loadbalancer", balancer);
    let forward = json!([{ "Type": "forward", "Order": 1, "TargetGroupArn": behind_load_balancer(&balancer)? }]);
    let listener = json!({
        "ListenerArn": arn,
        "LoadBalancerArn": balancer,
        "Port": 80,
        "Protocol": "HTTP",
        "DefaultActions": forward,
    });
    Ok(listener)
}

/// Every listener has its default rule only.
pub(super) fn describe_rules(input: &Value) -> Result<Value, PortError> {
    let arn = required(input, "ListenerArn")?;
    let named = Named::read(arn, "listener")?;
    let rule = json!({
        "RuleArn": named.arn("listener-rule", &format!("{}/{}", named.path, super::ids::hex_of(arn))),
        "Priority": "default",
        "Conditions": [],
        "Actions": listener(arn)?["DefaultActions"],
        "IsDefault": true,
    });
    Ok(json!({ "Rules": [rule] }))
}

impl Account {
    pub(super) fn describe_target_health(&self, input: &Value) -> Result<Value, PortError> {
        let arn = required(input, "TargetGroupArn")?;
        Named::read(arn, "targetgroup")?;
        let services = self.clusters.values().flat_map(|cluster| cluster.services.values());
        let attached = services.filter_map(|service| {
            let balancers = service.settings.get("loadBalancers").and_then(Value::as_array)?;
            let balancer = balancers.iter().find(|balancer| text(balancer, "targetGroupArn") == Some(arn))?;
            Some((service, number(balancer, "containerPort").unwrap_or(80)))
        });
        let targets = attached.flat_map(|(service, port)| {
            service.tasks.iter().filter(|task| task.is_running()).map(move |task| target(task, port))
        });
        Ok(json!({ "TargetHealthDescriptions": targets.collect::<Vec<_>>() }))
    }
}

fn target(task: &Task, port: i64) -> Value {
    let health = if task.stage == Stage::Healthy {
        json!({ "State": "healthy" })
    } else if task.fate == Fate::Unhealthy {
        json!({
            "State": "unhealthy",
            "Reason": "Target.FailedHealthChecks",
            "Description": "Health checks failed",
        })
    } else {
        json!({
            "State": "initial",
            "Reason": "Elb.RegistrationInProgress",
            "Description": "Target registration is in progress",
        })
    };
    json!({
        "Target": { "Id": address_of(&task.id), "Port": port },
        "HealthCheckPort": port.to_string(),
        "TargetHealth": health,
    })
}

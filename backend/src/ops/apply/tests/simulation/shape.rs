//! Designs that are changed a little at a time.

use serde_json::{Value, json};

use super::super::world::TRUST;
use super::random::Random;

/// In the environment of every container.
pub(super) const CANARY: &str = "canary-5f1e0c77";

const IMAGES: [&str; 12] = [
    "nginx:1.29",
    "nginx:1.30",
    "nginx:1.31",
    "nginx:1.32",
    "nginx:1.33",
    "nginx:1.34",
    "nginx:1-crash",
    "nginx:1-oom",
    "nginx:1-nopull",
    "nginx:1-unhealthy",
    "nginx:1-nocapacity",
    "nginx:1-stall",
];

/// What varies of a design.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) name: &'static str,
    image: &'static str,
    count: u64,
    second_service: bool,
    attached: bool,
    inline: u64,
    second_group: bool,
    retention: u64,
    breaker: bool,
}

impl Shape {
    pub(super) fn new(name: &'static str) -> Self {
        Self {
            name,
            image: IMAGES[0],
            count: 2,
            second_service: false,
            attached: true,
            inline: 0,
            second_group: false,
            retention: 30,
            breaker: true,
        }
    }

    pub(super) fn change(&mut self, random: &Random) {
        for _ in 0..=random.below(3) {
            match random.below(9) {
                0..=2 => self.image = random.pick(&IMAGES),
                3 => self.count = random.below(4),
                4 => self.second_service ^= true,
                5 => self.attached ^= true,
                6 => self.inline = random.below(3),
                7 if random.chance(500) => self.second_group ^= true,
                7 => self.breaker ^= true,
                _ => self.retention = random.pick(&[7, 14, 30]),
            }
        }
    }

    /// The names of services that the design has, or may have.
    pub(super) fn services(&self) -> [String; 2] {
        [format!("{}-web", self.name), format!("{}-admin", self.name)]
    }

    /// A thing that the design may want one day, and another that it has from the start.
    pub(super) fn second_group(&self) -> String {
        format!("/{}/more", self.name)
    }

    pub(super) fn document(&self) -> Value {
        let Self { name, image, count, attached, inline, retention, breaker, .. } = self;
        let [web, admin] = self.services();
        let mut role =
            json!({"RoleName": format!("{name}-execution"), "AssumeRolePolicyDocument": TRUST, "bayplan": {}});
        if *attached {
            role["bayplan"]["AttachRolePolicy"] = json!([
                {"PolicyArn": "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"}]);
        }
        if *inline > 0 {
            let statement = json!([{"Effect": "Allow", "Action": format!("s3:Get{inline}"), "Resource": "*"}]);
            role["bayplan"]["PutRolePolicy"] = json!([{"PolicyName": "more",
                "PolicyDocument": {"Version": "2012-10-17", "Statement": statement}}]);
        }
        let service = |service: &str| {
            json!({
                "serviceName": service, "cluster": "${clusters.main}", "taskDefinition": "${taskDefinitions.web}",
                "desiredCount": count, "launchType": "FARGATE",
                "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d"]}},
                "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": breaker, "rollback": breaker}},
            })
        };
        let group = format!("/{name}/web");
        let mut design = json!({
            "name": name,
            "clusters": {"main": {"clusterName": name}},
            "logGroups": {"web": {"logGroupName": group, "bayplan": {"PutRetentionPolicy": {"retentionInDays": retention}}}},
            "roles": {"execution": role},
            "taskDefinitions": {"web": {
                "family": format!("{name}-web"), "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
                "cpu": "256", "memory": "512", "executionRoleArn": "${roles.execution}",
                "containerDefinitions": [{"name": "app", "image": image, "essential": true,
                    "environment": [{"name": "DB_PASSWORD", "value": CANARY}],
                    "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": group,
                        "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web"}}}],
            }},
            "services": {"web": service(&web)},
        });
        if self.second_service {
            design["services"]["admin"] = service(&admin);
        }
        if self.second_group {
            design["logGroups"]["more"] = json!({"logGroupName": self.second_group(),
                "bayplan": {"PutRetentionPolicy": {"retentionInDays": retention}}});
        }
        design
    }
}

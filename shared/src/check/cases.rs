//! The documents that rules' cases start from, and the tests that run every rule against its cases.

use serde_json::{Value, json};

use super::{InputKind, all, check, check_with};
use crate::document::Pointer;

/// A document that the rule reports, and one that it doesn't.
#[derive(Debug)]
pub(crate) struct Cases {
    pub(crate) fires: Case,
    pub(crate) silent: Case,
}

/// A base document, and the members set in it: JSON pointer and JSON text, `-` to remove one.
pub(crate) type Case = (Base, &'static [(&'static str, &'static str)]);

/// A small document that gives no error.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Base {
    /// A task definition for Fargate: awsvpc, cpu 256, memory 512, one container "app" with port 80.
    Fargate,
    /// A task definition for EC2: no network mode (bridge), one container "app" with 256 MiB and port 80.
    Ec2,
    /// A task definition for Windows on EC2, one container "app" with 512 MiB.
    Windows,
    /// A Fargate service alone, in one subnet pair.
    Service,
    /// The Fargate task definition at /taskDefinition and its service at /service.
    FargateBundle,
    /// The EC2 task definition at /taskDefinition and its service at /service.
    Ec2Bundle,
}

impl Base {
    fn document(self) -> (InputKind, Value) {
        let fargate = json!({
            "family": "web",
            "requiresCompatibilities": ["FARGATE"],
            "networkMode": "awsvpc",
            "cpu": "256",
            "memory": "512",
            "executionRoleArn": "arn:aws:iam::123456789012:role/web-execution",
            "containerDefinitions": [{
                "name": "app",
                "image": "public.ecr.aws/nginx/nginx:1.29.3",
                "portMappings": [{"containerPort": 80, "protocol": "tcp"}],
            }],
        });
        let ec2 = json!({
            "family": "web",
            "requiresCompatibilities": ["EC2"],
            "containerDefinitions": [{
                "name": "app",
                "image": "public.ecr.aws/nginx/nginx:1.29.3",
                "memory": 256,
                "portMappings": [{"containerPort": 80, "hostPort": 8080}],
            }],
        });
        let windows = json!({
            "family": "web",
            "requiresCompatibilities": ["EC2"],
            "runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"},
            "containerDefinitions": [{
                "name": "app",
                "image": "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022",
                "memory": 512,
            }],
        });
        let fargate_service = json!({
            "serviceName": "web",
            "taskDefinition": "web",
            "launchType": "FARGATE",
            "desiredCount": 2,
            "networkConfiguration": {"awsvpcConfiguration": {
                "subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
                "securityGroups": ["sg-0a1b2c3d4e5f60718"],
            }},
        });
        let ec2_service = json!({
            "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "desiredCount": 2,
        });
        match self {
            Self::Fargate => (InputKind::TaskDefinition, fargate),
            Self::Ec2 => (InputKind::TaskDefinition, ec2),
            Self::Windows => (InputKind::TaskDefinition, windows),
            Self::Service => (InputKind::Service, fargate_service),
            Self::FargateBundle => (InputKind::Bundle, json!({"taskDefinition": fargate, "service": fargate_service})),
            Self::Ec2Bundle => (InputKind::Bundle, json!({"taskDefinition": ec2, "service": ec2_service})),
        }
    }
}

pub(crate) fn document((base, edits): Case) -> (InputKind, Value) {
    let (kind, mut document) = base.document();
    for (path, text) in edits {
        let (parent, last) = Pointer::try_from((*path).to_owned()).unwrap().split_last().unwrap();
        let parent = document.pointer_mut(parent.as_str()).unwrap_or_else(|| panic!("{path} has no container"));
        match (parent, *text) {
            (Value::Object(members), "-") => {
                members.shift_remove(&last).unwrap_or_else(|| panic!("{path} is not there"));
            }
            (Value::Array(items), "-") => {
                items.remove(last.parse().unwrap());
            }
            (Value::Object(members), text) => {
                members.insert(last, json_text(path, text));
            }
            (Value::Array(items), text) if last == "-" => items.push(json_text(path, text)),
            (Value::Array(items), text) => items[last.parse::<usize>().unwrap()] = json_text(path, text),
            (other, _) => panic!("{path}: {other} holds nothing"),
        }
    }
    (kind, document)
}

fn json_text(path: &str, text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error} in {text}"))
}

#[test]
fn bases_have_no_error() {
    for base in [Base::Fargate, Base::Ec2, Base::Windows, Base::Service, Base::FargateBundle, Base::Ec2Bundle] {
        let (kind, document) = base.document();
        let errors: Vec<_> =
            check(&document, kind).into_iter().filter(|found| found.severity == super::Severity::Error).collect();
        assert!(errors.is_empty(), "{base:?}: {errors:#?}");
    }
}

#[test]
fn every_rule_fires_and_is_silent() {
    let mut wrong = Vec::new();
    for rule in all() {
        let reports = |case: Case| {
            let (kind, document) = document(case);
            check(&document, kind).into_iter().any(|found| found.rule == rule.id)
        };
        if !reports(rule.cases.fires) {
            wrong.push(format!("{} doesn't fire", rule.id));
        }
        if reports(rule.cases.silent) {
            wrong.push(format!("{} isn't silent", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_a_rule_its_case_is_red() {
    for removed in all() {
        let (kind, document) = document(removed.cases.fires);
        let rest = all().filter(|rule| rule.id != removed.id);
        let found = check_with(rest, &document, kind);
        assert!(found.iter().all(|found| found.rule != removed.id), "{} is reported by another rule", removed.id);
    }
}

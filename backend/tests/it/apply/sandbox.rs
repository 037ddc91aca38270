//! The same in the sandbox, which needs nothing from outside.

use std::process::{Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::terminal::told;
use crate::support::program::command;

fn run(folder: &TempDir, verb: &[&str], tag: &str) -> Output {
    let design = json!({
        "name": "shop",
        "clusters": {"main": {"clusterName": "shop"}},
        "taskDefinitions": {"web": {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc",
            "cpu": "256", "memory": "512", "containerDefinitions": [{"name": "app", "image": format!("web:{tag}")}]}},
        "services": {"web": {"serviceName": "web", "cluster": "${clusters.main}", "desiredCount": 1,
            "taskDefinition": "${taskDefinitions.web}", "launchType": "FARGATE"}},
    });
    let file = folder.path().join("design.json");
    std::fs::write(&file, design.to_string()).unwrap();
    let database = format!("sqlite:{}", folder.path().join("bayplan.db").display());
    let mut arguments = verb.to_vec();
    arguments.extend([file.to_str().unwrap(), "--environment", "sandbox", "--database", &database]);
    arguments.extend(["--subnets", "subnet-0a1b2c3d"]);
    command(&arguments).env("BAYPLAN_PACE", "quick").stdin(Stdio::null()).output().unwrap()
}

/// The steps of a plan, and their actions in order.
fn planned(folder: &TempDir, tag: &str) -> Vec<(String, String)> {
    let output = run(folder, &["plan", "--json"], tag);
    assert!(output.status.success(), "{}", told(&output));
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    plan["steps"].as_array().unwrap().iter().map(|step| (text(&step["id"]), text(&step["action"]))).collect()
}

/// The steps that were called, as the program tells them.
fn applied(folder: &TempDir, tag: &str) -> Vec<String> {
    let output = run(folder, &["apply", "--auto-approve"], tag);
    assert!(output.status.success(), "{}", told(&output));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let called = said.lines().filter_map(|line| line.split_once(" done in ")).map(|(step, _)| step.trim().to_owned());
    called.collect()
}

#[test]
fn the_sandbox_does_what_was_planned() {
    let folder = tempfile::tempdir().unwrap();
    for (tag, actions) in [
        ("1", &["CreateCluster", "RegisterTaskDefinition", "CreateService"][..]),
        ("2", &["RegisterTaskDefinition", "UpdateService"]),
    ] {
        let steps = planned(&folder, tag);
        assert_eq!(steps.iter().map(|(_, action)| action.as_str()).collect::<Vec<_>>(), actions);
        let (mut called, mut ids) = (applied(&folder, tag), steps.into_iter().map(|(id, _)| id).collect::<Vec<_>>());
        called.sort_unstable();
        ids.sort_unstable();
        assert_eq!(called, ids);
        assert_eq!(planned(&folder, tag), []);
        assert_eq!(applied(&folder, tag), Vec::<String>::new());
    }
}

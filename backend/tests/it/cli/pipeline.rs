//! `push`, `review`, `apply --approved` and `deploy` against a running server.

use std::process::{Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::program::{Server, command};

/// A server without accounts, and the file of a design.
struct Pipeline {
    server: Server,
    folder: TempDir,
}

impl Pipeline {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { server: Server::start(&folder.path().join("bayplan.db")), folder }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let server = format!("http://{}", self.server.host);
        let mut command = command(arguments);
        command.env("BAYPLAN_SERVER", server).env_remove("BAYPLAN_TOKEN").stdin(Stdio::null());
        command.output().unwrap()
    }

    /// Pushes the design with this image's tag for a review in the sandbox, and gives what is printed.
    fn push(&self, tag: &str) -> Value {
        let network = json!({"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d"], "assignPublicIp": "ENABLED"}});
        let design = json!({
            "name": "pipeline",
            "clusters": {"main": {"clusterName": "pipeline"}},
            "taskDefinitions": {"web": {"family": "web", "requiresCompatibilities": ["FARGATE"],
                "networkMode": "awsvpc", "cpu": "256", "memory": "512",
                "containerDefinitions": [{"name": "app", "image": format!("web:{tag}")}]}},
            "services": {"web": {"serviceName": "web", "cluster": "${clusters.main}", "desiredCount": 1,
                "taskDefinition": "${taskDefinitions.web}", "launchType": "FARGATE", "networkConfiguration": network,
                "deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": true, "rollback": false}}}},
        });
        let file = self.folder.path().join("design.json");
        std::fs::write(&file, design.to_string()).unwrap();
        let file = file.to_str().unwrap();
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let source = ["--repository", "acme/shop", "--commit", commit, "--pull-request", "7"];
        let arguments = [&["push", file, "--environment", "sandbox", "--title", "From CI", "--json"][..], &source];
        let output = self.run(&arguments.concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn from_a_file_to_what_runs() {
    let pipeline = Pipeline::new();
    let pushed = pipeline.push("1");
    assert_eq!(pushed["version"], 1, "{pushed}");
    let again = pipeline.push("1");
    assert_eq!((&again["design"], &again["version"]), (&pushed["design"], &json!(1)), "the same is no new version");
    let review = again["review"].as_str().unwrap();
    assert!(again["page"].as_str().unwrap().ends_with(&format!("/reviews/{review}")));

    let output = pipeline.run(&["review", review, "--wait", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["approved"], &told["by"]), (&json!(true), &json!([])), "nobody has to approve in the sandbox");

    let output = pipeline.run(&["apply", "--approved", review, "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["result"]["outcome"], "done", "{told}");

    let images = ["--environment", "sandbox", "--image", "web/app=web:2"];
    let output = pipeline.run(&[&["deploy", "pipeline"], &images[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("taskDefinitions.web:RegisterTaskDefinition done"), "{}", said(&output));
    let output = pipeline.run(&[&["deploy", "pipeline"], &images[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("The images run already"), "{}", said(&output));
}

#[test]
fn what_fails_is_told_with_its_exit_code() {
    let pipeline = Pipeline::new();
    let review = pipeline.push("nopull")["review"].as_str().unwrap().to_owned();
    let output = pipeline.run(&["apply", "--approved", &review]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("Failed: "), "{}", said(&output));

    for (arguments, code, words) in [
        (&["review", "nothing"][..], 2, "There is no such review"),
        (&["apply", "--approved", "nothing"], 2, "There is no such review"),
        (&["apply"], 2, "FILE"),
        (&["apply", "design.json", "--environment", "sandbox", "--approved", "x"], 2, "cannot be used with"),
        (&["push", "missing.json"], 2, "can't be read"),
        (&["deploy", "nothing", "--environment", "sandbox", "--image", "web/app=web:2"], 2, "not exactly one design"),
        (&["deploy", "pipeline", "--environment", "sandbox", "--image", "web/none=web:2"], 2, "none"),
        (&["deploy", "pipeline", "--environment", "sandbox", "--image", "web"], 2, "TASK_DEFINITION/CONTAINER=IMAGE"),
        (&["review", "x", "--server", "http://example.com"], 2, "is not https"),
        (&["review", "x", "--server", "https://example.com"], 2, "BAYPLAN_TOKEN"),
        (&["review", "x", "--server", "nonsense"], 2, "is no address"),
        (&["review", "x", "--server", "http://127.0.0.1:1"], 1, "can't be reached"),
    ] {
        let output = pipeline.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {}", said(&output));
        assert!(said(&output).contains(words), "{arguments:?} {}", said(&output));
    }
}

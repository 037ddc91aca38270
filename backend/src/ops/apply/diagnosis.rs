//! Why a deployment does not get steady: the stopped task's reason, its exit code, its last log lines.

mod words;

use serde_json::{Value, json};
use shared::event::Cause;

use super::cause::cause;
use crate::ports::{Read, Reads};

/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html>
const TASKS_A_CALL: usize = 100;
const LOG_LINES: i64 = 20;

/// ECS gave the deployment up.
pub(super) async fn failed(aws: &dyn Reads, service: &Value, deployment: &str, reason: &str) -> Cause {
    let mut others = others(service, deployment).peekable();
    let back = if others.peek().is_none() {
        " The service has nothing to go back to."
    } else if others.any(|other| word(other, "status") == Some("PRIMARY")) {
        " ECS has put the service back to what ran before."
    } else {
        " What ran before still runs, but ECS was not told to go back to it."
    };
    let found = explain(aws, service, deployment).await;
    let summary = format!("The deployment failed{}.{back}", said(reason));
    joined("deployment-failed", summary, found)
}

/// Another deployment has taken the place of this one.
pub(super) async fn replaced(aws: &dyn Reads, service: &Value, deployment: &str) -> Cause {
    // A failed deployment is listed only until its rollback is complete; the service's events remember it.
    let failed = events(service).any(|message| message.contains(deployment) && message.contains("deployment failed"));
    if failed {
        let found = explain(aws, service, deployment).await;
        let summary = "The deployment failed, and ECS has put the service back to what ran before.";
        return joined("deployment-failed", summary.to_owned(), found);
    }
    cause(
        "deployment-replaced",
        "Something else has started another deployment of this service while this one was going on.",
        "Find out who deployed (the service's events tell when), then plan again.",
    )
}

/// The deployment has taken too long.
pub(super) async fn too_late(aws: &dyn Reads, service: &Value, deployment: &str, minutes: u64) -> Cause {
    let found = explain(aws, service, deployment).await;
    let summary = format!(
        "The deployment did not reach steady state within {minutes} minutes. It still goes on: ECS keeps trying."
    );
    joined("deployment-timeout", summary, found)
}

/// Why a task of the deployment stopped, as one line; nothing where none has.
pub(super) async fn stopped(aws: &dyn Reads, service: &Value, deployment: &str) -> Option<String> {
    let task = stopped_task(aws, service, deployment).await?;
    let told = words::stopped(&task)?;
    Some(format!("A task stopped. {}", told.summary))
}

fn said(reason: &str) -> String {
    let reason = reason.trim().trim_end_matches('.');
    if reason.is_empty() { String::new() } else { format!(": {reason}") }
}

fn joined(code: &str, summary: String, found: Option<Cause>) -> Cause {
    match found {
        Some(found) => Cause { code: code.to_owned(), summary: format!("{summary} {}", found.summary), ..found },
        None => cause(
            code,
            summary,
            "Look at the service's events below: they tell what ECS tried. Then change the design, plan and apply.",
        ),
    }
}

/// The service's deployments but the failed one.
fn others<'v>(service: &'v Value, deployment: &str) -> impl Iterator<Item = &'v Value> {
    let deployments = service.get("deployments").and_then(Value::as_array).into_iter().flatten();
    deployments.filter(move |other| word(other, "id").is_some_and(|id| id != deployment))
}

async fn explain(aws: &dyn Reads, service: &Value, deployment: &str) -> Option<Cause> {
    let Some(task) = stopped_task(aws, service, deployment).await else {
        return events(service).find_map(words::not_placed);
    };
    let mut told = words::stopped(&task)?;
    if let Some(container) = told.container.clone() {
        told.log_lines = log_lines(aws, &task, &container).await.unwrap_or_default();
    }
    Some(told)
}

fn events(service: &Value) -> impl Iterator<Item = &str> {
    let events = service.get("events").and_then(Value::as_array).into_iter().flatten();
    events.filter_map(|event| word(event, "message"))
}

/// The task of the deployment that stopped last. What can't be read explains nothing, but must not hide the failure.
async fn stopped_task(aws: &dyn Reads, service: &Value, deployment: &str) -> Option<Value> {
    let (cluster, name) = (word(service, "clusterArn")?, word(service, "serviceName")?);
    let input = json!({ "cluster": cluster, "serviceName": name, "desiredStatus": "STOPPED" });
    let listed = aws.read(Read::ListTasks, &input).await.ok()?;
    let arns: Vec<_> = listed.get("taskArns")?.as_array()?.iter().take(TASKS_A_CALL).cloned().collect();
    if arns.is_empty() {
        return None;
    }
    let described = aws.read(Read::DescribeTasks, &json!({ "cluster": cluster, "tasks": arns })).await.ok()?;
    let tasks = described.get("tasks")?.as_array()?;
    let ours = tasks.iter().filter(|task| word(task, "startedBy") == Some(deployment));
    let when = |task: &&Value| task.get("stoppedAt").map_or(0, shared::plan::milliseconds);
    ours.max_by_key(when).cloned()
}

/// The last lines that a container of a stopped task logged to CloudWatch Logs.
async fn log_lines(aws: &dyn Reads, task: &Value, container: &str) -> Option<Vec<String>> {
    let definition = aws
        .read(Read::DescribeTaskDefinition, &json!({ "taskDefinition": word(task, "taskDefinitionArn")? }))
        .await
        .ok()?;
    let containers = definition.pointer("/taskDefinition/containerDefinitions")?.as_array()?;
    let logged = containers.iter().find(|candidate| word(candidate, "name") == Some(container))?;
    let options = logged.pointer("/logConfiguration/options")?;
    let id = word(task, "taskArn")?.rsplit('/').next()?;
    let stream = format!("{}/{container}/{id}", word(options, "awslogs-stream-prefix")?);
    let input = json!({
        "logGroupName": word(options, "awslogs-group")?, "logStreamName": stream, "limit": LOG_LINES,
        "startFromHead": false,
    });
    let events = aws.read(Read::GetLogEvents, &input).await.ok()?;
    let lines = events.get("events")?.as_array()?.iter().filter_map(|event| word(event, "message"));
    Some(lines.map(str::to_owned).collect())
}

fn word<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

//! ECS's reasons in plain words, with what to do next.

use serde_json::Value;
use shared::event::Cause;

use super::word;

/// What a stopped task tells: which container, how it ended, and what that means.
pub(super) fn stopped(task: &Value) -> Option<Cause> {
    let reason = word(task, "stoppedReason").unwrap_or_default();
    let container = guilty(task);
    let exit_code = container.and_then(|container| container.get("exitCode")).and_then(Value::as_i64);
    let own = container.and_then(|container| word(container, "reason")).unwrap_or_default();
    let name = container.and_then(|container| word(container, "name")).unwrap_or("?");
    if reason.is_empty() && own.is_empty() && exit_code.is_none() {
        return None;
    }
    let (summary, next) = meaning(name, &format!("{reason} {own}"), exit_code);
    Some(Cause {
        code: "task-stopped".to_owned(),
        summary,
        next,
        stopped_reason: Some(if own.is_empty() || own == reason {
            reason.to_owned()
        } else {
            format!("{reason} ({own})")
        }),
        container: container.map(|_| name.to_owned()),
        exit_code,
        ..Cause::default()
    })
}

/// The container that brought the task down: one with a reason of its own, else one that ended with an error.
fn guilty(task: &Value) -> Option<&Value> {
    let containers = task.get("containers")?.as_array()?;
    let with_reason = containers.iter().find(|container| word(container, "reason").is_some_and(|own| !own.is_empty()));
    let with_error = || {
        let code = |container: &&Value| container.get("exitCode").and_then(Value::as_i64).is_some_and(|code| code != 0);
        containers.iter().find(code)
    };
    // Before any container started, the one that could not start has no exit code.
    let not_started = || containers.iter().find(|container| container.get("exitCode").is_none());
    with_reason.or_else(with_error).or_else(not_started).or_else(|| containers.first())
}

/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html>
fn meaning(container: &str, reasons: &str, exit_code: Option<i64>) -> (String, String) {
    let said = |word: &str| reasons.contains(word);
    let code = exit_code.map_or_else(String::new, |code| format!(" with exit code {code}"));
    let (summary, next) = if said("OutOfMemory") {
        (
            format!("Container {container} was killed{code}: it used more memory than it may."),
            "Raise the container's memory (and the task's, if it is the whole), or find what takes so much.",
        )
    } else if said("CannotPullContainerError") || said("CannotPullImageManifestError") || said("ImagePull") {
        (
            format!("The image of container {container} can't be pulled."),
            "Check that the image and its tag exist, that the execution role may pull it, and that the subnets reach \
             the registry (a NAT gateway, VPC endpoints, or a public IP).",
        )
    } else if said("ResourceInitializationError") {
        (
            "The task's resources could not be set up before its containers started.".to_owned(),
            "Check that the execution role may read the secrets and write the logs that the task definition names, \
             that they exist, and that the subnets reach those services.",
        )
    } else if said("health checks") {
        (
            format!("The task started but did not pass its health checks (container {container}{code})."),
            "Check the health check's path, port and times against what the application does when it starts, and that \
             the security groups let the load balancer in.",
        )
    } else if said("CannotStartContainerError") || said("CannotCreateContainerError") {
        (
            format!("Container {container} can't be started."),
            "Check its command, entry point, user and mounts: the reason below tells which.",
        )
    } else if exit_code == Some(137) {
        (
            format!("Container {container} was killed{code}."),
            "Exit code 137 means SIGKILL: too much memory, or it did not stop in time when asked.",
        )
    } else if exit_code == Some(139) {
        (format!("Container {container} crashed{code} (segmentation fault)."), "Look at its last log lines.")
    } else if exit_code.is_some_and(|code| code != 0) {
        (
            format!("Container {container} ended{code}."),
            "Its last log lines tell why; correct the application, its command or its environment.",
        )
    } else if exit_code == Some(0) {
        (
            format!("Container {container} ended{code}, and an essential container must keep running."),
            "Give it a command that keeps running, or make it not essential.",
        )
    } else {
        ("A task was stopped.".to_owned(), "The reason below is ECS's own.")
    };
    (summary, next.to_owned())
}

/// What an event tells where no task could even be placed.
pub(super) fn not_placed(message: &str) -> Option<Cause> {
    if !message.contains("unable to place a task") {
        return None;
    }
    Some(Cause {
        code: "no-capacity".to_owned(),
        summary: "ECS found no place for a task.".to_owned(),
        next: "Give the service capacity: more or larger container instances, another capacity provider, or other \
               Availability Zones; or lower what the task asks for."
            .to_owned(),
        stopped_reason: Some(message.to_owned()),
        ..Cause::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reasons_are_told_apart() {
        let task = |reason: &str, container: Value| json!({"stoppedReason": reason, "containers": [{"name": "log", "exitCode": 0}, container]});
        for (task, told, code) in [
            (
                task("Essential container in task exited", json!({"name": "app", "exitCode": 1})),
                "ended with exit code 1",
                Some(1),
            ),
            (
                task(
                    "Essential container in task exited",
                    json!({"name": "app", "exitCode": 137, "reason": "OutOfMemoryError: Container killed due to memory usage"}),
                ),
                "more memory than it may",
                Some(137),
            ),
            (
                task("CannotPullContainerError: no", json!({"name": "app", "reason": "CannotPullContainerError: no"})),
                "can't be pulled",
                None,
            ),
            (
                task("Task failed ELB health checks in (target-group x)", json!({"name": "app", "exitCode": 143})),
                "health checks",
                Some(143),
            ),
        ] {
            let cause = stopped(&task).unwrap();
            assert!(cause.summary.contains(told), "{}", cause.summary);
            assert_eq!(cause.exit_code, code);
            assert!(!cause.next.is_empty());
            let reason = cause.stopped_reason.unwrap();
            assert_eq!(reason.matches("CannotPull").count(), usize::from(told.contains("pulled")), "{reason}");
        }
    }
}

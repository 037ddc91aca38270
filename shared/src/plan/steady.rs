//! How a service's deployment stands.

use serde_json::Value;

use crate::event::{DeploymentStatus, ServiceEvent};

/// Where a deployment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rollout {
    /// Under way.
    Going,
    /// This deployment has reached steady state.
    Steady,
    /// ECS gave it up, with the reason that ECS states.
    Failed(String),
    /// Another deployment has taken its place: ECS rolled it back, or someone else rolled out something.
    Replaced,
}

/// How the deployment `id` of `service`, an item of `DescribeServices`, stands. A service is steady by its own
/// deployment, never by whatever it happens to run: after a rollback it is steady, too.
pub fn rollout(service: &Value, id: &str) -> (Rollout, DeploymentStatus) {
    let deployments = service.get("deployments").and_then(Value::as_array).into_iter().flatten();
    let Some(ours) = deployments.into_iter().find(|deployment| word(deployment, "id") == Some(id)) else {
        let gone =
            DeploymentStatus { deployment: id.to_owned(), rollout_state: "GONE".to_owned(), ..Default::default() };
        return (Rollout::Replaced, gone);
    };
    let count = |key: &str| ours.get(key).and_then(Value::as_i64).unwrap_or(0);
    let status = DeploymentStatus {
        deployment: id.to_owned(),
        rollout_state: word(ours, "rolloutState").unwrap_or("IN_PROGRESS").to_owned(),
        desired: count("desiredCount"),
        running: count("runningCount"),
        pending: count("pendingCount"),
        failed: count("failedTasks"),
        events: Vec::new(),
    };
    let primary = word(ours, "status") == Some("PRIMARY");
    let state = match word(ours, "rolloutState") {
        Some("FAILED") => Rollout::Failed(word(ours, "rolloutStateReason").unwrap_or_default().to_owned()),
        _ if !primary => Rollout::Replaced,
        // Deployment controllers other than ECS's state none.
        Some("COMPLETED") | None if status.running == status.desired => Rollout::Steady,
        Some(_) | None => Rollout::Going,
    };
    (state, status)
}

/// The service's events after the one with the id `last`, oldest first; all where it isn't among them.
pub fn events_since(service: &Value, last: Option<&str>) -> Vec<ServiceEvent> {
    let newest_first = service.get("events").and_then(Value::as_array).into_iter().flatten();
    let new = newest_first.take_while(|event| word(event, "id") != last.or(Some("")));
    let mut events: Vec<_> = new
        .map(|event| ServiceEvent {
            id: word(event, "id").unwrap_or_default().to_owned(),
            at: event.get("createdAt").map_or(0, milliseconds),
            message: word(event, "message").unwrap_or_default().to_owned(),
        })
        .collect();
    events.reverse();
    events
}

/// A time of AWS's JSON protocols, in seconds since 1970 with a fraction, as milliseconds.
pub fn milliseconds(time: &Value) -> i64 {
    let seconds = time.as_f64().unwrap_or(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "times of this millennium fit")]
    let milliseconds = (seconds * 1000.0).round() as i64;
    milliseconds
}

fn word<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn service(deployments: &Value) -> Value {
        json!({ "serviceName": "web", "deployments": deployments })
    }

    #[test]
    fn a_rollback_is_not_steady() {
        let rolled_back = service(&json!([
            {"id": "2", "status": "PRIMARY", "rolloutState": "COMPLETED", "desiredCount": 2, "runningCount": 2},
            {"id": "1", "status": "ACTIVE", "rolloutState": "FAILED", "rolloutStateReason": "tasks failed to start"},
        ]));
        assert_eq!(rollout(&rolled_back, "1").0, Rollout::Failed("tasks failed to start".to_owned()));
        assert_eq!(rollout(&rolled_back, "2").0, Rollout::Steady);
        assert_eq!(rollout(&rolled_back, "0").0, Rollout::Replaced);
    }

    #[test]
    fn completed_means_that_all_run() {
        let running = |running: i64, state: &str| {
            service(&json!([
                {"id": "1", "status": "PRIMARY", "rolloutState": state, "desiredCount": 2, "runningCount": running},
            ]))
        };
        assert_eq!(rollout(&running(1, "IN_PROGRESS"), "1").0, Rollout::Going);
        assert_eq!(rollout(&running(2, "IN_PROGRESS"), "1").0, Rollout::Going);
        assert_eq!(rollout(&running(1, "COMPLETED"), "1").0, Rollout::Going);
        assert_eq!(rollout(&running(2, "COMPLETED"), "1").0, Rollout::Steady);
    }

    #[test]
    fn events_come_once() {
        let service = json!({"events": [
            {"id": "c", "createdAt": 3.5, "message": "3"}, {"id": "b", "createdAt": 2, "message": "2"}, {"id": "a", "createdAt": 1, "message": "1"},
        ]});
        let ids = |last| events_since(&service, last).into_iter().map(|event| event.id).collect::<Vec<_>>();
        assert_eq!(ids(None), ["a", "b", "c"]);
        assert_eq!(ids(Some("b")), ["c"]);
        assert_eq!(ids(Some("c")), [""; 0]);
        assert_eq!(events_since(&service, Some("b"))[0].at, 3500);
    }
}

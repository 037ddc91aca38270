//! CloudWatch Logs' groups, and what the containers of simulated tasks wrote.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::Account;
use super::fate::Fate;
use super::fault::{conflict, invalid_parameter, not_found};
use super::home::Home;
use super::input::{list, members, number, page, paged, required, text};
use super::tasks::Task;
use crate::ports::PortError;

/// The numbers of days that log events can be kept.
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
const RETENTIONS: [i64; 22] =
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct LogGroup {
    /// The request's members, such as its class.
    settings: Map<String, Value>,
    pub(super) tags: BTreeMap<String, Value>,
    pub(super) retention: Option<i64>,
    created_at: i64,
}

impl LogGroup {
    fn print(&self, name: &str, home: &Home) -> Value {
        let arn = home.log_group(name);
        let mut out = json!({
            "logGroupName": name,
            "creationTime": self.created_at,
            "metricFilterCount": 0,
            "arn": format!("{arn}:*"),
            "storedBytes": 0,
            "logGroupClass": "STANDARD",
            "logGroupArn": arn,
        });
        for (key, value) in &self.settings {
            out[key] = value.clone();
        }
        if let Some(days) = self.retention {
            out["retentionInDays"] = json!(days);
        }
        out
    }
}

fn no_log_group() -> PortError {
    not_found("ResourceNotFoundException", "The specified log group does not exist.")
}

impl Account {
    pub(super) fn create_log_group(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = required(input, "logGroupName")?;
        if self.log_groups.contains_key(name) {
            return Err(conflict("ResourceAlreadyExistsException", "The specified log group already exists"));
        }
        let tags = input.get("tags").and_then(Value::as_object).into_iter().flatten();
        let group = LogGroup {
            settings: members(input, &["logGroupName", "tags"]),
            tags: tags.map(|(key, value)| (key.clone(), value.clone())).collect(),
            retention: None,
            created_at: self.now,
        };
        self.log_groups.insert(name.to_owned(), group);
        Ok(json!({}))
    }

    pub(super) fn put_retention_policy(&mut self, input: &Value) -> Result<Value, PortError> {
        let name = required(input, "logGroupName")?;
        let days = number(input, "retentionInDays").filter(|days| RETENTIONS.contains(days));
        let days =
            days.ok_or_else(|| invalid_parameter("retentionInDays is not one of the numbers that are allowed."))?;
        self.log_groups.get_mut(name).ok_or_else(no_log_group)?.retention = Some(days);
        Ok(json!({}))
    }

    pub(super) fn describe_log_groups(&self, input: &Value) -> Value {
        let prefix = text(input, "logGroupNamePrefix").unwrap_or_default();
        let pattern = text(input, "logGroupNamePattern").unwrap_or_default();
        let asked = self.log_groups.iter().filter(|(name, _)| name.starts_with(prefix) && name.contains(pattern));
        let groups = asked.map(|(name, group)| group.print(name, &self.home)).collect();
        paged("logGroups", page(groups, input, "limit", 50))
    }

    pub(super) fn list_log_group_tags(&self, input: &Value) -> Result<Value, PortError> {
        let arn = required(input, "resourceArn")?;
        let mut groups = self.log_groups.iter();
        let (_, group) = groups.find(|(name, _)| self.home.log_group(name) == arn).ok_or_else(no_log_group)?;
        Ok(json!({ "tags": group.tags }))
    }

    /// The last lines of a container. A group that a task names but nobody made here is taken as being there.
    pub(super) fn get_log_events(&self, input: &Value) -> Result<Value, PortError> {
        let group = required(input, "logGroupName").or_else(|_| required(input, "logGroupIdentifier"))?;
        let stream = required(input, "logStreamName")?;
        let services = self.clusters.values().flat_map(|cluster| cluster.services.values());
        let lines =
            services.flat_map(super::services::Service::all_tasks).find_map(|task| self.lines(task, group, stream));
        let lines = match lines {
            Some(lines) => lines,
            None if self.log_groups.contains_key(group) => {
                let message = "The specified log stream does not exist.";
                return Err(not_found("ResourceNotFoundException", message));
            }
            None => return Err(no_log_group()),
        };
        let print = |(at, message): (i64, String)| json!({ "timestamp": at, "message": message, "ingestionTime": at });
        let all: Vec<Value> = lines.into_iter().map(print).collect();
        let limit = number(input, "limit").and_then(|limit| usize::try_from(limit).ok()).unwrap_or(all.len());
        let surplus = all.len().saturating_sub(limit);
        let events = all.get(surplus..).unwrap_or_default();
        Ok(json!({ "events": events, "nextForwardToken": "f/0", "nextBackwardToken": "b/0" }))
    }

    /// What a task's container wrote, if that is its stream.
    fn lines(&self, task: &Task, group: &str, stream: &str) -> Option<Vec<(i64, String)>> {
        let started = task.started_at?;
        let rest = stream.strip_suffix(&task.id)?.strip_suffix('/')?;
        let document = &self.revision(&task.revision)?.document;
        let container = list(document, "containerDefinitions").iter().find(|container| {
            let option =
                |key: &str| container.pointer(&format!("/logConfiguration/options/{key}")).and_then(Value::as_str);
            let name = text(container, "name").unwrap_or_default();
            let prefix = option("awslogs-stream-prefix").unwrap_or_default();
            option("awslogs-group") == Some(group) && rest == format!("{prefix}/{name}")
        })?;
        let name = text(container, "name").unwrap_or_default();
        let end = task.stopped.as_ref().map_or(started, |stop| stop.at);
        let mut lines = vec![(started, format!("{name}: starting"))];
        let fate = if name == task.container { task.fate } else { Fate::Healthy };
        let mut say = |line: &str| lines.push((end, line.to_owned()));
        match fate {
            Fate::Healthy | Fate::Stall | Fate::Nopull | Fate::Nocapacity => say("ready to serve"),
            Fate::Crash => {
                say("fatal: could not read the configuration (simulated, because the image's tag says `crash`)");
                say("exiting with code 1");
            }
            Fate::Oom => say("building the cache in memory (simulated, because the image's tag says `oom`)"),
            Fate::Unhealthy => {
                say("listening on a port that nobody asks (simulated, because the image's tag says `unhealthy`)");
                say("received SIGTERM, stopping");
            }
        }
        Some(lines)
    }
}

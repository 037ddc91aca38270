//! A task's way from its start to its end.

use super::World;
use crate::sandbox::deployments::Deployment;
use crate::sandbox::fate::Fate;
use crate::sandbox::services::Service;
use crate::sandbox::tasks::{Stage, Stop, Task};

/// How many stopped tasks of a service are kept.
const KEPT_STOPPED: usize = 30;

/// A container that was told to stop (128 and SIGTERM's number).
const TOLD_TO_STOP: i64 = 143;
/// A container that was killed (128 and SIGKILL's number).
const KILLED: i64 = 137;

impl Task {
    pub(super) fn start(deployment: &Deployment, world: &mut World) -> Self {
        Self {
            id: world.ids.hex(),
            deployment: deployment.id.clone(),
            revision: deployment.task_definition().to_owned(),
            fate: deployment.fate,
            container: deployment.container.clone(),
            stage: Stage::Provisioning,
            due: Some(world.at + world.pace.part(10)),
            created_at: world.at,
            started_at: None,
            stopped: None,
        }
    }

    /// How long it is in a stage, in hundredths of the time that a healthy deployment takes; without end where
    /// nothing follows.
    const fn lasts(&self) -> Option<i64> {
        match (self.stage, self.fate) {
            (Stage::Provisioning, _) => Some(10),
            (Stage::Pending, Fate::Healthy) => Some(40),
            (Stage::Pending, Fate::Crash | Fate::Oom | Fate::Unhealthy) => Some(20),
            (Stage::Pending, Fate::Nopull) | (Stage::Running, Fate::Healthy) => Some(35),
            (Stage::Running, Fate::Crash | Fate::Oom | Fate::Nopull) => Some(15),
            (Stage::Running, Fate::Unhealthy) => Some(25),
            (Stage::Pending | Stage::Running, Fate::Stall | Fate::Nocapacity)
            | (Stage::Healthy | Stage::Stopped, _) => None,
        }
    }

    /// Goes on to its next stage; gives why it stops where it comes to its end.
    fn go_on(&mut self, world: &World, target_group: Option<&str>) -> Option<Stop> {
        let next = match (self.stage, self.fate) {
            (Stage::Provisioning, _) => Stage::Pending,
            (Stage::Pending, Fate::Nopull) | (Stage::Running, Fate::Crash | Fate::Oom | Fate::Unhealthy) => {
                return Some(self.end(world.at, target_group));
            }
            (Stage::Pending, _) => Stage::Running,
            (Stage::Running, _) => Stage::Healthy,
            (Stage::Healthy | Stage::Stopped, _) => self.stage,
        };
        self.stage = next;
        if next == Stage::Running {
            self.started_at = Some(world.at);
        }
        self.due = self.lasts().map(|part| world.at + world.pace.part(part));
        None
    }

    fn end(&self, at: i64, target_group: Option<&str>) -> Stop {
        let stop = |code: &str, reason: String, exit_code, container_reason: Option<String>| Stop {
            at,
            code: code.to_owned(),
            reason,
            exit_code,
            container_reason,
        };
        let exited = || "Essential container in task exited".to_owned();
        match self.fate {
            Fate::Oom => {
                let reason = "OutOfMemoryError: Container killed due to memory usage".to_owned();
                stop("EssentialContainerExited", exited(), Some(KILLED), Some(reason))
            }
            Fate::Nopull => {
                let reason = "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to \
                              resolve ref: not found";
                stop("TaskFailedToStart", reason.to_owned(), None, Some(reason.to_owned()))
            }
            Fate::Unhealthy => {
                let reason = target_group.map_or_else(
                    || "Task failed container health checks".to_owned(),
                    |arn| format!("Task failed ELB health checks in (target-group {arn})"),
                );
                stop("ServiceSchedulerInitiated", reason, Some(TOLD_TO_STOP), None)
            }
            Fate::Crash | Fate::Healthy | Fate::Stall | Fate::Nocapacity => {
                stop("EssentialContainerExited", exited(), Some(1), None)
            }
        }
    }
}

impl Service {
    /// Every task that is due goes on.
    pub(super) fn move_tasks(&mut self, world: &mut World) {
        let target_group = self.target_groups().next().map(str::to_owned);
        let mut ended = Vec::new();
        let mut registered = 0;
        for task in self.tasks.iter_mut().filter(|task| task.due.is_some_and(|due| due <= world.at)) {
            let before = task.stage;
            if let Some(stop) = task.go_on(world, target_group.as_deref()) {
                ended.push((task.id.clone(), task.deployment.clone(), before, stop));
            } else if task.stage == Stage::Running {
                registered += 1;
            }
        }
        self.targets_event(world, "registered", registered);
        if ended.is_empty() {
            return;
        }
        self.failed_event(world, &ended.iter().map(|(id, _, _, stop)| (id.as_str(), stop)).collect::<Vec<_>>());
        let deregistered = ended.iter().filter(|(_, _, stage, _)| *stage >= Stage::Running).count();
        self.targets_event(world, "deregistered", i64::try_from(deregistered).unwrap_or(0));
        for (id, deployment, _, stop) in ended {
            self.retire(&id, stop);
            self.count_failure(&deployment);
        }
        self.react_to_failures(world);
    }

    fn failed_event(&mut self, world: &mut World, ended: &[(&str, &Stop)]) {
        for (id, stop) in ended {
            if let Some((_, about)) = stop.reason.split_once("Task failed ELB health checks in ") {
                self.event(
                    world,
                    &format!("(task {id}) is unhealthy in {about} due to (reason Health checks failed)."),
                );
            } else if stop.reason == "Task failed container health checks" {
                self.event(world, &format!("(task {id}) failed container health checks."));
            }
        }
    }

    /// Moves a task to those that have stopped.
    pub(super) fn retire(&mut self, id: &str, stop: Stop) {
        let Some(at) = self.tasks.iter().position(|task| task.id == *id) else { return };
        let mut task = self.tasks.remove(at);
        task.stage = Stage::Stopped;
        task.due = None;
        task.stopped = Some(stop);
        self.stopped.push(task);
        let surplus = self.stopped.len().saturating_sub(KEPT_STOPPED);
        self.stopped.drain(..surplus);
    }
}

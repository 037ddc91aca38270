//! ECS's service scheduler: what happens to a service's tasks and deployments as time goes on.

mod circuit_breaker;
mod lifecycle;

use serde_json::Value;

use super::deployments::Rollout;
use super::fate::Fate;
use super::ids::Ids;
use super::input::number;
use super::pace::Pace;
use super::services::{Service, Status};
use super::tasks::{Stage, Stop, Task};

/// How many tasks of a service there can be at once: AWS's quota.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html>
const MOST_TASKS: i64 = 5_000;

/// What a service needs of its surroundings.
pub(super) struct World<'a> {
    /// The time, in milliseconds since 1970.
    pub(super) at: i64,
    pub(super) pace: Pace,
    pub(super) ids: &'a mut Ids,
}

impl Service {
    /// When the next thing happens to it.
    pub(super) fn due(&self) -> Option<i64> {
        let tasks = self.tasks.iter().filter_map(|task| task.due);
        tasks.chain(self.settles_at).chain(self.retry_at).chain(self.drained_at).min()
    }

    /// Everything that is due happens.
    pub(super) fn step(&mut self, world: &mut World) {
        match self.status {
            Status::Active => {
                self.move_tasks(world);
                if self.settles_at.is_some_and(|at| at <= world.at) {
                    self.settle(world);
                }
                self.schedule(world);
            }
            Status::Draining => {
                for task in &mut self.tasks {
                    task.due = None;
                }
                if self.drained_at.is_some_and(|at| at <= world.at) {
                    self.stop_tasks(world, self.tasks.len(), |_| true);
                    self.deployments.clear();
                    self.status = Status::Inactive;
                    self.drained_at = None;
                }
            }
            Status::Inactive => {}
        }
    }

    /// Starts and stops tasks as the deployment configuration allows, and notices when there is nothing left to do.
    pub(super) fn schedule(&mut self, world: &mut World) {
        let Some(primary) = self.deployments.first() else { return };
        let (id, fate, rollout) = (primary.id.clone(), primary.fate, primary.rollout);
        if rollout == Rollout::Failed {
            self.retry_at = None;
            self.settles_at = None;
            return;
        }
        if self.retry_at.is_some_and(|at| at <= world.at) {
            self.retry_at = None;
        }
        self.stop_surplus(world, &id);
        let missing = self.desired - self.count(|task| task.deployment == id);
        let room = self.share("maximumPercent", 200, false).min(MOST_TASKS) - self.count(|_| true);
        let launch = missing.min(room);
        if launch > 0 && self.retry_at.is_none() {
            if fate == Fate::Nocapacity {
                self.refuse_placement(world);
            } else {
                self.start_tasks(world, launch);
            }
        } else if missing <= 0 {
            self.retry_at = None;
        }
        self.forget_drained(&id);
        let steady = self.count(|task| task.deployment == id && task.stage == Stage::Healthy) == self.desired
            && self.count(|_| true) == self.desired;
        if !steady {
            self.steady = false;
            self.settles_at = None;
        } else if !self.steady && self.settles_at.is_none() {
            self.settles_at = Some(world.at + world.pace.part(15));
        }
    }

    /// Stops what the current deployment has too many of, and of the earlier ones what can be spared.
    fn stop_surplus(&mut self, world: &mut World, id: &str) {
        let surplus = self.count(|task| task.deployment == id) - self.desired;
        self.stop_tasks(world, usize::try_from(surplus).unwrap_or(0), |task| task.deployment == id);
        self.stop_tasks(world, usize::MAX, |task| task.deployment != id && task.is_pending());
        let healthy = self.count(|task| task.stage == Stage::Healthy);
        let least = self.share("minimumHealthyPercent", 100, true);
        let spare = usize::try_from(healthy - least).unwrap_or(0);
        self.stop_tasks(world, usize::MAX, |task| task.deployment != id && task.stage == Stage::Running);
        self.stop_tasks(world, spare, |task| task.deployment != id);
    }

    /// Forgets earlier deployments that have no task left; one that failed stays until another has completed.
    fn forget_drained(&mut self, id: &str) {
        let tasks = &self.tasks;
        self.deployments.retain(|deployment| {
            let live = tasks.iter().any(|task| task.deployment == deployment.id);
            deployment.id == *id || live || deployment.rollout == Rollout::Failed
        });
    }

    fn settle(&mut self, world: &mut World) {
        self.settles_at = None;
        self.steady = true;
        let Some(primary) = self.deployments.first_mut() else { return };
        let completes = primary.rollout == Rollout::InProgress;
        let id = primary.id.clone();
        if completes {
            primary.becomes(Rollout::Completed, format!("ECS deployment {id} completed."), world.at);
            self.last_completed = Some(primary.clone());
            self.deployments.truncate(1);
            self.event(world, &format!("(deployment {id}) deployment completed."));
        }
        self.event(world, "has reached a steady state.");
    }

    fn refuse_placement(&mut self, world: &mut World) {
        self.event(
            world,
            "was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a \
             different availability zone. For more information, see the Troubleshooting section of the Amazon ECS \
             Developer Guide.",
        );
        self.refusals += 1;
        self.retry_at = Some(world.at + world.pace.wait(self.refusals + 3));
    }

    fn start_tasks(&mut self, world: &mut World, count: i64) {
        let Some(primary) = self.deployments.first() else { return };
        let started: Vec<Task> = (0..count).map(|_| Task::start(primary, world)).collect();
        let names: Vec<String> = started.iter().map(|task| format!("(task {})", task.id)).collect();
        self.tasks.extend(started);
        self.event(world, &format!("has started {count} tasks: {}.", names.join(" ")));
    }

    /// Stops up to `most` of the tasks that `which` names, those that are least far on their way first.
    fn stop_tasks(&mut self, world: &mut World, most: usize, which: impl Fn(&Task) -> bool) {
        let mut ids: Vec<(Stage, String)> =
            self.tasks.iter().filter(|task| which(task)).map(|task| (task.stage, task.id.clone())).collect();
        ids.sort_by_key(|(stage, _)| *stage);
        ids.truncate(most);
        if ids.is_empty() {
            return;
        }
        let deployment = self.deployments.first().map(|deployment| deployment.id.clone()).unwrap_or_default();
        let reason = format!("Scaling activity initiated by (deployment {deployment})");
        for (stage, id) in &ids {
            let stop = Stop {
                at: world.at,
                code: "ServiceSchedulerInitiated".to_owned(),
                reason: reason.clone(),
                exit_code: (*stage >= Stage::Running).then_some(0),
                container_reason: None,
            };
            self.retire(id, stop);
        }
        let names: Vec<String> = ids.iter().map(|(_, id)| format!("(task {id})")).collect();
        let running = i64::try_from(ids.iter().filter(|(stage, _)| *stage >= Stage::Running).count()).unwrap_or(0);
        self.targets_event(world, "deregistered", running);
        self.event(world, &format!("has stopped {} running tasks: {}.", ids.len(), names.join(" ")));
    }

    /// A percentage of the desired count that the deployment configuration names.
    fn share(&self, key: &str, default: i64, up: bool) -> i64 {
        let percent = self.settings.get("deploymentConfiguration").and_then(|c| number(c, key)).unwrap_or(default);
        let hundredfold = self.desired.saturating_mul(percent);
        if up { hundredfold.saturating_add(99) / 100 } else { hundredfold / 100 }
    }

    /// Says how many targets came or went, where the service has target groups.
    pub(super) fn targets_event(&mut self, world: &mut World, what: &str, count: i64) {
        if count == 0 {
            return;
        }
        let groups: Vec<String> = self.target_groups().map(str::to_owned).collect();
        for group in groups {
            self.event(world, &format!("{what} {count} targets in (target-group {group})"));
        }
    }

    /// The ARNs of the target groups that it registers its tasks in.
    pub(super) fn target_groups(&self) -> impl Iterator<Item = &str> {
        let balancers = self.settings.get("loadBalancers").and_then(Value::as_array);
        balancers.into_iter().flatten().filter_map(|balancer| super::input::text(balancer, "targetGroupArn"))
    }
}

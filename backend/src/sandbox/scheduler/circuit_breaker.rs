//! What ECS does about tasks that keep failing.

use serde_json::Value;

use super::World;
use crate::sandbox::deployments::{Deployment, Rollout, restore};
use crate::sandbox::input::flag;
use crate::sandbox::services::Service;

/// How many failed tasks trip the circuit breaker: half the desired count, within these bounds.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html>
const FEWEST: i64 = 3;
const MOST: i64 = 200;

impl Service {
    fn threshold(&self) -> i64 {
        (self.desired.saturating_add(1) / 2).clamp(FEWEST, MOST)
    }

    pub(super) fn count_failure(&mut self, deployment: &str) {
        if let Some(deployment) = self.deployments.iter_mut().find(|found| found.id == deployment) {
            deployment.failed += 1;
        }
    }

    /// Waits before it tries again, or gives the deployment up.
    pub(super) fn react_to_failures(&mut self, world: &mut World) {
        let Some(primary) = self.deployments.first() else { return };
        let surplus = primary.failed - self.threshold();
        if surplus < 0 || primary.rollout != Rollout::InProgress || !self.breaker("enable") {
            self.retry_at = Some(world.at + world.pace.wait(surplus));
            return;
        }
        self.trip(world);
    }

    fn breaker(&self, key: &str) -> bool {
        let configuration = self.settings.get("deploymentConfiguration");
        configuration.and_then(|c| c.get("deploymentCircuitBreaker")).is_some_and(|breaker: &Value| flag(breaker, key))
    }

    fn trip(&mut self, world: &mut World) {
        let Some(primary) = self.deployments.first_mut() else { return };
        let failed = primary.id.clone();
        let reason = "ECS deployment circuit breaker: tasks failed to start.";
        primary.becomes(Rollout::Failed, reason.to_owned(), world.at);
        self.retry_at = None;
        self.event(world, &format!("(deployment {failed}) deployment failed: tasks failed to start."));
        let Some(good) = self.last_completed.clone().filter(|_| self.breaker("rollback")) else {
            self.stop_failed(world, &failed);
            return;
        };
        let mut back = Deployment::new(good.settings, (good.fate, good.container), world);
        back.reason = format!("ECS deployment circuit breaker: rolling back to deploymentId {}.", good.id);
        restore(&mut self.settings, &back.settings);
        self.event(world, &format!("rolling back to deployment {}.", good.id));
        self.deployments.insert(0, back);
        self.steady = false;
    }

    /// A deployment that was given up keeps no tasks; those of earlier deployments go on.
    fn stop_failed(&mut self, world: &mut World, id: &str) {
        self.stop_tasks(world, usize::MAX, |task| task.deployment == *id);
    }
}

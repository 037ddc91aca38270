//! A simulated account in memory, and what others do in it, for tests of what applies to it.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use serde_json::{Value, json};
use shared::plan::Action;

use super::{Account, Pace};
use crate::ports::{Aws, Clock, PortError, Read, Reads, Reply};

/// An account that goes with the process.
pub struct MemorySandbox {
    account: Mutex<Account>,
    clock: Clock,
}

impl MemorySandbox {
    /// The account of the environment `sandbox`.
    pub fn new(clock: Clock, pace: Pace) -> Self {
        let environment = shared::environment::Environment::sandbox();
        let number = environment.account.unwrap_or_default();
        Self { account: Mutex::new(Account::new(&number, &environment.region, pace, clock.now())), clock }
    }

    /// Does something with the account at the clock's time.
    pub fn with<T>(&self, what: impl FnOnce(&mut Account, i64) -> T) -> T {
        let now = self.clock.now();
        let mut account = self.account.lock().unwrap_or_else(PoisonError::into_inner);
        account.advance(now);
        what(&mut account, now)
    }

    /// See [`Account::state`].
    pub fn state(&self) -> Value {
        self.with(|account, _| account.state())
    }

    fn call(&self, action: Action, input: &Value) -> Value {
        self.with(|account, now| account.change(action, input, now)).unwrap().body
    }

    fn ask(&self, read: Read, input: &Value) -> Value {
        self.with(|account, now| account.read(read, input, now)).unwrap()
    }

    /// Somebody sets the desired count.
    pub fn drift_scale(&self, cluster: &str, service: &str, count: i64) {
        self.call(Action::UpdateService, &json!({ "cluster": cluster, "service": service, "desiredCount": count }));
    }

    /// Something else rolls out another image in the first container, as deployment tools do: with a revision that has
    /// no tags. Gives the revision's ARN.
    pub fn drift_roll_out(&self, cluster: &str, service: &str, image: &str) -> String {
        let found = self.ask(Read::DescribeServices, &json!({ "cluster": cluster, "services": [service] }));
        let current = json!({ "taskDefinition": found["services"][0]["taskDefinition"] });
        let mut request = self.ask(Read::DescribeTaskDefinition, &current)["taskDefinition"].take();
        request["containerDefinitions"][0]["image"] = json!(image);
        let stamps = ["taskDefinitionArn", "revision", "status", "registeredAt", "registeredBy", "compatibilities"];
        request.as_object_mut().unwrap().retain(|key, _| !stamps.contains(&key.as_str()));
        let arn = self.call(Action::RegisterTaskDefinition, &request)["taskDefinition"]["taskDefinitionArn"].take();
        let update = json!({ "cluster": cluster, "service": service, "taskDefinition": arn });
        self.call(Action::UpdateService, &update);
        arn.as_str().unwrap().to_owned()
    }

    /// Somebody deletes the service with all its tasks.
    pub fn drift_delete_service(&self, cluster: &str, service: &str) {
        self.call(Action::DeleteService, &json!({ "cluster": cluster, "service": service, "force": true }));
    }

    /// Somebody else has a cluster of this name.
    pub fn foreign_cluster(&self, name: &str) {
        self.call(
            Action::CreateCluster,
            &json!({ "clusterName": name, "tags": [{ "key": "owner", "value": "other" }] }),
        );
    }

    /// Somebody else has a service of this name in a cluster that is there.
    pub fn foreign_service(&self, cluster: &str, name: &str) {
        let containers = json!([{ "name": "other", "image": "other:1", "memory": 64 }]);
        let family = format!("other-{name}");
        self.call(Action::RegisterTaskDefinition, &json!({ "family": family, "containerDefinitions": containers }));
        let request = json!({
            "cluster": cluster,
            "serviceName": name,
            "taskDefinition": family,
            "desiredCount": 1,
            "tags": [{ "key": "owner", "value": "other" }],
        });
        self.call(Action::CreateService, &request);
    }

    /// Somebody else has a role of this name, which trusts EC2.
    pub fn foreign_role(&self, name: &str) {
        let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
        let tags = json!([{ "Key": "owner", "Value": "other" }]);
        self.call(Action::CreateRole, &json!({ "RoleName": name, "AssumeRolePolicyDocument": trust, "Tags": tags }));
    }

    /// Somebody else has a log group of this name.
    pub fn foreign_log_group(&self, name: &str) {
        self.call(Action::CreateLogGroup, &json!({ "logGroupName": name, "tags": { "owner": "other" } }));
    }

    /// Application Auto Scaling governs the desired count of a service from now on.
    pub fn govern(&self, cluster: &str, service: &str, least: i64, most: i64) {
        self.with(|account, now| {
            account.scalable_targets.push(json!({
                "ServiceNamespace": "ecs",
                "ResourceId": format!("service/{cluster}/{service}"),
                "ScalableDimension": "ecs:service:DesiredCount",
                "MinCapacity": least,
                "MaxCapacity": most,
                "CreationTime": super::input::seconds(now),
            }));
        });
    }
}

#[async_trait]
impl Reads for MemorySandbox {
    async fn read(&self, read: Read, input: &Value) -> Result<Value, PortError> {
        self.with(|account, now| account.read(read, input, now))
    }
}

#[async_trait]
impl Aws for MemorySandbox {
    async fn change(&self, action: Action, input: &Value) -> Result<Reply, PortError> {
        self.with(|account, now| account.change(action, input, now))
    }
}

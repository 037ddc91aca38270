//! The simulated account and its calls.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::plan::Action;

use super::clusters::Cluster;
use super::home::Home;
use super::ids::Ids;
use super::logs::LogGroup;
use super::pace::Pace;
use super::roles::Role;
use super::task_definitions::Family;
use crate::ports::{PortError, Read, Reply};

/// A simulated AWS account in one Region. Pure: time is an argument, and ids are made from what happened before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub(super) home: Home,
    pub(super) pace: Pace,
    /// Until when it has been told what happened, in milliseconds since 1970.
    pub(super) now: i64,
    pub(super) ids: Ids,
    pub(super) clusters: BTreeMap<String, Cluster>,
    pub(super) families: BTreeMap<String, Family>,
    pub(super) log_groups: BTreeMap<String, LogGroup>,
    pub(super) roles: BTreeMap<String, Role>,
    /// As `DescribeScalableTargets` prints them.
    pub(super) scalable_targets: Vec<Value>,
}

impl Account {
    /// An account with nothing but the cluster `default`, made at `now`.
    pub fn new(account: &str, region: &str, pace: Pace, now: i64) -> Self {
        Self {
            home: Home { account: account.to_owned(), region: region.to_owned() },
            pace,
            now,
            ids: Ids::new(),
            clusters: BTreeMap::from([("default".to_owned(), Cluster::new(&json!({})))]),
            families: BTreeMap::new(),
            log_groups: BTreeMap::new(),
            roles: BTreeMap::new(),
            scalable_targets: Vec::new(),
        }
    }

    /// From now on it moves at this pace; what is due already stays so.
    pub fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Lets everything happen that is due by `now`. It makes no difference how often this is called on the way.
    pub fn advance(&mut self, now: i64) {
        while let Some(at) = self.clusters.values().filter_map(Cluster::due).min().filter(|at| *at <= now) {
            self.now = self.now.max(at);
            let mut world = super::scheduler::World { at: self.now, pace: self.pace, ids: &mut self.ids };
            for service in self.clusters.values_mut().flat_map(|cluster| cluster.services.values_mut()) {
                if service.due().is_some_and(|due| due <= at) {
                    service.step(&mut world);
                }
            }
        }
        self.now = self.now.max(now);
    }

    /// Answers as AWS would at `now`. What this changes follows from `now` alone, so it needn't be kept.
    pub fn read(&mut self, read: Read, input: &Value, now: i64) -> Result<Value, PortError> {
        self.advance(now);
        match read {
            Read::DescribeClusters => Ok(self.describe_clusters(input)),
            Read::DescribeServices => self.describe_services(input),
            Read::DescribeTaskDefinition => self.describe_task_definition(input),
            Read::DescribeTasks => self.describe_tasks(input),
            Read::ListTaskDefinitions => Ok(self.list_task_definitions(input)),
            Read::ListTasks => self.list_tasks(input),
            Read::DescribeLogGroups => Ok(self.describe_log_groups(input)),
            Read::GetLogEvents => self.get_log_events(input),
            Read::ListLogGroupTags => self.list_log_group_tags(input),
            Read::GetRole => self.get_role(input),
            Read::GetRolePolicy => self.get_role_policy(input),
            Read::ListAttachedRolePolicies => self.list_attached_role_policies(input),
            Read::ListRolePolicies => self.list_role_policies(input),
            Read::DescribeListeners => super::target_groups::describe_listeners(input),
            Read::DescribeRules => super::target_groups::describe_rules(input),
            Read::DescribeTargetGroups => super::target_groups::describe_target_groups(input),
            Read::DescribeTargetHealth => self.describe_target_health(input),
            Read::DescribeScalableTargets => Ok(self.describe_scalable_targets(input)),
            Read::GetCallerIdentity => Ok(json!({
                "UserId": "AROASANDBOX:bayplan",
                "Account": self.home.account,
                "Arn": self.home.caller(),
            })),
        }
    }

    /// Does what AWS would do at `now`. Where it fails, nothing is changed.
    pub fn change(&mut self, action: Action, input: &Value, now: i64) -> Result<Reply, PortError> {
        self.advance(now);
        let body = match action {
            Action::CreateCluster => Ok(self.create_cluster(input)),
            Action::UpdateCluster => self.update_cluster(input),
            Action::PutClusterCapacityProviders => self.put_cluster_capacity_providers(input),
            Action::DeleteCluster => self.delete_cluster(input),
            Action::RegisterTaskDefinition => self.register_task_definition(input),
            Action::CreateService => self.create_service(input),
            Action::UpdateService => self.update_service(input),
            Action::DeleteService => self.delete_service(input),
            Action::TagResource => self.tag_resource(input),
            Action::CreateLogGroup => self.create_log_group(input),
            Action::PutRetentionPolicy => self.put_retention_policy(input),
            Action::CreateRole => self.create_role(input),
            Action::UpdateAssumeRolePolicy => self.update_assume_role_policy(input),
            Action::AttachRolePolicy => self.attach_role_policy(input),
            Action::DetachRolePolicy => self.detach_role_policy(input),
            Action::PutRolePolicy => self.put_role_policy(input),
            Action::DeleteRolePolicy => self.delete_role_policy(input),
            Action::DeleteRole => self.delete_role(input),
        }?;
        Ok(Reply { body, request_id: Some(self.ids.uuid()) })
    }
}

//! Each call by its name.

use serde_json::Value;
use shared::plan::Action;

use super::clients::Clients;
use super::wire::as_it_is;
use super::{elbv2, iam, sts};
use crate::ports::{PortError, Read, Reply};

impl Clients {
    pub(super) async fn read(&self, read: Read, input: &Value) -> Result<Reply, PortError> {
        match read {
            Read::DescribeClusters => as_it_is!(self.ecs.describe_clusters(), input),
            Read::DescribeServices => as_it_is!(self.ecs.describe_services(), input),
            Read::DescribeTaskDefinition => as_it_is!(self.ecs.describe_task_definition(), input),
            Read::DescribeTasks => as_it_is!(self.ecs.describe_tasks(), input),
            Read::ListTaskDefinitions => as_it_is!(self.ecs.list_task_definitions(), input),
            Read::ListTasks => as_it_is!(self.ecs.list_tasks(), input),
            Read::DescribeLogGroups => as_it_is!(self.logs.describe_log_groups(), input),
            Read::GetLogEvents => as_it_is!(self.logs.get_log_events(), input),
            Read::ListLogGroupTags => as_it_is!(self.logs.list_tags_for_resource(), input),
            Read::DescribeScalableTargets => as_it_is!(self.scaling.describe_scalable_targets(), input),
            Read::GetRole => iam::get_role(&self.iam, input).await,
            Read::GetRolePolicy => iam::get_role_policy(&self.iam, input).await,
            Read::ListAttachedRolePolicies => iam::list_attached_role_policies(&self.iam, input).await,
            Read::ListRolePolicies => iam::list_role_policies(&self.iam, input).await,
            Read::DescribeListeners => elbv2::describe_listeners(&self.elbv2, input).await,
            Read::DescribeRules => elbv2::describe_rules(&self.elbv2, input).await,
            Read::DescribeTargetGroups => elbv2::describe_target_groups(&self.elbv2, input).await,
            Read::DescribeTargetHealth => elbv2::describe_target_health(&self.elbv2, input).await,
            Read::GetCallerIdentity => sts::get_caller_identity(&self.sts, input).await,
        }
    }

    pub(super) async fn change(&self, action: Action, input: &Value) -> Result<Reply, PortError> {
        match action {
            Action::CreateCluster => as_it_is!(self.ecs.create_cluster(), input),
            Action::UpdateCluster => as_it_is!(self.ecs.update_cluster(), input),
            Action::PutClusterCapacityProviders => as_it_is!(self.ecs.put_cluster_capacity_providers(), input),
            Action::DeleteCluster => as_it_is!(self.ecs.delete_cluster(), input),
            Action::RegisterTaskDefinition => as_it_is!(self.ecs.register_task_definition(), input),
            Action::CreateService => as_it_is!(self.ecs.create_service(), input),
            Action::UpdateService => as_it_is!(self.ecs.update_service(), input),
            Action::DeleteService => as_it_is!(self.ecs.delete_service(), input),
            Action::TagResource => as_it_is!(self.ecs.tag_resource(), input),
            Action::CreateLogGroup => as_it_is!(self.logs.create_log_group(), input),
            Action::PutRetentionPolicy => as_it_is!(self.logs.put_retention_policy(), input),
            Action::CreateRole
            | Action::UpdateAssumeRolePolicy
            | Action::AttachRolePolicy
            | Action::DetachRolePolicy
            | Action::PutRolePolicy
            | Action::DeleteRolePolicy
            | Action::DeleteRole => iam::change(&self.iam, action, input).await,
        }
    }
}

//! Which calls AWS counts together, and how many it allows.

use shared::plan::Action;

use super::bucket::Budget;
use crate::ports::Read;

/// Calls that draw from one bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    EcsClusterReads,
    EcsClusterChanges,
    EcsServiceReads,
    EcsServiceChanges,
    EcsTaskReads,
    EcsTaskDefinitionReads,
    EcsTaskDefinitionChanges,
    EcsTagChanges,
    LogGroupReads,
    LogGroupChanges,
    LogEventReads,
    IamReads,
    IamChanges,
    Elbv2Reads,
    ScalingReads,
    StsReads,
}

impl Group {
    pub(super) const fn of_read(read: Read) -> Self {
        match read {
            Read::DescribeClusters => Self::EcsClusterReads,
            Read::DescribeServices => Self::EcsServiceReads,
            Read::DescribeTasks | Read::ListTasks => Self::EcsTaskReads,
            Read::DescribeTaskDefinition | Read::ListTaskDefinitions => Self::EcsTaskDefinitionReads,
            Read::DescribeLogGroups | Read::ListLogGroupTags => Self::LogGroupReads,
            Read::GetLogEvents => Self::LogEventReads,
            Read::GetRole | Read::GetRolePolicy | Read::ListAttachedRolePolicies | Read::ListRolePolicies => {
                Self::IamReads
            }
            Read::DescribeListeners | Read::DescribeRules | Read::DescribeTargetGroups | Read::DescribeTargetHealth => {
                Self::Elbv2Reads
            }
            Read::DescribeScalableTargets => Self::ScalingReads,
            Read::GetCallerIdentity => Self::StsReads,
        }
    }

    pub(super) const fn of_change(action: Action) -> Self {
        match action {
            Action::CreateCluster
            | Action::UpdateCluster
            | Action::PutClusterCapacityProviders
            | Action::DeleteCluster => Self::EcsClusterChanges,
            Action::RegisterTaskDefinition => Self::EcsTaskDefinitionChanges,
            Action::CreateService | Action::UpdateService | Action::DeleteService => Self::EcsServiceChanges,
            Action::TagResource => Self::EcsTagChanges,
            Action::CreateLogGroup | Action::PutRetentionPolicy => Self::LogGroupChanges,
            Action::CreateRole
            | Action::UpdateAssumeRolePolicy
            | Action::AttachRolePolicy
            | Action::DetachRolePolicy
            | Action::PutRolePolicy
            | Action::DeleteRolePolicy
            | Action::DeleteRole => Self::IamChanges,
        }
    }

    /// Whether AWS counts the calls to all Regions together.
    pub(super) const fn is_global(self) -> bool {
        matches!(self, Self::IamReads | Self::IamChanges)
    }

    /// What Bayplan takes of AWS's limit: reads at most half of the refill, which leaves the other half to people and
    /// their other tools; changes, which are few, all of it.
    pub(super) const fn budget(self) -> Budget {
        match self {
            // ECS: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
            // Its text gives 50 tokens and 20 a second for cluster reads; the other figures for ECS are meant to be
            // its table's and want checking against it. STS publishes none and gets the same cautious one.
            Self::EcsClusterReads | Self::EcsTaskDefinitionReads | Self::StsReads => reads(50.0, 20.0),
            Self::EcsServiceReads | Self::EcsTaskReads => reads(100.0, 20.0),
            Self::EcsClusterChanges | Self::EcsTaskDefinitionChanges => changes(20.0, 1.0),
            Self::EcsServiceChanges => changes(50.0, 5.0),
            Self::EcsTagChanges => changes(20.0, 10.0),
            // CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
            Self::LogGroupReads | Self::LogEventReads => reads(10.0, 10.0),
            Self::LogGroupChanges => changes(10.0, 10.0),
            // Elastic Load Balancing: 40 tokens, 10 a second.
            // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html
            Self::Elbv2Reads => reads(40.0, 10.0),
            // IAM and Application Auto Scaling publish none; these are cautious.
            Self::IamReads => reads(30.0, 20.0),
            Self::IamChanges => changes(15.0, 5.0),
            Self::ScalingReads => reads(20.0, 10.0),
        }
    }
}

const fn reads(capacity: f64, refill: f64) -> Budget {
    Budget { capacity, per_second: refill / 2.0 }
}

const fn changes(capacity: f64, refill: f64) -> Budget {
    Budget { capacity, per_second: refill }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bucket_fills() {
        let groups =
            Read::ALL.map(Group::of_read).into_iter().chain(Action::ALL.map(Group::of_change)).map(Group::budget);
        assert!(groups.into_iter().all(|budget| budget.capacity >= 1.0 && budget.per_second > 0.0));
    }
}

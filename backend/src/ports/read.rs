//! The AWS calls that change nothing.

use shared::plan::Service;

/// An AWS call that changes nothing, by AWS's own name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Read {
    DescribeClusters,
    DescribeServices,
    DescribeTaskDefinition,
    DescribeTasks,
    ListTaskDefinitions,
    ListTasks,
    DescribeLogGroups,
    GetLogEvents,
    /// CloudWatch Logs' `ListTagsForResource`.
    ListLogGroupTags,
    GetRole,
    GetRolePolicy,
    ListAttachedRolePolicies,
    ListRolePolicies,
    DescribeListeners,
    DescribeRules,
    DescribeTargetGroups,
    DescribeTargetHealth,
    DescribeScalableTargets,
    GetCallerIdentity,
}

impl Read {
    pub const ALL: [Self; 19] = [
        Self::DescribeClusters,
        Self::DescribeServices,
        Self::DescribeTaskDefinition,
        Self::DescribeTasks,
        Self::ListTaskDefinitions,
        Self::ListTasks,
        Self::DescribeLogGroups,
        Self::GetLogEvents,
        Self::ListLogGroupTags,
        Self::GetRole,
        Self::GetRolePolicy,
        Self::ListAttachedRolePolicies,
        Self::ListRolePolicies,
        Self::DescribeListeners,
        Self::DescribeRules,
        Self::DescribeTargetGroups,
        Self::DescribeTargetHealth,
        Self::DescribeScalableTargets,
        Self::GetCallerIdentity,
    ];

    pub const fn service(self) -> Service {
        match self {
            Self::DescribeClusters
            | Self::DescribeServices
            | Self::DescribeTaskDefinition
            | Self::DescribeTasks
            | Self::ListTaskDefinitions
            | Self::ListTasks => Service::Ecs,
            Self::DescribeLogGroups | Self::GetLogEvents | Self::ListLogGroupTags => Service::Logs,
            Self::GetRole | Self::GetRolePolicy | Self::ListAttachedRolePolicies | Self::ListRolePolicies => {
                Service::Iam
            }
            Self::DescribeListeners | Self::DescribeRules | Self::DescribeTargetGroups | Self::DescribeTargetHealth => {
                Service::Elbv2
            }
            Self::DescribeScalableTargets => Service::ApplicationAutoscaling,
            Self::GetCallerIdentity => Service::Sts,
        }
    }

    /// AWS's name of the call.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DescribeClusters => "DescribeClusters",
            Self::DescribeServices => "DescribeServices",
            Self::DescribeTaskDefinition => "DescribeTaskDefinition",
            Self::DescribeTasks => "DescribeTasks",
            Self::ListTaskDefinitions => "ListTaskDefinitions",
            Self::ListTasks => "ListTasks",
            Self::DescribeLogGroups => "DescribeLogGroups",
            Self::GetLogEvents => "GetLogEvents",
            Self::ListLogGroupTags => "ListTagsForResource",
            Self::GetRole => "GetRole",
            Self::GetRolePolicy => "GetRolePolicy",
            Self::ListAttachedRolePolicies => "ListAttachedRolePolicies",
            Self::ListRolePolicies => "ListRolePolicies",
            Self::DescribeListeners => "DescribeListeners",
            Self::DescribeRules => "DescribeRules",
            Self::DescribeTargetGroups => "DescribeTargetGroups",
            Self::DescribeTargetHealth => "DescribeTargetHealth",
            Self::DescribeScalableTargets => "DescribeScalableTargets",
            Self::GetCallerIdentity => "GetCallerIdentity",
        }
    }
}

//! The AWS calls that change something.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An AWS API, by the name that the AWS CLI gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    ApplicationAutoscaling,
    Ecs,
    Elbv2,
    Iam,
    Logs,
    Sts,
}

impl Service {
    pub const fn word(self) -> &'static str {
        match self {
            Self::ApplicationAutoscaling => "application-autoscaling",
            Self::Ecs => "ecs",
            Self::Elbv2 => "elbv2",
            Self::Iam => "iam",
            Self::Logs => "logs",
            Self::Sts => "sts",
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// An AWS call that changes something, by AWS's own name. Everything that Bayplan can do to an account is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Action {
    CreateCluster,
    UpdateCluster,
    PutClusterCapacityProviders,
    DeleteCluster,
    RegisterTaskDefinition,
    CreateService,
    UpdateService,
    DeleteService,
    TagResource,
    CreateLogGroup,
    PutRetentionPolicy,
    CreateRole,
    UpdateAssumeRolePolicy,
    AttachRolePolicy,
    DetachRolePolicy,
    PutRolePolicy,
    DeleteRolePolicy,
    DeleteRole,
}

impl Action {
    pub const ALL: [Self; 18] = [
        Self::CreateCluster,
        Self::UpdateCluster,
        Self::PutClusterCapacityProviders,
        Self::DeleteCluster,
        Self::RegisterTaskDefinition,
        Self::CreateService,
        Self::UpdateService,
        Self::DeleteService,
        Self::TagResource,
        Self::CreateLogGroup,
        Self::PutRetentionPolicy,
        Self::CreateRole,
        Self::UpdateAssumeRolePolicy,
        Self::AttachRolePolicy,
        Self::DetachRolePolicy,
        Self::PutRolePolicy,
        Self::DeleteRolePolicy,
        Self::DeleteRole,
    ];

    /// The API that the call belongs to. `TagResource` is ECS's.
    pub const fn service(self) -> Service {
        match self {
            Self::CreateCluster
            | Self::UpdateCluster
            | Self::PutClusterCapacityProviders
            | Self::DeleteCluster
            | Self::RegisterTaskDefinition
            | Self::CreateService
            | Self::UpdateService
            | Self::DeleteService
            | Self::TagResource => Service::Ecs,
            Self::CreateLogGroup | Self::PutRetentionPolicy => Service::Logs,
            Self::CreateRole
            | Self::UpdateAssumeRolePolicy
            | Self::AttachRolePolicy
            | Self::DetachRolePolicy
            | Self::PutRolePolicy
            | Self::DeleteRolePolicy
            | Self::DeleteRole => Service::Iam,
        }
    }

    /// AWS's name of the call.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreateCluster => "CreateCluster",
            Self::UpdateCluster => "UpdateCluster",
            Self::PutClusterCapacityProviders => "PutClusterCapacityProviders",
            Self::DeleteCluster => "DeleteCluster",
            Self::RegisterTaskDefinition => "RegisterTaskDefinition",
            Self::CreateService => "CreateService",
            Self::UpdateService => "UpdateService",
            Self::DeleteService => "DeleteService",
            Self::TagResource => "TagResource",
            Self::CreateLogGroup => "CreateLogGroup",
            Self::PutRetentionPolicy => "PutRetentionPolicy",
            Self::CreateRole => "CreateRole",
            Self::UpdateAssumeRolePolicy => "UpdateAssumeRolePolicy",
            Self::AttachRolePolicy => "AttachRolePolicy",
            Self::DetachRolePolicy => "DetachRolePolicy",
            Self::PutRolePolicy => "PutRolePolicy",
            Self::DeleteRolePolicy => "DeleteRolePolicy",
            Self::DeleteRole => "DeleteRole",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

//! AWS's request shapes: one file per structure, each member described once.
//!
//! A member's description gives it a type in Rust ([`Field`]) and everything that the form, the checks, the search and
//! the comparison with AWS's own model read at run time ([`Member`]).

mod cluster;
mod design;
mod field;
#[cfg(test)]
mod help;
mod kind;
mod log_group;
mod role;
mod service;
mod shape;
mod task_definition;

pub use cluster::*;
pub use design::{COLLECTIONS, Collection, REQUESTS, structures};
pub use field::Field;
pub use kind::{Bool, Choice, Choices, Document, Double, Int, Ints, Kind, One, RowsOf, Text, TextMap, Texts};
pub use log_group::*;
pub use role::*;
pub use service::*;
pub(crate) use shape::structure;
pub use shape::{Api, Form, Member, NAMING, Shape, Structure, StructureShape};
pub use task_definition::*;

/// What `RegisterTaskDefinition` takes.
pub type TaskDefinition = RegisterTaskDefinitionRequest;
/// What `CreateService` takes.
pub type Service = CreateServiceRequest;
/// What `CreateCluster` takes.
pub type Cluster = CreateClusterRequest;
/// What CloudWatch Logs' `CreateLogGroup` takes.
pub type LogGroup = CreateLogGroupRequest;
/// What IAM's `CreateRole` takes.
pub type Role = CreateRoleRequest;

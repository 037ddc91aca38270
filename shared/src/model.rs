//! AWS's request shapes: one file per structure, each member described once.
//!
//! A member's description gives it a type in Rust ([`Field`]) and everything that the form, the checks, the search and
//! the comparison with AWS's own model read at run time ([`Member`]).

mod design;
mod field;
#[cfg(test)]
mod help;
mod kind;
mod service;
mod shape;
mod task_definition;

pub use design::{COLLECTIONS, Collection, REQUESTS, structures};
pub use field::Field;
pub use kind::{Bool, Choice, Choices, Document, Double, Int, Ints, Kind, One, RowsOf, Text, TextMap, Texts};
pub use service::*;
pub(crate) use shape::structure;
pub use shape::{Form, Member, NAMING, Shape, Structure, StructureShape};
pub use task_definition::*;

/// What `RegisterTaskDefinition` takes.
pub type TaskDefinition = RegisterTaskDefinitionRequest;
/// What `CreateService` takes.
pub type Service = CreateServiceRequest;

/// Stands in until clusters are described.
pub type Cluster = CreateServiceRequest;

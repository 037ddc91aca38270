//! What a rule is.

use super::Severity;
use super::report::Report;
use super::scope::{ContainerScope, ServiceScope, TaskScope};
use super::subject::Root;

/// One thing that AWS rejects, or that goes wrong in practice.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name, such as `TD-CPU-MEM-FARGATE`.
    pub id: &'static str,
    pub severity: Severity,
    /// The rule in one sentence.
    pub summary: &'static str,
    /// What to do when it fires.
    pub help: &'static str,
    /// Where AWS says so.
    pub docs: &'static str,
    pub check: Check,
    /// A document that it reports, and one that it doesn't.
    #[cfg(test)]
    pub(crate) cases: super::cases::Cases,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Each task definition, with the services that run it.
    Task(fn(&TaskScope, &mut Report)),
    /// Each container of each task definition.
    Container(fn(&ContainerScope, &mut Report)),
    /// Each service, with its task definition where that is known.
    Service(fn(&ServiceScope, &mut Report)),
    /// Each document as such, against the shape that AWS gives it.
    Shape(fn(&Root, &mut Report)),
}

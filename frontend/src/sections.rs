//! Which members stand together in the form, and in which order: as somebody who knows ECS would lay it out.
//!
//! Adding a member to the model needs one line here; a test names it until then.

mod cluster;
mod container;
mod log_group;
mod role;
mod service;
mod task_definition;

use shared::model::{Cluster, ContainerDefinition, LogGroup, Role, Service, Structure, StructureShape, TaskDefinition};

/// A titled group of an element's members.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) title: &'static str,
    /// Shown even where they are absent.
    pub(crate) common: &'static [&'static str],
    /// Shown where they are set, asked for by name, or with all fields of the section.
    pub(crate) more: &'static [&'static str],
    /// Open until a person closes it.
    pub(crate) open: bool,
}

impl Section {
    pub(crate) fn members(&self) -> impl Iterator<Item = &'static str> {
        self.common.iter().chain(self.more).copied()
    }

    pub(crate) fn has(&self, member: &str) -> bool {
        self.members().any(|name| name == member)
    }

    /// An id that it keeps across elements of a kind.
    pub(crate) fn id(&self, owner: &StructureShape) -> String {
        format!("{}: {}", owner.name, self.title)
    }
}

/// The sections of a structure; nothing for one that is small enough to need none.
pub(crate) fn of(structure: &StructureShape) -> Option<&'static [Section]> {
    sectioned().into_iter().find(|(shape, _)| shape.name == structure.name).map(|(_, sections)| sections)
}

fn sectioned() -> [(&'static StructureShape, &'static [Section]); 6] {
    [
        (TaskDefinition::SHAPE, task_definition::SECTIONS),
        (ContainerDefinition::SHAPE, container::SECTIONS),
        (Service::SHAPE, service::SECTIONS),
        (Cluster::SHAPE, cluster::SECTIONS),
        (LogGroup::SHAPE, log_group::SECTIONS),
        (Role::SHAPE, role::SECTIONS),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_in_exactly_one_section() {
        for (shape, sections) in sectioned() {
            for member in shape.members {
                let found = sections.iter().flat_map(Section::members).filter(|name| *name == member.name).count();
                assert_eq!(found, 1, "{}.{} is in {found} sections", shape.name, member.name);
            }
            for name in sections.iter().flat_map(Section::members) {
                assert!(shape.member(name).is_some(), "{} has no member {name}", shape.name);
            }
        }
    }

    #[test]
    fn every_element_has_sections() {
        for created in shared::model::COLLECTIONS.iter().filter_map(|collection| collection.creates) {
            assert!(of(created).is_some(), "the form of {} is empty", created.name);
        }
    }

    #[test]
    fn titles_are_unique() {
        for (shape, sections) in sectioned() {
            for (at, section) in sections.iter().enumerate() {
                assert!(!sections.iter().skip(at + 1).any(|other| other.title == section.title), "{}", shape.name);
            }
        }
    }
}

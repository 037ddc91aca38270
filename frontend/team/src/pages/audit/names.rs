//! The names of what the record knows by ids.

use std::collections::BTreeMap;

use shared::access::PersonRef;
use shared::api::{AuditEntry, DesignMeta, Person};

/// Names by id, as far as whoever looks may know them.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    people: BTreeMap<String, String>,
    designs: BTreeMap<String, String>,
}

impl Names {
    /// Takes those that entries tell.
    pub(super) fn learn(&mut self, entries: &[AuditEntry]) {
        // The newest name is the one that they have now.
        for PersonRef { id, name } in entries.iter().filter_map(|entry| entry.by.person()) {
            self.people.entry(id.clone()).or_insert_with(|| name.clone());
        }
    }

    pub(super) fn learn_people(&mut self, people: Vec<Person>) {
        self.people.extend(people.into_iter().map(|person| (person.id, person.name)));
    }

    pub(super) fn learn_designs(&mut self, designs: Vec<DesignMeta>) {
        self.designs.extend(designs.into_iter().map(|design| (design.id, design.name)));
    }

    /// All known people, by name.
    pub(super) fn people(&self) -> Vec<(String, String)> {
        let mut all: Vec<_> = self.people.iter().map(|(id, name)| (id.clone(), name.clone())).collect();
        all.sort_by_key(|(_, name)| name.to_lowercase());
        all
    }

    pub(super) fn person(&self, id: &str) -> String {
        self.people.get(id).cloned().unwrap_or_else(|| format!("the person {id}"))
    }

    /// Nothing where the design isn't there any more, or may not be seen.
    pub(super) fn design(&self, id: &str) -> Option<&str> {
        self.designs.get(id).map(|name| if name.trim().is_empty() { "Unnamed design" } else { name.as_str() })
    }
}

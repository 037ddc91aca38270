//! What the editor knows: the design with its one writer, and beside it what only the screen needs.

mod checks;
pub(crate) mod edit;
mod findings;
pub(crate) mod place;
pub(crate) mod rename;
mod store;
mod ui;

pub(crate) use checks::Checks;
pub(crate) use findings::{Counts, Findings};
pub(crate) use parts::announcer::Announcer;
pub(crate) use store::DesignStore;
pub(crate) use ui::{EditorUi, Tab};

//! What a change does to what runs.

use serde::{Deserialize, Serialize};

use crate::diff::Change;
use crate::plan::Plan;

/// What comes of a change, most harmless first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing that runs is touched.
    None,
    /// Something new is made.
    Creates,
    RestartsTasks,
    /// AWS can't change it in place.
    Replaces,
    Deletes,
    /// What a role may do changes.
    Permissions,
    /// Something can be reached from the internet that could not before.
    PublicExposure,
}

/// The changes of one element of a design, with what they do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChangeGroup {
    /// `services.web`; empty for what belongs to none.
    pub element: String,
    /// Most severe first; `none` alone where there is none.
    pub effects: Vec<Effect>,
    pub changes: Vec<Change>,
}

/// The changes by element, in the order of the design, with the effects that the plan's steps and the changes tell.
pub fn groups(changes: &[Change], plan: &Plan) -> Vec<ChangeGroup> {
    let _ = (changes, plan);
    Vec::new()
}

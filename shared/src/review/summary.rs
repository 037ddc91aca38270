//! A review in a sentence.

use crate::diff::Change;
use crate::plan::Plan;

/// What a plan's changes come to, in words: `Changes 2 containers: image of app, memory 512 → 1024 MiB. Replaces the
/// tasks of 1 service.`
pub fn summary(changes: &[Change], plan: &Plan) -> String {
    let _ = (changes, plan);
    String::new()
}
